//! The run over the design on the canvas: dots that move, bars that fill, and now and then a sentence for the live region.

use std::collections::HashMap;
use std::sync::Arc;

use analysis::simulation::Frame;
use diagram::naming;
use diagram::scene::{Activity, Busy, Message, Rate};
use leptos::prelude::*;
use simulator::{Dots, Rates, standing, standing_in_words};

use super::lab::State;
use crate::browser::{clock, element};
use crate::pages::studio::bench::{Bench, Drawn};

/// Between two sentences in the live region.
const SAID_EVERY_MILLIS: f64 = 6_000.0;
/// Between two sets of numbers where nothing moves.
const NUMBERS_EVERY_MILLIS: f64 = 500.0;
/// So long the dots of one step travel before they stand.
const STEP_MILLIS: f64 = 500.0;
/// A tab that was away has not missed minutes of dots.
const LONGEST_FRAME_MILLIS: f64 = 100.0;

/// A handle on what is drawn of the run of one bench.
#[derive(Clone, Copy)]
pub struct Drawing {
    bench: Bench,
    inner: StoredValue<Option<Inner>, LocalStorage>,
}

struct Inner {
    /// The design as it is simulated; positions in frames are positions in it.
    simulated: Arc<Drawn>,
    places: Places,
    dots: Dots,
    rates: Rates,
    marks: Vec<Busy>,
    numbers: Vec<Rate>,
    moves: Moves,
    heard_millis: f64,
    numbers_millis: f64,
    said_millis: f64,
    drawn_millis: f64,
    is_frame_awaited: bool,
    /// What is heard next is of a step, which is shown in motion and then stands.
    is_stepping: bool,
}

/// Whether the dots go on.
#[derive(Clone, Copy, PartialEq)]
enum Moves {
    Freely,
    /// On this clock, in milliseconds.
    Until(f64),
    /// Somebody asked the device for less motion.
    Never,
}

/// Where in the design as it is drawn now the simulated things stand.
struct Places {
    revision: u64,
    components: Vec<Option<usize>>,
    connections: Vec<Option<usize>>,
}

impl Drawing {
    pub fn new(bench: Bench) -> Drawing {
        Drawing { bench, inner: StoredValue::new_local(None) }
    }

    /// A run of the design as it is drawn now begins.
    pub fn begin(self) {
        let simulated = self.bench.drawn.get_untracked();
        let now = clock::monotonic_millis();
        self.inner.set_value(Some(Inner {
            places: Places::of(&simulated, &simulated),
            simulated,
            dots: Dots::default(),
            rates: Rates::default(),
            marks: Vec::new(),
            numbers: Vec::new(),
            moves: if element::wants_less_motion() { Moves::Never } else { Moves::Freely },
            heard_millis: now,
            numbers_millis: now,
            said_millis: now,
            drawn_millis: now,
            is_frame_awaited: false,
            is_stepping: false,
        }));
    }

    /// The run stands so now.
    pub fn hear(self, frame: &Frame, state: State, seconds_per_second: Option<f64>) {
        let now = clock::monotonic_millis();
        let said = self.inner.try_update_value(|inner| {
            let inner = inner.as_mut()?;
            inner.hear(frame, now, state, seconds_per_second);
            inner.what_is_said(frame, now, state)
        });
        if let Some(sentence) = said.flatten() {
            self.bench.announcement.set(sentence);
        }
        self.publish();
        self.go_on();
    }

    /// The run goes on after it was paused.
    pub fn resume(self) {
        self.inner.update_value(|inner| {
            if let Some(inner) = inner.as_mut().filter(|inner| inner.moves != Moves::Never) {
                inner.moves = Moves::Freely;
            }
        });
        self.go_on();
    }

    /// What is on its way stands still.
    pub fn pause(self) {
        self.inner.update_value(|inner| {
            if let Some(inner) = inner.as_mut().filter(|inner| inner.moves != Moves::Never) {
                inner.moves = Moves::Until(0.0);
            }
        });
    }

    /// The run is about to go on by a little.
    pub fn expect_step(self) {
        self.inner.update_value(|inner| {
            if let Some(inner) = inner {
                inner.is_stepping = true;
            }
        });
    }

    pub fn end(self) {
        let _ = self.inner.try_set_value(None);
        let _ = self.bench.activity.try_set(None);
    }

    /// Frame after frame as long as anything moves.
    fn go_on(self) {
        let is_wanted = self.inner.try_update_value(|inner| {
            let Some(inner) = inner.as_mut().filter(|inner| inner.is_moving() && !inner.is_frame_awaited)
            else {
                return false;
            };
            inner.is_frame_awaited = true;
            true
        });
        if is_wanted == Some(true) {
            request_animation_frame(move || self.step());
        }
    }

