//! Keys, wherever the focus is.

use anyhow::{Result, bail};
use thirtyfour::{Key, WebElement};

use crate::Page;

/// More stops than any page has.
const MOST_STOPS: usize = 200;

impl Page {
    /// Presses keys one after the other.
    pub async fn press(&self, keys: impl AsRef<str>) -> Result<()> {
        Ok(self.action_chain().send_keys(keys.as_ref()).perform().await?)
    }

    /// Presses a key that has a name.
    pub async fn press_key(&self, key: Key) -> Result<()> {
        self.press(key.value().to_string()).await
    }

    /// Presses a key while others are held.
    pub async fn press_with(&self, held: &[Key], key: char) -> Result<()> {
        let mut chain = self.action_chain();
        for held in held {
            chain = chain.key_down(held.value());
        }
        chain = chain.send_keys(key.to_string());
        for held in held.iter().rev() {
            chain = chain.key_up(held.value());
        }
        Ok(chain.perform().await?)
    }

    /// Presses Tab until an element has the focus.
    pub async fn tab_to(&self, element: &WebElement) -> Result<()> {
        self.walk_to(element, &[]).await
    }

    /// The same the other way round.
    pub async fn tab_back_to(&self, element: &WebElement) -> Result<()> {
        self.walk_to(element, &[Key::Shift]).await
    }

    async fn walk_to(&self, element: &WebElement, held: &[Key]) -> Result<()> {
        let target = element.to_json()?;
        for _ in 0..MOST_STOPS {
            let there =
                self.execute("return document.activeElement === arguments[0]", vec![target.clone()]).await?;
            if there.json().as_bool() == Some(true) {
                return Ok(());
            }
            self.press_with(held, Key::Tab.value()).await?;
        }
        bail!("Tab did not lead there in {MOST_STOPS} presses")
    }

    /// Replaces what a field holds, and leaves the field.
    pub async fn fill(&self, role: &str, name: &str, text: &str) -> Result<()> {
        let field = self.by_role(role, name).await?;
        field.click().await?;
        self.press_with(&[Key::Control], 'a').await?;
        self.press(text).await?;
        self.press_key(Key::Tab).await
    }
}
