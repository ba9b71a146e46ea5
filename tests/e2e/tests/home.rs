//! The first thing a learner sees.

use anyhow::Result;
use e2e::journey;

#[tokio::test]
async fn the_first_page_opens_without_errors_and_without_asking_anybody_else() -> Result<()> {
    journey("/", async |page| {
        let headings = page.all_by_role("heading", None).await?;
        assert!(!headings.is_empty(), "the first page has a heading");
        assert_eq!(page.console_errors().await?, Vec::<String>::new());
        assert_eq!(page.foreign_requests().await?, Vec::<String>::new());
        page.screenshot("home").await?;
        Ok(())
    })
    .await
}
