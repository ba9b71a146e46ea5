use super::figures::Figures;
use crate::words;

/// A figure that the learner may be asked for before it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guessed {
    P99Millis,
    MonthlyUsd,
    MaxRequestsPerSecond,
}

impl Guessed {
    pub const ALL: [Guessed; 3] = [Self::P99Millis, Self::MonthlyUsd, Self::MaxRequestsPerSecond];

    /// As the journal names it.
    pub fn id(self) -> &'static str {
        match self {
            Self::P99Millis => "p99_millis",
            Self::MonthlyUsd => "monthly_usd",
            Self::MaxRequestsPerSecond => "max_requests_per_second",
        }
    }

    /// The figure of this id; `None` for another build's.
    pub fn of_id(id: &str) -> Option<Guessed> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// "p99"
    pub fn name(self) -> &'static str {
        match self {
            Self::P99Millis => "p99",
            Self::MonthlyUsd => "Cost",
            Self::MaxRequestsPerSecond => "Most it can carry",
        }
    }

    pub fn question(self) -> &'static str {
        match self {
            Self::P99Millis => "Within which time are 99 of 100 requests answered?",
            Self::MonthlyUsd => "What does it cost a month?",
            Self::MaxRequestsPerSecond => "How many requests a second can it carry?",
        }
    }

    pub fn unit(self) -> &'static str {
        match self {
            Self::P99Millis => "ms",
            Self::MonthlyUsd => "USD a month",
            Self::MaxRequestsPerSecond => "requests/s",
        }
    }

    /// `None` where the design has no such figure.
    pub fn among(self, figures: &Figures) -> Option<f64> {
        match self {
            Self::P99Millis => figures.p99_millis,
            Self::MonthlyUsd => Some(figures.monthly_usd),
            Self::MaxRequestsPerSecond => figures.max_requests_per_second,
        }
    }

    /// "94.2 ms"
    pub fn written(self, value: f64) -> String {
        match self {
            Self::P99Millis => words::millis(value),
            Self::MonthlyUsd => words::usd(value),
            Self::MaxRequestsPerSecond => format!("{} requests/s", words::number(value)),
        }
    }
}

/// How far off a guess was, as a share of what is true: "27 % too high".
pub fn missed_by(guess: f64, actual: f64) -> String {
    /// Closer than this nobody could say it, and closer still is chance.
    const SPOT_ON: f64 = 0.02;
    if actual <= 0.0 {
        return if guess <= 0.0 { "exactly right".to_owned() } else { "too high".to_owned() };
    }
    let share = guess / actual - 1.0;
    let side = if share > 0.0 { "high" } else { "low" };
    match share.abs() {
        off if off <= SPOT_ON => "right, to within 2 %".to_owned(),
        _ if guess >= 3.0 * actual => format!("{} times too high", words::number(guess / actual)),
        off => format!("{} too {side}", words::percent(off)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_off_a_guess_was_is_told_as_a_share_of_the_truth() {
        // 127 / 100 - 1 = 0.27; 50 / 80 - 1 = -0.375; 1000 / 40 = 25.
        let cases = [
            (100.0, 100.0, "right, to within 2 %"),
            (98.5, 100.0, "right, to within 2 %"),
            (127.0, 100.0, "27 % too high"),
            (50.0, 80.0, "37.5 % too low"),
            (0.0, 80.0, "100 % too low"),
            (1000.0, 40.0, "25 times too high"),
            (0.0, 0.0, "exactly right"),
            (5.0, 0.0, "too high"),
        ];
        for (guess, actual, words) in cases {
            assert_eq!(missed_by(guess, actual), words, "{guess} for {actual}");
        }
    }

    #[test]
    fn every_figure_is_known_again_by_its_id() {
        assert!(Guessed::ALL.into_iter().all(|one| Guessed::of_id(one.id()) == Some(one)));
        assert_eq!(Guessed::of_id("mood"), None);
    }

    #[test]
    fn a_guess_is_measured_against_the_figures_of_the_design() {
        let figures = Figures {
            mean_millis: Some(20.0),
            p99_millis: Some(94.25),
            availability: 0.999,
            monthly_usd: 1200.0,
            max_requests_per_second: None,
        };
        let written = |one: Guessed| one.among(&figures).map(|value| one.written(value));
        assert_eq!(written(Guessed::P99Millis).as_deref(), Some("94.2 ms"));
        assert_eq!(written(Guessed::MonthlyUsd).as_deref(), Some("1,200 USD"));
        assert_eq!(written(Guessed::MaxRequestsPerSecond), None);
    }
}
