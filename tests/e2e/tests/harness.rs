//! The harness itself: what finds nothing, or finds the wrong thing, would let every other test pass.

use std::path::Path;

use anyhow::Result;
use e2e::Page;

async fn fixture() -> Result<Page> {
    let page = Page::serving(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).await?;
    page.visit("/").await?;
    Ok(page)
}

#[tokio::test]
async fn elements_are_found_by_role_and_accessible_name() -> Result<()> {
    let page = fixture().await?;
    for (role, name, id) in [
        ("heading", "Names", ""),
        ("button", "Save", "save"),
        ("button", "Save as", "save-as"),
        ("button", "close the", "close"),
        ("spinbutton", "Requests a second", "rate"),
        ("textbox", "Title", "title"),
        ("region", "Report", "report"),
        ("button", "Zoom in", "inside"),
        ("tab", "Costs", "tab"),
    ] {
        let found = page.by_role(role, name).await?;
        assert_eq!(found.attr("id").await?.unwrap_or_default(), id, "{role} {name}");
    }
    page.close().await
}

#[tokio::test]
async fn a_hidden_element_or_one_with_another_role_is_not_found() -> Result<()> {
    let page = fixture().await?;
    let names: Vec<String> =
        page.all_by_role("button", None).await?.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Save", "Save as", "Close the panel", "Zoom in"]);
    page.wait_until_gone("tab", "Metrics").await?;
    page.close().await
}

#[tokio::test]
async fn an_error_in_the_console_and_a_request_to_another_host_are_noticed() -> Result<()> {
    let page = fixture().await?;
    assert_eq!(page.console_errors().await?, Vec::<String>::new());
    page.evaluate("console.error('broken')").await?;
    assert_eq!(page.console_errors().await?.len(), 1);
    assert_eq!(page.foreign_requests().await?, Vec::<String>::new());
    // Another origin on this machine: refused at once, and a request all the same.
    page.evaluate("new Image().src = 'http://127.0.0.1:9/pixel.png'").await?;
    page.wait_until("the request to end", "performance.getEntriesByType('resource').length > 0").await?;
    assert_eq!(page.foreign_requests().await?, ["http://127.0.0.1:9/pixel.png"]);
    page.close().await
}
