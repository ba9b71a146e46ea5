//! Tutorials: read, built, answered.

use anyhow::Result;
use e2e::journey;

#[tokio::test]
async fn a_step_that_is_read_leads_to_the_next_and_counts() -> Result<()> {
    journey("/learn", async |page| {
        page.click("link", "A first cache").await?;
        page.by_role("heading", "A first cache").await?;
        page.visit("/learn/first-cache/why-caches-work").await?;
        page.click("button", "Done reading, go on").await?;
        page.by_role("heading", "Put a cache between, and watch p99").await?;
        page.wait_until_saved().await?;
        page.visit("/learn").await?;
        page.by_role("meter", "1 of 4 steps completed").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_design_that_misses_the_goal_is_told_why_and_gets_hints() -> Result<()> {
    journey("/learn/first-cache/put-a-cache-between", async |page| {
        page.click("button", "Check my design").await?;
        page.wait_for_words("status", "hold. What is missing says what was found.").await?;
        page.by_role("listitem", "Does not hold: p99 is at most 200 ms").await?;
        let hints = page.within("list", "Hints").all_by_role("listitem", None).await?;
        assert_eq!(hints.len(), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_canvas_step_is_passed_with_a_cache_between_and_stays_passed() -> Result<()> {
    journey("/learn/first-cache/put-a-cache-between", async |page| {
        let slow = page.latency_millis("p99 from Readers").await?;
        assert!(slow > 200.0, "{slow}");
        page.put_a_cache_between().await?;
        let quick = page.latency_millis("p99 from Readers").await?;
        assert!(quick <= 200.0, "{quick}");
        page.click("button", "Check my design").await?;
        page.wait_for_words("status", "Everything holds.").await?;
        page.wait_for_words("status", "This step is completed.").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_for_words("status", "This step is completed.").await?;
        page.wait_for_outline(&[
            "Readers",
            "to Recipes",
            "Recipes",
            "to Cache",
            "Recipe data",
            "Cache",
            "to Recipe data",
        ])
        .await?;
        page.click("link", "Next").await?;
        page.by_role("heading", "Keeping copies fresh, and losing them").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_questions_of_a_step_come_again_until_they_are_right() -> Result<()> {
    journey("/learn/first-cache/quiz", async |page| {
        page.click("button", "Start the questions").await?;
        for _ in 0..3 {
            page.answer_question().await?;
            page.click("button", "Go on").await?;
        }
        page.wait_until(
            "what is left, or the end",
            "/questions (are left to be answered right|were answered right)/.test(document.body.innerText)",
        )
        .await
    })
    .await
}
