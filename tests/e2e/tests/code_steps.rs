//! Steps of tutorials with a program.

use anyhow::{Result, ensure};
use e2e::thirtyfour::Key;
use e2e::{Page, journey};

const WRITE_A_FUNCTION: &str = "/learn/measure-a-queue/how-long-each-waits";
const DRAW: &str = "/learn/measure-a-queue/draw-the-curve";

const RIGHT: &str = "
def waits(arrivals, services):
    result, free_at = [], 0
    for came, takes in zip(arrivals, services):
        start = max(came, free_at)
        result.append(start - came)
        free_at = start + takes
    return result
print(waits([0, 5, 10, 90], [20, 20, 20, 20]))
";

/// Right for the four requests that are shown, and for no others.
const BY_HEART: &str = "
def waits(arrivals, services):
    return [0, 15, 30, 0]
print(waits([], []))
";

async fn check(page: &Page, code: &str) -> Result<()> {
    page.write_program(code).await?;
    page.click("button", "Check").await?;
    page.wait_for_program("The program ended").await
}

#[tokio::test]
async fn a_program_that_knows_the_example_by_heart_fails_and_gets_hints_and_the_right_one_passes()
-> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.start_python().await?;
        check(page, BY_HEART).await?;
        page.wait_for_words("status", "2 of 3 hold").await?;
        page.by_role("listitem", "Holds: It prints the waits of the four requests").await?;
        let hints = page.within("list", "Hints").all_by_role("listitem", None).await?;
        ensure!(hints.len() == 2, "{} hints are shown", hints.len());
        check(page, RIGHT).await?;
        page.wait_for_words("status", "Everything holds: 100 of 100 points.").await?;
        page.wait_for_words("status", "This step is completed.").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_for_words("status", "This step is completed.").await?;
        ensure!(page.program().await? == RIGHT, "the program was not kept");
        page.click("link", "Next").await?;
        page.by_role("heading", "Draw how waiting grows").await.map(drop)
    })
    .await
}

/// The check of a program that never comes to its end is an attempt that failed: each criterion that `unmet` names says why,
/// two hints open, and the solution can be seen.
async fn fails(code: &str, met: usize, why: &str) -> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.start_python().await?;
        page.write_program(code).await?;
        page.click("button", "Check").await?;
        page.wait_for_program("").await?;
        page.wait_for_words("status", &format!("{met} of 3 hold")).await?;
        let rows = page.all_by_role("listitem", None).await?;
        let told = rows.iter().filter(|row| row.name.contains(&format!("Found: {why}"))).count();
        ensure!(told == 3 - met, "{told} criteria say why");
        let hints = page.within("list", "Hints").all_by_role("listitem", None).await?;
        ensure!(hints.len() == 2, "{} hints are shown", hints.len());
        page.by_role("button", "Show a solution").await?;
        // Python is there again, and the right program passes.
        check(page, RIGHT).await?;
        page.wait_for_words("status", "Everything holds: 100 of 100 points.").await?;
        // Python writes its last words there.
        page.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_check_of_an_endless_loop_is_a_failed_attempt_with_hints() -> Result<()> {
    fails("while True: pass", 0, "the program did not come to its end: after 10 seconds it was ended.").await
}

#[tokio::test]
async fn the_check_of_a_program_that_ends_python_is_a_failed_attempt_with_hints() -> Result<()> {
    fails("import os\nos._exit(0)", 0, "the program did not come to its end: it ended Python itself").await
}

#[tokio::test]
async fn the_check_of_a_recursion_without_end_is_a_failed_attempt_with_hints() -> Result<()> {
    let deep = "import sys\nsys.setrecursionlimit(10**8)\ndef deeper():\n    return deeper() + 1\ndeeper()";
    fails(deep, 0, "the program did not come to its end: it called itself so often").await
}

#[tokio::test]
async fn a_loop_in_the_hidden_cases_alone_is_a_failed_attempt_with_hints() -> Result<()> {
    let loops = "
def waits(arrivals, services):
    while arrivals != [0, 5, 10, 90]:
        pass
    return [0, 15, 30, 0]
print(waits([0, 5, 10, 90], [20, 20, 20, 20]))
";
    let why = "what was asked of the program did not come to its end: after 10 seconds it was ended.";
    fails(loops, 2, why).await
}

