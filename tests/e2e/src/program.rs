//! Programs that learners write: the editor, Python, and what comes of a run.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::Page;
use crate::page::BETWEEN_LOOKS;

/// Python's start on a busy machine, and a run up to its time limit.
const LONGEST: Duration = Duration::from_secs(90);

const WRITE: &str = "document.querySelector('program-editor').value = arguments[0]";
const READ: &str = "return document.querySelector('program-editor').value";
const ENDED: &str = "return document.querySelector('[aria-label=\"How the program ended\"]').textContent";
const PRINTED: &str = "return document.querySelector('.console > .console__text').textContent";

impl Page {
    /// On a step with a program: agrees to fetch Python, and waits until it is there.
    pub async fn start_python(&self) -> Result<()> {
        self.eventually("the button that starts Python", async || {
            let buttons = self.all_by_role("button", None).await?;
            let start = buttons.into_iter().find(|button| button.name.starts_with("Start Python"));
            start.context("not there")?.element.click().await?;
            Ok(true)
        })
        .await?;
        self.wait_long("Python", "return document.querySelector('[aria-label=Python]').textContent", "").await
    }

    /// Puts a program into the editor, as pasting does.
    pub async fn write_program(&self, code: &str) -> Result<()> {
        self.wait_until("the editor", "document.querySelector('program-editor')?.shadowRoot").await?;
        self.execute(WRITE, vec![Value::from(code)]).await?;
        Ok(())
    }

    pub async fn program(&self) -> Result<String> {
        self.wait_until("the editor", "document.querySelector('program-editor')?.shadowRoot").await?;
        Ok(self.evaluate(READ).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a program to its end and returns what it printed.
    pub async fn run_program(&self, code: &str) -> Result<String> {
        self.write_program(code).await?;
        self.click("button", "Run").await?;
        self.wait_for_program("").await?;
        self.printed().await
    }

    pub async fn printed(&self) -> Result<String> {
        Ok(self.evaluate(PRINTED).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the program has ended, and with these words.
    pub async fn wait_for_program(&self, words: &str) -> Result<()> {
        let running = "const stop = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Stop');
            return stop.disabled ? '' : 'runs';";
        self.wait_long("the program to end", running, "").await?;
        let said = self.evaluate(ENDED).await?.as_str().unwrap_or_default().to_owned();
        if !said.contains(words) {
            bail!("the program ended with `{said}`, not with `{words}`");
        }
        Ok(())
    }

    /// Waits until a script returns a text, longer than for what a page does at once.
    async fn wait_long(&self, what: &str, script: &str, wanted: &str) -> Result<()> {
        let started = Instant::now();
        let mut seen = Value::Null;
        while started.elapsed() < LONGEST {
            seen = self.evaluate(script).await?;
            if seen.as_str() == Some(wanted) {
                return Ok(());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        bail!("waited {} s for {what}: `{seen}`", LONGEST.as_secs())
    }
}
