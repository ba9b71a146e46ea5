//! Colours, and the way out and back in for everything.

use std::fs;

use anyhow::{Context, Result};
use e2e::{Folder, journey};
use serde_json::Value;

#[tokio::test]
async fn dark_colours_stay_dark_after_a_reload() -> Result<()> {
    journey("/settings", async |page| {
        let dark = "document.documentElement.dataset.theme === 'dark'";
        assert_eq!(page.evaluate(&format!("return {dark}")).await?, false);
        page.choose("radio", "Dark").await?;
        page.wait_until("dark colours", dark).await?;
        page.reload().await?;
        page.wait_until("dark colours", dark).await?;
        assert!(page.by_role("radio", "Dark").await?.is_selected().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_backup_has_everything_and_brings_it_back_in_another_browser() -> Result<()> {
    let folder = Folder::new()?;
    let mut backup = None;
    journey("/studio/new", async |page| {
        page.drag_from_library("Client", (200.0, 200.0)).await?;
        page.fill("textbox", "Name of the design", "Short links").await?;
        page.wait_for_announcement("Design renamed to Short links").await?;
        page.visit("/practice").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        page.click("link", "Settings").await?;
        let file = page.download("Export everything", &folder).await?;
        page.wait_for_words("status", "Exported to systemcraft-").await?;
        backup = Some(file);
        Ok(())
    })
    .await?;
    let backup = backup.context("no backup was written")?;
    let text = fs::read_to_string(&backup)?;
    let lines: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let events: Vec<String> =
        lines.iter().filter_map(|line| line.get("event")).map(Value::to_string).collect();
    for kind in ["\"quiz_started\"", "\"question_shown\"", "\"answered\""] {
        assert_eq!(events.iter().filter(|event| event.contains(kind)).count(), 1, "{kind} in {text}");
    }
    assert!(lines.iter().any(|line| line["design"]["name"] == "Short links"), "{text}");
    journey("/settings", async |page| {
        page.choose_file("Restore from a backup", &backup).await?;
        page.wait_for_words("status", "what was here already stayed as it was").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.click("link", "Progress").await?;
        page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "1"))
            .await?;
        page.click("link", "Studio").await?;
        page.click("link", "Short links").await?;
        page.wait_for_outline(&["Client"]).await
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_no_backup_is_refused_and_nothing_changes() -> Result<()> {
    journey("/settings", async |page| {
        let folder = Folder::new()?;
        page.choose_file("Restore from a backup", &folder.write("other.jsonl", "these are no events\n")?)
            .await?;
        page.wait_for_words("status", "Nothing was changed").await?;
        page.click("link", "Progress").await?;
        page.by_role("heading", "Nothing to show yet, and that is fine").await.map(drop)
    })
    .await
}
