//! Reviews: what is due and why, the quiz that asks it, and when each question comes again.

use std::sync::Arc;

use analysis::words;
use content::Summary;
use journal::{Body, QuizMode, QuizStarted};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use reviewer::{PlannedReview, Schedule};

use super::review_settings::ReviewSettings;
use super::start::blank;
use crate::learner::Learner;
use crate::library::{Library, Shelved};
use crate::review_desk::{ReviewDesk, in_days};
use crate::widgets::icon::{Glyph, Icon};

/// What is due of one subject, as far as it is told.
#[derive(Debug, Clone, PartialEq)]
struct Due {
    items: Vec<String>,
    /// Due as well, but planned for later days; and in how many days the last of them.
    later: usize,
    last_in_days: u32,
    done_today: u32,
    /// Days until the next one, where nothing is due.
    next_in_days: Option<u32>,
}

impl Due {
    fn of(schedule: &Schedule, subject: &str) -> Due {
        let (later, last_day) = schedule.spread_out(subject);
        let from_today = |day: i32| u32::try_from(day.saturating_sub(schedule.today)).unwrap_or(0);
        let of_subject = schedule.items.iter().filter(|planned| planned.subject == subject);
        Due {
            items: schedule.due_today(subject).map(|planned| planned.item.clone()).collect(),
            later,
            last_in_days: from_today(last_day),
            done_today: schedule.done_today,
            next_in_days: of_subject.map(|planned| from_today(planned.planned_day)).find(|days| *days > 0),
        }
    }

    /// How many, and why.
    fn sentences(&self, retention: f64) -> Vec<String> {
        let mut sentences = Vec::new();
        let percent = (retention * 100.0).round();
        match (self.items.len(), self.next_in_days) {
            (0, Some(days)) => {
                sentences.push(format!("Nothing is due today. The next question comes back {}.", in_days(days)));
            }
            (0, None) => sentences.push("Nothing is due.".to_owned()),
            (due, _) => sentences.push(format!(
                "{} due today: the chance that you still know {} has fallen to {percent} % or below, and recalling {} \
                 now makes what you know last longer.",
                are(due),
                if due == 1 { "it" } else { "them" },
                if due == 1 { "it" } else { "them" },
            )),
        }
        if self.later > 0 {
            sentences.push(format!(
                "{} had come due as well. {} spread over the next days, the last one {}; what you remember best comes \
                 first, and nothing is lost by taking it step by step.",
                words::count(self.later, "more question"),
                if self.later == 1 { "It is" } else { "They are" },
                in_days(self.last_in_days)
            ));
        }
        if self.done_today > 0 {
            sentences.push(format!(
                "You have reviewed {} today.",
                words::count(self.done_today as usize, "question")
            ));
        }
        sentences
    }
}

fn are(questions: usize) -> String {
    format!("{} {}", words::count(questions, "question"), if questions == 1 { "is" } else { "are" })
}

/// Follows what is due of a subject; `None` until it is known, and while there is nothing to review.
fn due_of(subject: String) -> Memo<Option<Due>> {
    let desk = expect_context::<ReviewDesk>();
    desk.follow();
    Memo::new(move |_| {
        desk.schedule.with(|schedule| schedule.as_ref().map(|schedule| Due::of(schedule, &subject)))
    })
}

/// What is due today in the learner's subjects but for one: subject, its title and how many questions.
fn due_elsewhere(subject: String) -> Memo<Vec<(String, String, usize)>> {
    let (desk, library) = (expect_context::<ReviewDesk>(), expect_context::<Library>());
    Memo::new(move |_| {
        let others = library.subjects().into_iter().filter(|other| other.id != subject);
        desk.schedule.with(|schedule| {
            let due = |id: &str| schedule.as_ref().map_or(0, |schedule| schedule.due_today(id).count());
            let counted = others.map(|other| (due(&other.id), other));
            counted.filter(|(due, _)| *due > 0).map(|(due, other)| (other.id, other.title, due)).collect()
        })
    })
}

