//! A browser window on the built page.

use std::env;
use std::fs;
use std::future::poll_fn;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Mutex;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;
use xtask::site::Site;
use xtask::{chromium, workspace};

use crate::chromedriver::ChromeDriver;

/// How long anything on the page may take to happen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);
/// How often the page is asked.
pub(crate) const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// Everything that WebDriver can do is there through the window it dereferences to.
#[derive(Debug)]
pub struct Page {
    // Dropped in this order: the session, the driver, the host.
    window: WebDriver,
    _driver: ChromeDriver,
    site: Site,
    /// Addresses on other hosts that were asked for by documents since left.
    pub(crate) foreign: Mutex<Vec<String>>,
}

/// Opens a path of the app, runs a journey on it, and closes everything. A page that wrote errors to its console or asked
/// another host for something fails it. A journey that fails or panics leaves a picture of the window behind.
pub async fn journey(path: &str, steps: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let page = Page::open().await?;
    let walked = catch_panic(async {
        page.visit(path).await?;
        steps(&page).await?;
        page.expect_healthy().await
    })
    .await;
    if !matches!(walked, Ok(Ok(()))) {
        page.describe_failure().await;
    }
    let closed = page.close().await;
    walked.unwrap_or_else(|panic| resume_unwind(panic))?;
    closed
}

/// Runs a future to its end and hands back what it panicked with, as joining a thread does.
async fn catch_panic<T>(future: impl Future<Output = T>) -> thread::Result<T> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

fn built_site() -> PathBuf {
    env::var_os("SYSTEMCRAFT_DIST").map_or_else(workspace::dist, PathBuf::from)
}

/// Where a file of the built page is.
pub fn served_file(path: &str) -> PathBuf {
    built_site().join(path)
}

impl Page {
    /// A fresh browser, with the built page being served and nothing opened yet.
    pub async fn open() -> Result<Self> {
        let dist = built_site();
        ensure!(
            dist.join("index.html").is_file(),
            "there is no build in {}: run `cargo xtask build` first",
            dist.display()
        );
        Self::serving(dist).await
    }

    /// A fresh browser beside a host for any folder.
    pub async fn serving(folder: PathBuf) -> Result<Self> {
        let site = Site::serve(folder)?;
        let driver = ChromeDriver::start().await?;
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in chromium::FLAGS {
            capabilities.add_arg(flag)?;
        }
        capabilities.add_arg(&driver.profile_flag())?;
        if let Some(chromium) = env::var("CHROME").ok().filter(|path| !path.is_empty()) {
            capabilities.set_binary(&chromium)?;
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let window =
            WebDriver::new(driver.address(), capabilities).await.context("Chromium does not start")?;
        Ok(Self { window, _driver: driver, site, foreign: Mutex::default() })
    }

    /// Opens a path of the app and waits until a page of it has mounted.
    pub async fn visit(&self, path: &str) -> Result<()> {
        self.note_foreign_requests().await?;
        self.window.goto(format!("{}{path}", self.origin())).await?;
        self.wait_until_mounted().await
    }

    /// From now on the page is as wide and high as on a phone, 390 by 844 CSS pixels.
    pub async fn hold_as_phone(&self) -> Result<()> {
        let size =
            serde_json::json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        self.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }

    /// Loads the page anew, as the learner does who closes a tab and comes back.
    pub async fn reload(&self) -> Result<()> {
        self.note_foreign_requests().await?;
        self.window.refresh().await?;
        self.wait_until_mounted().await
    }

    async fn wait_until_mounted(&self) -> Result<()> {
        self.wait_until("the page to mount", "document.querySelector('[data-ready]') !== null").await
    }

    /// Where the app is served, without a slash at the end.
    pub fn origin(&self) -> String {
        self.site.origin()
    }

    /// The host of the app, to be stopped by a journey without a network.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Waits until an expression in the page is true; `what` completes "the page never came to …".
    pub async fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        let script = format!("return Boolean({expression})");
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            // A page that is being left cannot answer; the next one can.
            if let Ok(answer) = self.window.execute(&script, Vec::new()).await
                && answer.json().as_bool() == Some(true)
            {
                return Ok(());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        bail!("waited {} s for {what}: `{expression}` stayed false", PATIENCE.as_secs())
    }

    /// Asks until the answer is yes. What goes wrong while asking counts as no.
    pub async fn eventually(&self, what: &str, mut is_so: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
        let started = Instant::now();
        let mut last = is_so().await;
        while !matches!(last, Ok(true)) {
            if started.elapsed() > PATIENCE {
                let why = last.err().map(|error| format!(": {error:#}")).unwrap_or_default();
                bail!("waited {} s for {what}{why}", PATIENCE.as_secs());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
            last = is_so().await;
        }
        Ok(())
    }

    /// The value of a script, which says `return`.
    pub async fn evaluate(&self, script: &str) -> Result<serde_json::Value> {
        Ok(self.window.execute(script, Vec::new()).await?.json().clone())
    }

    /// Saves what the window shows in `target/screenshots/` and returns the file.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = workspace::target().join("screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        self.window.screenshot(&file).await?;
        Ok(file)
    }

    /// Closes the browser and reports when that fails; a dropped page does it silently.
    pub async fn close(self) -> Result<()> {
        Ok(self.window.clone().quit().await?)
    }

    async fn describe_failure(&self) {
        let test = thread::current().name().unwrap_or("journey").replace("::", "-");
        if let Ok(file) = self.screenshot(&format!("failed-{test}")).await {
            eprintln!("what the window showed: {}", file.display());
        }
        for error in self.console_errors().await.unwrap_or_default() {
            eprintln!("console: {error}");
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // A session that was not closed ends with its driver and browser, without asking them politely.
        let _ = self.window.clone().leak();
    }
}

impl Deref for Page {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.window
    }
}
