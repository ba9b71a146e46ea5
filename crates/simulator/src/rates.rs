//! What goes along each connection, as numbers, for whoever wants nothing to move.

use std::collections::BTreeMap;

use analysis::simulation::Frame;
use analysis::words;
use diagram::scene::Rate;

/// Messages by connection since the numbers were last written out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rates {
    /// Requests, and what failed.
    counts: BTreeMap<u32, (f64, f64)>,
    began_nanos: u64,
    nanos: u64,
}

impl Rates {
    pub fn hear(&mut self, frame: &Frame) {
        let weight = frame.messages as f64 / frame.movements.len().max(1) as f64;
        for movement in &frame.movements {
            let (requests, failures) = self.counts.entry(movement.connection).or_default();
            *requests += if movement.is_answer { 0.0 } else { weight };
            *failures += if movement.is_failed { weight } else { 0.0 };
        }
        self.nanos = frame.nanos;
    }

    /// The numbers since the last time, by position of the connection in the simulated design; counting starts anew.
    pub fn take(&mut self) -> Vec<Rate> {
        let seconds = self.nanos.saturating_sub(self.began_nanos) as f64 / 1e9;
        self.began_nanos = self.nanos;
        let counts = std::mem::take(&mut self.counts);
        if seconds <= 0.0 {
            return Vec::new();
        }
        let written = |(connection, (requests, failures)): (u32, (f64, f64))| {
            let mut words = format!("{} a second", words::number(requests / seconds));
            if failures > 0.0 {
                words.push_str(&format!(", {} fail", words::number(failures / seconds)));
            }
            Rate { connection: connection as usize, words, is_failing: failures > 0.0 }
        };
        counts.into_iter().map(written).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::frame;
    use analysis::simulation::Movement;

    #[test]
    fn a_sample_of_messages_is_scaled_to_all_of_them_and_to_a_second() {
        let movement = |is_answer, is_failed| Movement {
            connection: 2,
            is_answer,
            is_write: false,
            is_failed,
            departs_nanos: 0,
            arrives_nanos: 0,
        };
        let movements =
            vec![movement(false, false), movement(false, false), movement(true, true), movement(true, false)];
        let mut rates = Rates::default();
        rates.hear(&Frame { nanos: 500_000_000, movements, messages: 40, ..frame() });
        // 40 messages of which half are requests and a quarter failures, in half a second.
        let expected = Rate { connection: 2, words: "40 a second, 20 fail".to_owned(), is_failing: true };
        assert_eq!(rates.take(), [expected]);
        assert_eq!(rates.take(), [], "nothing since");
    }
}
