//! Finding things the way a learner does: by what they are and what they are called.

use std::time::Instant;

use anyhow::{Result, bail};
use serde_json::Value;
use thirtyfour::WebElement;

use crate::Page;
use crate::page::{BETWEEN_LOOKS, PATIENCE};

const FIND: &str = include_str!("roles.js");

/// A visible element and its accessible name.
#[derive(Clone, Debug)]
pub struct ByRole {
    pub element: WebElement,
    pub name: String,
}

impl Page {
    /// Waits for the one visible element with a role and a name. A part of the name will do where no name is equal.
    pub async fn by_role(&self, role: &str, name: &str) -> Result<WebElement> {
        let started = Instant::now();
        loop {
            // A page that is being rebuilt may lose what it just found; the next look is as good.
            let found = self.all_by_role(role, Some(name)).await.unwrap_or_default();
            if let [only] = found.as_slice() {
                return Ok(only.element.clone());
            }
            if started.elapsed() > PATIENCE {
                bail!("{}", self.explain(role, name, &found).await);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Every visible element with a role at this moment, in the order of the document; with a name, only those.
    pub async fn all_by_role(&self, role: &str, name: Option<&str>) -> Result<Vec<ByRole>> {
        let arguments = vec![Value::from(role), name.map_or(Value::Null, Value::from)];
        let answer = self.execute(FIND, arguments).await?;
        let mut found = Vec::new();
        for entry in answer.json().as_array().into_iter().flatten() {
            let element = WebElement::from_json(entry["element"].clone(), self.handle().clone())?;
            found.push(ByRole { element, name: entry["name"].as_str().unwrap_or_default().to_owned() });
        }
        Ok(found)
    }

    /// Waits for an element by role and name, and clicks it.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        Ok(self.by_role(role, name).await?.click().await?)
    }

    /// Waits until nothing visible has a role and a name any more.
    pub async fn wait_until_gone(&self, role: &str, name: &str) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if self.all_by_role(role, Some(name)).await.is_ok_and(|found| found.is_empty()) {
                return Ok(());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        bail!("the {role} `{name}` was still there after {} s", PATIENCE.as_secs())
    }

    async fn explain(&self, role: &str, name: &str, found: &[ByRole]) -> String {
        let all = self.all_by_role(role, None).await.unwrap_or_default();
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        format!(
            "{} elements are a {role} called `{name}`, and one was expected; each {role} here: {names:?}",
            found.len()
        )
    }
}
