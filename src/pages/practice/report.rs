use std::sync::Arc;

mod ending;
mod groups;
mod questions;
mod sections;

use assessment::{
    Attempt, Level, NextStep, Report, Standing, by_kind, next_steps, report, signed, times_expected,
};
use journal::QuizMode;
use leptos::prelude::*;

pub use groups::{Groups, Row, by_confidence, by_difficulty, by_topic};

use super::calibration::calibrated;
use super::exam::put_clocks_away;
use super::{kept, replay};
use crate::charts::ability_trajectory::AbilityTrajectory;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::page::PageTitle;

/// What a finished attempt showed, computed anew from its recorded steps.
#[component]
pub fn Report(record: Memo<Option<progress::Attempt>>, shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let attempt = record.with_untracked(|record| record.as_ref().and_then(replay::attempt));
    let record = record.get_untracked()?;
    // What was still being entered when the attempt ended is of no use any more.
    let id = record.started.as_ref().map(|started| started.attempt.as_str()).unwrap_or_default();
    record.shown().for_each(|shown| kept::remove(id, &shown.item));
    put_clocks_away(id, record.started.as_ref().map_or(0, |started| started.sections.len()));
    let shelved = learner.progress().with_untracked(|progress| calibrated(shelved, progress, id));
    attempt.map(|attempt| whole(&record, &attempt, &shelved))
}

fn whole(record: &progress::Attempt, attempt: &Attempt, shelved: &Arc<Shelved>) -> impl IntoView + use<> {
    let report = report(attempt);
    if report.answered == 0 {
        return nothing_answered(record, attempt, &report, shelved).into_any();
    }
    let kinds = by_kind(attempt, |id| shelved.pack.item(id).map(|item| item.question.kind()));
    let trajectory = attempt.trajectory().to_vec();
    view! {
        <div class="page">
            <div class="page__head">
                <PageTitle title="Your report" />
                <p class="page__lead">{summary(&report)}</p>
                {ending::why(record, attempt, &report, shelved).map(|words| view! { <p class="muted">{words}</p> })}
            </div>
            {ending::decided(attempt)}
            <Figures report=report.clone() is_adaptive=is_adaptive(record) />
            <section class="page__section" aria-labelledby="trajectory">
                <h2 id="trajectory">"How the estimate moved"</h2>
                <AbilityTrajectory points=trajectory />
            </section>
            <NextSteps report=report.clone() shelved=shelved.clone() />
            <Standings report=report.clone() shelved=shelved.clone() />
            {record.started.as_ref().and_then(|started| sections::by_section(started, attempt))}
            {section("By topic", by_topic(&report, shelved))}
            {section("By kind", groups::named(&kinds, |kind| kind.name().to_owned()))}
            {section("By difficulty", by_difficulty(&report))}
            {section("By how sure you were", by_confidence(&report))}
            <Times report pauses=record.pauses shelved=shelved.clone() />
            {questions::each_question(record, attempt, shelved)}
            <p class="row">
                <a class="button button--primary" href=format!("/practice?subject={}", shelved.pack.id)>"Practise again"</a>
                <a class="button button--secondary" href="/progress">"See your progress"</a>
            </p>
        </div>
    }
    .into_any()
}

/// Without an answer there is nothing to tell of an ability, only what was asked.
fn nothing_answered(
    record: &progress::Attempt,
    attempt: &Attempt,
    report: &Report,
    shelved: &Arc<Shelved>,
) -> impl IntoView + use<> {
    let words = match report.skipped {
        0 => "Nothing was answered, so there is no score and no level to tell.".to_owned(),
        1 => "The one question was skipped and nothing was answered, so there is no score and no level to tell.".to_owned(),
        skipped => format!(
            "All {skipped} questions were skipped and nothing was answered, so there is no score and no level to tell."
        ),
    };
    let has_questions = !attempt.asked().is_empty();
    view! {
        <div class="page">
            <div class="page__head">
                <PageTitle title="Your report" />
                <p class="page__lead">{words}</p>
            </div>
            {record.started.as_ref().and_then(|started| sections::by_section(started, attempt))}
            {has_questions.then(|| questions::each_question(record, attempt, shelved))}
            <p class="row">
                <a class="button button--primary" href=format!("/practice?subject={}", shelved.pack.id)>"Practise again"</a>
            </p>
        </div>
    }
}

