use serde::{Deserialize, Serialize};

/// Reviews on a later day than the one before, from which on weights are fitted to the learner; the same as
/// `reviews::LEAST_REVIEWS_TO_FIT`, here for pages that must not know that crate.
pub const LEAST_REVIEWS_TO_FIT: usize = reviews::LEAST_REVIEWS_TO_FIT;

/// Everything that a schedule depends on. One message is one request, as JSON. Days are civil days, counted from any day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Handed back with the schedule, so that an answer that came late can be told from the one that is waited for.
    pub number: u32,
    pub today: i32,
    /// The chance to remember at which an item is due, from 0.1 to 0.99.
    pub desired_retention: f64,
    /// Reviews a day at most.
    pub daily_limit: u32,
    /// The day of an exam or interview.
    pub exam_day: Option<i32>,
    pub items: Vec<History>,
}

/// One item, with every answer to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Id of the pack.
    pub subject: String,
    pub item: String,
    /// Whether it can be asked. What cannot still tells how the learner's memory works.
    pub is_here: bool,
    /// Oldest first.
    pub reviews: Vec<Reviewed>,
}

/// The day of an answer and how well it was remembered: 1 not, 2 hard, 3 good, 4 easy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed(pub i32, pub u8);

/// What the page hears.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Notice {
    Planned(Schedule),
    /// There is no schedule; why.
    Refused {
        sentence: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// Of the request.
    pub number: u32,
    pub today: i32,
    /// Every item that can be asked, in the order in which they are planned: by day, and what is remembered best first.
    pub items: Vec<PlannedReview>,
    /// Items of which a review was done today.
    pub done_today: u32,
    pub weights: WeightsUsed,
}

/// When an item is to be seen again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedReview {
    pub subject: String,
    pub item: String,
    /// When the chance to remember it falls to what is desired, or the day before the exam.
    pub due_day: i32,
    /// The day that has room for it, today or later.
    pub planned_day: i32,
    /// The chance to remember it today, in `0..=1`.
    pub retrievability: f64,
    /// Days until it would come again if it were answered today: not remembered, hard, good, easy.
    pub next_in_days: [u32; 4],
}

/// By which weights a schedule was made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeightsUsed {
    /// Those that fit most learners. So many reviews there are to fit the learner's own to.
    Usual { reviews: usize },
    /// The learner's own, from so many reviews; the mean log-loss of their predictions before and after.
    Fitted { reviews: usize, log_loss_before: f64, log_loss_after: f64 },
}

impl Schedule {
    /// What is planned for today, of one subject.
    pub fn due_today<'schedule>(
        &'schedule self,
        subject: &str,
    ) -> impl Iterator<Item = &'schedule PlannedReview> {
        let today = self.today;
        let of_subject = self.items.iter().filter(move |planned| planned.planned_day <= today);
        let subject = subject.to_owned();
        of_subject.filter(move |planned| planned.subject == subject)
    }

    /// Due by today and planned for a later day, of one subject; and the last of those days.
    pub fn spread_out(&self, subject: &str) -> (usize, i32) {
        let later = self.items.iter().filter(|planned| {
            planned.subject == subject && planned.due_day <= self.today && planned.planned_day > self.today
        });
        later.fold((0, self.today), |(count, last), planned| (count + 1, last.max(planned.planned_day)))
    }
}