/// On the page that starts quizzes.
#[component]
pub fn Reviews(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let desk = expect_context::<ReviewDesk>();
    let navigate = use_navigate();
    let has_answers = Memo::new(move |_| learner.progress().with(|progress| progress.reviews.answers() > 0));
    let due = due_of(shelved.pack.id.clone());
    let elsewhere = due_elsewhere(shelved.pack.id.clone());
    let others = move || {
        let row = |(id, title, due): (String, String, usize)| {
            let words = format!("{} due in {title}", are(due));
            view! { <li><a href=format!("/practice?subject={id}#reviews")>{words}</a></li> }
        };
        let rows: Vec<_> = elsewhere.get().into_iter().map(row).collect();
        (!rows.is_empty())
            .then(|| view! { <p class="small">"In your other subjects:"</p><ul class="small">{rows}</ul> })
    };
    let begin = StoredValue::new_local(move |items: &[String]| {
        let started = started(learner, &shelved, items);
        let attempt = started.attempt.clone();
        learner.record(Body::QuizStarted(started));
        navigate(&format!("/practice/{attempt}"), Default::default());
    });
    let told = move || match (due.get(), desk.refusal.get()) {
        (_, Some(sentence)) => view! { <p class="notice notice--warning">{sentence}</p> }.into_any(),
        (None, None) => view! { <p class="muted">"Planning your reviews"</p> }.into_any(),
        (Some(due), None) => {
            let retention = learner.progress().with(|progress| progress.profile.desired_retention());
            let sentences = due.sentences(retention).into_iter().map(|sentence| view! { <p>{sentence}</p> });
            let sentences = sentences.collect_view();
            let label = format!("Review {}", words::count(due.items.len(), "question"));
            let start = (!due.items.is_empty()).then(|| {
                view! {
                    <p>
                        <button type="button" class="button button--primary" on:click=move |_| begin.with_value(|begin| begin(&due.items))>
                            {label}
                            <Icon glyph=Glyph::ArrowRight class="button__icon" />
                        </button>
                    </p>
                }
            });
            view! { {sentences} {start} }.into_any()
        }
    };
    move || {
        has_answers.get().then(|| {
            view! {
                <section class="card" id="reviews" aria-labelledby="reviews-heading">
                    <h2 id="reviews-heading">"Reviews"</h2>
                    <div class="stack" role="status">{told}</div>
                    {others}
                    <ReviewSettings />
                </section>
            }
        })
    }
}

/// A quiz of what is due, in the order of the plan. Of two questions that give each other away one waits.
fn started(learner: Learner, shelved: &Shelved, items: &[String]) -> QuizStarted {
    let mut pool: Vec<usize> = Vec::new();
    for index in items.iter().filter_map(|id| shelved.bank.index_of(id)) {
        if !shelved.bank.enemies_of(index).iter().any(|enemy| pool.contains(enemy)) {
            pool.push(index);
        }
    }
    let pool: Vec<String> =
        pool.into_iter().filter_map(|index| shelved.bank.id(index)).map(str::to_owned).collect();
    QuizStarted {
        mode: QuizMode::Review,
        length: u32::try_from(pool.len()).unwrap_or(u32::MAX),
        pool,
        ..blank(learner, shelved)
    }
}

/// Before the answer: when the question would come again, whatever the answer.
#[component]
pub fn ComesAgain(subject: String, item: String) -> impl IntoView {
    let desk = expect_context::<ReviewDesk>();
    desk.follow();
    // As it was planned before the answer; the plan that follows the answer is the feedback's to tell.
    let planned = Memo::new(move |before: Option<&Option<PlannedReview>>| match before {
        Some(Some(planned)) => Some(planned.clone()),
        _ => desk.planned(&subject, &item),
    });
    move || {
        planned.get().map(|PlannedReview { next_in_days: [again, hard, good, easy], retrievability, .. }| {
            view! {
                <p class="muted small">
                    {format!(
                        "The chance that you know this is put at {:.0} %. If you do, it comes back {}, or {} if you are quick and sure; if it was hard, {}; if not, {}.",
                        100.0 * retrievability,
                        in_days(good),
                        in_days(easy),
                        in_days(hard),
                        in_days(again),
                    )}
                </p>
            }
        })
    }
}

/// After the answer: when the question comes again.
#[component]
pub fn ComesBack(subject: String, item: String) -> impl IntoView {
    let desk = expect_context::<ReviewDesk>();
    desk.follow();
    let in_days_from_now = Memo::new(move |_| {
        let today = desk.schedule.with(|schedule| schedule.as_ref().map(|schedule| schedule.today))?;
        let planned = desk.planned(&subject, &item)?;
        u32::try_from(planned.planned_day.saturating_sub(today)).ok()
    });
    move || {
        in_days_from_now.get().filter(|days| *days > 0).map(|days| {
            view! { <p class="muted">{format!("This question comes back {}.", in_days(days))}</p> }
        })
    }
}

/// The entry on Today; nothing where nothing is due.
#[component]
pub fn ReviewsToday() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let library = expect_context::<Library>();
    let desk = expect_context::<ReviewDesk>();
    desk.follow();
    let row = move |subject: Summary, is_alone: bool, due: Due| {
        let title = format!("Review {}", words::count(due.items.len(), "question"));
        let title = if is_alone { title } else { format!("{title} in {}", subject.title) };
        let retention = learner.progress().with(|progress| progress.profile.desired_retention());
        view! {
            <li class="card card--link suggestion">
                <span class="suggestion__icon"><Icon glyph=Glyph::Practice /></span>
                <div>
                    <a class="card__link" href=format!("/practice?subject={}#reviews", subject.id)><h3>{title}</h3></a>
                    <p class="muted">{due.sentences(retention).join(" ")}</p>
                </div>
            </li>
        }
    };
    let due = Memo::new(move |_| {
        desk.schedule.with(|schedule| {
            let of = |subject: Summary| Some((Due::of(schedule.as_ref()?, &subject.id), subject));
            let due = library.subjects().into_iter().filter_map(of);
            due.filter(|(due, _)| !due.items.is_empty()).collect::<Vec<_>>()
        })
    });
    move || {
        let is_alone = library.subjects().len() == 1;
        due.get().into_iter().map(|(due, subject)| row(subject, is_alone, due)).collect_view()
    }
}
