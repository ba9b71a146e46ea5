//! Quizzes: answered, left, taken up again, reported.

use std::time::Duration;

use anyhow::Result;
use e2e::thirtyfour::Key;
use e2e::{Folder, Page, journey, sailing};

#[tokio::test]
async fn a_quiz_survives_a_reload_in_the_middle_and_ends_with_a_report() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        for question in 1..=5 {
            page.by_role("heading", &format!("Question {question} of 5")).await?;
            page.answer_question().await?;
            if question == 3 {
                page.wait_until_saved().await?;
                page.reload().await?;
                page.by_role("heading", "Question 3 of 5").await?;
            }
            page.click("button", "Go on").await?;
        }
        page.by_role("heading", "Your report").await?;
        page.wait_for_figure("Ability", |lines| lines.iter().any(|line| line.contains("95 % sure"))).await?;
        page.by_role("heading", "Each question again").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Your report").await?;
        page.click("link", "Practise again").await?;
        page.by_role("heading", "Earlier quizzes").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_question_is_answered_skipped_and_helped_with_by_single_keys() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.press("h").await?;
        page.eventually("a hint to open", async || {
            Ok(!page.within("list", "Hints").all_by_role("listitem", None).await?.is_empty())
        })
        .await?;
        page.press("s").await?;
        page.by_role("heading", "Skipped").await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "Question 2 of 5").await?;
        page.answer_question().await
    })
    .await
}

#[tokio::test]
async fn a_quiz_that_was_left_can_be_continued_or_put_away() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        page.visit("/practice").await?;
        page.wait_until(
            "the open quiz to be offered",
            "document.body.innerText.includes('1 of 5 questions answered')",
        )
        .await?;
        page.click("link", "Continue").await?;
        page.by_role("heading", "Question 1 of 5").await?;
        page.click("link", "Practice").await?;
        page.click("button", "Put it away").await?;
        page.wait_until_gone("link", "Continue").await
    })
    .await
}

#[tokio::test]
async fn an_empty_answer_is_refused_with_a_sentence() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("checkbox", "Caching").await?;
        page.start_quiz().await?;
        while !page.all_by_role("button", Some("Move down: ")).await?.is_empty() {
            // An order is always an answer; another question asks for more.
            page.click("button", "Skip").await?;
            page.click("button", "Go on").await?;
            page.by_role("button", "Answer").await?;
        }
        page.click("button", "Answer").await?;
        page.wait_for_words("alert", "or skip the question").await
    })
    .await
}

