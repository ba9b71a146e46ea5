//! The studio: building on the canvas with the pointer, and reading back what stands there.

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::{Key, WebElement};

use crate::{Page, Within};

/// A place on the canvas, in CSS pixels from its upper left corner.
pub type Spot = (f64, f64);

/// Half the width of a component at 100 %, in CSS pixels: where the port on its side is.
const TO_SIDE_PORT: i64 = 60;
/// More components than any design of the tests has.
const MOST_TRIES: usize = 20;

impl Page {
    pub fn library(&self) -> Within<'_> {
        self.within("region", "Component library")
    }

    pub fn outline(&self) -> Within<'_> {
        self.within("list", "Outline")
    }

    /// Drags a component of the library onto the canvas.
    pub async fn drag_from_library(&self, kind: &str, to: Spot) -> Result<()> {
        let item = self.library().by_role("button", kind).await?;
        // An item below the fold has to be scrolled to before the pointer can go there.
        item.scroll_into_view().await?;
        let (x, y) = self.on_canvas(to).await?;
        let chain = self.action_chain().move_to_element_center(&item).click_and_hold();
        Ok(chain.move_to(x - 20, y - 10).move_to(x, y).release().perform().await?)
    }

    /// A touch of the canvas with a finger, which has no keys to hold.
    pub async fn tap(&self, spot: Spot) -> Result<()> {
        let (x, y) = self.on_canvas(spot).await?;
        let cdp = self.cdp();
        let points = json!([{ "x": x, "y": y }]);
        cdp.send_raw("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": points }))
            .await?;
        cdp.send_raw("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await?;
        Ok(())
    }

    /// Connects two components with the toolbar's tool, by clicking first the one and then the other.
    pub async fn connect_by_clicks(&self, from: Spot, to: Spot) -> Result<()> {
        self.click("button", "Connect two components").await?;
        for spot in [from, to] {
            let (x, y) = self.on_canvas(spot).await?;
            self.action_chain().move_to(x, y).click().perform().await?;
        }
        self.click("button", "Select and move").await
    }

    /// Connects two components at 100 % by dragging from the port on the right side of the first.
    pub async fn connect_by_port(&self, from: Spot, to: Spot) -> Result<()> {
        let (from_x, from_y) = self.on_canvas(from).await?;
        let (x, y) = self.on_canvas(to).await?;
        // Ports show once the pointer is over their component.
        self.action_chain().move_to(from_x, from_y).perform().await?;
        let chain = self.action_chain().move_to(from_x + TO_SIDE_PORT, from_y).click_and_hold();
        Ok(chain.move_to(x - 10, y - 10).move_to(x, y).release().perform().await?)
    }

    /// From the canvas, searches for a kind of component and places it beside the selected one, with the keyboard.
    pub async fn add_by_search(&self, search: &str, kind: &str) -> Result<()> {
        self.by_role("application", "Design canvas").await?.focus().await?;
        self.search_and_place(search, kind).await
    }

    /// The same from wherever the keyboard is.
    pub async fn search_and_place(&self, search: &str, kind: &str) -> Result<()> {
        self.press("/").await?;
        self.by_role("combobox", "Component to add").await?;
        self.press(search).await?;
        self.eventually(&format!("`{kind}` to be found first"), async || {
            let found = self.all_by_role("option", None).await?;
            Ok(found.first().is_some_and(|option| option.name.starts_with(kind)))
        })
        .await?;
        self.press_key(Key::Enter).await?;
        self.wait_for_announcement(&format!("{kind} added")).await
    }

    /// Waits until keys go to the canvas.
    pub async fn wait_for_canvas_focus(&self) -> Result<()> {
        self.wait_until("the canvas to have the keyboard", "document.activeElement.id === 'design-canvas'")
            .await
    }

    /// Connects the selected component to another with the keyboard, wherever the two stand.
    pub async fn connect_selected(&self, from: &str, to: &str) -> Result<()> {
        self.by_role("application", "Design canvas").await?.focus().await?;
        self.press("c").await?;
        self.wait_for_announcement(&format!("Connecting from {from}.")).await?;
        let aimed = format!("From {from} to {to}. Enter connects them.");
        for _ in 0..MOST_TRIES {
            self.press_key(Key::Tab).await?;
            self.wait_for_announcement(&format!("From {from} to ")).await?;
            if self.announcement().await? == aimed {
                self.press_key(Key::Enter).await?;
                return self.wait_for_announcement(&format!("{from} connected to {to}")).await;
            }
        }
        bail!("Tab did not lead from {from} to {to}")
    }

    /// What the live region says at this moment.
    pub async fn announcement(&self) -> Result<String> {
        let said = self.evaluate("return document.querySelector('[data-announcement]')?.textContent").await?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    }

    /// Window coordinates of a place on the canvas.
    async fn on_canvas(&self, (right, down): Spot) -> Result<(i64, i64)> {
        let canvas = self.by_role("application", "Design canvas").await?;
        let bounds = canvas.rect().await?;
        let scrolled = self.evaluate("return [scrollX, scrollY]").await?;
        let scrolled: [f64; 2] = serde_json::from_value(scrolled)?;
        let x = bounds.x + right - scrolled[0];
        let y = bounds.y + down - scrolled[1];
        Ok((x.round() as i64, y.round() as i64))
    }

    /// What the outline lists at this moment: components, each followed by "to …" for what it is connected to.
    pub async fn outline_lines(&self) -> Result<Vec<String>> {
        let lines = self.outline().all_by_role("button", None).await?;
        Ok(lines.into_iter().map(|line| line.name).collect())
    }

    /// Waits until the outline lists exactly these, each by how it begins.
    pub async fn wait_for_outline(&self, beginnings: &[&str]) -> Result<()> {
        let mut seen = Vec::new();
        let waited = self
            .eventually("the outline", async || {
                seen = self.outline_lines().await?;
                let same = |(line, beginning): (&String, &&str)| line.starts_with(beginning);
                Ok(seen.len() == beginnings.len() && seen.iter().zip(beginnings).all(same))
            })
            .await;
        waited.with_context(|| format!("the outline lists {seen:?} and not {beginnings:?}"))
    }

    /// The line of the outline that begins so; the first, if several do.
    pub async fn outline_line(&self, beginning: &str) -> Result<WebElement> {
        let mut found = None;
        self.eventually(&format!("`{beginning}` in the outline"), async || {
            let lines = self.outline().all_by_role("button", None).await?;
            found = lines.into_iter().find(|line| line.name.starts_with(beginning)).map(|line| line.element);
            Ok(found.is_some())
        })
        .await?;
        found.context("the outline lost a line")
    }

    /// Waits until the live region has said something with these words.
    pub async fn wait_for_announcement(&self, words: &str) -> Result<()> {
        let mut said = String::new();
        let waited = self
            .eventually(&format!("the words `{words}` in the live region"), async || {
                said = self.announcement().await?;
                Ok(said.contains(words))
            })
            .await;
        waited.with_context(|| format!("the live region says `{said}`"))
    }

    /// Waits until everything that was done is on disk.
    pub async fn wait_until_saved(&self) -> Result<()> {
        self.eventually("everything to be saved", async || {
            let states = self.all_by_role("status", Some("Saving")).await?;
            let [state] = states.as_slice() else { return Ok(false) };
            Ok(state.element.text().await?.trim() == "Saved")
        })
        .await
    }
}
