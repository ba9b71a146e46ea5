//! Colours, and the way out and back in for everything.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use e2e::{Folder, Page, journey, sailing};
use journal::{BackupCounts, BackupEntry, BackupWriter, Moment, SavedPack};
use serde_json::{Value, json};

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

/// Installs a pack, answers a question of it, and goes on to `address`, where everything is exported by `button`.
async fn exported_with_a_pack(
    page: &Page,
    folder: &Folder,
    (address, button): (&str, &str),
) -> Result<PathBuf> {
    page.install_pack(folder, &sailing("1.0.0", &["one", "two"]), "Install").await?;
    page.visit("/practice?subject=sailing").await?;
    page.start_quiz().await?;
    page.answer_question().await?;
    page.wait_until_saved().await?;
    page.goto(format!("{}{address}", page.origin())).await?;
    let exported = Folder::new()?;
    let file = page.download(button, &exported).await?;
    page.wait_for_words("status", " and 1 pack").await?;
    folder.write("backup.jsonl", &fs::read_to_string(file)?)
}

#[tokio::test]
async fn what_the_page_of_last_resort_saves_is_restored_with_designs_and_packs() -> Result<()> {
    let folder = Folder::new()?;
    let mut backup = None;
    journey("/studio/new", async |page| {
        page.drag_from_library("Client", (200.0, 200.0)).await?;
        page.fill("textbox", "Name of the design", "Short links").await?;
        page.wait_for_announcement("Design renamed to Short links").await?;
        page.visit("/packs").await?;
        let here = ("/recovery.html", "Save a copy of everything");
        backup = Some(exported_with_a_pack(page, &folder, here).await?);
        Ok(())
    })
    .await?;
    let backup = backup.context("no backup was written")?;
    journey("/settings", async |page| {
        page.choose_file("Restore from a backup", &backup).await?;
        page.wait_for_words("status", ", 1 design and 1 pack; what was here already stayed as it was.")
            .await?;
        let left_out = "return document.querySelector('main').innerText.includes('Left out')";
        assert_eq!(page.evaluate(left_out).await?, false);
        page.wait_until_saved().await?;
        page.reload().await?;
        page.visit("/practice").await?;
        page.wait_until("the open quiz", "document.body.innerText.includes('1 of 10 questions answered')")
            .await?;
        page.click("link", "Studio").await?;
        page.click("link", "Short links").await?;
        page.wait_for_outline(&["Client"]).await
    })
    .await
}

#[tokio::test]
async fn installed_packs_are_in_the_backup_and_come_back_in_another_browser() -> Result<()> {
    let folder = Folder::new()?;
    let mut backup = None;
    journey("/packs", async |page| {
        backup = Some(exported_with_a_pack(page, &folder, ("/settings", "Export everything")).await?);
        Ok(())
    })
    .await?;
    let backup = backup.context("no backup was written")?;
    journey("/settings", async |page| {
        for expected in [
            " and 1 pack; what was here",
            "Added from the backup: 0 events, 0 designs and 0 packs; what was here",
        ] {
            page.choose_file("Restore from a backup", &backup).await?;
            page.wait_for_words("status", expected).await?;
        }
        page.wait_until_saved().await?;
        page.click("link", "Learn").await?;
        page.by_role("heading", "Sailing").await?;
        page.reload().await?;
        page.by_role("link", "Under way").await?;
        page.visit("/practice").await?;
        page.wait_until("the open quiz", "document.body.innerText.includes('1 of 10 questions answered')")
            .await
    })
    .await
}

fn saved(id: &str, text: Option<&Value>) -> BackupEntry {
    let text = text.map(Value::to_string);
    BackupEntry::Pack(SavedPack { id: id.into(), title: format!("Pack {id}"), version: "1.0.0".into(), text })
}

#[tokio::test]
async fn packs_of_a_backup_are_checked_as_those_of_strangers_and_named_where_they_are_missing() -> Result<()>
{
    let folder = Folder::new()?;
    let mut harmful = sailing("1.0.0", &["one"]);
    harmful["items"][0]["explanation"] = json!("<script>window.hit = 1</script>");
    let mut taken = sailing("1.0.0", &["one"]);
    taken["id"] = json!("poker");
    let entries = [saved("harmful", Some(&harmful)), saved("taken", Some(&taken)), saved("atlas", None)];
    let counts = BackupCounts { packs: 3, ..BackupCounts::default() };
    let now = Moment::new(1_767_225_600_000, 0, "UTC")?;
    let text: String = BackupWriter::new(now, counts, entries).collect();
    journey("/settings", async |page| {
        page.choose_file("Restore from a backup", &folder.write("backup.jsonl", &text)?).await?;
        page.wait_for_words("status", "0 events, 0 designs and 0 packs").await?;
        page.wait_for_words(
            "status",
            "the pack “Pack harmful” (This pack cannot be used: line 1, items[0].explanation",
        )
        .await?;
        page.wait_for_words("status", "the pack “Pack taken” (the app brings a subject with its id itself)")
            .await?;
        page.wait_for_words(
            "status",
            "The backup only names the pack “Pack atlas”, version 1.0.0; install it",
        )
        .await?;
        ensure!(page.evaluate("return window.hit ?? null").await?.is_null(), "a script of a pack ran");
        page.visit("/packs").await?;
        page.by_role("heading", "Poker").await?;
        ensure!(
            page.all_by_role("heading", Some("Sailing")).await?.is_empty(),
            "a harmful pack was installed"
        );
        Ok(())
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