/// "9 of 12 questions answered, 3 skipped."
fn answered_in_words(report: &Report) -> String {
    let skipped = match report.skipped {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    format!("{} of {} questions answered{skipped}.", report.answered, report.shown)
}

fn summary(report: &Report) -> String {
    let [low, high] = report.level_range;
    let level = if low == high {
        format!("Your answers fit the level “{}”.", report.level.name())
    } else {
        format!(
            "Your answers fit the level “{}”; with this few of them it could be anything from “{}” to “{}”.",
            report.level.name(),
            low.name(),
            high.name()
        )
    };
    format!("{} {level} {}", answered_in_words(report), cut_scores())
}

fn is_adaptive(record: &progress::Attempt) -> bool {
    record.started.as_ref().is_some_and(|started| match started.mode {
        QuizMode::Adaptive => true,
        QuizMode::Exam => started.pool.is_empty(),
        QuizMode::Fixed | QuizMode::Review | QuizMode::Tutorial => false,
    })
}

/// Where each level starts: "Beginning below -1, Developing from -1, ..".
fn cut_scores() -> String {
    let levels = Level::CUT_SCORES;
    let named = levels.iter().skip(1).map(|(level, cut)| format!("{} from {cut}", level.name()));
    format!(
        "The levels are cut at these abilities: {}; below that, {}.",
        named.collect::<Vec<_>>().join(", "),
        Level::Beginning.name()
    )
}

#[component]
fn Figures(report: Report, is_adaptive: bool) -> impl IntoView {
    let [low, high] = report.interval;
    let time = report.time.ratio.map(times_expected);
    view! {
        <dl class="figures-row">
            <div class="figure">
                <dt>"Score"</dt>
                <dd>{format!("{:.0} %", report.score * 100.0)}</dd>
                <dd class="figure__note">"Credit over all questions shown; hints lower it"</dd>
            </div>
            <div class="figure">
                <dt>"Ability"</dt>
                <dd>{format!("{:+.2}", report.ability.theta)}</dd>
                <dd class="figure__note">{format!("95 % sure that it is between {} and {}; 0 is the middle of the scale from -4 to 4", signed(low), signed(high))}</dd>
            </div>
            <div class="figure">
                <dt>"Right in full"</dt>
                <dd>{format!("{} of {}", report.right, report.answered)}</dd>
                <dd class="figure__note">
                    {if is_adaptive {
                        "Adaptive questions aim at what you find hard, so about half is normal"
                    } else {
                        "Before hints are counted"
                    }}
                </dd>
            </div>
            <div class="figure">
                <dt>"Time"</dt>
                <dd>{minutes(report.time.elapsed_millis)}</dd>
                <dd class="figure__note">{time}</dd>
            </div>
        </dl>
    }
}

/// Rows of results under a heading, where there are any.
fn section(title: &'static str, rows: Vec<Row>) -> Option<impl IntoView> {
    (!rows.is_empty()).then(|| {
        view! {
            <section class="page__section" aria-label=title>
                <h2>{title}</h2>
                <Groups groups=rows label=title />
            </section>
        }
    })
}

/// What to do next, each with why, and with the tutorials that train a topic.
#[component]
fn NextSteps(report: Report, shelved: Arc<Shelved>) -> impl IntoView {
    let step = |step: NextStep| {
        let sentence = step.sentence(|id| topic_name(&shelved, id));
        let topic = match &step {
            NextStep::Study(gap) => Some(gap.topic.as_str()),
            _ => None,
        };
        let links = topic.map(|topic| tutorials_on(&shelved, topic)).unwrap_or_default();
        let links = links.into_iter().map(|(href, title)| view! { " " <a href=href>{title}</a> });
        let practise = topic.map(|topic| {
            let href = format!("/practice?subject={}&topic={topic}", shelved.pack.id);
            view! { " " <a href=href>"Practise it"</a> }
        });
        view! { <li>{sentence} {links.collect_view()} {practise}</li> }
    };
    view! {
        <section class="card" aria-labelledby="next">
            <h2 id="next">"What next, and why"</h2>
            <ol class="next-steps">{next_steps(&report).into_iter().map(step).collect_view()}</ol>
        </section>
    }
}

/// Tutorials with an objective that trains a skill of the topic: address and title.
fn tutorials_on(shelved: &Shelved, topic: &str) -> Vec<(String, String)> {
    let Some(topic) = shelved.pack.topic(topic) else { return Vec::new() };
    let is_of_topic = |skill: &String| topic.skills.iter().any(|of_topic| of_topic.id == *skill);
    let trains = |tutorial: &&content::Tutorial| {
        tutorial.objectives.iter().any(|objective| objective.skills.iter().any(is_of_topic))
    };
    let trained = shelved.pack.tutorials.iter().filter(trains);
    trained.map(|tutorial| (format!("/learn/{}", tutorial.id), tutorial.title.clone())).collect()
}

/// How the time was spent.
#[component]
fn Times(report: Report, pauses: u32, shelved: Arc<Shelved>) -> impl IntoView {
    let time = &report.time;
    let named = |items: &[String]| {
        let topic = |id: &String| {
            let topic = shelved.pack.item(id).map(|item| topic_name(&shelved, &item.topic));
            topic.unwrap_or_else(|| "a question that is gone".to_owned())
        };
        counted(items.iter().map(topic))
    };
    let mut lines = vec![format!(
        "{} for questions that were expected to take {}.",
        minutes(time.elapsed_millis),
        minutes(time.expected_millis)
    )];
    lines.extend(
        time.median_millis
            .filter(|median| *median >= 1000)
            .map(|median| format!("Half of the answers took under {}.", minutes(median))),
    );
    if !time.slow.is_empty() {
        lines.push(format!("Over one and a half times the expected time: {}.", named(&time.slow)));
    }
    if !time.rushed.is_empty() {
        lines.push(format!("Wrong after less than a third of the expected time: {}.", named(&time.rushed)));
    }
    match pauses {
        0 => {}
        1 => lines.push("Paused once.".to_owned()),
        _ => lines.push(format!("Paused {pauses} times.")),
    }
    view! {
        <section class="page__section" aria-labelledby="times">
            <h2 id="times">"Time"</h2>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </section>
    }
}

/// "Caching, Numbers (3 times)": each name once.
fn counted(names: impl Iterator<Item = String>) -> String {
    let mut counts: Vec<(String, u32)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let one = |(name, count): (String, u32)| match count {
        1 => name,
        count => format!("{name} ({count} times)"),
    };
    counts.into_iter().map(one).collect::<Vec<_>>().join(", ")
}

fn minutes(millis: u64) -> String {
    let seconds = millis.div_ceil(1000);
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {} s", seconds / 60, seconds % 60) }
}

#[component]
fn Standings(report: Report, shelved: Arc<Shelved>) -> impl IntoView {
    let list = |title: &'static str, standings: &[Standing]| {
        let sentences: Vec<String> = standings
            .iter()
            .map(|standing| standing.sentence(&topic_name(&shelved, &standing.topic)))
            .collect();
        (!sentences.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{title}</h2>
                    <ul>{sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                </section>
            }
        })
    };
    view! {
        <div class="grid">
            {list("Strengths", &report.strengths)}
            {list("Worth another look", &report.gaps)}
        </div>
    }
}

fn topic_name(shelved: &Shelved, id: &str) -> String {
    shelved.pack.topic(id).map_or_else(|| id.to_owned(), |topic| topic.name.clone())
}

/// Every question of an attempt that is over, with what was answered, what holds, and why.
pub fn questions_again(record: &progress::Attempt, shelved: &Arc<Shelved>) -> Option<AnyView> {
    let attempt = replay::attempt(record)?;
    Some(questions::each_question(record, &attempt, shelved).into_any())
}
