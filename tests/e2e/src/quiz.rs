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
        let written = self.all_by_role("textbox", None).await?;
        let rows = self.all_by_role("combobox", None).await?.len();
        let steps = self.all_by_role("button", Some("Move down: ")).await?;
        match (number.first(), written.first(), steps.first()) {
            (Some(number), _, _) => {
                number.element.send_keys("100").await?;
                self.press_key(Key::Enter).await?;
            }
            // Gaps, or a text.
            (None, Some(written), _) => {
                written.element.send_keys("something").await?;
                self.click("button", "Answer").await?;
            }
            (None, None, Some(_)) => self.click("button", "Answer").await?,
            (None, None, None) => {
                // One press chooses an option, or matches a row.
                for _ in 0..rows.max(1) {
                    self.press("1").await?;
                }
                self.press_key(Key::Enter).await?;
            }
        }
        self.by_role("button", "Go on").await.map(drop)
    }
}