    fn step(self) {
        let now = clock::monotonic_millis();
        let is_there = self.inner.try_update_value(|inner| {
            let Some(inner) = inner.as_mut() else { return false };
            inner.is_frame_awaited = false;
            inner.dots.advance((now - inner.drawn_millis).clamp(0.0, LONGEST_FRAME_MILLIS));
            inner.drawn_millis = now;
            true
        });
        if is_there == Some(true) {
            self.publish();
            self.go_on();
        }
    }

    /// Hands what there is to the canvas.
    fn publish(self) {
        let Some(drawn) = self.bench.drawn.try_get_untracked() else { return };
        let found = self.inner.try_update_value(|inner| {
            let inner = inner.as_mut()?;
            if inner.places.revision != drawn.revision {
                inner.places = Places::of(&inner.simulated, &drawn);
            }
            Some((inner.activity(), inner.legend()))
        });
        if let Some(Some((activity, legend))) = found {
            let _ = self.bench.activity.try_set(Some(Arc::new(activity)));
            if self.bench.activity_legend.with_untracked(|before| *before != legend) {
                self.bench.activity_legend.set(legend);
            }
        }
    }
}

impl Inner {
    fn is_moving(&self) -> bool {
        match self.moves {
            Moves::Freely => true,
            Moves::Until(end) => clock::monotonic_millis() < end,
            Moves::Never => false,
        }
    }

    fn hear(&mut self, frame: &Frame, now: f64, state: State, seconds_per_second: Option<f64>) {
        if self.moves == Moves::Never {
            self.rates.hear(frame);
            if now - self.numbers_millis >= NUMBERS_EVERY_MILLIS || state == State::Paused {
                self.numbers_millis = now;
                (self.numbers, self.marks) = (self.rates.take(), standing(frame));
            }
            return;
        }
        if !self.is_moving() {
            self.drawn_millis = now;
        }
        let stepped = std::mem::take(&mut self.is_stepping);
        if stepped {
            self.moves = Moves::Until(now + STEP_MILLIS);
        }
        let took_millis = if stepped { STEP_MILLIS } else { now - self.heard_millis };
        self.heard_millis = now;
        self.dots.hear(frame, took_millis, seconds_per_second);
        self.marks = standing(frame);
    }

    fn what_is_said(&mut self, frame: &Frame, now: f64, state: State) -> Option<String> {
        let is_due = now - self.said_millis >= SAID_EVERY_MILLIS || state == State::Paused;
        if !is_due {
            return None;
        }
        self.said_millis = now;
        let names: Vec<String> = self.simulated.diagram.components.iter().map(naming::of_component).collect();
        Some(standing_in_words(frame, &names))
    }

    fn activity(&self) -> Activity {
        let component = |at: usize| self.places.components.get(at).copied().flatten();
        let connection = |at: usize| self.places.connections.get(at).copied().flatten();
        let marks = self.marks.iter();
        let messages = self.dots.shown();
        let numbers = self.numbers.iter();
        Activity {
            components: marks
                .filter_map(|busy| Some(Busy { component: component(busy.component)?, ..busy.clone() }))
                .collect(),
            messages: messages
                .filter_map(|one| Some(Message { connection: connection(one.connection)?, ..one }))
                .collect(),
            rates: numbers
                .filter_map(|rate| Some(Rate { connection: connection(rate.connection)?, ..rate.clone() }))
                .collect(),
        }
    }

    fn legend(&self) -> String {
        if self.moves == Moves::Never {
            return "Numbers on lines: requests each simulated second.".to_owned();
        }
        match self.dots.messages_per_dot() {
            1 => "A dot is one request, a ring its answer, a cross a failure.".to_owned(),
            many => {
                let many = analysis::words::number(many as f64);
                format!(
                    "A dot stands for {many} requests, a ring for {many} answers, a cross for {many} failures."
                )
            }
        }
    }
}

impl Places {
    fn of(simulated: &Drawn, drawn: &Drawn) -> Places {
        let component = |one: &diagram::Component| drawn.index.position(&one.id);
        let connections: HashMap<_, usize> =
            drawn.diagram.connections.iter().enumerate().map(|(at, one)| (&one.id, at)).collect();
        Places {
            revision: drawn.revision,
            components: simulated.diagram.components.iter().map(component).collect(),
            connections: simulated
                .diagram
                .connections
                .iter()
                .map(|one| connections.get(&one.id).copied())
                .collect(),
        }
    }
}
