//! What to do another time, after an answer.

use crate::{Answer, Question, Verdict};

pub(crate) fn try_next(question: &Question, answer: &Answer, verdict: Verdict) -> String {
    match (question, answer) {
        (_, answer) if answer.is_skipped() => {
            "Next time, open the first hint before skipping: it costs little, and a guess after it tells you more than none."
                .to_owned()
        }
        (Question::Story { .. }, _) => {
            "Tell it aloud once without looking, with a clock running: what you leave out is what you do not know by heart yet."
                .to_owned()
        }
        (Question::SingleChoice { .. }, _) if verdict == Verdict::Right => {
            "Say in your own words why each of the other options fails; if one is hard to refute, it is worth a second look."
                .to_owned()
        }
        (_, _) if verdict == Verdict::Right => {
            "Explain the steps to somebody without looking, and change one of the figures or conditions: does the answer still hold?"
                .to_owned()
        }
        (Question::MultipleChoice { options }, Answer::Chosen(chosen)) => {
            let right = options.iter().filter(|option| option.correct).count();
            let is_right = |index: usize| options.get(index).is_some_and(|option| option.correct);
            let found = (0..options.len()).filter(|index| chosen.contains(index) && is_right(*index)).count();
            let extra = (0..options.len()).filter(|index| chosen.contains(index) && !is_right(*index)).count();
            format!(
                "You found {found} of {right} that apply, and chose {extra} that {}. Judge each option by itself, true or false, before you look at the next.",
                if extra == 1 { "does not" } else { "do not" }
            )
        }
        (Question::Numeric { answer, .. }, Answer::Number(given)) => off_by(*answer, *given).to_owned(),
        (Question::Ordering { .. }, _) => {
            "Look for the step that needs nothing before it, and then for what each step needs from an earlier one.".to_owned()
        }
        (Question::Estimate { answer, .. }, Answer::Number(given)) => off_by(*answer, *given).to_owned(),
        (Question::Matching { .. }, _) => {
            "For each pair that went wrong, name the one thing that tells the two right sides apart.".to_owned()
        }
        (Question::FillIn { .. }, _) => {
            "Read the sentence again with the right words in it, cover them, and fill the gaps once more.".to_owned()
        }
        (Question::ShortText { .. }, _) => {
            "Write the answer once more with what was missing, in at most two sentences, without looking at the explanation."
                .to_owned()
        }
        (Question::Code { .. }, _) => {
            "Take the first criterion that does not hold, try it on one small case by hand, and change only what that needs."
                .to_owned()
        }
        (Question::Design { .. }, _) => {
            "Open the design again, change one thing, and predict each figure before you look at it.".to_owned()
        }
        _ => "Put in your own words what the question asks before reading the options, and answer it; then look for that answer."
            .to_owned(),
    }
}

/// What commonly makes a number wrong by this factor.
fn off_by(answer: f64, given: f64) -> &'static str {
    const FACTORS: [(f64, &str); 7] = [
        (2.0, "You are off by a factor of 2: check whether something was counted twice, or only one way."),
        (8.0, "You are off by a factor of 8: check bits against bytes."),
        (10.0, "You are off by a factor of 10: count the zeros again."),
        (60.0, "You are off by a factor of 60: check seconds against minutes, or minutes against hours."),
        (
            1000.0,
            "You are off by a factor of about 1,000: check the prefixes (kilo, mega, giga; milli, micro).",
        ),
        (3600.0, "You are off by a factor of 3,600: check seconds against hours."),
        (86400.0, "You are off by a factor of 86,400: check seconds against days."),
    ];
    let ratio = given / answer;
    let factor = if ratio.abs() < 1.0 { 1.0 / ratio } else { ratio };
    let fits = |(typical, _): &&(f64, &str)| (factor / typical - 1.0).abs() < 0.03;
    if ratio < 0.0 {
        return "The sign is the other way round: check which quantity is taken from which.";
    }
    match FACTORS.iter().find(fits) {
        Some((_, advice)) => advice,
        None => {
            "Write each step down with its unit, and round as late as you can; then see which step differs from the explanation."
        }
    }
}
