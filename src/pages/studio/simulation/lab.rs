use std::sync::Arc;

use analysis::simulation::{Difference, Frame, Moment, SimulationResult};
use diagram::format;
use leptos::prelude::*;
use simulator::{Notice, Order, Run};

use super::drawing::Drawing;
use crate::browser::worker::Worker;
use crate::pages::studio::bench::Bench;

/// Folder of the program that simulates.
const PROGRAM: &str = "simulator";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    #[default]
    Idle,
    Running,
    Paused,
}

/// What a run came to, and where it parts from the formulas.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub result: SimulationResult,
    pub differences: Vec<Difference>,
    /// The design as it was simulated; it may have changed since.
    pub revision: u64,
    /// What the run was given.
    pub choice: Choice,
}

/// What the learner chose for the next run, as it stands in the fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub seconds: String,
    pub warmup_seconds: String,
    pub seed: String,
    /// Simulated seconds each second; `None` is as fast as it goes.
    pub pace: Option<f64>,
}

impl Default for Choice {
    fn default() -> Choice {
        Choice {
            seconds: "60".to_owned(),
            warmup_seconds: "10".to_owned(),
            seed: "1".to_owned(),
            pace: Some(4.0),
        }
    }
}

/// The run that was ordered last.
#[derive(Debug, Clone, Default)]
struct Begun {
    /// Of the design.
    revision: u64,
    choice: Choice,
    /// Faults of an earlier run that happen in it again.
    repeated_faults: usize,
}

/// A handle on the simulation of one bench.
#[derive(Clone, Copy)]
pub struct Lab {
    pub bench: Bench,
    pub state: RwSignal<State>,
    pub choice: RwSignal<Choice>,
    /// How the run stands, or stood last.
    pub frame: RwSignal<Option<Arc<Frame>>>,
    /// Second by second since the run began.
    pub moments: RwSignal<Vec<Moment>>,
    pub outcome: RwSignal<Option<Arc<Outcome>>>,
    /// Why the last order was not carried out.
    pub refusal: RwSignal<Option<String>>,
    begun: StoredValue<Begun>,
    drawing: Drawing,
    worker: StoredValue<Option<Worker>, LocalStorage>,
}

impl Lab {
    pub fn new(bench: Bench) -> Lab {
        Lab {
            bench,
            state: RwSignal::new(State::Idle),
            choice: RwSignal::new(Choice::default()),
            frame: RwSignal::new(None),
            moments: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(None),
            refusal: RwSignal::new(None),
            begun: StoredValue::new(Begun::default()),
            drawing: Drawing::new(bench),
            worker: StoredValue::new_local(None),
        }
    }

    /// Begins a run of the design as it is drawn now.
    pub fn start(self) {
        self.begin(Vec::new());
    }

    /// Begins the run that is over again: with its length and seed, and what went wrong in it at the same moments. Of a design
    /// that has not changed it is the same run to the bit; of one that has, it shows what the change is good for.
    pub fn repeat(self) {
        let Some(outcome) = self.outcome.get_untracked() else { return };
        // The pace is as it is now: it changes nothing in the run.
        self.choice.update(|choice| *choice = Choice { pace: choice.pace, ..outcome.choice.clone() });
        self.begin(outcome.result.faults.clone());
    }

    fn begin(self, faults: Vec<String>) {
        let repeated_faults = faults.len();
        let run = match self.run(faults) {
            Ok(run) => run,
            Err(sentence) => return self.refusal.set(Some(sentence)),
        };
        if let Err(sentence) = self.have_worker() {
            return self.refusal.set(Some(sentence));
        }
        let revision = self.bench.drawn.with_untracked(|drawn| drawn.revision);
        self.begun.set_value(Begun { revision, choice: self.choice.get_untracked(), repeated_faults });
        self.drawing.begin();
        self.tell(&Order::Start(run));
    }

    fn run(self, faults: Vec<String>) -> Result<Run, String> {
        let number = |text: &str, what: &str| {
            text.trim().parse::<f64>().map_err(|_| format!("{what} is a number, such as 30."))
        };
        self.choice.with_untracked(|choice| {
            Ok(Run {
                design: self.bench.with_measured(format::write),
                seconds: number(&choice.seconds, "The length")?,
                warmup_seconds: number(&choice.warmup_seconds, "The warm-up")?,
                seed: choice
                    .seed
                    .trim()
                    .parse()
                    .map_err(|_| "The seed is a whole number, such as 1.".to_owned())?,
                faults,
                seconds_per_second: choice.pace,
                prices: self.bench.prices.get_untracked(),
                kinds: self
                    .bench
                    .with_measured(|diagram| self.bench.kinds.get_untracked().brought_to(diagram)),
            })
        })
    }

