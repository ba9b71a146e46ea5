//! Storage that is refused, or full.

use anyhow::Result;
use e2e::journey;

#[tokio::test]
async fn without_storage_the_learner_is_told_and_everything_still_works() -> Result<()> {
    journey("/", async |page| {
        page.refuse_storage().await?;
        page.visit("/practice").await?;
        page.wait_for_words("alert", "nothing will be kept after this tab is closed").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.click("link", "Progress").await?;
        page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "1"))
            .await?;
        page.visit("/studio/new").await?;
        page.drag_from_library("Client", (200.0, 200.0)).await?;
        page.wait_for_outline(&["Client"]).await
    })
    .await
}

#[tokio::test]
async fn a_full_disk_stops_nobody_and_trying_again_keeps_what_was_done() -> Result<()> {
    journey("/practice", async |page| {
        page.start_quiz().await?;
        page.wait_until_saved().await?;
        page.fill_disk().await?;
        page.answer_question().await?;
        page.wait_for_words("alert", "The last changes are not saved yet").await?;
        page.wait_for_words("alert", "is full").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Question 2 of 10").await?;
        page.answer_question().await?;
        page.free_disk().await?;
        page.click("button", "Try again").await?;
        page.wait_until_gone("button", "Try again").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Question 2 of 10").await?;
        page.click("link", "Progress").await?;
        page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "2"))
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn a_design_drawn_on_a_full_disk_is_kept_once_there_is_room() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        page.fill_disk().await?;
        page.drag_from_library("Client", (200.0, 200.0)).await?;
        page.wait_for_words("alert", "The last changes are not saved yet").await?;
        page.drag_from_library("Service", (420.0, 200.0)).await?;
        page.wait_for_outline(&["Client", "Service"]).await?;
        page.free_disk().await?;
        page.click("button", "Try again").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_for_outline(&["Client", "Service"]).await
    })
    .await
}
