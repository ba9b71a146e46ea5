//! What can be told from the rationale and the names: an estimate, which the learner's own rubric corrects.

use super::{Judged, point};
use crate::challenge::grade::{Dimension, Point, Source};
use crate::challenge::rationale::{Rationale, Weighed, telling_names};
use crate::challenge::rubric::{RubricAnswer, rubric};
use crate::words;

/// Share of the points that the text keeps once the rubric is filled in.
const TEXT_SHARE: f64 = 0.7;
/// Words of a rationale that says enough, and of one that is still read.
const ENOUGH_WORDS: usize = 80;
const MOST_WORDS: usize = 900;

pub(super) fn trade_offs(judged: &Judged) -> Vec<Point> {
    let rationale = Rationale::of(judged.diagram);
    let each = 2.5 / judged.brief.trade_offs.len().max(1) as f64;
    let weighed = judged.brief.trade_offs.iter().map(|trade_off| {
        let (share, found) = match rationale.weighed(trade_off) {
            Weighed::NotMentioned => (0.0, "the rationale does not speak of it"),
            Weighed::Mentioned => (0.5, "it is named; say what speaks for and against"),
            Weighed::Argued => (1.0, "weighed"),
        };
        let reason = format!("{}: {found}.", trade_off.topic);
        point(share * each, each, reason, Source::Rationale)
    });
    let mut points: Vec<Point> = weighed.collect();
    let said = |holds: bool, out_of: f64, yes: &str, no: &str| {
        let reason = if holds { yes } else { no };
        point(if holds { out_of } else { 0.0 }, out_of, reason.to_owned(), Source::Rationale)
    };
    points.push(said(
        rationale.names_an_alternative(),
        1.0,
        "Another way is named that was not taken.",
        "No other way is named: say what you decided against.",
    ));
    points.push(said(
        rationale.sentences_with_figures() >= 2,
        0.5,
        "Figures stand behind the arguments.",
        "Put figures behind the arguments: two sentences with a number at least.",
    ));
    points.push(said(
        rationale.names_a_turning_point(),
        1.0,
        "It says when the decision would be another.",
        "Say at which load, rule or price you would decide differently.",
    ));
    points
}

pub(super) fn clarity(judged: &Judged) -> Vec<Point> {
    let rationale = Rationale::of(judged.diagram);
    let (names, built) = telling_names(judged.diagram, judged.catalogue);
    let share = if built == 0 { 0.0 } else { names.len() as f64 / built as f64 };
    let reason = format!(
        "{} of {} have a name that says what they are for.",
        names.len(),
        words::count(built, "component")
    );
    let mut points = vec![point(1.5 * share, 1.5, reason, Source::Drawing)];
    let count = rationale.words();
    let length = match count {
        ENOUGH_WORDS..=MOST_WORDS => 1.0,
        _ if count >= ENOUGH_WORDS / 2 => 0.5,
        _ => 0.0,
    };
    let reason = format!(
        "The rationale has {}; {ENOUGH_WORDS} to {MOST_WORDS} are read with ease.",
        words::count(count, "word")
    );
    points.push(point(length, 1.0, reason, Source::Rationale));
    // Nobody names every part; half of them is enough to follow.
    let mentioned = (2.0 * rationale.share_mentioned(&names)).min(1.0);
    let reason = "The rationale speaks of the parts by their names; half of them count as all.".to_owned();
    points.push(point(mentioned, 1.0, reason, Source::Rationale));
    let parts = rationale.parts();
    let reason = format!("The rationale is in {}.", words::count(parts, "part"));
    points.push(point(if parts >= 2 { 0.5 } else { 0.0 }, 0.5, reason, Source::Rationale));
    let is_named = !judged.diagram.name.trim().is_empty();
    let reason = if is_named { "The design has a title." } else { "The design has no title." };
    points.push(point(if is_named { 0.5 } else { 0.0 }, 0.5, reason.to_owned(), Source::Drawing));
    let overlaps = if built == 0 { None } else { Some(overlapping(judged)) };
    let (share, reason) = match overlaps {
        None => (0.0, "Nothing is drawn yet.".to_owned()),
        Some(0) => (1.0, "Nothing is drawn on top of anything else.".to_owned()),
        Some(count) => (0.0, format!("Drawn on top of another one: {}.", words::count(count, "component"))),
    };
    points.push(point(0.5 * share, 0.5, reason, Source::Drawing));
    points
}

fn overlapping(judged: &Judged) -> usize {
    let components = &judged.diagram.components;
    let is_on_another = |at: usize| {
        let bounds = components.get(at).map(|component| component.bounds());
        components.iter().take(at).any(|other| {
            bounds.is_some_and(|bounds| {
                let both = bounds.intersect(other.bounds());
                both.width() > 0.0 && both.height() > 0.0
            })
        })
    };
    (0..components.len()).filter(|at| is_on_another(*at)).count()
}

/// Text and learner together; the text alone where the learner answered nothing.
pub(super) fn with_rubric(
    dimension: Dimension,
    mut points: Vec<Point>,
    answers: &[RubricAnswer],
) -> Vec<Point> {
    let questions = rubric().iter().filter(|question| question.dimension == dimension);
    let asked: Vec<_> = questions
        .map(|question| (question, answers.iter().find(|one| one.question == question.id)))
        .collect();
    if asked.iter().all(|(_, answer)| answer.is_none()) {
        return points;
    }
    for point in &mut points {
        point.points *= TEXT_SHARE;
        point.out_of *= TEXT_SHARE;
    }
    let each = 5.0 * (1.0 - TEXT_SHARE) / asked.len().max(1) as f64;
    points.extend(asked.into_iter().map(|(question, answer)| {
        let share = answer.map_or(0.0, |answer| answer.answer.share());
        let source = Source::Rubric { question: question.id.to_owned() };
        point(share * each, each, format!("Your own answer to: {}", question.question), source)
    }));
    points
}
