//! A challenge, by the keyboard alone: no call of WebDriver here clicks, or gives anything the focus.

use anyhow::{Result, bail};
use thirtyfour::Key;

use crate::Page;

/// More than any design of the tests has components.
const MOST_TRIES: usize = 12;

impl Page {
    /// Goes by Tab to what has a role and a name, and presses Enter.
    pub async fn press_enter_on(&self, role: &str, name: &str) -> Result<()> {
        let element = self.by_role(role, name).await?;
        self.tab_to(&element).await?;
        self.press_key(Key::Enter).await
    }

    /// On the canvas, selects the component with this name.
    pub async fn select_by_tab(&self, name: &str) -> Result<()> {
        // From nothing selected, Tab begins with the first.
        self.press_key(Key::Escape).await?;
        for place in 1..=MOST_TRIES {
            self.press_key(Key::Tab).await?;
            self.wait_for_announcement(&format!(", {place} of ")).await?;
            if self.announcement().await?.starts_with(&format!("{name}, ")) {
                return Ok(());
            }
        }
        bail!("Tab does not lead to {name} on the canvas")
    }

    /// On the canvas, connects one component to another.
    pub async fn connect_by_keys(&self, from: &str, to: &str) -> Result<()> {
        self.select_by_tab(from).await?;
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
        bail!("Tab does not lead from {from} to {to}")
    }

    /// With something selected on the canvas, writes into one of its fields and comes back to the canvas.
    pub async fn set_by_keys(&self, field: &str, text: &str, told: &str) -> Result<()> {
        self.press("p").await?;
        let field = self.by_role("textbox", field).await?;
        self.tab_to(&field).await?;
        self.press_with(&[Key::Control], 'a').await?;
        self.press(text).await?;
        self.press_key(Key::Escape).await?;
        self.wait_for_canvas_focus().await?;
        self.wait_for_announcement(told).await
    }
}
