//! axe, asked what stands in the way of somebody on the page that is shown.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::Page;

const RUN: &str = include_str!("axe.js");
/// What is held against a page: all of WCAG 2.2 up to AA that a program can see, and axe's own advice.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS_PX: [u32; 2] = [1280, 390];
const HEIGHT_PX: u32 = 900;

/// A rule that one part of the pages breaks for a reason.
#[derive(Clone, Copy, Debug)]
pub struct Exception {
    /// axe's name of the rule.
    pub rule: &'static str,
    /// A selector of the part.
    pub within: &'static str,
    pub reason: &'static str,
}

/// Looks at one state of a page after the other, and keeps what it found until the end, so that one run tells everything.
#[derive(Debug)]
pub struct Looks<'a> {
    page: &'a Page,
    axe: String,
    exceptions: Value,
    found: RefCell<Vec<String>>,
}

impl Page {
    /// Begins to look for barriers on this page, with axe from the folder that the setup fills.
    pub async fn looks(&self, exceptions: &[Exception]) -> Result<Looks<'_>> {
        let folder = env::var_os("SYSTEMCRAFT_AXE")
            .map(PathBuf::from)
            .context("SYSTEMCRAFT_AXE names no folder with axe in it: run `cargo xtask test --only e2e`")?;
        let file = folder.join("node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        ensure!(exceptions.iter().all(|one| !one.reason.is_empty()), "an exception has no reason");
        // A colour that is on its way to another one is neither.
        let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        self.cdp().send_raw("Emulation.setEmulatedMedia", still).await?;
        let exceptions =
            exceptions.iter().map(|one| json!({ "rule": one.rule, "within": one.within })).collect();
        Ok(Looks { page: self, axe, exceptions, found: RefCell::default() })
    }
}

impl Looks<'_> {
    /// Looks at what is shown now, in both colours and at both widths, and puts the page back as it was.
    pub async fn at(&self, state: &str) -> Result<()> {
        if self.page.evaluate("return typeof window.axe === 'undefined'").await? == true {
            self.page.execute(&self.axe, Vec::new()).await?;
        }
        let theme = self.page.evaluate("return document.documentElement.dataset.theme").await?;
        for width in WIDTHS_PX.into_iter().rev() {
            self.set_width(width).await?;
            // What is not a matter of colours is the same in both.
            self.look(state, width, "dark", &json!({ "type": "rule", "values": ["color-contrast"] })).await?;
            self.look(state, width, "light", &json!({ "type": "tag", "values": RULES })).await?;
        }
        self.page.execute("document.documentElement.dataset.theme = arguments[0]", vec![theme]).await?;
        Ok(())
    }

    /// Fails with everything that was found.
    pub fn expect_none(&self) -> Result<()> {
        let found = self.found.take();
        ensure!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
        Ok(())
    }

    async fn look(&self, state: &str, width: u32, theme: &str, rules: &Value) -> Result<()> {
        let dressed = "document.documentElement.dataset.theme = arguments[0]";
        self.page.execute(dressed, vec![theme.into()]).await?;
        let answer = self.page.execute_async(RUN, vec![rules.clone(), self.exceptions.clone()]).await?;
        let lines: Vec<String> = serde_json::from_value(answer.json().clone())?;
        let named = lines.into_iter().map(|line| format!("{state}, {width} px, {theme}: {line}"));
        self.found.borrow_mut().extend(named);
        Ok(())
    }

    async fn set_width(&self, width: u32) -> Result<()> {
        let size = json!({ "width": width, "height": HEIGHT_PX, "deviceScaleFactor": 1, "mobile": false });
        self.page.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }
}

impl Drop for Looks<'_> {
    /// What was found before a step failed is worth knowing too.
    fn drop(&mut self) {
        for line in self.found.borrow().iter() {
            eprintln!("{line}");
        }
    }
}
