use std::collections::BTreeSet;
use std::sync::Arc;

use analysis::words;
use assessment::fixed_pool;
use journal::{Body, QuizMode, QuizStarted};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use progress::{Attempt, Outcome, Quizzes, has_length};

use super::earlier::EarlierQuizzes;
use super::extent::{Extent, Extents, USUAL_LENGTH};
use super::long_tasks::LongTasks;
use super::mock_tests::MockTests;
use super::reviews::Reviews;
use super::settings::{ASK_CONFIDENCE, SHOW_CLOCKS, WishBox};
use crate::browser::random;
use crate::learner::Learner;
use crate::library::{Library, Shelved, with_subject};
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;

/// Items seen in this many last answers wait until nothing else is left.
const REMEMBERED_ITEMS: usize = 20;

#[component]
pub fn PracticeStart() -> impl IntoView {
    let library = expect_context::<Library>();
    let learner = expect_context::<Learner>();
    let query = use_query_map();
    // A link can name the subject: "/practice?subject=poker". Else it goes on with what was practised last.
    let subject = Memo::new(move |_| {
        let last = || learner.progress().with_untracked(|progress| last_subject(&progress.quizzes));
        let is_here = |subject: &String| library.is_on(subject);
        query
            .read()
            .get("subject")
            .or_else(|| last().filter(is_here))
            .unwrap_or_else(|| library.first_subject())
    });
    with_subject(move || subject.get(), |shelved| view! { <Start shelved /> }.into_any())
}

/// The subject of the latest quiz.
fn last_subject(quizzes: &Quizzes) -> Option<String> {
    let all = quizzes.unfinished().into_iter().chain(quizzes.finished());
    let latest = all.map(|(_, attempt)| attempt).max_by_key(|attempt| attempt.last_utc_millis)?;
    Some(latest.started.as_ref()?.subject.clone())
}

/// What can be practised: the subjects that are on, and the one that a link led to.
#[component]
fn Subjects(current: String) -> impl IntoView {
    let library = expect_context::<Library>();
    let navigate = use_navigate();
    let choices = move || {
        let mut subjects: Vec<(String, String)> =
            library.subjects().into_iter().map(|subject| (subject.id, subject.title)).collect();
        if !subjects.iter().any(|(id, _)| *id == current) {
            subjects.push((current.clone(), library.title(&current)));
        }
        let choice = |(id, title): (String, String)| {
            let (navigate, is_current) = (navigate.clone(), id == current);
            let choose = move |_| navigate(&format!("/practice?subject={id}"), Default::default());
            view! {
                <label class="choice">
                    <input type="radio" name="subject" checked=is_current on:change=choose />
                    <span class="choice__face">{title}</span>
                </label>
            }
        };
        subjects.into_iter().map(choice).collect_view()
    };
    view! {
        <fieldset class="stack">
            <legend><h2>"Subject"</h2></legend>
            <div class="choices">{choices} <a class="choice__face" href="/packs">"More subjects"</a></div>
        </fieldset>
    }
}

#[component]
fn Start(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    // A link can name the topic: "/practice?topic=caching-strategies".
    let linked = use_query_map().with_untracked(|query| query.get("topic"));
    let topics = RwSignal::new(
        linked.into_iter().filter(|id| shelved.pack.topic(id).is_some()).collect::<BTreeSet<_>>(),
    );
    let extent = RwSignal::new(Extent::Questions(USUAL_LENGTH));
    let mode = RwSignal::new(QuizMode::Adaptive);
    let begin = {
        let shelved = shelved.clone();
        move |_| {
            let chosen = Chosen {
                mode: mode.get_untracked(),
                topics: topics.get_untracked(),
                extent: extent.get_untracked().in_mode(mode.get_untracked()),
            };
            let started = started(learner, &shelved, chosen);
            let attempt = started.attempt.clone();
            learner.record(Body::QuizStarted(started));
            navigate(&format!("/practice/{attempt}"), Default::default());
        }
    };
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <PageTitle title="Practice" />
                <p class="page__lead">
                    "Questions with reasons for every answer. Choose what they are about, and how they come."
                </p>
            </div>
            <Unfinished />
            <Reviews shelved=shelved.clone() />
            <section class="card" aria-label="A new quiz">
                <Subjects current=shelved.pack.id.clone() />
                <fieldset class="stack">
                    <legend><h2>"Topics"</h2></legend>
                    <p class="muted small">"Choose some, or none for a mix of everything."</p>
                    <TopicChoices shelved=shelved.clone() topics />
                </fieldset>
                <Modes mode />
                <Extents extent mode />
                <div class="stack">
                    <WishBox wish=ASK_CONFIDENCE />
                    <WishBox wish=SHOW_CLOCKS />
                </div>
                <p>
                    <button type="button" class="button button--primary" on:click=begin>
                        "Start the quiz"
                        <Icon glyph=Glyph::ArrowRight class="button__icon" />
                    </button>
                </p>
            </section>
            <MockTests shelved=shelved.clone() />
            <LongTasks shelved />
            <section class="card" aria-labelledby="stories">
                <h2 id="stories">"Stories of your own work"</h2>
                <p class="muted">"Questions as interviewers ask them, a place to write and keep your answers, and annotated examples."</p>
                <p><a class="button button--secondary" href="/practice/stories">"Open your stories"</a></p>
            </section>
            <EarlierQuizzes />
        </div>
    }
}

