//! Mock tests: sections one after the other, each with its own clock.

use anyhow::{Result, ensure};
use e2e::{Page, journey};

const QUESTIONS: usize = 8;

/// Seconds that the clock shows.
async fn seconds_left(page: &Page) -> Result<i64> {
    let shown = page.by_role("timer", "").await?.text().await?;
    let clock = shown.split(' ').next().unwrap_or_default();
    let (minutes, seconds) = clock.split_once(':').unwrap_or(("-1", "0"));
    Ok(60 * minutes.parse::<i64>()? + seconds.parse::<i64>()?)
}

async fn start(page: &Page) -> Result<()> {
    page.wait_for_words("region", "Quantitative aptitude: 8 questions in 12 minutes").await?;
    page.click("button", "Start: Short mock test").await?;
    page.by_role("heading", "Quantitative aptitude: 0 of 8 answered").await.map(drop)
}

async fn begin(page: &Page, section: &str) -> Result<()> {
    page.by_role("heading", &format!("Next: {section}")).await?;
    page.click("button", "Begin this section").await?;
    page.by_role("heading", &format!("{section}: 0 of {QUESTIONS} answered")).await.map(drop)
}

async fn hand_in(page: &Page, label: &str) -> Result<()> {
    page.click("button", "Look over and hand in this section").await?;
    page.by_role("heading", "Before you hand in").await?;
    page.click("button", label).await
}

#[tokio::test]
async fn a_section_is_handed_in_early_and_the_clock_of_the_next_one_waits_until_it_begins() -> Result<()> {
    journey("/practice?subject=exam-practice", async |page| {
        start(page).await?;
        page.by_role("button", "Answer").await?;
        let first = seconds_left(page).await?;
        ensure!((700..=720).contains(&first), "{first} s of twelve minutes");
        page.eventually("three seconds to pass", async || Ok(seconds_left(page).await? <= first - 3)).await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        let after = seconds_left(page).await?;
        ensure!(after <= first - 2, "{first} s then, {after} s now");
        // Only its own questions can be looked over.
        page.click("button", "Look over and hand in this section").await?;
        page.by_role("button", "Go to question 8").await?;
        ensure!(page.all_by_role("button", Some("Go to question 9")).await?.is_empty());
        page.click("button", "Hand in this section").await?;
        page.by_role("heading", "Next: Reasoning").await?;
        ensure!(page.all_by_role("timer", None).await?.is_empty(), "no clock runs between two sections");
        page.wait_until_saved().await?;
        page.reload().await?;
        begin(page, "Reasoning").await?;
        let second = seconds_left(page).await?;
        ensure!((700..=720).contains(&second), "{second} s of twelve minutes");
        // Its clock is its own after a reload too.
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Reasoning: 0 of 8 answered").await?;
        ensure!((690..=second).contains(&seconds_left(page).await?));
        hand_in(page, "Hand in this section").await?;
        begin(page, "General knowledge").await?;
        ensure!((460..=480).contains(&seconds_left(page).await?));
        hand_in(page, "Hand in").await?;
        page.by_role("heading", "Your report").await?;
        page.by_role("heading", "By section").await?;
        for section in ["Quantitative aptitude", "Reasoning", "General knowledge"] {
            page.wait_for_words("row", section).await?;
        }
        page.wait_for_words("row", "0 of 8").await?;
        page.wait_for_words("row", "of 12 min 0 s").await?;
        page.wait_until(
            "the clocks to be put away",
            "!Object.keys(localStorage).some((key) => key.includes('exam-clock'))",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn a_section_whose_time_is_over_is_handed_in_by_itself() -> Result<()> {
    journey("/practice?subject=exam-practice", async |page| {
        start(page).await?;
        page.by_role("button", "Answer").await?;
        page.click("button", "Pause").await?;
        page.by_role("button", "Resume").await?;
        page.evaluate("localStorage.setItem('systemcraft.exam-clock/' + location.pathname.split('/').pop(), String(718000))").await?;
        page.click("button", "Resume").await?;
        page.by_role("heading", "Next: Reasoning").await?;
        begin(page, "Reasoning").await?;
        let left = seconds_left(page).await?;
        ensure!((700..=720).contains(&left), "the next section has its whole time, not {left} s");
        Ok(())
    })
    .await
}