#[tokio::test]
async fn an_answer_in_one_tab_shows_up_in_the_other() -> Result<()> {
    journey("/practice", async |page| {
        page.start_quiz().await?;
        let quiz = page.window().await?;
        let progress = page.new_tab().await?;
        page.switch_to_window(progress.clone()).await?;
        page.visit("/progress").await?;
        page.by_role("heading", "Nothing to show yet, and that is fine").await?;
        page.switch_to_window(quiz).await?;
        page.answer_question().await?;
        page.switch_to_window(progress).await?;
        page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "1"))
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn a_fixed_quiz_asks_every_kind_that_its_topic_has() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("checkbox", "Replication").await?;
        page.choose("radio", "20 questions").await?;
        page.choose("radio", "Fixed").await?;
        page.start_quiz().await?;
        // There may be fewer questions on one topic than were asked for.
        page.finish_quiz().await?;
        let rows = "[...document.querySelectorAll('section[aria-label=\"By kind\"] th')].map(cell => cell.innerText)";
        for kind in ["Matching", "Gaps"] {
            page.wait_until(kind, &format!("{rows}.includes('{kind}')")).await?;
        }
        page.by_role("heading", "What next, and why").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn an_exam_is_flagged_left_paused_looked_over_and_handed_in() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.choose("radio", "Exam").await?;
        page.start_quiz().await?;
        assert!(page.all_by_role("button", Some("Hint")).await?.is_empty(), "an exam gives no hints");
        page.press("f").await?;
        page.by_role("button", "Flagged, take it back").await?;
        page.click("button", "Pause").await?;
        page.by_role("button", "Resume").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.click("button", "Resume").await?;
        page.by_role("button", "Answer").await?;
        page.press("s").await?;
        page.by_role("button", "Flag").await?;
        page.click("button", "Look over and hand in").await?;
        page.click("button", "Go to question 1").await?;
        page.by_role("button", "Flagged, take it back").await?;
        page.click("button", "Look over and hand in").await?;
        page.click("button", "Hand in").await?;
        page.by_role("heading", "Your report").await?;
        page.wait_until("no score to be made up", "document.body.innerText.includes('nothing was answered')")
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn a_story_is_kept_while_it_is_written_and_rated_at_the_end() -> Result<()> {
    journey("/practice", async |page| {
        page.click("button", "Start: Tell of a time").await?;
        for part in ["Situation", "Task", "Action", "Result"] {
            page.fill("textbox", part, &format!("I wrote the {part} and it took 3 hours.")).await?;
        }
        page.choose("checkbox", "Keep a way back").await?;
        page.reload().await?;
        page.wait_until(
            "the story to be there again",
            "document.body.innerText.includes('Tagged with one principle')",
        )
        .await?;
        page.click("button", "Done writing, rate it").await?;
        page.by_role("heading", "Rate your answer").await?;
        page.press("3213").await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "Rated by you").await?;
        page.by_role("heading", "Your stories cover 1 of").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Your report").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_text_that_cannot_be_judged_is_compared_with_a_good_one() -> Result<()> {
    journey("/practice", async |page| {
        page.click("button", "Start: A page makes ten calls").await?;
        page.fill("textbox", "Your answer", "It waits for the slowest of the ten.").await?;
        page.press_with(&[Key::Control], '\u{e007}').await?;
        page.by_role("heading", "A good answer").await?;
        page.press("3").await?;
        page.click("button", "Answer").await?;
        page.wait_for_words("alert", "Rate each line").await?;
        page.press("21").await?;
        page.click("button", "Answer").await?;
        page.by_role("heading", "Rated by you").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_design_is_answered_on_the_canvas_and_told_what_it_meets() -> Result<()> {
    journey("/practice", async |page| {
        page.click("button", "Start: The ticket shop").await?;
        page.wait_until("the canvas to open", "document.querySelector('.question .workbench canvas')")
            .await?;
        page.add_by_search("cache", "Cache").await?;
        page.click("button", "Answer").await?;
        page.by_role("heading", "Partly right").await?;
        page.wait_until("the criteria", "document.body.innerText.includes('It costs at most')").await?;
        page.by_role("heading", "In five dimensions").await?;
        page.wait_until("each of them", "document.querySelectorAll('.dimensions > li').length === 5").await
    })
    .await
}

/// Whether the rows of the report by kind have these.
async fn expect_kinds(page: &Page, kinds: &[&str]) -> Result<()> {
    let rows =
        "[...document.querySelectorAll('section[aria-label=\"By kind\"] th')].map(cell => cell.innerText)";
    for kind in kinds {
        page.wait_until(kind, &format!("{rows}.includes('{kind}')")).await?;
    }
    Ok(())
}

#[tokio::test]
async fn choices_numbers_estimates_and_orders_are_asked_and_reported_by_kind() -> Result<()> {
    journey("/practice", async |page| {
        for topic in ["Requirements and estimation", "Global distribution"] {
            page.choose("checkbox", topic).await?;
        }
        page.choose("radio", "30 questions").await?;
        page.choose("radio", "Fixed").await?;
        page.start_quiz().await?;
        assert!(page.finish_quiz().await? > 25);
        let kinds = ["One choice", "Several choices", "Number", "Estimate", "Order"];
        expect_kinds(page, &kinds).await
    })
    .await
}

#[tokio::test]
async fn a_text_that_is_judged_is_among_the_questions_of_its_topic() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("checkbox", "API design").await?;
        page.choose("radio", "20 questions").await?;
        page.choose("radio", "Fixed").await?;
        page.start_quiz().await?;
        page.finish_quiz().await?;
        expect_kinds(page, &["Short text"]).await
    })
    .await
}

/// Opens a part that is folded away.
async fn unfold(page: &Page, summary: &str) -> Result<()> {
    let script = format!(
        "[...document.querySelectorAll('summary')].find((it) => it.textContent.trim().startsWith('{summary}')).click()"
    );
    page.evaluate(&script).await.map(drop)
}

#[tokio::test]
async fn why_a_question_was_asked_is_told_after_its_answer_and_in_the_report() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        unfold(page, "Why this question?").await?;
        page.wait_until(
            "the reasons",
            "document.body.innerText.includes('Before the first answer your ability')",
        )
        .await?;
        let curves = page.by_role("img", "What an answer tells, by ability.").await?;
        page.eventually("the curves to be drawn", async || page.is_painted(&curves).await).await?;
        page.click("button", "Go on").await?;
        page.finish_quiz().await?;
        unfold(page, "2").await?;
        page.evaluate("document.querySelectorAll('.review[open] details summary')[0].click()").await?;
        page.wait_until("the reasons", "document.body.innerText.includes('After 1 answer your ability')")
            .await
    })
    .await
}

