//! Paths: who a learner is, where they stand, what comes next, and the certificate at the end.

use anyhow::{Context, Result, ensure};
use e2e::{Page, journey};
use thirtyfour::Key;

const QUESTIONS: usize = 20;
const PLACEMENT_QUESTIONS: usize = 8;
const ANSWER_RIGHT: &str = include_str!("answer_right.js");

/// Through the three screens, with the mouse.
async fn choose_a_path(page: &Page, role: &str) -> Result<()> {
    page.visit("/welcome?subject=system-design").await?;
    page.choose("radio", role).await?;
    page.click("button", "Go on").await?;
    page.by_role("heading", "How much do you know?").await?;
    page.choose("radio", "I am starting out").await?;
    page.click("button", "Go on").await?;
    page.by_role("heading", "What do you want?").await?;
    page.click("button", "Show my path").await?;
    page.by_role("heading", "Your path: ").await?;
    page.wait_until_saved().await
}

/// Titles of the path in the order in which they are listed.
async fn titles(page: &Page) -> Result<Vec<String>> {
    let links =
        "return [...document.querySelectorAll('.path-stops .card__link')].map(link => link.innerText)";
    Ok(serde_json::from_value(page.evaluate(links).await?)?)
}

/// Waits for the question with this number, counted from 1.
async fn wait_for_question(page: &Page, number: usize, of: usize) -> Result<()> {
    page.by_role("heading", &format!("Question {number} of {of}")).await?;
    page.by_role("button", "Answer").await.map(drop)
}

async fn skip_all(page: &Page, questions: usize) -> Result<()> {
    for number in 1..=questions {
        wait_for_question(page, number, questions).await?;
        page.click("button", "Skip").await?;
    }
    Ok(())
}

async fn answer_all_right(page: &Page, questions: usize) -> Result<()> {
    for number in 1..=questions {
        wait_for_question(page, number, questions).await?;
        let item = page.evaluate(ANSWER_RIGHT).await?;
        ensure!(item.is_string(), "question {number} was not answered");
    }
    Ok(())
}

