//! `cargo xtask bench browser`: the studio of the built page with real input, beside what it must reach.

use std::f64::consts::TAU;
use std::time::Duration;
use std::{env, fs, process, thread};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use xtask::site::Site;

use super::designs;
use super::devtools::Page;
use super::profile;
use super::table::{Figures, page_of};
use crate::process::say;
use crate::setup::browser::{self, Browser};
use crate::workspace;

const SIZES: [usize; 4] = [100, 1_000, 5_000, 10_000];
const PROBE: &str = include_str!("../../../benches/browser/probe.js");
/// Sixty a second, as a mouse or a trackpad sends.
const EVERY: Duration = Duration::from_micros(16_667);
const SIMULATED_SECONDS: u32 = 4;

pub fn run(arguments: &[String]) -> Result<()> {
    let mut write = false;
    let mut profiled = None;
    let mut sizes = Vec::new();
    for argument in arguments {
        match argument.as_str() {
            "--write" => write = true,
            "--profile" => profiled = Some(()),
            number => sizes.push(number.parse().with_context(|| {
                format!("`bench browser` knows --write, --profile and numbers of cards, not `{number}`")
            })?),
        }
    }
    if sizes.is_empty() {
        sizes = SIZES.to_vec();
    }
    if !workspace::dist().join("index.html").is_file() {
        bail!("there is no built page to measure: run `cargo xtask build` first");
    }
    let Some(browser) = browser::find() else {
        bail!("there is no Chromium here: `cargo xtask setup` installs it");
    };
    let site = Site::serve(workspace::dist())?;
    let mut measured = Vec::new();
    for size in sizes {
        say(format!("measuring {size} cards"));
        measured.push((size, measure(&browser, &site, size, profiled.is_some())?));
    }
    say("measuring the simulation");
    let events = simulation(&browser, &site)?;
    let page = page_of(&measured, events);
    print!("{page}");
    if write {
        fs::write(workspace::root().join("docs/benchmarks.md"), page)?;
    }
    Ok(())
}

fn measure(browser: &Browser, site: &Site, size: usize, profiled: bool) -> Result<Figures> {
    let mut page = Page::open(browser, PROBE)?;
    let name = format!("{size} cards");
    import(&mut page, site, size)?;
    let mut loads = Vec::new();
    for turn in 0..3 {
        page.visit(&format!("{}/studio", site.origin()))?;
        page.wait_for(&format!("!!window.benchProbe && benchProbe.has_link({name:?})"))?;
        thread::sleep(Duration::from_millis(400));
        let watched = profiled && turn == 0;
        if watched {
            profile::begin(&mut page)?;
        }
        loads.push(number(&page.evaluate(&format!("benchProbe.open({name:?})"))?)?);
        if watched {
            thread::sleep(Duration::from_millis(1_500));
            profile::end(&mut page, "loading")?;
        }
    }
    loads.sort_by(f64::total_cmp);
    thread::sleep(Duration::from_millis(2_500));
    let hand = Hand::over(&mut page)?;
    let far = number(&page.evaluate("benchProbe.zoom()")?)?;
    let pan_all = gesture(&mut page, "pan, all in view", profiled, hand.circles(6.0))?;
    let steps = 75;
    let per_step = (1.0 / far.max(0.02)).ln() / f64::from(steps) / 0.01;
    let zoom = gesture(&mut page, "zoom", profiled, hand.zooms(per_step, steps, true))?;
    page.input(hand.zooms(per_step, steps, false), EVERY)?;
    thread::sleep(Duration::from_millis(700));
    let pan_close = gesture(&mut page, "pan at 100 %", profiled, hand.circles(24.0))?;
    let held = hand.find_card(&mut page)?;
    page.input(held.press(), EVERY)?;
    let drag = gesture(&mut page, "drag", profiled, held.drags())?;
    page.input(held.release(), EVERY)?;
    thread::sleep(Duration::from_millis(1_500));
    page.ask("HeapProfiler.collectGarbage", json!({}))?;
    let script = number(&page.ask("Runtime.getHeapUsage", json!({}))?["usedSize"])? / 1e6;
    let wasm = number(&page.evaluate("benchProbe.wasm_bytes()")?)? / 1e6;
    Ok(Figures {
        load_millis: loads[loads.len() / 2],
        pan_all: number(&pan_all["moved"])?,
        rest_millis: number(&pan_all["rest"])?,
        pan_close: number(&pan_close["moved"])?,
        zoom: number(&zoom["moved"])?,
        drag: number(&drag["moved"])?,
        drag_delay_millis: number(&drag["delay_p95"])?,
        script_megabytes: script,
        wasm_megabytes: wasm,
    })
}