#[tokio::test]
async fn an_explanation_that_was_read_is_noted_once() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        let script = "
            const done = arguments[arguments.length - 1];
            indexedDB.databases().then(([database]) => {
              const open = indexedDB.open(database.name);
              open.onsuccess = () => {
                const all = open.result.transaction('events').objectStore('events').getAll();
                all.onsuccess = () => {
                  open.result.close();
                  const lines = all.result.map((event) => typeof event === 'string' ? event : JSON.stringify(event));
                  done(lines.filter((line) => line.includes('explanation_viewed')).length);
                };
              };
            });
        ";
        let noted = async || -> Result<i64> {
            Ok(page.execute_async(script, Vec::new()).await?.json().as_i64().unwrap_or(-1))
        };
        assert_eq!(noted().await?, 0, "two seconds have not passed");
        page.eventually("it to be noted", async || Ok(noted().await? == 1)).await?;
        page.reload().await?;
        page.by_role("button", "Go on").await?;
        tokio::time::sleep(Duration::from_millis(2600)).await;
        assert_eq!(noted().await?, 1);
        Ok(())
    })
    .await
}

/// Seconds that the exam's clock shows.
async fn seconds_left(page: &Page) -> Result<i64> {
    let shown = page.evaluate("return document.querySelector('[role=timer]')?.textContent ?? ''").await?;
    let clock = shown.as_str().and_then(|shown| shown.split(' ').next()).unwrap_or_default().to_owned();
    let (minutes, seconds) = clock.split_once(':').unwrap_or(("-1", "0"));
    Ok(60 * minutes.parse::<i64>()? + seconds.parse::<i64>()?)
}

