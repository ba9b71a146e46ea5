//! Designs that leave the page as files and come in from them.

use std::fs;

use anyhow::Result;
use e2e::{Folder, Page, journey};
use serde_json::{Value, json};

const SHOP: &str = "flowchart LR\n  c[Client] --> s[Shop service]\n  s --> d[(Orders database)]\n";
const SHOP_OUTLINE: [&str; 5] =
    ["Client", "to Shop service", "Shop service", "to Orders database", "Orders database"];

/// What the browser does when text or a file is pasted.
async fn paste(page: &Page, text: &str) -> Result<()> {
    let text = serde_json::to_string(text)?;
    page.evaluate(&format!(
        "const data = new DataTransfer(); data.setData('text/plain', {text});
         window.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}))"
    ))
    .await
    .map(drop)
}

/// What the browser does when a file is dropped on an element.
async fn drop_file(page: &Page, on: &str, name: &str, text: &str) -> Result<()> {
    let (text, name) = (serde_json::to_string(text)?, serde_json::to_string(name)?);
    page.evaluate(&format!(
        "const data = new DataTransfer(); data.items.add(new File([{text}], {name}));
         const on = document.querySelector('{on}');
         for (const kind of ['dragover', 'drop']) {{
           const event = new DragEvent(kind, {{ dataTransfer: data, bubbles: true, cancelable: true }});
           if (on.dispatchEvent(event)) throw new Error(kind + ' was left to the browser');
         }}"
    ))
    .await
    .map(drop)
}

#[tokio::test]
async fn a_design_leaves_in_every_format_and_each_file_opens_as_the_same_design() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        paste(page, SHOP).await?;
        page.wait_for_announcement("3 components pasted").await?;
        page.wait_for_outline(&SHOP_OUTLINE).await?;
        let mut files = Vec::new();
        for (format, begins) in [
            ("Systemcraft design", b"{".as_slice()),
            ("SVG picture", b"<svg"),
            ("PNG picture", b"\x89PNG"),
            ("Mermaid flowchart", b"flowchart"),
            ("draw.io diagram", b"<mxfile"),
        ] {
            let folder = Folder::new()?;
            page.click("button", "Export the design as a file").await?;
            let file = page.download(format, &folder).await?;
            let bytes = fs::read(&file)?;
            let start = String::from_utf8_lossy(&bytes[..60.min(bytes.len())]).into_owned();
            let is_so = bytes.windows(begins.len()).take(200).any(|window| window == begins);
            assert!(is_so, "{format} begins so: {start}");
            files.push((file, folder));
        }
        for (file, _) in &files {
            page.visit("/studio").await?;
            page.choose_file("Import a design", file).await?;
            page.wait_for_outline(&SHOP_OUTLINE).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_an_import_leaves_out_is_said_before_anything_is_changed() -> Result<()> {
    journey("/studio/new", async |page| {
        page.drag_from_library("Client", (200.0, 200.0)).await?;
        let drawing = "flowchart LR\n  a[Cache] --> b[Cache two]\n  a --> a\n";
        drop_file(page, "#design-canvas", "loop.mmd", drawing).await?;
        page.wait_for_words("dialog", "Not all of it could be taken over").await?;
        page.wait_for_words("dialog", "Mermaid flowchart: 2 components, 1 connection").await?;
        page.click("button", "Cancel").await?;
        page.wait_for_outline(&["Client"]).await?;
        drop_file(page, "#design-canvas", "loop.mmd", drawing).await?;
        page.click("button", "Add to this design").await?;
        page.wait_for_outline(&["Client", "Cache", "to Cache two", "Cache two"]).await?;
        page.click("button", "Undo").await?;
        page.wait_for_outline(&["Client"]).await
    })
    .await
}

#[tokio::test]
async fn hostile_files_get_a_sentence_and_leave_the_page_alive() -> Result<()> {
    journey("/studio", async |page| {
        let folder = Folder::new()?;
        let deep = "[".repeat(3_000_000);
        let cut = "<mxfile><diagram><mxGraphModel><root><mxCell id=\"0\"/>";
        let foreign = "sequenceDiagram\n  Alice->>Bob: Hello\n";
        let huge = " ".repeat(70 * 1024 * 1024);
        for (name, text, words) in [
            ("deep.json", deep.as_str(), "nested in each other too deeply"),
            ("cut.drawio", cut, "cut off"),
            ("sequence.mmd", foreign, "Mermaid diagram of another sort"),
            ("huge.json", huge.as_str(), "larger than 64 MB"),
        ] {
            page.choose_file("Import a design", &folder.write(name, text)?).await?;
            page.wait_for_words("alert", words).await?;
            page.click("button", "Close").await?;
            page.wait_until_gone("dialog", "Import").await?;
        }
        page.by_role("heading", "An empty drawing board").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_design_whose_groups_stand_in_each_other_without_end_opens_with_all_of_them_in_the_outline()
-> Result<()> {
    const GROUPS: usize = 600;
    let groups: Vec<Value> = (0..GROUPS)
        .map(|n| {
            let inset = 2 * n;
            let mut group = json!({
                "id": format!("g{n}"), "kind": "frame", "name": format!("Group {n}"),
                "x": n, "y": n, "width": 2000 - inset, "height": 2000 - inset,
            });
            if n > 0 {
                group["parent"] = json!(format!("g{}", n - 1));
            }
            group
        })
        .collect();
    let design = json!({
        "format": "systemcraft-design", "version": 1, "name": "Nested",
        "components": [], "connections": [], "groups": groups,
    });
    journey("/studio", async |page| {
        let folder = Folder::new()?;
        page.choose_file("Import a design", &folder.write("nested.json", &design.to_string())?).await?;
        page.eventually("all groups to stand in the outline", async || {
            Ok(page.outline_lines().await?.len() == GROUPS)
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_file_dropped_on_the_list_opens_as_a_design() -> Result<()> {
    journey("/studio", async |page| {
        page.by_role("heading", "An empty drawing board").await?;
        drop_file(page, ".design-list", "shop.mmd", SHOP).await?;
        page.wait_for_outline(&SHOP_OUTLINE).await
    })
    .await
}
