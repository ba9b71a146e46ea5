//! Answering questions, whatever their kind.

use anyhow::Result;
use thirtyfour::Key;

use crate::Page;

impl Page {
    /// Starts a quiz of the length that is offered, from the page that offers it.
    pub async fn start_quiz(&self) -> Result<()> {
        self.click("button", "Start the quiz").await?;
        self.by_role("button", "Answer").await.map(drop)
    }

    /// Gives some answer to the question on the screen, and waits for what is said about it.
    pub async fn answer_question(&self) -> Result<()> {
        self.by_role("button", "Answer").await?;
        let number = self.all_by_role("textbox", Some("Your answer, in")).await?;
        let steps = self.all_by_role("button", Some("Move down: ")).await?;
        match (number.first(), steps.first()) {
            (Some(number), _) => {
                number.element.send_keys("100").await?;
                self.press_key(Key::Enter).await?;
            }
            (None, Some(_)) => self.click("button", "Answer").await?,
            (None, None) => {
                self.press("1").await?;
                self.press_key(Key::Enter).await?;
            }
        }
        self.by_role("button", "Go on").await.map(drop)
    }
}