#[tokio::test]
async fn a_newcomer_says_who_they_are_with_the_keyboard_alone_and_gets_a_path() -> Result<()> {
    journey("/", async |page| {
        page.by_role("heading", "Where shall we start?").await?;
        page.click("link", "Choose a path").await?;
        page.by_role("heading", "What would you like to learn?").await?;
        let subject = page.by_role("radio", "System design").await?;
        ensure!(subject.is_selected().await?);
        subject.focus().await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "Who are you?").await?;
        // Nothing is chosen yet, which is said and not punished.
        page.click("button", "Go on").await?;
        page.wait_for_words("alert", "Choose the one that comes nearest").await?;
        page.by_role("radio", "Backend engineer").await?.focus().await?;
        page.press(" ").await?;
        page.press_key(Key::Down).await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "How much do you know?").await?;
        page.by_role("radio", "I have done some of it").await?.focus().await?;
        page.press(" ").await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "What do you want?").await?;
        page.by_role("checkbox", "Come through the loss of a whole region").await?.focus().await?;
        page.press(" ").await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "Your path: Systems that stay up, and come back").await?;
        page.by_role("heading", "Skill tree").await?;
        let titles = titles(page).await?;
        // Load balancing serves the goal and comes first; beginner tutorials are not among them.
        ensure!(titles.first().is_some_and(|title| title == "Load balancing and replicas"), "{titles:?}");
        ensure!(!titles.contains(&"One server and what it can carry".to_owned()), "{titles:?}");
        page.wait_until_saved().await?;
        page.screenshot("path").await?;
        // It is still so tomorrow, and the first page leads to it.
        page.visit("/").await?;
        page.by_role("heading", "Next: Load balancing and replicas").await?;
        page.click("link", "Go on with it").await?;
        page.by_role("heading", "Load balancing and replicas").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_questions_speak_of_the_chosen_subject_and_lead_to_its_path() -> Result<()> {
    const HEADING: &str = "Your path: From a look at the data to a detector that holds";
    journey("/welcome", async |page| {
        page.choose("radio", "Anomaly detection").await?;
        page.click("button", "Go on").await?;
        page.choose("radio", "Data scientist").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "How much do you know?").await?;
        page.by_role("radio", "You can follow a short program in Python").await?;
        let words = page.evaluate("return document.querySelector('main').innerText").await?;
        let words = words.as_str().unwrap_or_default();
        for of_another in ["server", "cache", "design systems"] {
            ensure!(!words.contains(of_another), "{words}");
        }
        page.choose("radio", "I am starting out").await?;
        page.click("button", "Go on").await?;
        page.hold_as_phone().await?;
        page.by_role("button", "Show my path").await?.focus().await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", HEADING).await?;
        // The path is what is seen first, with the keyboard on it, and its subject comes before the others.
        page.wait_until("the keyboard on the path", "document.activeElement.id === 'your-path-anomaly-detection'")
            .await?;
        let seen = "const box = document.activeElement.getBoundingClientRect();
            const bar = document.querySelector('.shell__bar').getBoundingClientRect();
            return box.top >= bar.bottom && box.top < innerHeight / 3 ? '' : `${box.top} under ${bar.bottom}`;";
        page.eventually("the path to be seen", async || Ok(page.evaluate(seen).await? == "")).await?;
        let first = page.evaluate("return document.querySelector('.page > section > h2').innerText").await?;
        ensure!(first == "Anomaly detection", "{first}");
        page.wait_until_saved().await?;
        page.screenshot("own-path-390").await?;
        // With something done there is a list of what to do next: nothing of another subject leads it.
        page.visit("/studio/new").await?;
        page.add_by_search("cache", "Cache").await?;
        page.wait_until_saved().await?;
        page.visit("/").await?;
        page.by_role("heading", "What next").await?;
        page.by_role("heading", "Next: ").await?;
        let titles = "return [...document.querySelectorAll('.suggestion h3')].map((one) => one.innerText)";
        let titles: Vec<String> = serde_json::from_value(page.evaluate(titles).await?)?;
        ensure!(titles.iter().all(|title| !title.starts_with("Start: ")), "{titles:?}");
        page.by_role("link", "of your path done").await?.focus().await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", HEADING).await?;
        page.wait_until("the keyboard on the path", "document.activeElement.id === 'your-path-anomaly-detection'")
            .await
    })
    .await
}

