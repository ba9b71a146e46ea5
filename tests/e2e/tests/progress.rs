//! What the work adds up to.

use anyhow::Result;
use e2e::journey;

#[tokio::test]
async fn a_newcomer_is_told_what_will_be_here() -> Result<()> {
    journey("/progress", async |page| {
        page.by_role("heading", "Nothing to show yet, and that is fine").await?;
        page.click("link", "Take a tutorial").await?;
        page.by_role("heading", "Learn").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_charts_show_what_was_answered() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        for _ in 0..5 {
            page.answer_question().await?;
            page.click("button", "Go on").await?;
        }
        page.click("link", "See your progress").await?;
        page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "5"))
            .await?;
        page.wait_for_figure("Streak", |lines| lines.first().is_some_and(|days| days == "1 day")).await?;
        let timeline = page.by_role("img", "5 answers on").await?;
        assert!(page.is_painted(&timeline).await?, "the chart of the answers is drawn");
        page.by_role("heading", "What you know").await?;
        page.by_role("heading", "Topic levels").await?;
        page.by_role("heading", "What the points are for").await.map(drop)
    })
    .await
}
