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
            // Gaps, a text, or a number without a unit.
            (None, Some(written), _) => {
                written.element.send_keys("100").await?;
                self.click("button", "Answer").await?;
                self.claim_nothing().await?;
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

    /// A text in which not every idea was found is looked over before it counts.
    async fn claim_nothing(&self) -> Result<()> {
        let is_asked = async || -> Result<bool> {
            Ok(!self.all_by_role("heading", Some("Not every idea was found")).await?.is_empty())
        };
        self.eventually("the feedback, or a look over the text", async || {
            Ok(is_asked().await? || !self.all_by_role("button", Some("Go on")).await?.is_empty())
        })
        .await?;
        if is_asked().await? {
            self.click("button", "Answer").await?;
        }
        Ok(())
    }

    /// Starts a fixed quiz of five questions and answers them all.
    pub async fn answer_five_questions(&self) -> Result<()> {
        self.choose("radio", "5 questions").await?;
        self.choose("radio", "Fixed").await?;
        self.start_quiz().await?;
        self.finish_quiz().await.map(drop)
    }

    /// Answers until the report is there; returns how many questions that took.
    pub async fn finish_quiz(&self) -> Result<usize> {
        let mut answered = 0;
        while self.all_by_role("heading", Some("Your report")).await?.is_empty() {
            self.answer_question().await?;
            answered += 1;
            self.click("button", "Go on").await?;
            self.eventually("the next question or the report", async || {
                let open = self.all_by_role("button", Some("Answer")).await?;
                Ok(!open.is_empty() || !self.all_by_role("heading", Some("Your report")).await?.is_empty())
            })
            .await?;
        }
        self.wait_until_saved().await?;
        Ok(answered)
    }
}
