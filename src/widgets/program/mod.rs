//! A program that a learner writes: its editor, and what comes of running it.

mod console;
mod controls;
mod editor;
mod traceback;

use assessment::code::{Facts, Outcome};
use leptos::prelude::*;

pub use self::console::Console;
pub use self::controls::{Controls, Starting, is_on_its_way};
pub use self::editor::Editor;

use crate::browser::python::{self, Ending, Event, Failure, Finished, Run, Stage, TIME_LIMIT_SECONDS};

/// The program that is open, and its last run.
#[derive(Clone, Copy)]
pub struct Program {
    pub code: RwSignal<String>,
    /// What `input()` is given before the learner is asked, line by line.
    pub lines: RwSignal<String>,
    pub output: RwSignal<Vec<Written>>,
    pub ended: RwSignal<Option<Ended>>,
    /// Where an error came from, from 1.
    pub marked_line: RwSignal<Option<u32>>,
    /// A line that the keyboard is to go to.
    pub wanted_line: RwSignal<Option<u32>>,
    /// Whether it is this program that runs.
    pub is_running: RwSignal<bool>,
}

/// Output of one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    pub is_error: bool,
}

/// How the last run came to its end.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    ByItself {
        outcome: Outcome,
        is_cut: bool,
        lines_cut: u32,
    },
    Early {
        ending: Ending,
        /// The program itself came to its end; what was asked about it did not.
        in_check: bool,
    },
}

/// What a check found.
pub struct Checked {
    finished: Finished,
    printed: String,
    broken_off: Option<String>,
}

impl Checked {
    pub fn facts(&self, quiz_percent: Option<f64>) -> Facts<'_> {
        let Finished { outcome, uses, answers, .. } = &self.finished;
        let broken_off = self.broken_off.as_deref();
        Facts { output: &self.printed, uses, outcome, answers, quiz_percent, broken_off }
    }
}

impl Program {
    /// A program that is left is stopped.
    pub fn new(code: String) -> Program {
        let program = Program {
            code: RwSignal::new(code),
            lines: RwSignal::new(String::new()),
            output: RwSignal::new(Vec::new()),
            ended: RwSignal::new(None),
            marked_line: RwSignal::new(None),
            wanted_line: RwSignal::new(None),
            is_running: RwSignal::new(false),
        };
        if python::is_kept() {
            python::start();
        }
        on_cleanup(python::stop);
        program
    }

    /// Runs it with what the learner wrote for `input()`, once Python may be there.
    pub fn run(self) {
        if !is_on_its_way() {
            return;
        }
        let lines = self.lines.with_untracked(|lines| lines.lines().map(str::to_owned).collect());
        self.start(None, lines, |_| {});
    }

    /// Runs it and asks about it. `then` gets what was found, unless the learner stopped it or Python did not start: then
    /// nothing was found.
    pub fn check(self, probes: String, lines: Vec<String>, then: impl Fn(Checked) + 'static) {
        self.start(Some(probes), lines, then);
    }

    fn start(self, probes: Option<String>, lines: Vec<String>, then: impl Fn(Checked) + 'static) {
        python::stop();
        self.output.set(Vec::new());
        self.ended.set(None);
        self.marked_line.set(None);
        self.is_running.set(true);
        let run = Run { source: self.code.get_untracked(), probes, lines };
        python::run(run, move |event| match event {
            Event::Wrote { text, is_error } => self.write(text, is_error),
            Event::Finished(finished) => {
                self.finish(&finished);
                self.hand_over(finished, None, &then);
            }
            Event::Ended { ending, ran } => {
                let why = why_broken_off(&ending);
                self.end(Ended::Early { ending, in_check: ran.is_some() });
                if why.is_some() {
                    self.hand_over(ran.unwrap_or_default(), why, &then);
                }
            }
        });
    }

    fn hand_over(self, finished: Finished, broken_off: Option<String>, then: &impl Fn(Checked)) {
        if let Some(printed) = self.output.try_with_untracked(|output| printed(output)) {
            then(Checked { finished, printed, broken_off });
        }
    }

    fn write(self, text: String, is_error: bool) {
        let _ = self.output.try_update(|output| match output.last_mut() {
            Some(last) if last.is_error == is_error => last.text.push_str(&text),
            _ => output.push(Written { text, is_error }),
        });
    }

    fn finish(self, finished: &Finished) {
        let outcome = Outcome::from_json(&finished.outcome).unwrap_or_default();
        let line = outcome.error.as_ref().and_then(|error| error.line);
        let _ = self.marked_line.try_set(line);
        self.end(Ended::ByItself { outcome, is_cut: finished.is_cut, lines_cut: finished.lines_cut });
    }

    /// The program may belong to a page that was left meanwhile.
    fn end(self, ended: Ended) {
        let _ = self.is_running.try_set(false);
        let _ = self.ended.try_set(Some(ended));
    }

    /// Whether it waits for a line.
    fn is_asking(self) -> bool {
        self.is_running.get() && python::stage().get() == Stage::Asking
    }
}

/// Why a program was ended that the learner did not stop; `None` where it did not run, or was stopped.
fn why_broken_off(ending: &Ending) -> Option<String> {
    Some(match ending {
        Ending::Stopped | Ending::Failed(Failure::NotStarted(_)) => return None,
        Ending::TimeLimit => format!("after {TIME_LIMIT_SECONDS} seconds it was ended"),
        Ending::Failed(Failure::Depth) => {
            "it called itself so often, each call within the one before, that Python broke off".to_owned()
        }
        Ending::Failed(Failure::Exit) => "it ended Python itself, as os._exit() does".to_owned(),
        Ending::Failed(Failure::Crash(_)) => "Python itself broke off".to_owned(),
    })
}

/// What went to the standard output.
fn printed(output: &[Written]) -> String {
    output.iter().filter(|written| !written.is_error).map(|written| written.text.as_str()).collect()
}
