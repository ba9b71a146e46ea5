use jiff::civil::Date;
use journal::Body;
use serde::{Deserialize, Serialize};

use crate::{ByDay, Happened};

/// Freezes that a month of practice earns, and the most that can be held.
const FREEZES: u32 = 2;

/// The days on which the learner practised, and how many followed each other.
///
/// A day counts when a question was answered, a tutorial step was tried or completed, or a design grew, was submitted or
/// graded. The first day of practice in a calendar month earns two freezes; at most two are held. Missed days between two
/// days of practice are bridged if there is a freeze for each of them. If there are too few, none is spent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Streaks {
    days: ByDay<DayActivity>,
    /// The walk over all of `days`, kept so that one more event costs no walk.
    walk: Walk,
}

/// What was done on a day, for the heat map.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct DayActivity {
    pub answers: u32,
    pub tutorial_steps: u32,
    pub designs: u32,
    /// Time spent on answers and completed steps.
    pub active_millis: u64,
}

/// How the streak stands on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Streak {
    pub state: StreakState,
    /// Days of practice in the streak that goes on; bridged days are not counted. 0 if there is none.
    pub current: u32,
    pub longest: u32,
    pub freezes_left: u32,
    /// For the learner, in whole sentences.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreakState {
    NotStarted,
    PractisedToday,
    /// It goes on if the learner practises today.
    OpenToday {
        bridged_days: u32,
    },
    Ended {
        after_days: u32,
        last: Date,
    },
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Walk {
    last: Option<Date>,
    length: u32,
    longest: u32,
    freezes: u32,
}

impl Streaks {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        let Some(done) = DayActivity::of(&happened.body) else { return };
        let day = happened.day;
        self.days.at(day).add(done);
        if self.walk.last.is_none_or(|last| last < day) {
            self.walk.step(day);
        } else if self.walk.last != Some(day) {
            // A traveller went west over the date line, or a clock was set back.
            self.walk = Walk::over(self.days.iter().map(|(day, _)| day));
        }
    }

    /// Every day of practice, in order.
    pub fn days(&self) -> impl Iterator<Item = (Date, DayActivity)> {
        self.days.iter().map(|(day, activity)| (day, *activity))
    }

    /// Days of practice in the streak that the latest day belongs to.
    pub fn running_days(&self) -> u32 {
        self.walk.length
    }

    /// How the streak stood on `today`, the learner's own day.
    pub fn as_of(&self, today: Date) -> Streak {
        let walk = if self.walk.last.is_some_and(|last| last > today) {
            Walk::over(self.days.between(Date::MIN, today).map(|(day, _)| day))
        } else {
            self.walk.clone()
        };
        walk.as_of(today)
    }
}

impl DayActivity {
    fn of(body: &Body) -> Option<DayActivity> {
        let none = DayActivity::default();
        match body {
            Body::Answered(answered) => {
                Some(DayActivity { answers: 1, active_millis: answered.elapsed_millis, ..none })
            }
            Body::TutorialStepAttempted(_) => Some(none),
            Body::TutorialStepCompleted(completed) => {
                let active_millis = (completed.minutes * 60_000.0) as u64;
                Some(DayActivity { tutorial_steps: 1, active_millis, ..none })
            }
            Body::DesignSaved(_) | Body::DesignSubmitted { .. } | Body::ChallengeGraded(_) => {
                Some(DayActivity { designs: 1, ..none })
            }
            _ => None,
        }
    }

    fn add(&mut self, other: DayActivity) {
        self.answers = self.answers.saturating_add(other.answers);
        self.tutorial_steps = self.tutorial_steps.saturating_add(other.tutorial_steps);
        self.designs = self.designs.saturating_add(other.designs);
        self.active_millis = self.active_millis.saturating_add(other.active_millis);
    }
}

impl Walk {
    fn over(days: impl Iterator<Item = Date>) -> Walk {
        let mut walk = Walk::default();
        days.for_each(|day| walk.step(day));
        walk
    }

    /// Takes the next day of practice, later than all before.
    fn step(&mut self, day: Date) {
        match self.last.map(|last| missed_days(last, day)) {
            Some(missed) if missed <= self.freezes => {
                self.freezes -= missed;
                self.length += 1;
            }
            _ => self.length = 1,
        }
        if self.last.is_none_or(|last| last.first_of_month() != day.first_of_month()) {
            self.freezes = FREEZES;
        }
        self.longest = self.longest.max(self.length);
        self.last = Some(day);
    }

    fn as_of(&self, today: Date) -> Streak {
        let state = self.state_on(today);
        let current = match state {
            StreakState::NotStarted | StreakState::Ended { .. } => 0,
            StreakState::PractisedToday | StreakState::OpenToday { .. } => self.length,
        };
        let words = words_for(state, current);
        Streak { state, current, longest: self.longest, freezes_left: self.freezes, words }
    }

    fn state_on(&self, today: Date) -> StreakState {
        let Some(last) = self.last else { return StreakState::NotStarted };
        if last >= today {
            return StreakState::PractisedToday;
        }
        let missed = missed_days(last, today);
        if missed <= self.freezes {
            StreakState::OpenToday { bridged_days: missed }
        } else {
            StreakState::Ended { after_days: self.length, last }
        }
    }
}

/// Whole days between two days of practice.
fn missed_days(earlier: Date, later: Date) -> u32 {
    let days = later.duration_since(earlier).as_hours() / 24 - 1;
    u32::try_from(days).unwrap_or(0)
}

/// "3 March 2026"; the calendar crate's own formatter would add 13 KB to the page for this one sentence.
fn in_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index));
    format!("{} {} {}", date.day(), month.copied().unwrap_or_default(), date.year())
}

fn words_for(state: StreakState, current: u32) -> String {
    let days = |count: u32| if count == 1 { "1 day".to_owned() } else { format!("{count} days") };
    match state {
        StreakState::NotStarted => "No day of practice yet. The first answer starts one.".into(),
        StreakState::PractisedToday => format!("{} of practice in a row, today included.", days(current)),
        StreakState::OpenToday { bridged_days: 0 } => {
            format!("{} of practice in a row. Today is still open.", days(current))
        }
        StreakState::OpenToday { bridged_days } => format!(
            "{} of practice in a row. Freezes bridge {} without practice; practise today and it goes on.",
            days(current),
            days(bridged_days)
        ),
        StreakState::Ended { after_days, last } => format!(
            "Your streak of {} ended after {}. What you learned then is still yours, and the next answer starts a new one.",
            days(after_days),
            in_words(last)
        ),
    }
}
