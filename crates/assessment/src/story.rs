//! What a machine can tell of a story that is told as situation, task, action and result.

use crate::text::{tokens, word_count};

/// A story that happened to the learner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Story {
    pub situation: String,
    pub task: String,
    pub action: String,
    pub result: String,
    /// Ids of the principles that the learner sees in it.
    pub principles: Vec<String>,
    /// The learner's own rating, one for each line of the rubric, from 0 to [`HIGHEST_RATING`](crate::HIGHEST_RATING).
    /// Empty for a story that was skipped.
    pub ratings: Vec<u8>,
}

/// One thing that was looked at, with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryCheck {
    pub about: StoryRule,
    pub holds: bool,
    /// What was found, and what to do where it does not hold.
    pub sentence: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoryRule {
    Parts,
    FirstPerson,
    MeasuredResult,
    Length,
    Principles,
}

impl StoryRule {
    /// For the learner.
    pub fn name(self) -> &'static str {
        match self {
            StoryRule::Parts => "Four parts",
            StoryRule::FirstPerson => "What you did",
            StoryRule::MeasuredResult => "A measured result",
            StoryRule::Length => "Length",
            StoryRule::Principles => "Principles",
        }
    }
}

/// Words before a part counts as there.
pub const SHORTEST_PART_WORDS: usize = 8;
/// Words of the whole: told at 130 words a minute, about one to four minutes.
pub const STORY_WORDS: [usize; 2] = [120, 500];

/// Looks at the four parts, the first person, the result, the length, and, where the pack has principles, the tags.
pub fn story_checks(story: &Story, pack_has_principles: bool) -> Vec<StoryCheck> {
    let mut checks = vec![parts(story), first_person(story), measured_result(story), length(story)];
    if pack_has_principles {
        checks.push(principles(story));
    }
    checks
}

fn check(about: StoryRule, holds: bool, sentence: String) -> StoryCheck {
    StoryCheck { about, holds, sentence }
}

impl Story {
    /// The parts with their names, in order.
    pub fn parts(&self) -> [(&'static str, &str); 4] {
        [
            ("Situation", &self.situation),
            ("Task", &self.task),
            ("Action", &self.action),
            ("Result", &self.result),
        ]
    }

    pub fn word_count(&self) -> usize {
        self.parts().iter().map(|(_, text)| word_count(text)).sum()
    }
}

fn parts(story: &Story) -> StoryCheck {
    let parts = story.parts();
    let short: Vec<&str> = parts
        .iter()
        .filter(|(_, text)| word_count(text) < SHORTEST_PART_WORDS)
        .map(|(name, _)| *name)
        .collect();
    let sentence = if short.is_empty() {
        "Situation, task, action and result are all there.".to_owned()
    } else {
        format!(
            "Under {SHORTEST_PART_WORDS} words so far: {}. Each part needs a sentence of its own.",
            short.join(", ")
        )
    };
    check(StoryRule::Parts, short.is_empty(), sentence)
}

/// An interviewer asks what the candidate did; "we" hides it.
fn first_person(story: &Story) -> StoryCheck {
    let words = tokens(&story.action);
    let count = |wanted: &[&str]| words.iter().filter(|word| wanted.contains(&word.as_str())).count();
    let mine = count(&["i", "my", "me", "mine", "myself", "im", "ive"]);
    let ours = count(&["we", "our", "us", "ours", "ourselves", "weve"]);
    let holds = mine > 0 && mine >= ours;
    let counted = format!("Your action says “I” or “my” {} and “we” or “our” {}", times(mine), times(ours));
    let sentence = if holds {
        format!("{counted}: it is clear who did it.")
    } else {
        format!("{counted}. Say which part you did yourself.")
    };
    check(StoryRule::FirstPerson, holds, sentence)
}

fn times(count: usize) -> String {
    match count {
        0 => "not at all".to_owned(),
        1 => "once".to_owned(),
        _ => format!("{count} times"),
    }
}

fn measured_result(story: &Story) -> StoryCheck {
    let words = tokens(&story.result);
    let figure = words.iter().find(|word| is_measure(word));
    let sentence = match figure {
        Some(figure) => format!("Your result has a figure: “{figure}”."),
        None => "Your result has no figure yet. Say how much changed: a time, a share, a number of people, an amount.".to_owned(),
    };
    check(StoryRule::MeasuredResult, figure.is_some(), sentence)
}

/// A number that is no year, or a word that measures.
fn is_measure(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "half", "halved", "twice", "double", "doubled", "triple", "tripled", "percent", "zero", "two",
        "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "hundred", "thousand",
        "million",
    ];
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let is_year =
        word == digits && digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    WORDS.contains(&word) || !digits.is_empty() && !is_year
}

fn length(story: &Story) -> StoryCheck {
    let [least, most] = STORY_WORDS;
    let words = story.word_count();
    let sentence = if words < least {
        format!(
            "{words} words. From {least} on there is enough to ask about: add what made it hard and why you chose as you did."
        )
    } else if words > most {
        format!(
            "{words} words. Over {most} it takes more than four minutes to tell: cut the situation first."
        )
    } else {
        format!("{words} words, between {least} and {most}: it can be told in one to four minutes.")
    };
    check(StoryRule::Length, (least..=most).contains(&words), sentence)
}

fn principles(story: &Story) -> StoryCheck {
    let count = story.principles.len();
    let sentence = match count {
        0 => "Tag at least one principle that the story shows, so that you can find it when you are asked for it.".to_owned(),
        1 => "Tagged with one principle.".to_owned(),
        _ => format!("Tagged with {count} principles."),
    };
    check(StoryRule::Principles, count > 0, sentence)
}

/// How often each of the principles is told by one of the stories, in the order of `principles`.
pub fn principle_coverage<'a>(principles: &[&str], tags: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut counts = vec![0; principles.len()];
    for tag in tags {
        let place = principles.iter().position(|principle| *principle == tag);
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    counts
}
