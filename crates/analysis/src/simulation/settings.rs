use super::Fault;
use super::error::SimulationError;

/// How a design is simulated.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Simulated seconds that are measured, after the warm-up; over 0, at most a week.
    pub seconds: f64,
    /// Simulated seconds before anything is measured, while empty lines fill; at most a week.
    pub warmup_seconds: f64,
    /// The same design, settings and seed give the same run, to the bit.
    pub seed: u64,
    pub faults: Vec<Fault>,
    /// Requests and calls under way at once, beyond which further ones fail. Bounds memory: about 100 bytes each.
    pub most_in_flight: usize,
}

impl Default for Settings {
    /// A minute after ten seconds of warm-up, with seed 1.
    fn default() -> Self {
        Self {
            seconds: 60.0,
            warmup_seconds: 10.0,
            seed: 1,
            faults: Vec::new(),
            most_in_flight: Self::USUAL_IN_FLIGHT,
        }
    }
}

impl Settings {
    pub const USUAL_IN_FLIGHT: usize = 1_000_000;
    pub const MOST_IN_FLIGHT: usize = 50_000_000;
    /// A week.
    pub const LONGEST_SECONDS: f64 = 604_800.0;

    pub(crate) fn check(&self) -> Result<(), SimulationError> {
        // Written so that what is no number is refused.
        if !(self.seconds > 0.0 && self.seconds <= Self::LONGEST_SECONDS) {
            return Err(SimulationError::Seconds(self.seconds));
        }
        if !(self.warmup_seconds >= 0.0 && self.warmup_seconds <= Self::LONGEST_SECONDS) {
            return Err(SimulationError::Warmup(self.warmup_seconds));
        }
        if !(1..=Self::MOST_IN_FLIGHT).contains(&self.most_in_flight) {
            let (asked, most) = (self.most_in_flight, Self::MOST_IN_FLIGHT);
            return Err(SimulationError::InFlight { asked, most });
        }
        Ok(())
    }
}

/// Whole nanoseconds of a length of time that is neither negative nor endless.
pub(crate) fn nanos(seconds: f64) -> u64 {
    libm::round(seconds * 1e9) as u64
}

pub(crate) fn seconds(nanos: u64) -> f64 {
    nanos as f64 / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_a_length_that_makes_no_sense_is_refused_with_a_sentence() {
        let refused = |settings: Settings| settings.check().unwrap_err().to_string();
        for seconds in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9] {
            let sentence = refused(Settings { seconds, ..Settings::default() });
            assert!(sentence.starts_with("A simulation measures"), "{sentence}");
        }
        for warmup_seconds in [-1.0, f64::NAN, 1e9] {
            let sentence = refused(Settings { warmup_seconds, ..Settings::default() });
            assert!(sentence.starts_with("A warm-up lasts"), "{sentence}");
        }
        assert!(refused(Settings { most_in_flight: 0, ..Settings::default() }).contains("At least 1"));
        assert_eq!(Settings::default().check(), Ok(()));
    }

    #[test]
    fn times_in_seconds_keep_every_nanosecond() {
        for time in [0, 1, 999_999_999, 10_000_000_001, 604_800_000_000_001] {
            assert_eq!(nanos(seconds(time)), time);
        }
    }
}
