//! Where the learner stands: figures and charts, all of them computed from the journal.

mod awards;
mod skills;

use content::Summary;
use leptos::prelude::*;
use progress::Progress;

use crate::charts::accuracy_timeline::{AccuracyTimeline, Day};
use crate::learner::Learner;
use crate::library::Library;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::meter::Meter;
use crate::widgets::page::PageTitle;
use analysis::words;

#[component]
pub fn ProgressPage() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let started = Memo::new(move |_| learner.progress().with(has_something_to_show));
    view! {
        <div class="page">
            <div class="page__head">
                <PageTitle title="Progress" />
            </div>
            {move || {
                if started.get() { view! { <Dashboard /> }.into_any() } else { view! { <NothingYet /> }.into_any() }
            }}
        </div>
    }
}

fn has_something_to_show(progress: &Progress) -> bool {
    progress.streaks.days().next().is_some() || progress.xp.total() > 0
}

#[component]
fn NothingYet() -> impl IntoView {
    view! {
        <section class="empty">
            <h2>"Nothing to show yet, and that is fine"</h2>
            <p>"Answer a few questions, take a step of a tutorial or draw a design. What you do is kept here, and this page says what it adds up to: what you know, how sure that is, and what would help most next."</p>
            <div class="row">
                <a class="button button--primary" href="/practice">"Answer five questions"</a>
                <a class="button button--secondary" href="/learn">"Take a tutorial"</a>
            </div>
        </section>
    }
}

#[component]
fn Dashboard() -> impl IntoView {
    let library = expect_context::<Library>();
    let subjects = Memo::new(move |_| library.subjects());
    let chosen = RwSignal::new(untrack(|| library.first_subject()));
    let subject = Signal::derive(move || chosen.get());
    let choice = move |summary: Summary| {
        let (id, is_chosen) = (summary.id.clone(), summary.id.clone());
        view! {
            <label class="choice">
                <input type="radio" name="subject" prop:checked=move || chosen.get() == is_chosen on:change=move |_| chosen.set(id.clone()) />
                <span class="choice__face">{summary.title}</span>
            </label>
        }
    };
    view! {
        <Figures />
        {move || (subjects.with(Vec::len) > 1).then(|| view! {
            <fieldset>
                <legend class="for-screen-readers">"Subject"</legend>
                <div class="choices">{subjects.get().into_iter().map(choice).collect_view()}</div>
            </fieldset>
        })}
        <div class="charts">
            <AccuracyCard />
            <skills::SkillCard subject />
        </div>
        <skills::SkillLevels subject />
        <awards::Awards />
    }
}

#[component]
fn Figures() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let level = Memo::new(move |_| learner.progress().with(|progress| progress.xp.level()));
    let total = Memo::new(move |_| learner.progress().with(|progress| progress.xp.total()));
    let streak = Memo::new(move |_| {
        let today = learner.today();
        learner.progress().with(|progress| progress.streaks.as_of(today))
    });
    let answers = Memo::new(move |_| {
        learner.progress().with(|progress| {
            let days = progress.streaks.days().map(|(_, activity)| activity);
            days.fold((0, 0), |(answers, steps), day| (answers + day.answers, steps + day.tutorial_steps))
        })
    });
    let share = Signal::derive(move || {
        let level = level.get();
        level.gathered as f64 / (level.needed.max(1)) as f64
    });
    let to_next = move || {
        let level = level.get();
        format!("{} of {} points to level {}", level.gathered, level.needed, level.level + 1)
    };
    view! {
        <dl class="figures-row">
            <div class="figure">
                <dt>"Experience"</dt>
                <dd>{move || format!("Level {}", level.get().level)}</dd>
                <dd><Meter share label=Signal::derive(to_next) /></dd>
                <dd class="figure__note">{to_next} ", " {total} " in all. " <a href="#awards">"What they are for"</a></dd>
            </div>
            <div class="figure">
                <dt>"Streak"</dt>
                <dd>{move || words::count(streak.get().current as usize, "day")}</dd>
                <dd class="figure__note">{move || streak.get().words}</dd>
            </div>
            <div class="figure">
                <dt>"Questions answered"</dt>
                <dd>{move || answers.get().0}</dd>
                <dd class="figure__note">"In quizzes and in tutorials"</dd>
            </div>
            <div class="figure">
                <dt>"Tutorial steps"</dt>
                <dd>{move || answers.get().1}</dd>
                <dd class="figure__note">"Completed, each counted on the day it was done"</dd>
            </div>
        </dl>
    }
}

#[component]
fn AccuracyCard() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let days = Memo::new(move |_| {
        learner.progress().with(|progress| {
            let days = progress.accuracy.all().days().map(|(date, day)| Day {
                date,
                answered: day.tally.answered,
                credit: day.tally.accuracy().unwrap_or(0.0),
                rolling: day.rolling,
            });
            days.collect::<Vec<_>>()
        })
    });
    view! {
        <section class="card" aria-labelledby="accuracy">
            <h2 id="accuracy">"Accuracy over time"</h2>
            {move || {
                let days = days.get();
                if days.is_empty() {
                    view! { <p class="muted">"No questions answered yet. " <a href="/practice">"Start a quiz"</a></p> }.into_any()
                } else {
                    view! { <AccuracyTimeline days /> }.into_any()
                }
            }}
        </section>
    }
}

/// The formula behind a figure, opened on demand.
#[component]
fn Why(children: Children) -> impl IntoView {
    view! {
        <details class="small">
            <summary class="muted row"><Icon glyph=Glyph::Practice class="button__icon" />"Where this comes from"</summary>
            <div class="stack">{children()}</div>
        </details>
    }
}
