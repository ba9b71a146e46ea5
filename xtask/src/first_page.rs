//! A build that succeeds can still be one that does not start: a real browser has to see the first page.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use xtask::site::Site;

use crate::process::say;
use crate::setup::browser;
use crate::webdriver::Window;
use crate::workspace;

/// The app puts this attribute on an element once its first page is up.
const READY: &str = "return document.querySelector('[data-ready]') !== null";
const LIMIT: Duration = Duration::from_secs(30);

/// Opens the built page in a headless Chromium and waits until it has mounted.
pub fn check() -> Result<()> {
    let Some(browser) = browser::find() else {
        say("the first page was not checked: there is no Chromium here (`cargo xtask setup` installs it)");
        return Ok(());
    };
    let site = Site::serve(workspace::dist())?;
    let window = Window::open(&browser)?;
    let started = Instant::now();
    window.visit(&site.origin())?;
    while started.elapsed() < LIMIT {
        if window.evaluate(READY)? == true {
            say(format!("the first page came up after {} ms", started.elapsed().as_millis()));
            return Ok(());
        }
        thread::sleep(Duration::from_millis(25));
    }
    for error in window.console_errors()? {
        say(format!("console: {error}"));
    }
    bail!("the built page did not start: no element carried `data-ready` within {} s", LIMIT.as_secs());
}
