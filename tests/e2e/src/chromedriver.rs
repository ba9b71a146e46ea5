//! The driver's process.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use xtask::free_port;

const START_LIMIT: Duration = Duration::from_secs(30);

/// ChromeDriver on a port of its own, with a fresh browser profile; both are gone when it is dropped.
#[derive(Debug)]
pub struct ChromeDriver {
    process: Child,
    port: u16,
    profile: PathBuf,
}

impl ChromeDriver {
    pub async fn start() -> Result<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let port = free_port::any()?;
        let process = Command::new(&program)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start: run `cargo xtask setup`", program.display()))?;
        let profile = env::temp_dir().join(format!("systemcraft-e2e-{}-{port}", std::process::id()));
        let mut driver = Self { process, port, profile };
        driver.wait_until_it_listens().await?;
        Ok(driver)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The browser's option for a profile that no other test shares.
    pub fn profile_flag(&self) -> String {
        format!("--user-data-dir={}", self.profile.display())
    }

    async fn wait_until_it_listens(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            if let Some(status) = self.process.try_wait()? {
                bail!("ChromeDriver ended at once ({status})");
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("ChromeDriver did not listen within {} s", START_LIMIT.as_secs())
    }

    /// Ends browsers that still use this profile: one whose session could not be closed outlives its driver.
    fn end_left_browsers(&self) {
        let flag = self.profile_flag();
        let Ok(processes) = fs::read_dir("/proc") else { return };
        for process in processes.flatten() {
            let Ok(line) = fs::read(process.path().join("cmdline")) else { continue };
            if line.split(|byte| *byte == 0).any(|argument| argument == flag.as_bytes()) {
                let _ =
                    Command::new("kill").arg("-KILL").arg(process.file_name()).stderr(Stdio::null()).status();
            }
        }
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        self.end_left_browsers();
        // A browser that is just ending may still write into its profile.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.profile).is_ok() || !self.profile.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}