#[tokio::test]
async fn a_function_that_raises_an_interrupt_is_judged_like_any_other_error() -> Result<()> {
    let raises = "
def waits(arrivals, services):
    if arrivals != [0, 5, 10, 90]:
        raise KeyboardInterrupt
    return [0, 15, 30, 0]
print(waits([0, 5, 10, 90], [20, 20, 20, 20]))
";
    fails(raises, 2, "KeyboardInterrupt.").await
}

#[tokio::test]
async fn a_check_that_the_learner_stops_is_no_attempt() -> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.start_python().await?;
        page.write_program("while True: pass").await?;
        page.click("button", "Check").await?;
        page.wait_for_words("status", "Running").await?;
        page.click("button", "Stop").await?;
        page.wait_for_words("status", "You stopped the program.").await?;
        let shown = page.all_by_role("button", Some("Show a solution")).await?;
        ensure!(shown.is_empty(), "it was counted as an attempt");
        let hints = page.within("list", "Hints").all_by_role("listitem", None).await?;
        ensure!(hints.is_empty(), "{} hints are shown", hints.len());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_program_is_kept_at_every_key_and_can_be_begun_anew() -> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.write_program("mine = 1\n").await?;
        page.evaluate("document.querySelector('program-editor').goTo(2)").await?;
        page.press("if mine:").await?;
        page.press_key(Key::Enter).await?;
        page.press("pass").await?;
        page.reload().await?;
        // Python's own indentation came with Enter.
        ensure!(page.program().await? == "mine = 1\nif mine:\n    pass", "{:?}", page.program().await?);
        page.click("button", "Start over").await?;
        ensure!(page.program().await?.starts_with("def waits("), "it did not start over");
        page.click("button", "Bring mine back").await?;
        ensure!(page.program().await?.starts_with("mine = 1"), "it did not come back");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_keyboard_can_leave_the_editor() -> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.write_program("a = 1").await?;
        page.evaluate("document.querySelector('program-editor').goTo(1)").await?;
        page.press_key(Key::Tab).await?;
        ensure!(page.program().await? == "    a = 1", "Tab does not indent: {:?}", page.program().await?);
        page.press_key(Key::Escape).await?;
        page.press_key(Key::Tab).await?;
        page.wait_until("the keyboard to be elsewhere", "document.activeElement.tagName !== 'PROGRAM-EDITOR'")
            .await
    })
    .await
}

