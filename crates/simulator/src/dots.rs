//! What moves on the drawing of a run: dots, each for some messages.

use std::collections::{BTreeMap, BTreeSet};

use analysis::simulation::{Frame, Movement};
use diagram::scene::{Message, MessageSort};

/// Dots under way at once, about: more are a crowd in which nothing can be followed.
const PLENTY: f64 = 160.0;
/// The same on one connection.
const PLENTY_EACH: f64 = 10.0;
/// What a dot can stand for: 1, 2, 5, 10 and so on.
const STEPS: [u64; 3] = [1, 2, 5];
/// How long a dot travels in real time, and how much that may change with the pace.
const USUAL_TRAVEL_MILLIS: f64 = 900.0;
const TRAVEL_MILLIS: (f64, f64) = (350.0, 2_400.0);

/// Messages as dots that travel at a pace for the eye: the network itself takes milliseconds.
///
/// A frame names some of the messages that were sent since the one before, and how many there were. Each connection gets
/// its share of them as dots, so that busy ones carry many.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    messages_per_dot: u64,
    travel_millis: f64,
    flying: Vec<Flying>,
    /// Parts of a dot that are still to come, by connection and sort.
    owed: BTreeMap<(u32, MessageSort), f64>,
    /// On which anything went so far.
    connections: BTreeSet<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Flying {
    connection: u32,
    sort: MessageSort,
    is_answer: bool,
    /// Below 0 until it leaves.
    gone_millis: f64,
}

impl Default for Dots {
    fn default() -> Self {
        Self {
            messages_per_dot: 1,
            travel_millis: USUAL_TRAVEL_MILLIS,
            flying: Vec::new(),
            owed: BTreeMap::new(),
            connections: BTreeSet::new(),
        }
    }
}

impl Dots {
    /// How many messages a dot stands for.
    pub fn messages_per_dot(&self) -> u64 {
        self.messages_per_dot
    }

    /// Takes what was sent since the frame before, which `took_millis` of real time.
    ///
    /// `seconds_per_second` is how fast the run goes, `None` for as fast as it can.
    pub fn hear(&mut self, frame: &Frame, took_millis: f64, seconds_per_second: Option<f64>) {
        self.travel_millis = travel_millis(seconds_per_second);
        let took_millis = took_millis.clamp(1.0, 1_000.0);
        self.connections.extend(frame.movements.iter().map(|movement| movement.connection));
        self.choose_scale(frame.messages as f64 / took_millis * self.travel_millis);
        let weight = frame.messages as f64 / frame.movements.len().max(1) as f64;
        let per_movement = weight / self.messages_per_dot as f64;
        let count = frame.movements.len() as f64;
        for (place, movement) in frame.movements.iter().enumerate() {
            let sort = sort_of(movement);
            let first = first_part(movement.connection);
            let owed = self.owed.entry((movement.connection, sort)).or_insert(first);
            *owed += per_movement;
            // Never more at once than can be told apart.
            let leaving = owed.floor().min(3.0);
            *owed = (*owed - leaving).min(1.0);
            for part in 0..leaving as u32 {
                let later = (place as f64 + f64::from(part) / leaving) / count;
                self.flying.push(Flying {
                    connection: movement.connection,
                    sort,
                    is_answer: movement.is_answer,
                    gone_millis: -later * took_millis,
                });
            }
        }
        let most = 4 * PLENTY as usize;
        self.flying.drain(..self.flying.len().saturating_sub(most));
    }

    /// Time passes on the screen. Whether anything is still on its way.
    pub fn advance(&mut self, millis: f64) -> bool {
        for flying in &mut self.flying {
            flying.gone_millis += millis;
        }
        let end = self.travel_millis;
        self.flying.retain(|flying| flying.gone_millis < end);
        !self.flying.is_empty()
    }

    /// Where the dots are, by position of the connection in the simulated design.
    pub fn shown(&self) -> impl Iterator<Item = Message> {
        self.flying.iter().filter(|flying| flying.gone_millis >= 0.0).map(|flying| {
            let gone = (flying.gone_millis / self.travel_millis).clamp(0.0, 1.0);
            let along = if flying.is_answer { 1.0 - gone } else { gone };
            Message { connection: flying.connection as usize, along, sort: flying.sort }
        })
    }