#[tokio::test]
async fn what_was_said_can_be_changed_and_skipped() -> Result<()> {
    journey("/", async |page| {
        page.click("button", "Not now").await?;
        page.wait_until_gone("heading", "Where shall we start?").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Learn to design systems by building them").await?;
        ensure!(page.all_by_role("heading", Some("Where shall we start?")).await?.is_empty());
        choose_a_path(page, "Data engineer").await?;
        let before = titles(page).await?;
        ensure!(before.first().is_some_and(|title| title.starts_with("One server")), "{before:?}");
        page.click("link", "Change").await?;
        // What was said last is chosen.
        let radio = page.by_role("radio", "Data engineer").await?;
        ensure!(radio.is_selected().await?);
        page.click("link", "Go on without a path").await?;
        choose_a_path(page, "Engineering lead").await?;
        let after = titles(page).await?;
        ensure!(after != before, "{after:?}");
        page.by_role("heading", "Your path: Decisions that can be explained").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn who_does_not_know_their_level_finds_out_and_has_the_last_word() -> Result<()> {
    journey("/welcome?subject=system-design", async |page| {
        page.choose("radio", "Backend engineer").await?;
        page.click("button", "Go on").await?;
        page.choose("radio", "Find out").await?;
        page.click("button", "Go on").await?;
        page.click("button", "Start").await?;
        wait_for_question(page, 1, PLACEMENT_QUESTIONS).await?;
        page.click("button", "Skip").await?;
        wait_for_question(page, 2, PLACEMENT_QUESTIONS).await?;
        // A reload goes on where it was, and there are no hints.
        page.wait_until_saved().await?;
        page.reload().await?;
        wait_for_question(page, 2, PLACEMENT_QUESTIONS).await?;
        ensure!(page.all_by_role("button", Some("Show a hint")).await?.is_empty());
        for number in 2..=PLACEMENT_QUESTIONS {
            wait_for_question(page, number, PLACEMENT_QUESTIONS).await?;
            page.click("button", "Skip").await?;
        }
        page.by_role("heading", "You could start as: Beginner").await?;
        page.by_role("link", "Choose another level").await?;
        page.by_role("heading", "Each question again").await?;
        page.click("button", "Start as beginner").await?;
        page.by_role("heading", "What do you want?").await?;
        // It is no quiz of its own.
        page.visit("/practice").await?;
        ensure!(page.all_by_role("link", Some("Continue")).await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_step_that_is_done_moves_the_path_on_and_one_that_fails_gives_hints() -> Result<()> {
    journey("/", async |page| {
        choose_a_path(page, "Backend engineer").await?;
        page.visit("/learn/first-cache/put-a-cache-between").await?;
        page.click("button", "Check my design").await?;
        page.wait_for_words("status", "hold. What is missing says what was found.").await?;
        ensure!(page.within("list", "Hints").all_by_role("listitem", None).await?.len() == 2);
        page.wait_until_saved().await?;
        // Who comes back finds the hints still open, and the tutorial begun.
        page.reload().await?;
        page.eventually("the hints to be there again", async || {
            Ok(page.within("list", "Hints").all_by_role("listitem", None).await?.len() == 2)
        })
        .await?;
        page.put_a_cache_between().await?;
        page.click("button", "Check my design").await?;
        page.wait_for_words("status", "This step is completed.").await?;
        page.wait_until_saved().await?;
        page.visit("/learn").await?;
        let begun = "[...document.querySelectorAll('.path-stop')].some(stop => stop.innerText.includes('A first cache') && stop.innerText.includes('Begun'))";
        page.wait_until("the tutorial to be begun", begun).await
    })
    .await
}

#[tokio::test]
async fn who_fails_the_certification_gets_no_certificate_but_a_way_on() -> Result<()> {
    journey("/certificate/system-design/backend-engineer", async |page| {
        page.by_role("heading", "How it works").await?;
        page.click("button", "Start the assessment").await?;
        page.by_role("timer", "").await?;
        skip_all(page, QUESTIONS).await?;
        page.by_role("heading", "Not passed this time").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Not passed this time").await?;
        ensure!(page.all_by_role("article", Some("Certificate")).await?.is_empty());
        page.click("link", "See where it was lost").await?;
        page.by_role("heading", "Your report").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn who_passes_the_certification_keeps_a_certificate_with_the_name_on_this_device_only() -> Result<()> {
    journey("/certificate/system-design/backend-engineer", async |page| {
        page.click("button", "Start the assessment").await?;
        answer_all_right(page, QUESTIONS).await?;
        page.by_role("heading", "Your certificate").await?;
        page.by_role("textbox", "Name on the certificate").await?.send_keys("Ada L.").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Services that keep their promises").await?;
        let sheet = page.by_role("article", "Certificate").await?.text().await?;
        for words in ["Ada L.", "Estimated ability", "What it does not say", "20 questions"] {
            ensure!(sheet.contains(words), "{words} is missing in: {sheet}");
        }
        page.screenshot("certificate").await?;
        let journal = page.evaluate(
            "const open = await new Promise((yes, no) => { const ask = indexedDB.open('systemcraft'); ask.onsuccess = () => yes(ask.result); ask.onerror = no; });
             const all = await new Promise((yes, no) => { const ask = open.transaction('events').objectStore('events').getAll(); ask.onsuccess = () => yes(ask.result); ask.onerror = no; });
             open.close(); return JSON.stringify(all);",
        )
        .await?;
        let journal = journal.as_str().context("the journal could not be read")?;
        ensure!(journal.contains("certified") && !journal.contains("Ada"));
        // It is reachable later from the path that it ends.
        choose_a_path(page, "Backend engineer").await?;
        page.click("link", "See the certificate").await?;
        page.by_role("heading", "Your certificate").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_closed_tier_of_the_skill_tree_names_all_that_opens_it() -> Result<()> {
    journey("/learn", async |page| {
        page.by_role("heading", "Advanced patterns").await?;
        let says = "Opens at 75 of 100 in Scaling (you have 0) and 80 of 100 in Fundamentals (you have 0).";
        page.wait_until("what opens it", &format!("document.body.innerText.includes({says:?})")).await
    })
    .await
}
