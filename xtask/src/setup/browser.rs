//! Chromium and the driver that steers it.

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use super::{apt, find_or_install};

/// A browser and its driver, both present on this machine.
#[derive(Clone, Debug)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Finds the browser, and installs it where that is possible.
pub fn ready() -> Result<Browser> {
    find_or_install(
        find,
        || apt::install(&["chromium", "chromium-driver", "fonts-dejavu-core"], "1 to 3 minutes"),
        "install Chromium and ChromeDriver, or name them in the variables CHROME and CHROMEDRIVER, then run this again",
    )
}

/// The browser, if both halves of it are here already.
pub fn find() -> Option<Browser> {
    let chromium = named_in("CHROME")
        .or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path))?;
    let driver = named_in("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
    Some(Browser { chromium, driver })
}

fn named_in(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}
