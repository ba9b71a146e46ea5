//! Exact availability by a binary decision diagram.
//!
//! The condition "every client is served" becomes a diagram of tests, one unit after another, in which equal parts are
//! shared; its probability is then one pass over it (R. E. Bryant, "Graph-based algorithms for Boolean function
//! manipulation", 1986; A. Rauzy, "New algorithms for fault trees analysis", 1993). It gives what adding up all `2^n`
//! cases would, in far less time for what people draw.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::structure::{Structure, Truth};

/// Tests in a diagram beyond which the answer is estimated by sampling instead.
const MOST_TESTS: usize = 10_000;
/// Combinations of two places beyond which the same holds.
const MOST_COMBINED: usize = 60_000;
/// Units beyond which no diagram is tried; it also bounds how deep [`DecisionDiagram::combine`] goes.
const MOST_UNITS: usize = 1_000;

/// Index of a test, or one of the two ends.
type Place = u32;
const NEVER: Place = 0;
const ALWAYS: Place = 1;

/// Asks whether a unit is up, and goes on accordingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Test {
    /// Position in the order of the units.
    level: u32,
    if_down: Place,
    if_up: Place,
}

/// Hashes small keys of our own making, several times as fast as the standard hasher, which guards against hostile keys.
#[derive(Debug, Default, Clone, Copy)]
struct Mixer {
    state: u64,
}

type Mixing = BuildHasherDefault<Mixer>;

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.state ^ (self.state >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u32(u32::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.state = (self.state.rotate_left(26) ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[derive(Debug)]
struct DecisionDiagram {
    tests: Vec<Test>,
    places: HashMap<Test, Place, Mixing>,
    combined: HashMap<(bool, Place, Place), Place, Mixing>,
    level_of_unit: Vec<Option<u32>>,
    unit_of_level: Vec<usize>,
    is_too_large: bool,
}

/// Probability that every client is served, if unit `i` is up with probability `up(i)`. Units that `certain` names are
/// taken to be up. `None` when the diagram would be too large; that depends on the design only, not on its numbers.
pub(crate) fn exact(structure: &Structure, certain: &[bool], up: impl Fn(usize) -> f64) -> Option<f64> {
    let mut diagram = DecisionDiagram::new(structure, certain);
    if diagram.unit_of_level.len() > MOST_UNITS {
        return None;
    }
    let served = structure.served(&mut diagram);
    if diagram.is_too_large {
        return None;
    }
    let mut shares = vec![0.0, 1.0];
    for test in diagram.tests.iter().skip(2) {
        let up = up(diagram.unit_of_level[test.level as usize]);
        shares.push(up * shares[test.if_up as usize] + (1.0 - up) * shares[test.if_down as usize]);
    }
    Some(shares[served as usize])
}

impl DecisionDiagram {
    /// Units in the order in which they are met from the clients, so that what belongs together stands together.
    fn new(structure: &Structure, certain: &[bool]) -> Self {
        let end = Test { level: u32::MAX, if_down: NEVER, if_up: NEVER };
        let mut diagram = Self {
            tests: vec![end, end],
            places: HashMap::default(),
            combined: HashMap::default(),
            level_of_unit: vec![None; certain.len()],
            unit_of_level: Vec::new(),
            is_too_large: false,
        };
        for unit in structure.units_from_clients.iter().copied() {
            if !certain[unit] {
                diagram.level_of_unit[unit] = Some(diagram.unit_of_level.len() as u32);
                diagram.unit_of_level.push(unit);
            }
        }
        diagram
    }

    fn test(&mut self, test: Test) -> Place {
        if test.if_down == test.if_up {
            return test.if_up;
        }
        if let Some(place) = self.places.get(&test) {
            return *place;
        }
        if self.tests.len() >= MOST_TESTS || self.combined.len() >= MOST_COMBINED {
            self.is_too_large = true;
            return NEVER;
        }
        let place = self.tests.len() as Place;
        self.tests.push(test);
        self.places.insert(test, place);
        place
    }

    /// `and` of two diagrams where `is_and`, otherwise `or`. As deep as there are units at most.
    fn combine(&mut self, is_and: bool, one: Place, other: Place) -> Place {
        let (deciding, neutral) = if is_and { (NEVER, ALWAYS) } else { (ALWAYS, NEVER) };
        if one == deciding || other == deciding || self.is_too_large {
            return deciding;
        }
        if one == neutral || one == other {
            return other;
        }
        if other == neutral {
            return one;
        }
        let key = (is_and, one.min(other), one.max(other));
        if let Some(place) = self.combined.get(&key) {
            return *place;
        }
        let (first, second) = (self.tests[one as usize], self.tests[other as usize]);
        let level = first.level.min(second.level);
        let branches = |place: Place, test: Test| {
            if test.level == level { (test.if_down, test.if_up) } else { (place, place) }
        };
        let (one_down, one_up) = branches(one, first);
        let (other_down, other_up) = branches(other, second);
        let if_down = self.combine(is_and, one_down, other_down);
        let if_up = self.combine(is_and, one_up, other_up);
        let place = self.test(Test { level, if_down, if_up });
        self.combined.insert(key, place);
        place
    }
}

impl Truth for DecisionDiagram {
    type Value = Place;

    fn always(&self) -> Place {
        ALWAYS
    }

    fn never(&self) -> Place {
        NEVER
    }

    fn unit(&mut self, unit: usize) -> Place {
        match self.level_of_unit[unit] {
            Some(level) => self.test(Test { level, if_down: NEVER, if_up: ALWAYS }),
            None => ALWAYS,
        }
    }

    fn and(&mut self, one: Place, other: Place) -> Place {
        self.combine(true, one, other)
    }

    fn or(&mut self, one: Place, other: Place) -> Place {
        self.combine(false, one, other)
    }

    fn either(&mut self, unit: usize, if_up: Place, if_down: Place) -> Place {
        let Some(level) = self.level_of_unit[unit] else { return if_up };
        let up = self.test(Test { level, if_down: NEVER, if_up: ALWAYS });
        let down = self.test(Test { level, if_down: ALWAYS, if_up: NEVER });
        let (if_up, if_down) = (self.combine(true, up, if_up), self.combine(true, down, if_down));
        self.combine(false, if_up, if_down)
    }
}
