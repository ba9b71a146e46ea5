//! Nothing that axe sees stands in anybody's way: every page, in its states, in both colours, wide and narrow.

use anyhow::{Result, ensure};
use content::Picture;
use e2e::thirtyfour::Key;
use e2e::{Exception, Folder, Looks, Page, Spot, journey};
use serde_json::json;

const EXCEPTIONS: [Exception; 0] = [];

const CLIENT: Spot = (100.0, 180.0);
const SERVICE: Spot = (340.0, 180.0);
const FOLLOWERS: &str = "People who follow links";
const ANSWER_RIGHT: &str = include_str!("answer_right.js");
const CERTIFICATION_QUESTIONS: usize = 20;
/// Choices, an order, a number or a text; chance decides which others come.
const FEWEST_KINDS: usize = 3;
const MOST_QUESTIONS: usize = 30;

/// Opens a path and walks through its states, each of which is looked at when `looks.at` names it.
async fn look_over(path: &str, steps: impl AsyncFnOnce(&Page, &Looks<'_>) -> Result<()>) -> Result<()> {
    journey(path, async |page| {
        let looks = page.looks(&EXCEPTIONS).await?;
        steps(page, &looks).await?;
        looks.expect_none()
    })
    .await
}

/// Opens a part that is folded away.
async fn unfold(page: &Page, summary: &str) -> Result<()> {
    let script = format!(
        "const found = [...document.querySelectorAll('summary')].find((it) => it.textContent.trim().startsWith('{summary}'));
         found?.click(); return Boolean(found);"
    );
    page.eventually(&format!("`{summary}` to unfold"), async || Ok(page.evaluate(&script).await? == true))
        .await
}

async fn draw_two(page: &Page) -> Result<()> {
    page.by_role("application", "Design canvas").await?;
    page.drag_from_library("Client", CLIENT).await?;
    page.drag_from_library("Service", SERVICE).await?;
    page.connect_by_port(CLIENT, SERVICE).await?;
    page.wait_for_outline(&["Client", "to Service", "Service"]).await
}

#[tokio::test]
async fn what_is_in_the_way_is_found_in_the_colours_and_at_the_width_that_show_it() -> Result<()> {
    journey("/", async |page| {
        let looks = page.looks(&EXCEPTIONS).await?;
        looks.at("as it is").await?;
        looks.expect_none()?;
        let barriers = "
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`
                [data-theme=dark] .faint { color: #303030; background: #202020; }
                @media (min-width: 600px) { .wide { display: none; } }
            `);
            document.adoptedStyleSheets = [sheet];
            document.querySelector('main').insertAdjacentHTML('beforeend',
                '<p class=\"faint\">Faint in the dark</p><button class=\"wide\"></button>');
        ";
        page.evaluate(barriers).await?;
        looks.at("spoilt").await?;
        let found = looks.expect_none().err().map(|error| error.to_string()).unwrap_or_default();
        for words in ["3 barriers", "spoilt, 390 px, light: button-name", "dark: color-contrast"] {
            ensure!(found.contains(words), "{words} is missing in: {found}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_first_page_the_welcome_and_the_pages_about_the_learner() -> Result<()> {
    look_over("/", async |page, looks| {
        page.by_role("heading", "Where shall we start?").await?;
        looks.at("home, new").await?;
        for (path, heading) in [
            ("/progress", "Nothing to show yet, and that is fine"),
            ("/settings", "Settings"),
            ("/packs", "Subjects"),
            ("/no/such/page", "There is no page here"),
        ] {
            page.visit(path).await?;
            page.by_role("heading", heading).await?;
            looks.at(path).await?;
        }
        page.visit("/welcome?subject=system-design").await?;
        page.by_role("heading", "Who are you?").await?;
        looks.at("welcome, roles").await?;
        page.click("button", "Go on").await?;
        page.wait_for_words("alert", "Choose the one that comes nearest").await?;
        looks.at("welcome, nothing chosen").await?;
        page.choose("radio", "Backend engineer").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "How much do you know?").await?;
        looks.at("welcome, levels").await?;
        page.choose("radio", "I have done some of it").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "What do you want?").await?;
        looks.at("welcome, goals").await?;
        page.click("button", "Show my path").await?;
        page.by_role("heading", "Skill tree").await?;
        looks.at("path").await?;
        page.wait_until_saved().await?;
        page.visit("/").await?;
        page.by_role("heading", "Next: ").await?;
        looks.at("home, with a path").await
    })
    .await
}

#[tokio::test]
async fn the_studio_while_a_design_is_drawn() -> Result<()> {
    look_over("/studio", async |page, looks| {
        page.by_role("heading", "An empty drawing board").await?;
        looks.at("design list, empty").await?;
        page.visit("/studio/new").await?;
        page.by_role("application", "Design canvas").await?;
        looks.at("studio, empty").await?;
        draw_two(page).await?;
        looks.at("studio, a component selected").await?;
        page.outline_line("to Service").await?.click().await?;
        page.by_role("checkbox", "Encrypted (TLS)").await?;
        looks.at("studio, a connection selected").await?;
        page.by_role("application", "Design canvas").await?.focus().await?;
        page.press_with(&[Key::Control], 'a').await?;
        looks.at("studio, several selected").await?;
        page.press("g").await?;
        page.wait_for_announcement("Frame added").await?;
        looks.at("studio, a group selected").await?;
        page.press_key(Key::Escape).await?;
        looks.at("studio, nothing selected").await?;
        page.click("button", "Connect two components").await?;
        looks.at("studio, connecting").await?;
        page.click("button", "Select and move").await?;
        page.click("button", "Write a note").await?;
        looks.at("studio, drawing a note").await?;
        page.click("button", "Select and move").await?;
        unfold_finding(page).await?;
        looks.at("studio, a finding open").await?;
        page.click("button", "Preview a quick fix").await?;
        page.by_role("group", "Quick fix").await?;
        looks.at("studio, a quick fix shown").await?;
        page.click("button", "Leave it").await?;
        page.wait_until_saved().await?;
        page.visit("/studio").await?;
        page.by_role("link", "Untitled design").await?;
        looks.at("design list").await?;
        page.click("button", "Rename Untitled design").await?;
        page.by_role("textbox", "New name of Untitled design").await?;
        looks.at("design list, renaming").await
    })
    .await
}

async fn unfold_finding(page: &Page) -> Result<()> {
    let open = "
        const summary = [...document.querySelectorAll('.finding summary')]
            .find((summary) => summary.textContent.includes('single point of failure'));
        summary?.click();
        return Boolean(summary);
    ";
    page.eventually("the finding", async || Ok(page.evaluate(open).await? == true)).await
}

#[tokio::test]
async fn the_menus_and_dialogs_of_the_studio() -> Result<()> {
    look_over("/studio/new", async |page, looks| {
        draw_two(page).await?;
        for (button, role, name) in [
            ("More actions", "menu", "Actions"),
            ("Find a component to add", "combobox", "Component to add"),
            ("Find in this design", "combobox", "Name of a component, group or note"),
            ("Keyboard shortcuts", "dialog", "Keyboard shortcuts"),
            ("Export the design as a file", "dialog", "Export the design"),
            ("Version history", "dialog", "Version history"),
            ("Why this number: p99 from Client", "dialog", "Why this number"),
            ("Why this number: Cost", "dialog", "Why this number"),
        ] {
            page.click("button", button).await?;
            page.by_role(role, name).await?;
            looks.at(&format!("studio, after `{button}`")).await?;
            page.press_key(Key::Escape).await?;
            page.wait_until_gone(role, name).await?;
        }
        page.click("button", "Version history").await?;
        page.fill("textbox", "Name for the design as it is now", "First draft").await?;
        page.click("button", "Keep").await?;
        page.click("button", "Look at First draft").await?;
        page.by_role("img", "The design on").await?;
        looks.at("studio, an earlier version shown").await?;
        page.click("button", "Close").await?;
        page.click("button", "Why this number: Cost").await?;
        page.click("button", "Change prices").await?;
        page.by_role("dialog", "Prices").await?;
        looks.at("studio, prices").await?;
        page.click("button", "Done").await?;
        let folder = Folder::new()?;
        for (name, text, words) in [
            ("cut.json", "{\"format\": \"systemcraft-design\", \"comp", "stops being one"),
            ("loop.mmd", "flowchart LR\n  a[Cache] --> b[Cache two]\n  a --> a\n", "Not all of it"),
        ] {
            page.choose_file("Import a file", &folder.write(name, text)?).await?;
            page.wait_for_words("dialog", words).await?;
            looks.at(&format!("studio, importing {name}")).await?;
            page.press_key(Key::Escape).await?;
            page.wait_until_gone("dialog", "Import").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_simulation_from_its_start_to_its_end() -> Result<()> {
    look_over("/studio/new", async |page, looks| {
        draw_two(page).await?;
        page.click("button", "Simulate").await?;
        page.by_role("button", "Run").await?;
        looks.at("simulation, idle").await?;
        page.fill("textbox", "Seconds measured", "long").await?;
        page.click("button", "Run").await?;
        page.wait_for_words("alert", "The length is a number").await?;
        looks.at("simulation, refused").await?;
        page.fill("textbox", "Seconds measured", "600").await?;
        page.click("button", "Run").await?;
        page.wait_for_announcement("The simulation has begun.").await?;
        looks.at("simulation, running").await?;
        page.click("button", "Happen now").await?;
        page.wait_for_announcement("One replica is lost.").await?;
        looks.at("simulation, with a fault").await?;
        page.click("button", "Pause").await?;
        page.by_role("button", "Go on").await?;
        looks.at("simulation, paused").await?;
        page.click("button", "Stop").await?;
        page.by_role("region", "Result of the simulation").await?;
        looks.at("simulation, ended").await
    })
    .await
}

#[tokio::test]
async fn a_challenge_from_the_list_to_the_comparison() -> Result<()> {
    look_over("/studio/challenges", async |page, looks| {
        page.by_role("link", "URL shortener").await?;
        looks.at("challenges").await?;
        page.visit("/studio/challenges/url-shortener").await?;
        page.by_role("heading", "What is given").await?;
        looks.at("challenge, brief").await?;
        page.visit("/studio/challenges/url-shortener/first").await?;
        page.outline_line(FOLLOWERS).await?.click().await?;
        page.add_by_search("service", "Service").await?;
        page.outline_line(FOLLOWERS).await?.click().await?;
        page.connect_selected(FOLLOWERS, "Service").await?;
        looks.at("challenge, attempt").await?;
        page.click("tab", "Rationale").await?;
        looks.at("challenge, rationale").await?;
        page.click("tab", "Grade").await?;
        page.click("button", "Grade my design").await?;
        page.wait_until("the question", "document.querySelector('form.guess')").await?;
        page.click("button", "Skip it").await?;
        page.by_role("heading", "Not passed").await?;
        looks.at("challenge, graded").await?;
        page.click("button", "Guess a figure").await?;
        page.wait_until("the question", "document.querySelector('form.guess')").await?;
        looks.at("challenge, guess").await?;
        page.click("button", "Skip it").await?;
        page.wait_until_saved().await?;
        page.visit("/studio/challenges/url-shortener/first/solution").await?;
        page.by_role("heading", "Our solution in words").await?;
        looks.at("challenge, comparison").await?;
        page.visit("/studio/challenges/url-shortener").await?;
        page.by_role("heading", "Your grades").await?;
        looks.at("challenge, brief after an attempt").await
    })
    .await
}

/// What the form of a question is made of: two questions of one kind have the same.
const MADE_OF: &str = "
    const parts = document.querySelectorAll('form.question :is(input, select, textarea, ol, ul, fieldset)');
    return [...new Set([...parts].map((it) => `${it.tagName} ${it.type ?? ''} ${it.className}`))].sort().join();
";

#[tokio::test]
async fn each_kind_of_question_asked_helped_with_answered_and_explained() -> Result<()> {
    look_over("/practice", async |page, looks| {
        page.by_role("heading", "Practice").await?;
        looks.at("practice").await?;
        page.evaluate("document.querySelector('details.ends').open = true").await?;
        looks.at("practice, other ways to end").await?;
        let topics = ["Requirements and estimation", "Global distribution", "Replication", "API design"];
        for topic in topics {
            page.choose("checkbox", topic).await?;
        }
        page.choose("checkbox", "Ask me how sure I am").await?;
        page.choose("radio", &format!("{MOST_QUESTIONS} questions")).await?;
        page.choose("radio", "Fixed").await?;
        looks.at("practice, chosen").await?;
        page.start_quiz().await?;
        let mut kinds = Vec::new();
        for number in 1..MOST_QUESTIONS {
            page.by_role("heading", &format!("Question {number} of {MOST_QUESTIONS}")).await?;
            let kind = page.evaluate(MADE_OF).await?;
            let is_new = !kinds.contains(&kind);
            if is_new {
                look_at_question(page, looks, &kind.to_string(), kinds.is_empty()).await?;
                kinds.push(kind);
            } else {
                page.click("button", "Skip").await?;
            }
            page.click("button", "Go on").await?;
        }
        ensure!(kinds.len() >= FEWEST_KINDS, "the quiz had few kinds of questions: {kinds:#?}");
        Ok(())
    })
    .await
}

async fn look_at_question(page: &Page, looks: &Looks<'_>, kind: &str, is_first: bool) -> Result<()> {
    looks.at(&format!("question made of {kind}")).await?;
    if is_first {
        page.press("h").await?;
        page.by_role("list", "Hints").await?;
        looks.at("question with a hint").await?;
    }
    page.answer_question().await?;
    looks.at(&format!("feedback on {kind}")).await
}

#[tokio::test]
async fn questions_that_are_written_or_drawn() -> Result<()> {
    look_over("/practice", async |page, looks| {
        page.click("button", "Start: A page makes ten calls").await?;
        page.by_role("textbox", "Your answer").await?;
        looks.at("question with a text").await?;
        page.fill("textbox", "Your answer", "It waits for the slowest of the ten.").await?;
        page.press_with(&[Key::Control], '\u{e007}').await?;
        page.by_role("heading", "A good answer").await?;
        looks.at("question that is rated").await?;
        page.click("button", "Answer").await?;
        page.wait_for_words("alert", "Rate each line").await?;
        looks.at("question that is not rated yet").await?;
        page.press("321").await?;
        page.click("button", "Answer").await?;
        page.by_role("heading", "Rated by you").await?;
        looks.at("feedback on a text").await?;
        page.visit("/practice").await?;
        page.click("button", "Start: The ticket shop").await?;
        page.wait_until("the canvas", "document.querySelector('.question .workbench canvas')").await?;
        looks.at("question with a design").await?;
        page.click("button", "Answer").await?;
        page.wait_until("the criteria", "document.body.innerText.includes('It costs at most')").await?;
        looks.at("feedback on a design").await?;
        page.visit("/practice").await?;
        page.click("button", "Start: This token bucket").await?;
        page.wait_until("the editor", "document.querySelector('program-editor')?.shadowRoot").await?;
        looks.at("question with a program").await?;
        page.visit("/practice?subject=behavioral").await?;
        page.by_role("heading", "Write and draw").await?;
        page.evaluate("document.querySelector('.long-tasks button').click()").await?;
        page.by_role("button", "Done writing, rate it").await?;
        looks.at("question with a story").await
    })
    .await
}

#[tokio::test]
async fn exams_reports_and_reviews() -> Result<()> {
    look_over("/practice", async |page, looks| {
        page.choose("radio", "5 questions").await?;
        page.choose("radio", "Exam").await?;
        page.start_quiz().await?;
        looks.at("exam").await?;
        page.press("f").await?;
        page.by_role("button", "Flagged, take it back").await?;
        page.click("button", "Pause").await?;
        looks.at("exam, paused").await?;
        page.click("button", "Resume").await?;
        page.click("button", "Look over and hand in").await?;
        page.by_role("heading", "Before you hand in").await?;
        looks.at("exam, looked over").await?;
        page.click("button", "Hand in").await?;
        page.by_role("heading", "Your report").await?;
        looks.at("exam, report").await?;
        page.visit("/practice").await?;
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        unfold(page, "Why this question?").await?;
        page.by_role("img", "What an answer tells, by ability.").await?;
        looks.at("feedback, with the reason for the question").await?;
        page.visit("/practice").await?;
        page.by_role("link", "Continue").await?;
        looks.at("practice, a quiz left open").await?;
        page.answer_five_questions().await?;
        unfold(page, "2").await?;
        looks.at("report, a question unfolded").await?;
        page.visit("/progress").await?;
        page.by_role("heading", "What you know").await?;
        looks.at("progress").await?;
        page.visit("/").await?;
        page.by_role("heading", "Today").await?;
        looks.at("home, with history").await?;
        page.shift_clock(30).await?;
        page.visit("/practice").await?;
        page.by_role("button", "Review ").await?;
        unfold(page, "How reviews").await?;
        looks.at("practice, reviews due").await?;
        page.fill("spinbutton", "Reviews a day, at most", "0").await?;
        page.wait_for_words("alert", "from 1 to 200").await?;
        looks.at("practice, a limit refused").await?;
        page.fill("spinbutton", "Reviews a day, at most", "20").await?;
        page.click("button", "Review ").await?;
        page.by_role("heading", "Question 1 of").await?;
        looks.at("review").await?;
        page.answer_question().await?;
        looks.at("review, answered").await
    })
    .await
}

#[tokio::test]
async fn stories_and_subjects() -> Result<()> {
    look_over("/practice/stories", async |page, looks| {
        page.by_role("heading", "Your stories cover 0 of 16 principles").await?;
        looks.at("stories").await?;
        page.click("button", "Ownership").await?;
        looks.at("stories, one principle").await?;
        page.click("link", "Write a story: Tell me about a problem that belonged to nobody").await?;
        page.by_role("textbox", "Situation").await?;
        looks.at("story, empty").await?;
        page.click("button", "Keep this story").await?;
        page.wait_for_words("alert", "Write a few words").await?;
        page.by_role("textbox", "Result").await?.send_keys("It failed once in six months.").await?;
        looks.at("story, begun").await?;
        page.choose("checkbox", "Ownership").await?;
        page.click("button", "Keep this story").await?;
        page.by_role("heading", "Your stories cover 1 of 16 principles").await?;
        looks.at("stories, one kept").await?;
        page.visit("/practice/stories").await?;
        page.click("link", "We migrated the database").await?;
        page.click("button", "Show the remarks").await?;
        page.by_role("heading", "Remarks").await?;
        looks.at("story, example").await?;
        page.visit("/packs").await?;
        let folder = Folder::new()?;
        page.choose_file("Open a pack file", &folder.write("sailing.json", &sailing())?).await?;
        page.by_role("button", "Install").await?;
        looks.at("packs, one looked at").await?;
        page.click("button", "Install").await?;
        page.wait_for_words("status", "Sailing was installed").await?;
        looks.at("packs, one installed").await?;
        page.click("button", "Remove Sailing").await?;
        looks.at("packs, one to be removed").await
    })
    .await
}

/// A small pack with one question and one drawing.
fn sailing() -> String {
    let boat = r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M5 30h50l-8 8H12z"/></svg>"#;
    let option =
        |text: &str, correct: bool| json!({ "text": text, "correct": correct, "rationale": "Because." });
    json!({
        "format": 1, "id": "sailing", "title": "Sailing", "summary": "Wind and sails.", "version": "1.0.0", "author": "Ada",
        "licence": "CC0-1.0", "language": "en",
        "topics": [{ "id": "sails", "name": "Sails", "summary": "Cloth.", "skills": [{ "id": "set-sails", "name": "Set sails" }] }],
        "items": [{
            "id": "one", "topic": "sails", "skill": "set-sails", "stem": "Which way does it turn?",
            "question": { "kind": "single_choice", "options": [option("To the wind", true), option("From it", false), option("Neither", false)] },
            "hints": ["Think.", "Think again."], "explanation": "![A boat under sail](images/boat.svg)",
            "sources": [{ "title": "Notes", "location": "chapter 1" }], "cognitive_level": "apply",
            "expected_seconds": 30, "parameters": { "a": 1.0, "b": 0.0, "c": 0.3 }, "provenance": "authored_guess",
        }],
        "tutorials": [],
        "pictures": [Picture::of_bytes("images/boat.svg", boat.as_bytes())],
    })
    .to_string()
}

#[tokio::test]
async fn tutorials_and_each_kind_of_step() -> Result<()> {
    look_over("/learn", async |page, looks| {
        page.by_role("link", "A first cache").await?;
        looks.at("tutorials").await?;
        page.visit("/learn/first-cache").await?;
        page.by_role("heading", "A first cache").await?;
        looks.at("tutorial").await?;
        page.visit("/learn/first-cache/why-caches-work").await?;
        page.by_role("button", "Done reading, go on").await?;
        looks.at("step to read").await?;
        page.visit("/learn/first-cache/put-a-cache-between").await?;
        page.outline_line("Recipes").await?.click().await?;
        looks.at("step with a design").await?;
        page.click("button", "Check my design").await?;
        page.wait_for_words("status", "hold. What is missing says what was found.").await?;
        looks.at("step with a design, checked").await?;
        page.visit("/learn/first-cache/quiz").await?;
        page.by_role("button", "Start the questions").await?;
        looks.at("step with questions").await?;
        page.click("button", "Start the questions").await?;
        page.by_role("button", "Answer").await?;
        looks.at("step with questions, asked").await?;
        page.answer_question().await?;
        looks.at("step with questions, answered").await?;
        page.visit("/learn/measure-a-queue/how-long-each-waits").await?;
        page.wait_until("the editor", "document.querySelector('program-editor')?.shadowRoot").await?;
        looks.at("step with a program").await?;
        page.start_python().await?;
        page.run_program("print('hello')\nraise ValueError('no')\n").await?;
        looks.at("step with a program, run").await?;
        page.visit("/learn/measure-a-queue/draw-the-curve").await?;
        page.wait_until("the editor", "document.querySelector('program-editor')?.shadowRoot").await?;
        looks.at("step with a figure").await
    })
    .await
}

#[tokio::test]
async fn the_certification_when_it_is_not_passed() -> Result<()> {
    look_over("/certificate/system-design/backend-engineer", async |page, looks| {
        page.by_role("heading", "How it works").await?;
        looks.at("certification").await?;
        page.click("button", "Start the assessment").await?;
        for number in 1..=CERTIFICATION_QUESTIONS {
            page.by_role("heading", &format!("Question {number} of {CERTIFICATION_QUESTIONS}")).await?;
            page.by_role("button", "Answer").await?;
            if number == 1 {
                looks.at("certification, a question").await?;
            }
            page.click("button", "Skip").await?;
        }
        page.by_role("heading", "Not passed this time").await?;
        looks.at("certification, not passed").await
    })
    .await
}

#[tokio::test]
async fn the_certificate() -> Result<()> {
    look_over("/certificate/system-design/backend-engineer", async |page, looks| {
        page.click("button", "Start the assessment").await?;
        for number in 1..=CERTIFICATION_QUESTIONS {
            page.by_role("heading", &format!("Question {number} of {CERTIFICATION_QUESTIONS}")).await?;
            page.by_role("button", "Answer").await?;
            page.evaluate(ANSWER_RIGHT).await?;
        }
        page.by_role("textbox", "Name on the certificate").await?.send_keys("Ada L.").await?;
        looks.at("certificate").await
    })
    .await
}
