//! Figures under their names, as the metrics, reports and dashboards show them.

use anyhow::{Context, Result};
use serde_json::Value;
use thirtyfour::WebElement;

use crate::Page;

const READ: &str = "
    const isWanted = (term) => term.textContent.trim() === arguments[0] && term.checkVisibility();
    const term = [...document.querySelectorAll('dt')].find(isWanted);
    const values = term ? [...term.parentElement.querySelectorAll('dd')] : [];
    return term ? values.map((value) => value.innerText.trim()).filter(Boolean) : null;
";

const HAS_INK: &str = "
    const [canvas] = arguments;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value !== 0);
";

impl Page {
    /// What stands under a name at this moment: the figure and the words around it.
    pub async fn figure(&self, name: &str) -> Result<Vec<String>> {
        let answer = self.execute(READ, vec![Value::from(name)]).await?;
        let lines: Option<Vec<String>> = serde_json::from_value(answer.json().clone())?;
        lines.with_context(|| format!("no figure is called `{name}`"))
    }

    /// Waits until what stands under a name is as wanted, and returns it.
    pub async fn wait_for_figure(
        &self,
        name: &str,
        is_wanted: impl Fn(&[String]) -> bool,
    ) -> Result<Vec<String>> {
        let mut seen = Vec::new();
        let what = format!("the figure `{name}`");
        let waited = self
            .eventually(&what, async || {
                seen = self.figure(name).await?;
                Ok(is_wanted(&seen))
            })
            .await;
        waited.with_context(|| format!("it shows {seen:?}"))?;
        Ok(seen)
    }

    /// Whether a chart has anything on it.
    pub async fn is_painted(&self, canvas: &WebElement) -> Result<bool> {
        let answer = self.execute(HAS_INK, vec![canvas.to_json()?]).await?;
        Ok(answer.json().as_bool() == Some(true))
    }

    /// Waits for a latency under a name and returns its milliseconds.
    pub async fn latency_millis(&self, name: &str) -> Result<f64> {
        let lines =
            self.wait_for_figure(name, |lines| lines.iter().any(|line| millis(line).is_some())).await?;
        lines.iter().find_map(|line| millis(line)).context("a latency that was there is gone")
    }
}

/// The first latency among the lines of a figure, in milliseconds.
pub fn latency_in(lines: &[String]) -> Option<f64> {
    lines.iter().find_map(|line| millis(line))
}

/// The milliseconds of "12.5 ms" or "1.35 s"; `None` for other words.
fn millis(text: &str) -> Option<f64> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: f64 = number.parse().ok()?;
    match unit {
        "ms" => Some(number),
        "s" => Some(number * 1000.0),
        _ => None,
    }
}
