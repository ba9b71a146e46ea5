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

/// The page, or the part of it that a role and a name single out. It is looked up anew for every question.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    page: &'a Page,
    part: Option<(&'a str, &'a str)>,
}

impl Page {
    /// What is asked of the result is asked of this part of the page only.
    pub fn within<'a>(&'a self, role: &'a str, name: &'a str) -> Within<'a> {
        Within { page: self, part: Some((role, name)) }
    }

    fn everywhere(&self) -> Within<'_> {
        Within { page: self, part: None }
    }

    /// Waits for the one visible element with a role and a name. A part of the name will do where no name is equal.
    pub async fn by_role(&self, role: &str, name: &str) -> Result<WebElement> {
        self.everywhere().by_role(role, name).await
    }

    /// Every visible element with a role at this moment, in the order of the document; with a name, only those.
    pub async fn all_by_role(&self, role: &str, name: Option<&str>) -> Result<Vec<ByRole>> {
        self.everywhere().all_by_role(role, name).await
    }

    /// Waits for an element by role and name, and clicks it.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        self.everywhere().click(role, name).await
    }

    /// Waits until nothing visible has a role and a name any more.
    pub async fn wait_until_gone(&self, role: &str, name: &str) -> Result<()> {
        self.eventually(&format!("the {role} `{name}` to be gone"), async || {
            Ok(self.all_by_role(role, Some(name)).await?.is_empty())
        })
        .await
    }

    /// Waits until something with a role says these words.
    pub async fn wait_for_words(&self, role: &str, words: &str) -> Result<()> {
        self.eventually(&format!("{role} with the words `{words}`"), async || {
            for one in self.all_by_role(role, None).await? {
                if one.element.text().await?.contains(words) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await
    }

    /// Chooses a radio button or a checkbox by its label, as its face may hide the box itself.
    pub async fn choose(&self, role: &str, name: &str) -> Result<()> {
        let input = self.by_role(role, name).await?;
        let label = self.execute("return arguments[0].labels[0]", vec![input.to_json()?]).await?;
        Ok(label.element()?.click().await?)
    }
}

impl Within<'_> {
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

    pub async fn all_by_role(&self, role: &str, name: Option<&str>) -> Result<Vec<ByRole>> {
        let mut arguments = vec![Value::from(role), name.map_or(Value::Null, Value::from)];
        if let Some((role, name)) = self.part {
            arguments.extend([Value::from(role), Value::from(name)]);
        }
        let answer = self.page.execute(FIND, arguments).await?;
        let mut found = Vec::new();
        for entry in answer.json().as_array().into_iter().flatten() {
            let element = WebElement::from_json(entry["element"].clone(), self.page.handle().clone())?;
            found.push(ByRole { element, name: entry["name"].as_str().unwrap_or_default().to_owned() });
        }
        Ok(found)
    }

    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        Ok(self.by_role(role, name).await?.click().await?)
    }

    async fn explain(&self, role: &str, name: &str, found: &[ByRole]) -> String {
        let all = self.all_by_role(role, None).await.unwrap_or_default();
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        let part =
            self.part.map_or_else(|| "the page".to_owned(), |(role, name)| format!("the {role} `{name}`"));
        format!(
            "{} elements of {part} are a {role} called `{name}`, and one was expected; each {role} there: {names:?}",
            found.len()
        )
    }
}
