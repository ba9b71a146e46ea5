//! Chromium over its debugging pipe: commands that wait for their answer, and input that does not.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use xtask::chromium;

use crate::setup::browser::Browser;

/// The pipe is at descriptors 3 and 4, which a shell can put there.
const START: &str = r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null"#;
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// One page of a browser of its own; both are gone when it is dropped.
#[derive(Debug)]
pub struct Page {
    browser: Child,
    orders: ChildStdin,
    answers: Receiver<Value>,
    kept: HashMap<u64, Value>,
    session: String,
    last_id: u64,
    profile: PathBuf,
}

impl Page {
    pub fn open(browser: &Browser, script: &str) -> Result<Self> {
        let profile = env::temp_dir().join(format!("systemcraft-bench-{}", process::id()));
        let _ = fs::remove_dir_all(&profile);
        let mut child = Command::new("sh")
            .args(["-c", START])
            .arg(&browser.chromium)
            .args(chromium::FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(["--remote-debugging-pipe", "--enable-precise-memory-info", "about:blank"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("Chromium does not start")?;
        let orders = child.stdin.take().context("Chromium takes no orders")?;
        let heard = child.stdout.take().context("Chromium says nothing")?;
        let (sender, answers) = channel();
        thread::spawn(move || listen(heard, &sender));
        let session = String::new();
        let mut page =
            Self { browser: child, orders, answers, kept: HashMap::new(), session, last_id: 0, profile };
        let target = page.ask("Target.createTarget", json!({ "url": "about:blank" }))?;
        let attached =
            page.ask("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }))?;
        page.session = attached["sessionId"].as_str().context("Chromium opened no page")?.to_owned();
        for domain in ["Page.enable", "DOM.enable", "Runtime.enable"] {
            page.ask(domain, json!({}))?;
        }
        page.ask("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))?;
        Ok(page)
    }

    pub fn visit(&mut self, address: &str) -> Result<()> {
        self.ask("Page.navigate", json!({ "url": address })).map(drop)
    }

    /// Orders and waits for the answer.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Result<Value> {
        let id = self.tell(method, parameters)?;
        self.answer_to(id).with_context(|| format!("{method} was not answered"))
    }

    /// Orders and does not wait. The answer's number is returned.
    pub fn tell(&mut self, method: &str, parameters: Value) -> Result<u64> {
        self.last_id += 1;
        let mut order = json!({ "id": self.last_id, "method": method, "params": parameters });
        if !self.session.is_empty() {
            order["sessionId"] = json!(self.session);
        }
        let mut bytes = order.to_string().into_bytes();
        bytes.push(0);
        self.orders.write_all(&bytes)?;
        Ok(self.last_id)
    }

    pub fn answer_to(&mut self, id: u64) -> Result<Value> {
        let until = Instant::now() + LONGEST_WAIT;
        loop {
            if let Some(answer) = self.kept.remove(&id) {
                return checked(&answer);
            }
            match self.answers.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(answer) => {
                    if let Some(known) = answer["id"].as_u64() {
                        self.kept.insert(known, answer);
                    }
                }
                Err(RecvTimeoutError::Timeout) => bail!("nothing was heard for {} s", LONGEST_WAIT.as_secs()),
                Err(RecvTimeoutError::Disconnected) => bail!("Chromium has gone"),
            }
        }
    }

    /// The value of an expression, awaited if it is a promise.
    pub fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let answer = self.ask(
            "Runtime.evaluate",
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true }),
        )?;
        if let Some(trouble) = answer.get("exceptionDetails") {
            bail!("the page refused `{expression}`: {}", trouble["exception"]["description"]);
        }
        Ok(answer["result"]["value"].clone())
    }

    /// Waits until an expression holds.
    pub fn wait_for(&mut self, expression: &str) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < LONGEST_WAIT {
            // Between two pages there is none to ask.
            if self.evaluate(expression).is_ok_and(|value| value == true) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(30));
        }
        bail!("the page never came to `{expression}`")
    }

    /// Sends input at a steady pace, whatever the page makes of it, and waits until the last of it was taken.
    pub fn input(&mut self, events: impl IntoIterator<Item = Value>, every: Duration) -> Result<()> {
        let started = Instant::now();
        let mut last = None;
        for (number, event) in (0u32..).zip(events) {
            let due = every * number;
            thread::sleep(due.saturating_sub(started.elapsed()));
            last = Some(self.tell("Input.dispatchMouseEvent", event)?);
        }
        match last {
            Some(last) => self.answer_to(last).map(drop),
            None => Ok(()),
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.session.clear();
        let _ = self.tell("Browser.close", json!({}));
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until && matches!(self.browser.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.browser.kill();
        let _ = self.browser.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn listen(heard: ChildStdout, sender: &std::sync::mpsc::Sender<Value>) {
    let mut reader = BufReader::new(heard);
    let mut message = Vec::new();
    while reader.read_until(0, &mut message).is_ok_and(|length| length > 0) {
        message.pop();
        if let Ok(value) = serde_json::from_slice(&message)
            && sender.send(value).is_err()
        {
            return;
        }
        message.clear();
    }
}

fn checked(answer: &Value) -> Result<Value> {
    match answer.get("error") {
        Some(error) => bail!("Chromium refused: {}", error["message"]),
        None => Ok(answer["result"].clone()),
    }
}
