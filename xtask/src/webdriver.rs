//! Just enough of the WebDriver protocol to open a page and look at it once, without an HTTP library.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs, process};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use xtask::{chromium, free_port};

use crate::setup::browser::Browser;

/// An open browser window; browser, driver and profile are gone when it is dropped.
#[derive(Debug)]
pub struct Window {
    driver: Child,
    port: u16,
    session: String,
    profile: PathBuf,
}

impl Window {
    pub fn open(browser: &Browser) -> Result<Self> {
        let port = free_port::any()?;
        let driver = Command::new(&browser.driver)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", browser.driver.display()))?;
        let profile = env::temp_dir().join(format!("systemcraft-profile-{}-{port}", process::id()));
        let mut window = Self { driver, port, session: String::new(), profile };
        window.wait_for_driver()?;
        window.session = window.start_session(browser)?;
        Ok(window)
    }

    pub fn visit(&self, address: &str) -> Result<()> {
        self.send("/url", &json!({ "url": address })).map(drop)
    }

    /// The value of a script, which says `return`.
    pub fn evaluate(&self, script: &str) -> Result<Value> {
        self.send("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What the page wrote to the console as an error.
    pub fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.send("/se/log", &json!({ "type": "browser" }))?;
        let entries = entries.as_array().map(Vec::as_slice).unwrap_or_default();
        let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(errors.filter_map(|entry| entry["message"].as_str()).map(str::to_owned).collect())
    }

    fn wait_for_driver(&self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(20) {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("ChromeDriver did not answer within 20 s")
    }

    fn start_session(&self, browser: &Browser) -> Result<String> {
        let profile = format!("--user-data-dir={}", self.profile.display());
        let mut flags = chromium::FLAGS.to_vec();
        flags.push(&profile);
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": browser.chromium, "args": flags },
            "goog:loggingPrefs": { "browser": "ALL" },
        }}});
        let started = self.request("POST", "/session", &wanted.to_string())?;
        let session = started["sessionId"].as_str().context("ChromeDriver opened no session")?;
        Ok(format!("/session/{session}"))
    }

    fn send(&self, path: &str, body: &Value) -> Result<Value> {
        self.request("POST", &format!("{}{path}", self.session), &body.to_string())
    }

    fn request(&self, method: &str, path: &str, body: &str) -> Result<Value> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        )?;
        let answer: Value = serde_json::from_slice(&read_body(&stream)?)?;
        let value = answer["value"].clone();
        if let Some(error) = value["error"].as_str() {
            bail!("the browser refused: {error}: {}", value["message"].as_str().unwrap_or_default());
        }
        Ok(value)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Ending the session closes the browser; the driver alone would leave it behind.
        if !self.session.is_empty() {
            let _ = self.request("DELETE", &self.session, "");
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn read_body(stream: &TcpStream) -> Result<Vec<u8>> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}
