//! What is due for review: asked of the program that plans it, which runs beside the page.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use progress::{Progress, day_number};
use reviewer::{History, Notice, PlannedReview, Request, Reviewed, Schedule};

use crate::browser::worker::{Worker, WorkerError};
use crate::learner::Learner;
use crate::library::{Library, Opened, Shelved};

/// Folder of the program.
const PROGRAM: &str = "reviewer";

/// A handle that pages copy around. Nothing is fetched before a page follows it.
#[derive(Clone, Copy)]
pub struct ReviewDesk {
    learner: Learner,
    library: StoredValue<Library>,
    /// As the program made it last.
    pub schedule: RwSignal<Option<Arc<Schedule>>>,
    /// Why there is none.
    pub refusal: RwSignal<Option<String>>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    /// Of the last request; answers to earlier ones are passed over.
    number: StoredValue<u32>,
    /// What the last request was made from.
    last_asked: StoredValue<Option<Basis>>,
}

/// What a schedule is made from, but for the answers themselves: when it is the same, so is the schedule.
#[derive(Debug, Clone, PartialEq)]
struct Basis {
    answers: u32,
    today: i32,
    desired_retention: f64,
    daily_limit: u32,
    exam_day: Option<i32>,
    /// Ids of the subjects whose questions can be asked.
    subjects: Vec<String>,
}

impl Basis {
    fn of(progress: &Progress, today: i32, subjects: Vec<String>) -> Basis {
        let profile = &progress.profile;
        Basis {
            answers: progress.reviews.answers(),
            today,
            desired_retention: profile.desired_retention(),
            daily_limit: profile.reviews_a_day(),
            exam_day: profile.exam_date.map(day_number),
            subjects,
        }
    }
}

impl ReviewDesk {
    pub fn new(learner: Learner, library: Library) -> ReviewDesk {
        ReviewDesk {
            learner,
            library: StoredValue::new(library),
            schedule: RwSignal::new(None),
            refusal: RwSignal::new(None),
            worker: StoredValue::new_local(None),
            number: StoredValue::new(0),
            last_asked: StoredValue::new(None),
        }
    }

    /// Keeps the schedule as new as the journal for as long as the page that called is open.
    pub fn follow(self) {
        let learner = self.learner;
        let basis = Memo::new(move |_| {
            let today = day_number(learner.today());
            let subjects = self.subjects_here().iter().map(|shelved| shelved.pack.id.clone()).collect();
            learner.progress().with(|progress| Basis::of(progress, today, subjects))
        });
        Effect::new(move || self.ask(basis.get()));
    }

    /// Those of the learner's subjects that have come; what they are asked for makes the others come.
    fn subjects_here(self) -> Vec<Arc<Shelved>> {
        let library = self.library.get_value();
        let here = |id: &str| match library.opened(id) {
            Opened::Here(shelved) => Some(shelved),
            Opened::Coming | Opened::Missing(_) => None,
        };
        library.subjects().iter().filter_map(|subject| here(&subject.id)).collect()
    }

    fn ask(self, basis: Basis) {
        let is_asked = self.last_asked.with_value(|last| last.as_ref() == Some(&basis));
        if basis.answers == 0 || is_asked {
            return;
        }
        self.last_asked.set_value(Some(basis.clone()));
        self.number.update_value(|number| *number = number.wrapping_add(1));
        let request = self.request(basis);
        // A request is plain data, which always has a form in JSON.
        let line = serde_json::to_string(&request).unwrap_or_default();
        if let Err(sentence) = self.have_worker() {
            return self.fail(sentence);
        }
        self.worker.with_value(|worker| worker.iter().for_each(|worker| worker.tell(line.clone())));
    }

    fn request(self, basis: Basis) -> Request {
        let subjects = untrack(|| self.subjects_here());
        let is_here = |subject: &str, item: &str| {
            let mut of_subject = subjects.iter().filter(|shelved| shelved.pack.id == subject);
            of_subject.any(|shelved| shelved.bank.index_of(item).is_some())
        };
        let items = self.learner.progress().with_untracked(|progress| {
            let history = |(subject, item, reviews): (&str, &str, &[progress::Review])| History {
                subject: subject.to_owned(),
                item: item.to_owned(),
                is_here: is_here(subject, item),
                reviews: reviews
                    .iter()
                    .map(|review| Reviewed(day_number(review.day), review.rating.number()))
                    .collect(),
            };
            progress.reviews.items().map(history).collect()
        });
        let Basis { today, desired_retention, daily_limit, exam_day, .. } = basis;
        let number = self.number.get_value();
        Request { number, today, desired_retention, daily_limit, exam_day, items }
    }

    fn have_worker(self) -> Result<(), String> {
        if self.worker.with_value(Option::is_some) {
            return Ok(());
        }
        let on_failure = move |error: WorkerError| {
            self.fail(error.to_string());
            // Not at once: what runs now belongs to the worker.
            set_timeout(move || self.worker.set_value(None), Duration::ZERO);
        };
        let worker = Worker::start(PROGRAM, move |line| self.hear(&line), on_failure)
            .map_err(|error| error.to_string())?;
        self.worker.set_value(Some(worker));
        Ok(())
    }

    fn hear(self, line: &str) {
        match serde_json::from_str(line) {
            Ok(Notice::Planned(schedule)) if schedule.number == self.number.get_value() => {
                self.refusal.set(None);
                self.schedule.set(Some(Arc::new(schedule)));
            }
            Ok(Notice::Planned(_)) => {}
            Ok(Notice::Refused { sentence }) => self.fail(sentence),
            Err(error) => self.fail(format!("The schedule of reviews was not understood: {error}.")),
        }
    }

    /// The next page that follows tries again.
    fn fail(self, sentence: String) {
        self.last_asked.set_value(None);
        self.refusal.set(Some(sentence));
    }

    /// When an item comes again, as far as it is planned.
    pub fn planned(self, subject: &str, item: &str) -> Option<PlannedReview> {
        self.schedule.with(|schedule| {
            let items = schedule.as_ref().map(|schedule| schedule.items.as_slice()).unwrap_or_default();
            items.iter().find(|planned| planned.item == item && planned.subject == subject).cloned()
        })
    }
}

/// "tomorrow", "in 12 days", "in about 5 months".
pub fn in_days(days: u32) -> String {
    const MONTH: u32 = 30;
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=59 => format!("in {days} days"),
        60..=729 => format!("in about {} months", (days + MONTH / 2) / MONTH),
        _ => format!("in about {} years", (days + 182) / 365),
    }
}
