//! A design that is simulated, and findings that are mended.

use anyhow::{Result, ensure};
use e2e::thirtyfour::Key;
use e2e::{Page, Spot, journey};

const CLIENT: Spot = (100.0, 180.0);
const SERVICE: Spot = (340.0, 180.0);

async fn draw_two(page: &Page) -> Result<()> {
    page.by_role("application", "Design canvas").await?;
    page.drag_from_library("Client", CLIENT).await?;
    page.drag_from_library("Service", SERVICE).await?;
    page.connect_by_port(CLIENT, SERVICE).await?;
    page.wait_for_outline(&["Client", "to Service", "Service"]).await
}

/// How far the run has come, as the page tells it.
async fn simulated_seconds(page: &Page) -> Result<f64> {
    let script = "
        const name = [...document.querySelectorAll('dt')].find((term) => term.textContent === 'Simulated');
        return name?.parentElement.querySelector('dd').textContent ?? '';
    ";
    let told = page.evaluate(script).await?;
    Ok(told.as_str().and_then(|told| told.split(' ').next()?.parse().ok()).unwrap_or(-1.0))
}

#[tokio::test]
async fn a_run_is_watched_disturbed_paused_and_compared_with_the_formulas() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_two(page).await?;
        page.click("button", "Simulate").await?;
        page.click("button", "Run").await?;
        page.wait_for_announcement("The simulation has begun.").await?;
        page.eventually("the run to go on", async || Ok(simulated_seconds(page).await? > 2.0)).await?;
        page.click("button", "Happen now").await?;
        page.wait_for_announcement("One replica is lost.").await?;
        let legend = "return document.querySelector('.canvas__legend')?.textContent ?? '';";
        page.eventually("dots on the canvas", async || Ok(page.evaluate(legend).await? != "")).await?;
        page.click("button", "Pause").await?;
        page.by_role("button", "Go on").await?;
        page.wait_for_announcement("requests a second completed").await?;
        let paused = simulated_seconds(page).await?;
        page.click("button", "Step a second").await?;
        page.eventually("one second more", async || Ok(simulated_seconds(page).await? >= paused + 0.9))
            .await?;
        ensure!(simulated_seconds(page).await? <= paused + 1.5, "a paused run stands still");
        page.click("button", "Stop").await?;
        page.wait_for_announcement("The simulation is over:").await?;
        page.by_role("region", "Result of the simulation").await?;
        ensure!(page.evaluate(legend).await? == "", "what is over is drawn no longer");
        page.by_role("button", "Run").await.map(drop)
    })
    .await
}

/// What the region of the result shows, when a run has come to its end.
async fn outcome(page: &Page) -> Result<String> {
    page.wait_for_announcement("The simulation is over:").await?;
    Ok(page.by_role("region", "Result of the simulation").await?.text().await?)
}

#[tokio::test]
async fn faults_let_loose_by_hand_happen_again_at_the_same_moments_and_every_figure_is_the_same() -> Result<()>
{
    journey("/studio/new", async |page| {
        draw_two(page).await?;
        page.click("button", "Simulate").await?;
        page.fill("textbox", "Seconds measured", "12").await?;
        page.fill("textbox", "Warm-up, seconds", "0").await?;
        page.click("button", "Run").await?;
        page.wait_for_announcement("The simulation has begun.").await?;
        page.eventually("the run to go on", async || Ok(simulated_seconds(page).await? > 1.0)).await?;
        page.click("button", "Pause").await?;
        page.click("button", "Happen now").await?;
        page.wait_for_announcement("One replica is lost.").await?;
        page.wait_until_gone("button", "Run again with the same faults").await?;
        page.click("button", "Go on").await?;
        let by_hand = outcome(page).await?;
        ensure!(by_hand.contains("seed 1"), "{by_hand}");

        // What stands in the fields then is not what the run was given.
        page.fill("textbox", "Seed", "99").await?;
        let again = page.by_role("button", "Run again with the same faults").await?;
        again.focus().await?;
        page.press_key(Key::Enter).await?;
        page.wait_for_announcement(
            "The simulation has begun again, with the same seed and the same 1 fault.",
        )
        .await?;
        let focused = page.evaluate("return document.activeElement.textContent").await?;
        ensure!(focused == "Pause", "the keyboard is on what pauses the run, and not on {focused}");
        ensure!(outcome(page).await? == by_hand, "every figure is the same");

        page.click("button", "Run").await?;
        page.wait_for_announcement("The simulation has begun.").await?;
        let undisturbed = outcome(page).await?;
        ensure!(undisturbed != by_hand, "without the fault it is another run");
        page.wait_until_gone("button", "Run again with the same faults").await
    })
    .await
}

#[tokio::test]
async fn a_length_that_is_no_number_gets_a_sentence_and_no_run() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_two(page).await?;
        page.click("button", "Simulate").await?;
        page.fill("textbox", "Seconds measured", "long").await?;
        page.click("button", "Run").await?;
        page.wait_for_words("alert", "The length is a number, such as 30.").await?;
        page.fill("textbox", "Seconds measured", "-5").await?;
        page.click("button", "Run").await?;
        page.wait_for_words("alert", "A simulation measures").await
    })
    .await
}

#[tokio::test]
async fn a_quick_fix_is_shown_first_made_on_request_and_undone_in_one_step() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_two(page).await?;
        let before = page.outline_lines().await?;
        let open = "
            const summary = [...document.querySelectorAll('.finding summary')]
                .find((summary) => summary.textContent.includes('single point of failure'));
            summary?.click();
            return Boolean(summary);
        ";
        page.eventually("the finding", async || Ok(page.evaluate(open).await? == true)).await?;
        page.click("button", "Preview a quick fix").await?;
        page.by_role("group", "Quick fix").await?;
        ensure!(page.outline_lines().await? == before, "showing changes nothing");
        page.wait_for_words("status", "Second replica of Service added. About 70 USD more a month.").await?;
        page.click("button", "Do this").await?;
        page.wait_for_announcement("About 70 USD more a month.").await?;
        page.eventually("another outline", async || Ok(page.outline_lines().await? != before)).await?;
        page.click("button", "Undo").await?;
        page.eventually("the outline as before", async || Ok(page.outline_lines().await? == before)).await
    })
    .await
}