    /// The least that keeps the crowd small; a little fewer than before is no reason to change.
    fn choose_scale(&mut self, under_way: f64) {
        let plenty = (self.connections.len().max(1) as f64 * PLENTY_EACH).min(PLENTY);
        let fits = |per_dot: u64| under_way / per_dot as f64 <= plenty;
        let comfortable = under_way * 2.5 / self.messages_per_dot as f64 <= plenty;
        if fits(self.messages_per_dot) && (!comfortable || self.messages_per_dot == 1) {
            return;
        }
        let mut scales = (0..12).flat_map(|power| STEPS.map(|step| step * 10_u64.pow(power)));
        let least = scales.find(|per_dot| fits(*per_dot)).unwrap_or(1_000_000_000_000);
        if least != self.messages_per_dot {
            self.messages_per_dot = least;
            self.owed.clear();
        }
    }
}

fn sort_of(movement: &Movement) -> MessageSort {
    match (movement.is_failed, movement.is_answer) {
        (true, _) => MessageSort::Failed,
        (false, true) => MessageSort::Answer,
        (false, false) => MessageSort::Request,
    }
}

/// Connections begin with different parts of a dot, so that they do not all send at once.
fn first_part(connection: u32) -> f64 {
    (f64::from(connection) * 0.618_033_988_75).fract()
}

/// Slow motion shows in slow dots, but a hundredth of the pace is not a hundred times as long.
fn travel_millis(seconds_per_second: Option<f64>) -> f64 {
    let pace = seconds_per_second.unwrap_or(100.0).max(1e-3);
    (USUAL_TRAVEL_MILLIS / pace.powf(0.3)).clamp(TRAVEL_MILLIS.0, TRAVEL_MILLIS.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::frame;

    fn movement(connection: u32, is_answer: bool, is_failed: bool) -> Movement {
        Movement { connection, is_answer, is_write: false, is_failed, departs_nanos: 0, arrives_nanos: 1 }
    }

    fn heard(movements: Vec<Movement>, messages: u64) -> Dots {
        let mut dots = Dots::default();
        dots.hear(&Frame { movements, messages, ..frame() }, 500.0, Some(1.0));
        dots
    }

    #[test]
    fn a_few_messages_are_a_dot_each_and_answers_come_back() {
        let mut dots = heard(vec![movement(0, false, false), movement(0, true, false)], 2);
        assert_eq!(dots.messages_per_dot(), 1);
        assert!(dots.advance(575.0), "they left 250 ms apart and travel for 900 ms");
        let shown: Vec<Message> = dots.shown().collect();
        assert_eq!(shown.len(), 2);
        assert_eq!((shown[0].sort, shown[1].sort), (MessageSort::Request, MessageSort::Answer));
        assert!(shown.iter().all(|message| (0.3..0.7).contains(&message.along)), "{shown:?}");
        dots.advance(60.0);
        let later: Vec<Message> = dots.shown().collect();
        assert!(later[0].along > shown[0].along && later[1].along < shown[1].along);
        assert!(!dots.advance(1_200.0) && dots.shown().count() == 0, "both have arrived");
    }

    #[test]
    fn of_many_messages_a_dot_stands_for_several_and_the_crowd_stays_small() {
        let movements: Vec<Movement> = (0..400).map(|n| movement(n % 5, false, false)).collect();
        let mut dots = Dots::default();
        let frame = Frame { movements, messages: 40_000, ..frame() };
        for _ in 0..50 {
            dots.hear(&frame, 40.0, Some(1.0));
            dots.advance(40.0);
        }
        // 40,000 in 40 ms are 900,000 in the 900 ms of a journey: 20,000 a dot leaves 45 of them on five connections.
        assert_eq!(dots.messages_per_dot(), 20_000);
        assert!((30..=60).contains(&dots.shown().count()), "{}", dots.shown().count());
    }

    #[test]
    fn failures_are_dots_of_their_own() {
        let dots = heard(vec![movement(3, true, true), movement(3, true, true)], 2);
        assert!(
            dots.flying.iter().all(|flying| flying.sort == MessageSort::Failed) && !dots.flying.is_empty()
        );
    }

    #[test]
    fn without_time_nothing_moves() {
        let mut dots = heard(vec![movement(0, false, false), movement(1, false, false)], 2);
        dots.advance(300.0);
        let before: Vec<Message> = dots.shown().collect();
        dots.advance(0.0);
        assert_eq!(dots.shown().collect::<Vec<_>>(), before);
    }

    #[test]
    fn a_slower_pace_has_slower_dots() {
        assert_eq!(travel_millis(Some(1.0)), USUAL_TRAVEL_MILLIS);
        assert!(
            travel_millis(Some(0.1)) > USUAL_TRAVEL_MILLIS && travel_millis(Some(20.0)) < USUAL_TRAVEL_MILLIS
        );
        assert_eq!(travel_millis(Some(1e-9)), TRAVEL_MILLIS.1);
        assert_eq!(travel_millis(None), TRAVEL_MILLIS.0);
    }
}
