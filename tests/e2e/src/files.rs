//! Files that come out of the page and go into it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::By;

use crate::Page;

/// A folder of a test's own, gone with everything in it at the end.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    pub fn new() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("systemcraft-e2e-files-{}-{number}", process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self { path })
    }

    /// Writes a file and returns where it is.
    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let file = self.path.join(name);
        fs::write(&file, text)?;
        Ok(file)
    }

    /// Writes a file that is not text.
    pub fn write_bytes(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let file = self.path.join(name);
        fs::write(&file, bytes)?;
        Ok(file)
    }

    /// The files in it that are complete.
    fn files(&self) -> Result<Vec<PathBuf>> {
        let entries: Vec<PathBuf> =
            fs::read_dir(&self.path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        let is_partial = |file: &PathBuf| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".crdownload") || name.starts_with('.')
        };
        Ok(entries.into_iter().filter(|file| !is_partial(file)).collect())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

impl Page {
    /// Presses a button that hands out a file, and returns where in an empty folder that file is.
    pub async fn download(&self, button: &str, folder: &Folder) -> Result<PathBuf> {
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder.path });
        self.cdp().send_raw("Browser.setDownloadBehavior", behaviour).await?;
        self.click("button", button).await?;
        let mut file = None;
        self.eventually(&format!("the file of `{button}`"), async || {
            file = folder.files()?.pop().filter(|file| fs::metadata(file).is_ok_and(|file| file.len() > 0));
            Ok(file.is_some())
        })
        .await?;
        file.context("a file that was there is gone")
    }

    /// Chooses a file, as the dialog behind a button does.
    pub async fn choose_file(&self, button: &str, file: &Path) -> Result<()> {
        self.by_role("button", button).await?;
        let input = self.find(By::Css(format!("input[type=file][aria-label='{button}']"))).await?;
        Ok(input.send_keys(file.to_string_lossy()).await?)
    }
}
