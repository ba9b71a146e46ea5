//! Difficulties as the learner's own answers show them, for new attempts.

use std::collections::HashMap;
use std::sync::Arc;

use assessment::{
    AnsweredQuestion, Attempt, CalibrationAnswer, LEAST_ANSWERS_FOR_CALIBRATION, Observation, Provenance,
    recalibrated,
};
use journal::QuizMode;
use progress::Progress;

use super::replay;
use crate::library::Shelved;

/// The pack with the difficulty of every question estimated anew that was answered often enough; the same one where there is
/// none. Answers of all finished attempts count but of this one, whose questions keep what they were shown with, and of
/// reviews, which ask what was learned and not how hard it is.
pub fn calibrated(shelved: Arc<Shelved>, progress: &Progress, but_in: &str) -> Arc<Shelved> {
    let answers = answers(&shelved, progress, but_in);
    if answers.is_empty() {
        return shelved;
    }
    let mut items = shelved.pack.items.clone();
    for item in &mut items {
        let answers = answers.get(item.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        if let Ok(Some(anew)) = recalibrated(item.parameters, item.provenance, answers) {
            item.parameters = anew.parameters;
            item.provenance = anew.provenance;
        }
    }
    shelved.with_items(items).map_or(shelved, Arc::new)
}

/// By item, of those that were answered often enough.
fn answers(shelved: &Shelved, progress: &Progress, but_in: &str) -> HashMap<String, Vec<CalibrationAnswer>> {
    let is_wanted = |(id, attempt): &(&str, &progress::Attempt)| {
        let started = attempt.started.as_ref().filter(|started| started.subject == shelved.pack.id);
        let tells = |mode| matches!(mode, QuizMode::Adaptive | QuizMode::Fixed | QuizMode::Exam);
        *id != but_in && started.is_some_and(|started| tells(started.mode))
    };
    let finished: Vec<&progress::Attempt> =
        progress.quizzes.finished().into_iter().filter(is_wanted).map(|(_, attempt)| attempt).collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for answered in finished.iter().flat_map(|attempt| attempt.answers()) {
        let count = counts.entry(answered.item.as_str()).or_default();
        *count = count.saturating_add(1);
    }
    let is_often = |item: &str| counts.get(item).is_some_and(|count| *count >= LEAST_ANSWERS_FOR_CALIBRATION);
    let mut answers: HashMap<String, Vec<CalibrationAnswer>> = HashMap::new();
    for attempt in
        finished.iter().filter(|attempt| attempt.answers().any(|answered| is_often(&answered.item)))
    {
        let Some(attempt) = replay::attempt(attempt) else { continue };
        for (item, answer) in of_attempt(&attempt).filter(|(item, _)| is_often(item)) {
            answers.entry(item.to_owned()).or_default().push(answer);
        }
    }
    answers
}

fn of_attempt(attempt: &Attempt) -> impl Iterator<Item = (&str, CalibrationAnswer)> {
    let measured = |answered: &&AnsweredQuestion| answered.answer.measures();
    let asked = attempt.asked().iter().filter_map(move |asked| {
        let answered = asked.answered.as_ref().filter(measured)?;
        Some((asked.item.as_str(), Observation::new(asked.parameters, answered.credit).ok()?))
    });
    let (items, observations): (Vec<&str>, Vec<Observation>) = asked.unzip();
    let prior = attempt.settings().prior;
    let of_place =
        move |(place, item)| Some((item, CalibrationAnswer::of_attempt(&prior, &observations, place)?));
    items.into_iter().enumerate().filter_map(of_place)
}

/// Where the difficulty of a question comes from.
pub fn provenance_in_words(provenance: Provenance) -> String {
    match provenance {
        Provenance::AuthoredGuess => "Its difficulty is its author's guess.".to_owned(),
        Provenance::Calibrated { answers } => {
            format!("Its difficulty was calibrated from {answers} answers.")
        }
    }
}