#[tokio::test]
async fn the_clock_of_an_exam_runs_while_it_is_looked_over_and_a_reload_does_not_give_time_back() -> Result<()>
{
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.choose("radio", "Exam").await?;
        page.start_quiz().await?;
        page.click("button", "Look over and hand in").await?;
        page.by_role("heading", "Before you hand in").await?;
        let before = seconds_left(page).await?;
        page.eventually("four seconds to pass", async || Ok(seconds_left(page).await? <= before - 4)).await?;
        page.reload().await?;
        page.by_role("button", "Look over and hand in").await?;
        let after = seconds_left(page).await?;
        assert!(after <= before - 3, "{before} s then, {after} s now");
        // A device whose clock was changed measures with the one that only goes forward.
        page.shift_clock(-2).await?;
        page.reload().await?;
        page.by_role("button", "Look over and hand in").await?;
        assert!(seconds_left(page).await? <= after);
        page.click("button", "Look over and hand in").await?;
        page.click("button", "Hand in").await?;
        page.by_role("heading", "Your report").await?;
        page.wait_until(
            "the clock to be put away",
            "!Object.keys(localStorage).some((key) => key.includes('exam-clock'))",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn the_keyboard_comes_to_each_question_and_to_what_is_said_of_its_answer() -> Result<()> {
    journey("/practice", async |page| {
        let held = async |id: &str| {
            let has_it = format!("document.activeElement?.id === '{id}'");
            page.wait_until(&format!("the keyboard to be at {id}"), &has_it).await
        };
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        held("question").await?;
        let named = "const form = document.activeElement;
            const stem = document.getElementById(form.getAttribute('aria-labelledby'));
            return stem !== null && form.contains(stem) && stem.innerText.length > 10";
        assert_eq!(page.evaluate(named).await?, true, "the question is not read out");
        page.answer_question().await?;
        held("feedback-heading").await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "Question 2 of 5").await?;
        held("question").await?;
        // From here the next stop is inside the question.
        page.press_key(Key::Tab).await?;
        let inside = "document.activeElement.closest('#question') !== null";
        page.wait_until("the first field of the question", inside).await
    })
    .await
}

#[tokio::test]
async fn two_tabs_on_one_attempt_count_each_question_once() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.wait_until_saved().await?;
        let path = page.evaluate("return location.pathname").await?;
        let path = path.as_str().unwrap_or_default().to_owned();
        let first = page.window().await?;
        let second = page.new_tab().await?;
        page.switch_to_window(second.clone()).await?;
        page.visit(&path).await?;
        page.by_role("button", "Answer").await?;
        page.switch_to_window(first.clone()).await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        // The other tab shows what was answered; going on there goes on here too.
        page.switch_to_window(second.clone()).await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Question 2 of 5").await?;
        page.switch_to_window(first).await?;
        page.by_role("heading", "Question 2 of 5").await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        page.switch_to_window(second).await?;
        page.click("button", "Go on").await?;
        page.finish_quiz().await?;
        page.visit("/progress").await?;
        page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "5"))
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn an_attempt_goes_on_after_its_tab_was_killed_and_the_clock_was_put_back() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Question 2 of 5").await?;
        page.wait_until_saved().await?;
        let stem = "return document.querySelector('form.question .markdown').innerText";
        let asked = page.evaluate(stem).await?;
        let other = page.new_tab().await?;
        page.close_window().await?;
        page.switch_to_window(other).await?;
        page.shift_clock(-3).await?;
        page.visit("/practice").await?;
        page.click("link", "Continue").await?;
        page.by_role("heading", "Question 2 of 5").await?;
        assert_eq!(page.evaluate(stem).await?, asked);
        assert_eq!(page.finish_quiz().await?, 4);
        Ok(())
    })
    .await
}

/// The id of the question whose answer is being entered, once that is kept.
async fn kept_question(page: &Page) -> Result<String> {
    let script =
        "return Object.keys(localStorage).find((key) => key.includes('.draft/'))?.split('/')[2] ?? ''";
    let mut kept = String::new();
    page.eventually("the question to be kept", async || {
        kept = page.evaluate(script).await?.as_str().unwrap_or_default().to_owned();
        Ok(!kept.is_empty())
    })
    .await?;
    Ok(kept)
}