#[tokio::test]
async fn without_the_editor_a_plain_field_serves() -> Result<()> {
    journey("/learn", async |page| {
        page.lose_requests_for(&["*/editor/editor.js"]).await?;
        page.visit(WRITE_A_FUNCTION).await?;
        let field = page.by_role("textbox", "Your program, in Python").await?;
        page.start_python().await?;
        field.clear().await?;
        field.send_keys("print('plain')").await?;
        page.click("button", "Run").await?;
        page.wait_for_program("The program ended.").await?;
        ensure!(page.printed().await? == "plain\n", "{:?}", page.printed().await?);
        page.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_figure_is_drawn_and_told_in_words_and_numbers() -> Result<()> {
    journey(DRAW, async |page| {
        page.start_python().await?;
        let shown = page.all_by_role("button", Some("Show a solution")).await?;
        ensure!(shown.is_empty(), "the solution is there before one tried");
        page.click("button", "Check").await?;
        page.wait_for_program("The program ended").await?;
        page.click("button", "Show a solution").await?;
        page.click("button", "Put it into the editor").await?;
        page.click("button", "Check").await?;
        page.wait_for_program("The program ended").await?;
        page.wait_for_words("status", "Everything holds").await?;
        let picture = picture(page).await?;
        ensure!(page.is_painted(&picture).await?, "nothing is painted");
        page.within("list", "Legend").by_role("listitem", "predicted").await?;
        page.click("button", "The figures as a table").await?;
        let cells = page.all_by_role("cell", None).await?;
        ensure!(cells.iter().any(|cell| cell.name == "190"), "the table does not have the last prediction");
        Ok(())
    })
    .await
}

const SUMMARY: &str = "Waiting for one server. Across: utilisation. Up: mean wait in ms. Line “predicted”: 6 points, from 4.29 to 190.";

/// By how its description begins.
async fn picture(page: &Page) -> Result<e2e::thirtyfour::WebElement> {
    let pictures = page.all_by_role("img", None).await?;
    let of_figure = pictures.into_iter().find(|one| one.name.starts_with(SUMMARY));
    of_figure.map(|one| one.element).ok_or_else(|| anyhow::anyhow!("there is no picture of the figure"))
}

const MINE: &str = "first = 1";
const THEIRS: &str = "second = 2";

/// What the tab says of another one.
const SAYS: &str = "document.querySelector('[aria-label=\"Another tab\"]').textContent";

#[tokio::test]
async fn two_tabs_with_programs_of_their_own_lose_neither() -> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.program().await?;
        let first = page.window().await?;
        let second = page.new_tab().await?;
        page.switch_to_window(second.clone()).await?;
        page.visit(WRITE_A_FUNCTION).await?;
        page.program().await?;
        page.switch_to_window(first.clone()).await?;
        page.write_program(MINE).await?;

        // Nothing was written in the second tab, so it takes the program in.
        page.switch_to_window(second.clone()).await?;
        page.eventually("the program of the first tab", async || Ok(page.program().await? == MINE)).await?;
        page.write_program(THEIRS).await?;

        page.switch_to_window(first.clone()).await?;
        page.wait_until(
            "the other tab to be told of",
            &format!("{SAYS}.includes('Another tab changed this program')"),
        )
        .await?;
        ensure!(page.program().await? == MINE, "it was overwritten: {:?}", page.program().await?);
        page.reload().await?;
        let shown = page.program().await?;
        let other = if shown == MINE { THEIRS } else { MINE };
        ensure!([MINE, THEIRS].contains(&shown.as_str()), "{shown:?}");
        page.wait_until("the other program to be offered", &format!("{SAYS}.includes('{other}')")).await?;
        page.click("button", "Use that one").await?;
        page.eventually("the other program", async || Ok(page.program().await? == other)).await?;
        page.click("button", "Bring mine back").await?;
        page.eventually("this program", async || Ok(page.program().await? == shown)).await?;

        page.switch_to_window(second).await?;
        page.eventually("the program of the second tab", async || Ok(page.program().await? == THEIRS)).await
    })
    .await
}

#[tokio::test]
async fn a_choice_between_two_tabs_is_kept() -> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.write_program(MINE).await?;
        let first = page.window().await?;
        let second = page.new_tab().await?;
        page.switch_to_window(second.clone()).await?;
        page.visit(WRITE_A_FUNCTION).await?;
        page.write_program(THEIRS).await?;
        page.switch_to_window(first).await?;
        page.click("button", "Keep this one").await?;
        page.wait_until("the choice to be made", &format!("{SAYS} === ''")).await?;
        ensure!(page.program().await? == MINE, "{:?}", page.program().await?);

        // The other tab goes on with what stands there, or takes this one.
        page.switch_to_window(second).await?;
        page.click("button", "Use that one").await?;
        page.eventually("the chosen program", async || Ok(page.program().await? == MINE)).await?;
        page.reload().await?;
        ensure!(page.program().await? == MINE, "{:?}", page.program().await?);
        page.wait_until("nothing to be left to choose", &format!("{SAYS} === ''")).await
    })
    .await
}

/// The browser would carry the colour of what was marked along in a style attribute, which the page's policy forbids and
/// reports; a journey ends with a look at what was reported.
#[tokio::test]
async fn typing_over_a_marked_program_needs_no_style_of_its_own() -> Result<()> {
    journey(WRITE_A_FUNCTION, async |page| {
        page.write_program("import math\nfor one in []:\n    pass").await?;
        page.evaluate("document.querySelector('program-editor').goTo(1)").await?;
        page.press_with(&[Key::Control], 'a').await?;
        page.press("x = 1").await?;
        ensure!(page.program().await? == "x = 1", "{:?}", page.program().await?);
        page.press_with(&[Key::Control], 'z').await?;
        ensure!(page.program().await?.starts_with("import math"), "{:?}", page.program().await?);
        Ok(())
    })
    .await
}
