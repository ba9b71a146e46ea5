//! Pages that travel in files of their own.

use anyhow::{Result, ensure};
use e2e::journey;

#[tokio::test]
async fn the_first_page_does_not_wait_for_the_parts_of_other_pages() -> Result<()> {
    journey("/", async |page| {
        let fetched = page.evaluate(FETCHED_PARTS).await?;
        ensure!(fetched == serde_json::json!([]), "the first page fetched {fetched}");
        page.click("link", "Studio").await?;
        page.by_role("heading", "Studio").await?;
        let fetched = page.evaluate(FETCHED_PARTS).await?.to_string();
        ensure!(fetched.contains("split_studio"), "the studio fetched {fetched}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_whose_part_does_not_arrive_says_so_and_can_be_tried_again() -> Result<()> {
    journey("/", async |page| {
        page.lose_requests_for(&["*/split_studio.wasm"]).await?;
        page.click("link", "Studio").await?;
        page.by_role("heading", "This page is not here yet").await?;
        // The browser tells of the lost request, and nothing else is wrong.
        let errors = page.console_errors().await?;
        let is_expected =
            |error: &String| error.contains("split_studio.wasm") || error.contains("Failed to fetch");
        ensure!(errors.iter().all(is_expected), "{errors:#?}");
        page.lose_requests_for(&[]).await?;
        page.click("button", "Try again").await?;
        page.by_role("heading", "Studio").await?;
        Ok(())
    })
    .await
}

const FETCHED_PARTS: &str = "
    return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => /(chunk|split)_\\w+\\.wasm$/.test(name));
";