#[tokio::test]
async fn a_question_that_an_update_took_out_in_mid_attempt_is_passed_over() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.click("button", "Go on").await?;
        page.by_role("button", "Answer").await?;
        page.wait_until_saved().await?;
        let item = kept_question(page).await?;
        let stem = "return document.querySelector('form.question .markdown').innerText";
        let asked = page.evaluate(stem).await?;
        page.take_question_out(&item).await?;
        page.reload().await?;
        page.eventually("another question", async || {
            let now = page.evaluate(stem).await?;
            Ok(now.is_string() && now != asked)
        })
        .await?;
        page.finish_quiz().await?;
        page.by_role("heading", "Each question again").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_number_below_zero_can_be_given() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("checkbox", "Requirements and estimation").await?;
        page.choose("radio", "20 questions").await?;
        page.choose("radio", "Fixed").await?;
        page.start_quiz().await?;
        // A keyboard of digits only, as phones show for inputmode numeric, has no minus.
        while page.all_by_role("textbox", Some("Your answer")).await?.is_empty() {
            page.answer_question().await?;
            page.click("button", "Go on").await?;
            page.by_role("button", "Answer").await?;
        }
        let field = page.by_role("textbox", "Your answer").await?;
        assert_eq!(field.attr("inputmode").await?.as_deref(), Some("text"));
        field.send_keys("-3").await?;
        page.press_key(Key::Enter).await?;
        page.by_role("button", "Go on").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_question_is_answered_with_a_program_that_was_checked() -> Result<()> {
    journey("/practice", async |page| {
        let name = "Start: This token bucket gives out what it held at the start and is never refilled.";
        page.click("button", name).await?;
        page.start_python().await?;
        page.click("button", "Answer").await?;
        page.wait_until(
            "a word about checking first",
            "document.body.innerText.includes('Check your program first')",
        )
        .await?;
        let begun = page.program().await?;
        page.write_program(&begun.replace(FIRST_LINE, REFILLED)).await?;
        page.click("button", "Check").await?;
        page.wait_for_program("The program ended.").await?;
        page.wait_until(
            "the word about checking to be gone",
            "!document.body.innerText.includes('Check your program first')",
        )
        .await?;
        page.wait_for_words("status", "Checked. You can answer with this program").await?;
        page.reload().await?;
        // The program is kept, and a new page has not checked it.
        page.wait_for_words("status", "Check the program before you answer with it.").await?;
        assert!(page.program().await?.contains("earned = "));
        page.wait_until("Python", "!document.querySelector('.program__controls button').disabled").await?;
        page.click("button", "Check").await?;
        page.wait_for_program("The program ended.").await?;
        page.click("button", "Answer").await?;
        page.by_role("listitem", "Holds: Tokens come in as time goes by").await?;
        page.by_role("listitem", "Holds: Fractions of a token add up, whoever asks in between").await?;
        page.click("button", "A solution").await
    })
    .await
}

const FIRST_LINE: &str = "        if self.tokens >= 1:";
const REFILLED: &str = "        earned = (now - self.filled_at) * self.tokens_per_second
        self.tokens = min(self.capacity, self.tokens + earned)
        self.filled_at = now
        if self.tokens >= 1:";

#[tokio::test]
async fn a_quiz_goes_on_when_an_update_took_out_the_question_whose_feedback_is_open() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        let item = kept_question(page).await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        page.take_question_out(&item).await?;
        page.reload().await?;
        page.by_role("heading", "Question 2 of 5").await?;
        assert_eq!(page.finish_quiz().await?, 4);
        Ok(())
    })
    .await
}

/// Presses a button twice, faster than a page can follow.
async fn press_twice(page: &Page, label: &str) -> Result<()> {
    page.by_role("button", label).await?;
    let script = format!(
        "const button = [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === '{label}');
         button.click();
         button.click();"
    );
    page.evaluate(&script).await.map(drop)
}