    pub fn pause(self) {
        self.tell(&Order::Pause);
        self.state.set(State::Paused);
        self.drawing.pause();
    }

    pub fn resume(self) {
        self.tell(&Order::Resume);
        self.state.set(State::Running);
        self.drawing.resume();
    }

    pub fn step(self) {
        self.drawing.pause();
        self.drawing.expect_step();
        self.tell(&Order::Step { seconds: 1.0 });
        self.state.set(State::Paused);
    }

    pub fn stop(self) {
        self.tell(&Order::Stop);
    }

    pub fn set_pace(self, pace: Option<f64>) {
        self.choice.update(|choice| choice.pace = pace);
        if self.state.get_untracked() != State::Idle {
            self.tell(&Order::Pace { seconds_per_second: pace });
        }
    }

    /// Something goes wrong from now on; `fault` without a time, as `gone:payments`.
    pub fn inject(self, fault: &str, seconds: u32) {
        let length = if seconds > 0 { format!("@0+{seconds}") } else { "@0".to_owned() };
        self.tell(&Order::Inject { fault: format!("{fault}{length}") });
    }

    fn tell(self, order: &Order) {
        self.refusal.set(None);
        let Ok(line) = serde_json::to_string(order) else { return };
        self.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.tell(line);
            }
        });
    }

    fn have_worker(self) -> Result<(), String> {
        if self.worker.with_value(Option::is_some) {
            return Ok(());
        }
        let worker = Worker::start(
            PROGRAM,
            move |line| self.hear(&line),
            move |error| {
                let _ = self.worker.try_update_value(Option::take);
                self.refusal.set(Some(error.to_string()));
                self.state.set(State::Idle);
                self.drawing.end();
            },
        );
        self.worker.set_value(Some(worker.map_err(|error| error.to_string())?));
        Ok(())
    }

    fn hear(self, line: &str) {
        match serde_json::from_str::<Notice>(line) {
            Ok(Notice::Started { .. }) => {
                self.frame.set(None);
                self.moments.set(Vec::new());
                self.outcome.set(None);
                self.state.set(State::Running);
                let faults = self.begun.with_value(|begun| begun.repeated_faults);
                self.bench.announcement.set(beginning(faults));
            }
            Ok(Notice::Frame(frame)) => {
                if !frame.moments.is_empty() {
                    self.moments.update(|moments| moments.extend(frame.moments.iter().cloned()));
                }
                let pace = self.choice.with_untracked(|choice| choice.pace);
                self.drawing.hear(&frame, self.state.get_untracked(), pace);
                self.frame.set(Some(Arc::new(*frame)));
            }
            Ok(Notice::Ended { result, differences }) => {
                self.state.set(State::Idle);
                self.drawing.end();
                let Begun { revision, choice, .. } = self.begun.get_value();
                self.bench.announcement.set(ending(&result));
                self.outcome.set(Some(Arc::new(Outcome { result: *result, differences, revision, choice })));
            }
            Ok(Notice::Refused { sentence }) => self.refusal.set(Some(sentence)),
            Err(_) => self.refusal.set(Some(
                "The simulation and this page are of different builds. Load the page again.".to_owned(),
            )),
        }
    }
}

/// For the live region.
fn beginning(repeated_faults: usize) -> String {
    if repeated_faults == 0 {
        return "The simulation has begun.".to_owned();
    }
    let faults = analysis::words::count(repeated_faults, "fault");
    format!("The simulation has begun again, with the same seed and the same {faults}.")
}

/// For the live region.
fn ending(result: &SimulationResult) -> String {
    use analysis::words;
    let p99 = result
        .latency
        .iter()
        .filter_map(|latency| latency.p99_millis)
        .map(|p99| p99.value)
        .fold(0.0, f64::max);
    format!(
        "The simulation is over: {} completed, {} failed, p99 {}.",
        words::count(result.completed as usize, "request"),
        words::number(result.failed as f64),
        words::millis(p99)
    )
}