/// Puts a design on the shelf, the way a learner would.
fn import(page: &mut Page, site: &Site, size: usize) -> Result<()> {
    let file = env::temp_dir().join(format!("systemcraft-bench-{}-{size}.json", process::id()));
    fs::write(&file, designs::cards(size))?;
    page.visit(&format!("{}/studio", site.origin()))?;
    page.wait_for("!!document.querySelector('input[type=file]')")?;
    let document = page.ask("DOM.getDocument", json!({}))?;
    let node = document["root"]["nodeId"].clone();
    let input = page.ask("DOM.querySelector", json!({ "nodeId": node, "selector": "input[type=file]" }))?;
    page.ask("DOM.setFileInputFiles", json!({ "nodeId": input["nodeId"], "files": [file] }))?;
    page.wait_for("!!document.querySelector('#design-canvas canvas') && benchProbe.is_saved()")?;
    thread::sleep(Duration::from_millis(500));
    fs::remove_file(file)?;
    Ok(())
}

fn gesture(
    page: &mut Page,
    name: &str,
    profiled: bool,
    events: impl IntoIterator<Item = Value>,
) -> Result<Value> {
    if profiled {
        profile::begin(page)?;
    }
    page.evaluate("benchProbe.begin()")?;
    page.input(events, EVERY)?;
    let found = page.evaluate("benchProbe.end()")?;
    if profiled {
        profile::end(page, name)?;
        say(format!("{name}: {found}"));
    }
    Ok(found)
}

fn simulation(browser: &Browser, site: &Site) -> Result<f64> {
    let mut page = Page::open(browser, PROBE)?;
    page.visit(&format!("{}/studio", site.origin()))?;
    page.wait_for("!!window.benchProbe && document.readyState === 'complete'")?;
    let design = Value::from(designs::shops());
    number(&page.evaluate(&format!("benchProbe.simulate({design}, {SIMULATED_SECONDS})"))?)
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().with_context(|| format!("the page gave `{value}` where a number was due"))
}

/// A pointer over the canvas.
#[derive(Debug, Clone, Copy)]
struct Hand {
    x: f64,
    y: f64,
    reach: f64,
}

impl Hand {
    /// In the middle of the canvas.
    fn over(page: &mut Page) -> Result<Self> {
        let bounds = page.evaluate("benchProbe.box()")?;
        let side = |side: &str| number(&bounds[side]);
        let (width, height) = (side("width")?, side("height")?);
        Ok(Self {
            x: side("left")? + width / 2.0,
            y: side("top")? + height / 2.0,
            reach: 0.35 * width.min(height),
        })
    }

    /// Two and a half seconds of scrolling in a circle.
    fn circles(self, pixels: f64) -> impl Iterator<Item = Value> {
        (0..150).map(move |n| {
            let angle = TAU * f64::from(n) / 75.0;
            self.wheel(pixels * angle.cos(), pixels * angle.sin(), 0)
        })
    }

    /// In, and if wanted out again.
    fn zooms(self, per_step: f64, steps: i32, and_back: bool) -> impl Iterator<Item = Value> {
        const CONTROL: u32 = 2;
        let all = if and_back { 2 * steps } else { steps };
        (0..all).map(move |n| self.wheel(0.0, if n < steps { -per_step } else { per_step }, CONTROL))
    }

    fn wheel(self, by_x: f64, by_y: f64, modifiers: u32) -> Value {
        json!({
            "type": "mouseWheel", "x": self.x, "y": self.y, "deltaX": by_x, "deltaY": by_y, "modifiers": modifiers,
        })
    }

    /// Over a card near the middle: the page shows by the cursor where one is.
    fn find_card(self, page: &mut Page) -> Result<Self> {
        for n in 0..60 {
            let (across, down) = (f64::from(n % 10) * 23.0, f64::from(n / 10) * 17.0);
            let hand = Self { x: self.x + across - 100.0, y: self.y + down - 50.0, ..self };
            page.input([hand.moved(0)], EVERY)?;
            thread::sleep(Duration::from_millis(60));
            if page.evaluate("benchProbe.cursor()")? == "move" {
                return Ok(hand);
            }
        }
        bail!("there is no card near the middle of the canvas")
    }

    fn press(self) -> [Value; 2] {
        [self.moved(0), self.button("mousePressed", 1, self.x, self.y)]
    }

    fn release(self) -> [Value; 1] {
        [self.button("mouseReleased", 0, self.x, self.y)]
    }

    /// Two and a half seconds round a circle through where it was taken, in steps wider than the grid and the reach of the
    /// neighbours to which cards snap: each has to move it.
    fn drags(self) -> impl Iterator<Item = Value> {
        (1..=150).map(move |n| {
            let angle = TAU * f64::from(n) / 75.0;
            let (x, y) = (self.x + self.reach * (1.0 - angle.cos()), self.y + self.reach * angle.sin());
            self.button("mouseMoved", 1, x, y)
        })
    }

    fn moved(self, buttons: u32) -> Value {
        json!({ "type": "mouseMoved", "x": self.x, "y": self.y, "buttons": buttons })
    }

    fn button(self, kind: &str, buttons: u32, x: f64, y: f64) -> Value {
        json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 })
    }
}