/// How many events of the journal speak of this.
async fn events_with(page: &Page, words: &str) -> Result<i64> {
    let script = format!(
        "
        const done = arguments[arguments.length - 1];
        indexedDB.databases().then(([database]) => {{
          const open = indexedDB.open(database.name);
          open.onsuccess = () => {{
            const all = open.result.transaction('events').objectStore('events').getAll();
            all.onsuccess = () => {{
              open.result.close();
              const lines = all.result.map((event) => typeof event === 'string' ? event : JSON.stringify(event));
              done(lines.filter((line) => line.replace(/[\\\\\"]/g, '').includes('{words}')).length);
            }};
          }};
        }});"
    );
    Ok(page.execute_async(&script, Vec::new()).await?.json().as_i64().unwrap_or(-1))
}

#[tokio::test]
async fn two_presses_on_the_start_of_an_assessment_begin_one_attempt() -> Result<()> {
    for (address, label) in [
        ("/certificate/system-design/backend-engineer", "Start the assessment"),
        ("/welcome?subject=system-design&step=placement", "Start"),
        ("/learn/first-cache/quiz", "Start the questions"),
    ] {
        journey(address, async |page| {
            press_twice(page, label).await?;
            page.by_role("button", "Answer").await?;
            page.wait_until_saved().await?;
            assert_eq!(events_with(page, "quiz_started").await?, 1, "{address}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Whether the page says this.
async fn says(page: &Page, words: &str) -> Result<()> {
    page.wait_until(words, &format!("document.body.innerText.includes('{words}')")).await
}

#[tokio::test]
async fn a_design_that_was_not_touched_earns_nothing_and_is_told_so() -> Result<()> {
    journey("/practice", async |page| {
        page.click("button", "Start: The ticket shop").await?;
        page.wait_until("the canvas to open", "document.querySelector('.question .workbench canvas')")
            .await?;
        page.click("button", "Answer").await?;
        page.by_role("heading", "Not right").await?;
        says(page, "The design is as you found it").await?;
        assert!(page.all_by_role("heading", Some("In five dimensions")).await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_quiz_in_which_nothing_was_answered_tells_of_no_level_and_no_ability() -> Result<()> {
    for skips in [0, 5] {
        journey("/practice", async |page| {
            page.choose("radio", "5 questions").await?;
            page.start_quiz().await?;
            for number in 0..skips {
                page.by_role("heading", &format!("Question {} of 5", number + 1)).await?;
                page.click("button", "Skip").await?;
                page.click("button", "Go on").await?;
            }
            if skips == 0 {
                page.click("button", "End the quiz").await?;
            }
            page.by_role("heading", "Your report").await?;
            says(page, "othing was answered").await?;
            for word in ["Ability", "fit the level", "difficulty suggested", "Score"] {
                let is_told = format!("return document.querySelector('main').innerText.includes('{word}')");
                assert_eq!(page.evaluate(&is_told).await?, false, "{word} after {skips} skips");
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_quiz_by_time_ends_with_the_answer_that_reaches_it_and_shows_its_clocks_to_who_wants_them()
-> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 minutes").await?;
        page.start_quiz().await?;
        page.by_role("heading", "Question 1").await?;
        let clocks = "return document.querySelector('.clocks[aria-hidden=true]')?.textContent ?? ''";
        page.eventually("the time to go on", async || {
            let shown = page.evaluate(clocks).await?;
            let shown = shown.as_str().unwrap_or_default();
            Ok(shown.starts_with("0:02 on this question") && shown.ends_with("of 5:00 in all"))
        })
        .await?;
        // Five minutes go by.
        page.evaluate(
            "const now = performance.now.bind(performance); performance.now = () => now() + 301000;",
        )
        .await?;
        page.answer_question().await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Your report").await?;
        says(page, "The time for this attempt is over.").await?;
        page.wait_until_saved().await?;
        page.visit("/practice").await?;
        page.click("checkbox", "Show me the time").await?;
        page.start_quiz().await?;
        assert_eq!(page.evaluate(clocks).await?, "");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_quiz_until_the_estimate_is_sure_has_a_cap_and_no_length() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "Until the estimate is sure enough").await?;
        says(page, "after 40 questions at most").await?;
        page.start_quiz().await?;
        page.by_role("heading", "Question 1").await?;
        assert!(page.all_by_role("heading", Some("Question 1 of")).await?.is_empty());
        page.answer_question().await?;
        page.wait_until_saved().await?;
        assert_eq!(events_with(page, "until_standard_error:0.35").await?, 1);
        page.click("button", "End the quiz").await?;
        says(page, "You ended it before it came to its end.").await
    })
    .await
}

/// Skips the question on the screen and those after it until the report comes.
async fn skip_the_rest(page: &Page) -> Result<()> {
    while page.all_by_role("heading", Some("Your report")).await?.is_empty() {
        page.click("button", "Skip").await?;
        page.click("button", "Go on").await?;
        page.eventually("the next question or the report", async || {
            let open = page.all_by_role("button", Some("Skip")).await?;
            Ok(!open.is_empty() || !page.all_by_role("heading", Some("Your report")).await?.is_empty())
        })
        .await?;
    }
    page.wait_until_saved().await
}

#[tokio::test]
async fn a_quiz_that_decides_about_a_level_ends_when_it_has_and_says_what_and_how_surely() -> Result<()> {
    journey("/practice", async |page| {
        page.by_role("radio", "10 questions").await?;
        unfold(page, "Other ways to end").await?;
        page.choose("radio", "Strong").await?;
        says(page, "whether your ability is at or above “Strong”, which begins at +1.0").await?;
        page.start_quiz().await?;
        page.by_role("heading", "Question 1").await?;
        assert!(page.all_by_role("heading", Some("Question 1 of")).await?.is_empty());
        page.answer_question().await?;
        page.wait_until_saved().await?;
        assert_eq!(events_with(page, "until_decided:{cut:1.0,indifference:0.5,error:0.05}").await?, 1);
        page.reload().await?;
        page.click("button", "Go on").await?;
        skip_the_rest(page).await?;
        page.reload().await?;
        page.by_role("heading", "Decided: below “Strong”").await?;
        says(page, "your answers decide what you asked").await?;
        says(page, "the chance that yours is there or above is").await
    })
    .await
}

#[tokio::test]
async fn a_quiz_that_was_to_decide_about_a_level_and_was_ended_before_leaves_it_open() -> Result<()> {
    journey("/practice", async |page| {
        page.by_role("radio", "10 questions").await?;
        unfold(page, "Other ways to end").await?;
        page.choose("radio", "Capable").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.click("button", "End the quiz").await?;
        page.by_role("heading", "Not decided: at or above “Capable”, or below it").await?;
        says(page, "You ended it before it came to its end.").await
    })
    .await
}

#[tokio::test]
async fn a_quiz_ends_when_no_question_that_is_left_would_tell_much() -> Result<()> {
    // Questions that are all far too hard tell nothing; five answers are asked for all the same, and three are left.
    let mut hard = sailing("1.0.0", &["a", "b", "c", "d", "e", "f", "g", "h"]);
    for item in hard["items"].as_array_mut().into_iter().flatten() {
        item["parameters"]["b"] = 3.0.into();
    }
    let folder = Folder::new()?;
    journey("/packs", async |page| {
        page.install_pack(&folder, &hard, "Install").await?;
        page.visit("/practice?subject=sailing").await?;
        page.by_role("radio", "10 questions").await?;
        unfold(page, "Other ways to end").await?;
        page.choose("radio", "Until no question left would tell much").await?;
        says(page, "after 40 questions at most").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        assert_eq!(events_with(page, "until_information:0.1").await?, 1);
        page.reload().await?;
        page.click("button", "Go on").await?;
        skip_the_rest(page).await?;
        says(page, "1 of 5 questions answered, 4 skipped").await?;
        says(page, "No question that is left would tell much more about your level.").await?;
        // Other modes draw their questions before any answer.
        page.visit("/practice").await?;
        page.choose("radio", "Fixed").await?;
        page.wait_until(
            "the other ends to be gone",
            "[...document.querySelectorAll('summary')].every((it) => !it.textContent.includes('Other ways') || it.closest('details').hidden)",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn a_text_whose_ideas_were_not_found_by_their_words_can_be_spoken_for() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("checkbox", "API design").await?;
        page.choose("radio", "30 questions").await?;
        page.choose("radio", "Fixed").await?;
        page.start_quiz().await?;
        let is_it = "return document.querySelector('form.question .markdown').innerText.includes('idempotency key with each request')";
        while page.evaluate(is_it).await? != true {
            page.answer_question().await?;
            page.click("button", "Go on").await?;
            page.by_role("button", "Answer").await?;
        }
        page.fill("textbox", "Your answer", "It retries with the same key.").await?;
        page.click("button", "Answer").await?;
        page.by_role("heading", "Not every idea was found").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.choose("checkbox", "I did say this").await?;
        page.click("button", "Answer").await?;
        page.by_role("heading", "Right").await?;
        says(page, "said, by your own judgement").await?;
        says(page, "leaves your ability as it is").await
    })
    .await
}
