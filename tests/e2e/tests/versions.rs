//! Earlier versions of a design, two tabs on one, and the list of designs.

use anyhow::Result;
use e2e::thirtyfour::Key;
use e2e::{Page, journey};

/// A second window on what this one shows.
async fn second_window(
    page: &Page,
) -> Result<(e2e::thirtyfour::WindowHandle, e2e::thirtyfour::WindowHandle)> {
    page.wait_until_saved().await?;
    let address = page.current_url().await?;
    let first = page.window().await?;
    let second = page.new_window().await?;
    page.switch_to_window(second.clone()).await?;
    page.visit(address.path()).await?;
    Ok((first, second))
}

#[tokio::test]
async fn a_version_named_by_hand_is_restored_in_one_step_that_can_be_undone() -> Result<()> {
    journey("/studio/new", async |page| {
        page.drag_from_library("Client", (120.0, 200.0)).await?;
        page.drag_from_library("Service", (360.0, 200.0)).await?;
        page.click("button", "Version history").await?;
        page.fill("textbox", "Name for the design as it is now", "First draft").await?;
        page.click("button", "Keep").await?;
        page.by_role("button", "Restore First draft").await?;
        page.click("button", "Close").await?;
        page.add_by_search("cache", "Cache").await?;
        page.press_with(&[Key::Control], 'a').await?;
        page.press_key(Key::Delete).await?;
        page.wait_for_announcement("3 components deleted").await?;
        page.click("button", "Version history").await?;
        page.click("button", "Look at First draft").await?;
        page.by_role("img", "The design on").await?;
        // In the order of their ids, which are drawn by chance.
        page.wait_until(
            "the difference in words",
            "/(Client and Service|Service and Client) added/.test(document.querySelector('dialog[open]')?.innerText)",
        )
        .await?;
        page.click("button", "Restore First draft").await?;
        page.wait_for_announcement("restored").await?;
        page.wait_for_outline(&["Client", "Service"]).await?;
        page.click("button", "Undo").await?;
        page.wait_for_announcement("Undone: Version of").await?;
        page.click("button", "Redo").await?;
        page.wait_for_outline(&["Client", "Service"]).await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_for_outline(&["Client", "Service"]).await?;
        page.click("button", "Version history").await?;
        page.by_role("button", "Restore First draft").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_one_window_does_the_other_shows_at_once_and_each_undoes_its_own() -> Result<()> {
    journey("/studio/new", async |page| {
        page.drag_from_library("Client", (120.0, 200.0)).await?;
        let (first, second) = second_window(page).await?;
        page.wait_for_outline(&["Client"]).await?;
        page.drag_from_library("Service", (360.0, 200.0)).await?;
        page.switch_to_window(first.clone()).await?;
        page.wait_for_outline(&["Client", "Service"]).await?;
        page.wait_for_announcement("Another tab changed Service").await?;
        page.add_by_search("cache", "Cache").await?;
        page.switch_to_window(second).await?;
        page.wait_for_outline(&["Client", "Service", "Cache"]).await?;
        page.click("button", "Undo").await?;
        page.wait_for_announcement("Undone: Service added").await?;
        page.wait_for_outline(&["Client", "Cache"]).await?;
        page.switch_to_window(first).await?;
        page.wait_for_outline(&["Client", "Cache"]).await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_for_outline(&["Client", "Cache"]).await
    })
    .await
}

#[tokio::test]
async fn a_design_is_pictured_renamed_and_duplicated_in_the_list() -> Result<()> {
    journey("/studio/new", async |page| {
        page.drag_from_library("Client", (120.0, 200.0)).await?;
        page.wait_until_saved().await?;
        page.visit("/studio").await?;
        let painted = "(() => {
            const canvas = document.querySelector('canvas.thumbnail');
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(pixels.buffer)).size > 10;
        })()";
        page.wait_until("a picture with a card on it", painted).await?;
        page.click("button", "Rename Untitled design").await?;
        // Leaving the field keeps the name.
        page.fill("textbox", "New name of Untitled design", "Shop").await?;
        page.click("button", "Duplicate Shop").await?;
        page.by_role("link", "Shop, copy").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("link", "Shop, copy").await?;
        page.click("button", "Delete Shop, copy").await?;
        page.wait_until_gone("link", "Shop, copy").await?;
        page.by_role("link", "Shop").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_learners_own_price_counts_and_is_said_where_the_figure_is_explained() -> Result<()> {
    journey("/studio/new", async |page| {
        page.drag_from_library("Client", (120.0, 200.0)).await?;
        page.drag_from_library("Service", (360.0, 200.0)).await?;
        page.connect_by_port((120.0, 200.0), (360.0, 200.0)).await?;
        page.click("button", "Why this number: Cost").await?;
        page.click("button", "Change prices").await?;
        page.fill("textbox", "Service (USD a replica and month)", "1000").await?;
        page.click("button", "Done").await?;
        page.wait_for_figure("Cost", |lines| lines.iter().any(|line| line.contains("1,"))).await?;
        page.click("button", "Why this number: Cost").await?;
        page.wait_for_words("dialog", "1 replica x 1,000 USD").await?;
        page.wait_for_words("dialog", "Your own prices of").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.click("button", "Why this number: Cost").await?;
        page.wait_for_words("dialog", "Your own prices of").await
    })
    .await
}

#[tokio::test]
async fn what_is_kept_costs_by_the_gigabyte_and_the_learners_own_price_of_one_counts() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        page.add_by_search("object", "Object store").await?;
        page.click("button", "Why this number: Cost").await?;
        page.wait_for_words("dialog", "1,000 GB kept x 0.023 USD").await?;
        page.wait_for_words("dialog", "Backups are not counted.").await?;
        page.click("button", "Change prices").await?;
        page.fill("textbox", "Object store (USD a GB kept and month)", "0.05").await?;
        page.click("button", "Done").await?;
        page.click("button", "Why this number: Cost").await?;
        page.wait_for_words("dialog", "1,000 GB kept x 0.05 USD").await?;
        page.wait_for_words("dialog", "Your own prices of").await
    })
    .await
}

#[tokio::test]
async fn a_locked_group_stays_where_it_is_with_what_stands_in_it() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        page.add_by_search("service", "Service").await?;
        page.wait_for_canvas_focus().await?;
        page.press("g").await?;
        page.wait_for_announcement("Frame added around Service").await?;
        page.press("l").await?;
        page.wait_for_announcement("Frame locked").await?;
        page.press_key(Key::Right).await?;
        page.wait_for_announcement("What is selected is locked").await?;
        page.wait_for_outline(&["Frame, locked", "Service"]).await?;
        page.press("l").await?;
        page.wait_for_announcement("Frame unlocked").await?;
        page.press_key(Key::Right).await?;
        page.wait_for_announcement("Frame moved").await
    })
    .await
}