/// The ways in which questions come, each with what it is good for.
const MODES: [(QuizMode, &str, &str); 3] = [
    (
        QuizMode::Adaptive,
        "Adaptive",
        "Each question is chosen by what your last answers say: it gets harder when you are right and easier when you are not, so that few questions are enough to find the edge of what you know.",
    ),
    (
        QuizMode::Fixed,
        "Fixed",
        "The questions are drawn before you start, topic by topic, whatever you answer.",
    ),
    (
        QuizMode::Exam,
        "Exam",
        "Drawn before you start, with a clock for the whole, without hints, and without feedback until you hand in. Questions can be left for later and flagged. The clock stands still while the page is closed, so that an exam can be taken up where it was left.",
    ),
];

#[component]
fn Modes(mode: RwSignal<QuizMode>) -> impl IntoView {
    let option = move |(value, label, _): (QuizMode, &'static str, &'static str)| {
        view! {
            <label class="choice">
                <input type="radio" name="mode" prop:checked=move || mode.get() == value on:change=move |_| mode.set(value) />
                <span class="choice__face">{label}</span>
            </label>
        }
    };
    let words = move || {
        let chosen = MODES.into_iter().find(|(value, _, _)| *value == mode.get());
        chosen.map(|(_, _, words)| words)
    };
    view! {
        <fieldset class="stack">
            <legend><h2>"How they come"</h2></legend>
            <div class="choices">{MODES.map(option)}</div>
            <p class="muted small" role="status">{words}</p>
        </fieldset>
    }
}

/// What was chosen on this page.
struct Chosen {
    mode: QuizMode,
    topics: BTreeSet<String>,
    extent: Extent,
}

fn started(learner: Learner, shelved: &Shelved, chosen: Chosen) -> QuizStarted {
    let blank = blank(learner, shelved);
    let topics: Vec<String> = chosen.topics.into_iter().collect();
    let most = chosen.extent.most_questions();
    let mut pool = match chosen.mode {
        QuizMode::Fixed | QuizMode::Exam => {
            fixed_pool(&shelved.pack.items, &topics, &blank.recently_seen, most as usize, blank.seed)
        }
        _ => Vec::new(),
    };
    let is_exam = chosen.mode == QuizMode::Exam;
    let limit_millis = chosen.extent.limit_millis();
    if let Some(limit_millis) = limit_millis.filter(|_| is_exam) {
        fit_into(&mut pool, limit_millis, shelved);
    }
    let expected_millis = pool.iter().map(|id| expected_millis(id, shelved)).sum();
    QuizStarted {
        mode: chosen.mode,
        topics,
        // There may be fewer questions on the topics than were asked for.
        length: if pool.is_empty() { most } else { pool.len() as u32 },
        pool,
        limit_millis: limit_millis.or(is_exam.then_some(expected_millis)),
        until_standard_error: chosen.extent.until_standard_error(),
        until_information: chosen.extent.until_information(),
        until_decided: chosen.extent.until_decided(),
        ..blank
    }
}

fn expected_millis(id: &str, shelved: &Shelved) -> u64 {
    shelved.pack.item(id).map_or(0, |item| u64::from(item.expected_seconds) * 1000)
}

/// Leaves as many questions as are expected to fit into the time, and one at least.
fn fit_into(pool: &mut Vec<String>, limit_millis: u64, shelved: &Shelved) {
    let mut millis = 0_u64;
    let fits = |id: &&String| {
        millis = millis.saturating_add(expected_millis(id, shelved));
        millis <= limit_millis
    };
    let fitting = pool.iter().take_while(fits).count();
    pool.truncate(fitting.max(1));
}

