use std::sync::Arc;

use assessment::{Attempt, Group, Report, Standing, Verdict, report};
use leptos::prelude::*;

use super::replay;
use crate::charts::ability_trajectory::AbilityTrajectory;
use crate::library::Shelved;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;
use crate::widgets::meter::{Meter, Tone};
use crate::widgets::page::PageTitle;

/// What a finished attempt showed, computed anew from its recorded steps.
#[component]
pub fn Report(record: Memo<Option<progress::Attempt>>, shelved: Arc<Shelved>) -> impl IntoView {
    let attempt = record.with_untracked(|record| record.as_ref().and_then(replay::attempt));
    attempt.map(|attempt| whole(&attempt, &shelved))
}

fn whole(attempt: &Attempt, shelved: &Arc<Shelved>) -> impl IntoView + use<> {
    let report = report(attempt);
    let trajectory = attempt.trajectory().to_vec();
    view! {
        <div class="page">
            <div class="page__head">
                <PageTitle title="Your report" />
                <p class="page__lead">{summary(&report)}</p>
            </div>
            <Figures report=report.clone() />
            <section class="page__section" aria-labelledby="trajectory">
                <h2 id="trajectory">"How the estimate moved"</h2>
                <AbilityTrajectory points=trajectory />
            </section>
            <Standings report=report.clone() shelved=shelved.clone() />
            <section class="page__section" aria-labelledby="by-topic">
                <h2 id="by-topic">"By topic"</h2>
                <Groups groups=named(&report.by_topic, |id| topic_name(shelved, id)) />
            </section>
            <section class="page__section" aria-labelledby="by-difficulty">
                <h2 id="by-difficulty">"By difficulty"</h2>
                <Groups groups=named(&report.by_difficulty, |band| band.name().to_owned()) />
            </section>
            {each_question(attempt, shelved)}
            <p class="row">
                <a class="button button--primary" href="/practice">"Practise again"</a>
                <a class="button button--secondary" href="/progress">"See your progress"</a>
            </p>
        </div>
    }
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
    format!("{} of {} questions answered. {level}", report.answered, report.shown)
}

#[component]
fn Figures(report: Report) -> impl IntoView {
    let [low, high] = report.interval;
    let time = report.time.ratio.map(|ratio| format!("{ratio:.1} times the expected time"));
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
                <dd class="figure__note">{format!("95 % sure that it is between {low:+.1} and {high:+.1}; 0 is the middle of the scale from -4 to 4")}</dd>
            </div>
            <div class="figure">
                <dt>"Right"</dt>
                <dd>{report.accuracy.map_or("none".to_owned(), |accuracy| format!("{:.0} %", accuracy * 100.0))}</dd>
                <dd class="figure__note">"Adaptive questions aim at what you find hard, so about half is normal"</dd>
            </div>
            <div class="figure">
                <dt>"Time"</dt>
                <dd>{minutes(report.time.elapsed_millis)}</dd>
                <dd class="figure__note">{time}</dd>
            </div>
        </dl>
    }
}

fn minutes(millis: u64) -> String {
    let seconds = millis / 1000;
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
            <section class="card">
                <h2>"Next time"</h2>
                <p>{format!("Questions around difficulty {:+.1} should suit you: you would get about three of four right.", report.suggested_difficulty)}</p>
            </section>
        </div>
    }
}

/// A row of a table of results: name, answers, mean credit, mean credit that the model expects.
type Row = (String, u32, f64, f64);

fn named<K>(groups: &[Group<K>], name: impl Fn(&K) -> String) -> Vec<Row> {
    groups.iter().map(|group| (name(&group.key), group.answered, group.credit, group.expected)).collect()
}

#[component]
fn Groups(groups: Vec<Row>) -> impl IntoView {
    let row = |(name, answered, credit, expected): Row| {
        let label = format!("{name}: {:.0} % of the credit", credit * 100.0);
        let tone = if credit + 0.15 < expected { Tone::Warning } else { Tone::Good };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{answered}</td>
                <td class="meter-cell"><Meter share=credit label tone /></td>
                <td>{format!("{:.0} %", credit * 100.0)}</td>
                <td>{format!("{:.0} %", expected * 100.0)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Table">
            <table class="wide">
                <thead>
                    <tr>
                        <th scope="col">"Of"</th>
                        <th scope="col">"Answers"</th>
                        <th scope="col" colspan="2">"Credit"</th>
                        <th scope="col">"Expected"</th>
                    </tr>
                </thead>
                <tbody>{groups.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn each_question(attempt: &Attempt, shelved: &Arc<Shelved>) -> impl IntoView + use<> {
    let questions = attempt.asked().iter().enumerate().filter_map(|(index, asked)| {
        let item = shelved.pack.item(&asked.item)?;
        let verdict = asked.answered.as_ref().map(|answered| Verdict::of(answered.correctness));
        let (class, word, glyph) = match verdict {
            Some(Verdict::Right) => ("tag tag--good", "Right", Glyph::Check),
            Some(Verdict::PartlyRight) => ("tag tag--warning", "Partly right", Glyph::Check),
            Some(Verdict::Wrong) => ("tag tag--danger", "Not right", Glyph::Cross),
            None => ("tag", "Not answered", Glyph::Minus),
        };
        let difficulty = asked.parameters.b;
        Some(view! {
            <li>
                <details class="card review">
                    <summary>
                        <span class="review__number figures">{index + 1}</span>
                        <span class="review__topic">{topic_name(shelved, &item.topic)}</span>
                        <span class="muted small figures">{format!("difficulty {difficulty:+.1}")}</span>
                        <span class=class><Icon glyph class="tag__icon" />{word}</span>
                    </summary>
                    <Markdown source=item.stem.clone() />
                    <Markdown source=item.explanation.clone() />
                </details>
            </li>
        })
    });
    view! {
        <section class="page__section" aria-labelledby="questions">
            <h2 id="questions">"Each question again"</h2>
            <ol class="reviews">{questions.collect_view()}</ol>
        </section>
    }
}

fn topic_name(shelved: &Shelved, id: &str) -> String {
    shelved.pack.topic(id).map_or_else(|| id.to_owned(), |topic| topic.name.clone())
}
