use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ByDay;

/// How many questions were answered, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Tally {
    pub answered: u32,
    /// Sum of the credits, each in `0..=1`.
    pub credit: f64,
}

impl Tally {
    pub fn add(&mut self, credit: f64) {
        self.answered = self.answered.saturating_add(1);
        self.credit += credit;
    }

    /// Mean credit in `0..=1`; `None` before the first answer.
    pub fn accuracy(&self) -> Option<f64> {
        (self.answered > 0).then(|| self.credit / f64::from(self.answered))
    }
}

/// A tally for every day on which something was answered.
pub type DailyTally = ByDay<Tally>;

impl DailyTally {
    /// The `days` days that end with `today`.
    pub fn last_days(&self, days: u16, today: Date) -> Tally {
        let first = today.saturating_sub((i32::from(days) - 1).days());
        let mut sum = Tally::default();
        for (_, tally) in self.between(first, today) {
            sum.answered = sum.answered.saturating_add(tally.answered);
            sum.credit += tally.credit;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn thirty_days_that_end_today_start_twenty_nine_days_ago() {
        let mut tally = DailyTally::default();
        tally.at(date(2026, 3, 1)).add(0.0);
        tally.at(date(2026, 3, 2)).add(1.0);
        tally.at(date(2026, 3, 31)).add(0.5);
        tally.at(date(2026, 4, 1)).add(0.0);
        let month = tally.last_days(30, date(2026, 3, 31));
        assert_eq!((month.answered, month.credit), (2, 1.5));
        assert_eq!(month.accuracy(), Some(0.75));
    }

    #[test]
    fn nothing_answered_has_no_accuracy() {
        assert_eq!(DailyTally::default().last_days(30, date(2026, 3, 31)).accuracy(), None);
        assert_eq!(DailyTally::default().last_days(0, date(2026, 3, 31)).accuracy(), None);
    }
}