/// An adaptive attempt over everything, which starts where the learner stood last.
pub fn blank(learner: Learner, shelved: &Shelved) -> QuizStarted {
    let subject = &shelved.pack.id;
    let (ability, seen) = learner.progress().with_untracked(|progress| {
        (last_ability(&progress.quizzes, subject), recently_seen(&progress.quizzes, subject))
    });
    // Where one stood last is where to start; how far that may have moved since is not known, so the prior stays wide.
    QuizStarted {
        attempt: random::id(),
        subject: subject.clone(),
        mode: QuizMode::Adaptive,
        topics: Vec::new(),
        length: USUAL_LENGTH,
        seed: random::bits() >> 11,
        prior_mean: ability.unwrap_or(0.0),
        prior_sd: 1.0,
        pool: Vec::new(),
        recently_seen: seen,
        limit_millis: None,
        sections: Vec::new(),
        until_standard_error: None,
        until_information: None,
        until_decided: None,
    }
}

/// Where the learner stood last. Who only skipped showed nothing; reviews ask what was seen before, so they say more of memory than of ability.
fn last_ability(quizzes: &Quizzes, subject: &str) -> Option<f64> {
    let tells = |attempt: &Attempt| {
        let started = attempt.started.as_ref().filter(|started| started.subject == subject);
        started.is_some_and(|started| started.mode != QuizMode::Review)
            && attempt.answered_and_skipped().0 > 0
    };
    quizzes.finished().into_iter().find_map(|(_, attempt)| match &attempt.outcome {
        Outcome::Finished { result, .. } if tells(attempt) => Some(result.ability),
        _ => None,
    })
}

/// Items of the last answers, the latest quiz first.
fn recently_seen(quizzes: &Quizzes, subject: &str) -> Vec<String> {
    let is_of_subject =
        |attempt: &Attempt| attempt.started.as_ref().is_some_and(|started| started.subject == subject);
    let finished = quizzes.finished();
    let of_subject = finished.iter().filter(|(_, attempt)| is_of_subject(attempt));
    let items = of_subject.flat_map(|(_, attempt)| attempt.shown()).map(|shown| shown.item.clone());
    items.take(REMEMBERED_ITEMS).collect()
}

#[component]
fn TopicChoices(shelved: Arc<Shelved>, topics: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let with_questions = shelved.bank.topics();
    let choices =
        shelved.pack.topics.iter().filter(|topic| with_questions.contains(&topic.id)).map(|topic| {
            let id = topic.id.clone();
            let chosen = {
                let id = id.clone();
                move || topics.with(|topics| topics.contains(&id))
            };
            let toggle = move |_| {
                topics.update(|topics| {
                    if !topics.remove(&id) {
                        topics.insert(id.clone());
                    }
                });
            };
            view! {
                <label class="choice">
                    <input type="checkbox" prop:checked=chosen on:change=toggle />
                    <span class="choice__face">{topic.name.clone()}</span>
                </label>
            }
        });
    view! { <div class="choices">{choices.collect_view()}</div> }
}

/// The way back to a quiz that was left.
#[component]
fn Unfinished() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let open = Memo::new(move |_| {
        learner.progress().with(|progress| {
            let unfinished = progress.quizzes.unfinished();
            let (id, attempt) = unfinished.into_iter().find(|(_, attempt)| stands_alone(attempt))?;
            Some((id.to_owned(), so_far(attempt)))
        })
    });
    move || {
        open.get().map(|(attempt, so_far)| {
            let abandon = {
                let attempt = attempt.clone();
                move |_| learner.record(Body::QuizAbandoned { attempt: attempt.clone() })
            };
            view! {
                <div class="notice">
                    <p>"You have an open quiz: " {so_far} "."</p>
                    <p class="row">
                        <a class="button button--primary" href=format!("/practice/{attempt}")>"Continue"</a>
                        <button type="button" class="button button--quiet" on:click=abandon>"Put it away"</button>
                    </p>
                </div>
            }
        })
    }
}

/// "3 of 10 questions answered, 1 skipped". What ends by time, or once it is sure, has no number of questions.
fn so_far(attempt: &Attempt) -> String {
    let (answered, skipped) = attempt.answered_and_skipped();
    let answered = match attempt.started.as_ref().filter(|it| has_length(it)) {
        Some(started) => format!("{answered} of {} questions answered", started.length),
        None => format!("{} answered", words::count(answered, "question")),
    };
    if skipped > 0 { format!("{answered}, {skipped} skipped") } else { answered }
}

/// Quizzes inside a tutorial, and assessments of a path, are taken there.
pub fn stands_alone(attempt: &Attempt) -> bool {
    attempt.started.as_ref().is_some_and(progress::stands_alone)
}
