use std::collections::BTreeMap;

/// An item that waits for its review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Due {
    /// Civil day on which it is due.
    pub day: i32,
    /// The chance to remember it today, in `0..=1`.
    pub retrievability: f64,
}

/// How many reviews a day may have, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanSettings {
    /// Civil day; nothing is planned before it.
    pub today: i32,
    /// Reviews a day at most; 0 counts as 1.
    pub daily_limit: u32,
    /// Reviews that were done today already: they take room of today.
    pub done_today: u32,
    /// Civil day of an exam; everything due until then is planned before it.
    pub exam_day: Option<i32>,
}

/// The day on which each item is to be reviewed, in the order of the items: the first one from its due day on that has room.
///
/// A backlog is spread over as many days as it needs. What is remembered best comes first, since it can still be saved (the
/// order that Anki's manual recommends for a backlog); what is forgotten anyway loses nothing by waiting. Before an exam an
/// item that finds no room comes on the latest day that has some, and where none has, on the emptiest: the limit gives way,
/// not the exam.
pub fn plan(dues: &[Due], settings: &PlanSettings) -> Vec<i32> {
    let mut order: Vec<(usize, &Due)> = dues.iter().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| {
        let days = one.day.max(settings.today).cmp(&other.day.max(settings.today));
        days.then(other.retrievability.total_cmp(&one.retrievability)).then(one.day.cmp(&other.day))
    });
    let counts = BTreeMap::from([(settings.today, settings.done_today)]);
    let mut days = Days { limit: settings.daily_limit.max(1), counts, full_until: settings.today };
    days.pass_full_days();
    let mut planned = vec![settings.today; dues.len()];
    for (index, due) in order {
        let earliest = due.day.max(settings.today);
        let day = match settings.exam_day {
            Some(exam) if exam > settings.today && earliest < exam => {
                days.before_exam(earliest, settings.today, exam)
            }
            _ => days.first_with_room(earliest),
        };
        days.take(day);
        if let Some(place) = planned.get_mut(index) {
            *place = day;
        }
    }
    planned
}

/// How full the days are.
struct Days {
    limit: u32,
    counts: BTreeMap<i32, u32>,
    /// Every day before it, from today on, is full: a backlog need not look through them again.
    full_until: i32,
}

impl Days {
    fn count(&self, day: i32) -> u32 {
        self.counts.get(&day).copied().unwrap_or(0)
    }

    fn has_room(&self, day: i32) -> bool {
        self.count(day) < self.limit
    }

    fn take(&mut self, day: i32) {
        let count = self.counts.entry(day).or_insert(0);
        *count = count.saturating_add(1);
        self.pass_full_days();
    }

    fn pass_full_days(&mut self) {
        while self.full_until < i32::MAX && !self.has_room(self.full_until) {
            self.full_until += 1;
        }
    }

    fn first_with_room(&self, earliest: i32) -> i32 {
        let mut day = earliest.max(self.full_until);
        while day < i32::MAX && !self.has_room(day) {
            day += 1;
        }
        day
    }

    fn before_exam(&self, earliest: i32, today: i32, exam: i32) -> i32 {
        let day = self.first_with_room(earliest);
        if day < exam {
            return day;
        }
        let free = (today..earliest).rev().find(|day| self.has_room(*day));
        free.or_else(|| (today..exam).min_by_key(|day| self.count(*day))).unwrap_or(earliest)
    }
}
