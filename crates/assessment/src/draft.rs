//! An answer while it is being given.

use serde::{Deserialize, Serialize};

use crate::code::LONGEST_CODE;
use crate::{Answer, HIGHEST_RATING, Item, Question, Story, Verdict, grade, options_order, parse_quantity};

/// What has been entered so far. One shape for all kinds, so that it can be kept beside the journal until it is an answer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Options that are chosen; steps in the order given; or the chosen right side of each pair.
    picked: Vec<Option<usize>>,
    /// The number as typed, the gaps, the text, or the four parts of a story.
    texts: Vec<String>,
    /// Principles that a story is tagged with.
    tags: Vec<String>,
    /// One for each line of the rubric.
    ratings: Vec<Option<u8>>,
    /// The text is written, and is now held against the rubric, or looked over for ideas that were not found.
    is_rating: bool,
}

/// What comes of handing in a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Submission {
    Answer(Answer),
    /// The same draft, to be rated by the learner now.
    Rate(Draft),
    /// Nothing yet; a sentence that says what is missing.
    Missing(String),
}

/// What a text may have at most, in characters: some four pages.
pub const LONGEST_TEXT: usize = 10_000;

impl Draft {
    /// Nothing chosen yet; steps as they are shown.
    pub fn new(item: &Item, seed: u64) -> Draft {
        let texts = match &item.question {
            Question::Numeric { .. }
            | Question::Estimate { .. }
            | Question::ShortText { .. }
            | Question::Code { .. } => 1,
            Question::FillIn { blanks, .. } => blanks.len(),
            Question::Story { .. } => 4,
            _ => 0,
        };
        let picked = match &item.question {
            Question::Ordering { .. } => options_order(item, seed).into_iter().map(Some).collect(),
            Question::Matching { pairs, .. } => vec![None; pairs.len()],
            _ => Vec::new(),
        };
        let ratings = vec![None; item.question.rubric().map_or(0, <[String]>::len)];
        Draft { picked, texts: vec![String::new(); texts], ratings, ..Draft::default() }
    }

    /// A story to write on, held against a rubric of so many lines. Ratings of another rubric are left behind.
    pub fn of_story(story: &Story, lines: usize) -> Draft {
        let ratings = if story.ratings.len() == lines {
            story.ratings.iter().copied().map(Some).collect()
        } else {
            vec![None; lines]
        };
        Draft {
            texts: story.parts().map(|(_, text)| text.to_owned()).to_vec(),
            tags: story.principles.clone(),
            ratings,
            ..Draft::default()
        }
    }

    /// Whether a draft that was kept still belongs to a question as new as this draft of it: packs are updated.
    pub fn fits(&self, fresh: &Draft, question: &Question) -> bool {
        let picked_fit = match question {
            Question::SingleChoice { .. } | Question::MultipleChoice { .. } => true,
            Question::Ordering { .. } => {
                let sorted = |draft: &Draft| {
                    let mut picked = draft.picked.clone();
                    picked.sort_unstable();
                    picked
                };
                sorted(self) == sorted(fresh)
            }
            _ => self.picked.len() == fresh.picked.len(),
        };
        // A text gets its claims when they are first looked at.
        let ratings_fit = match question {
            Question::ShortText { .. } if question.rubric().is_none() => true,
            _ => self.ratings.len() == fresh.ratings.len(),
        };
        picked_fit && ratings_fit && self.texts.len() == fresh.texts.len()
    }

    pub fn picked(&self) -> &[Option<usize>] {
        &self.picked
    }

    pub fn is_chosen(&self, option: usize) -> bool {
        self.picked.contains(&Some(option))
    }

    /// Empty for a place that is not there.
    pub fn text(&self, place: usize) -> &str {
        self.texts.get(place).map_or("", String::as_str)
    }

    /// Whether nothing has been written in any place.
    pub fn is_blank(&self) -> bool {
        self.texts.iter().all(|text| text.trim().is_empty())
    }

    /// Whether each line of the rubric has its rating.
    pub fn is_rated(&self) -> bool {
        self.ratings.iter().all(Option::is_some)
    }

    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    pub fn rating(&self, line: usize) -> Option<u8> {
        self.ratings.get(line).copied().flatten()
    }

    /// Whether the learner is rating what was written.
    pub fn is_rating(&self) -> bool {
        self.is_rating
    }

    /// Chooses or unchooses an option; in a single choice the others go.
    pub fn toggle(&mut self, option: usize, single: bool) {
        if single {
            self.picked = vec![Some(option)];
        } else if let Some(place) = self.picked.iter().position(|other| *other == Some(option)) {
            self.picked.remove(place);
        } else {
            self.picked.push(Some(option));
            self.picked.sort_unstable();
        }
    }

    /// Moves the step at `place` by one; at the end of the list nothing happens.
    pub fn shift(&mut self, place: usize, down: bool) {
        let other = if down { place + 1 } else { place.wrapping_sub(1) };
        if place < self.picked.len() && other < self.picked.len() {
            self.picked.swap(place, other);
        }
    }

    /// Gives the pair at `place` a right side, or takes it away.
    pub fn match_with(&mut self, place: usize, side: Option<usize>) {
        if let Some(picked) = self.picked.get_mut(place) {
            *picked = side;
        }
    }

    /// Gives the first pair that has none yet this right side.
    pub fn match_next(&mut self, side: usize) {
        if let Some(open) = self.picked.iter_mut().find(|picked| picked.is_none()) {
            *open = Some(side);
        }
    }

    pub fn write(&mut self, place: usize, text: String) {
        if let Some(old) = self.texts.get_mut(place) {
            *old = text.chars().take(LONGEST_TEXT).collect();
        }
    }

    /// The program of a question that is answered with one.
    pub fn write_program(&mut self, code: &str) {
        if let Some(old) = self.texts.first_mut() {
            *old = code.chars().take(LONGEST_CODE).collect();
        }
    }

    pub fn toggle_tag(&mut self, tag: &str) {
        match self.tags.iter().position(|other| other == tag) {
            Some(place) => {
                self.tags.remove(place);
            }
            None => self.tags.push(tag.to_owned()),
        }
    }

    pub fn rate(&mut self, line: usize, rating: u8) {
        if let Some(old) = self.ratings.get_mut(line) {
            *old = Some(rating);
        }
    }

    /// Rates the first line that has no rating yet.
    pub fn rate_next(&mut self, rating: u8) {
        if let Some(open) = self.ratings.iter_mut().find(|rating| rating.is_none()) {
            *open = Some(rating);
        }
    }

    /// The same draft, to be looked at by the learner before it counts: ideas are looked for by their words, and these do not
    /// find every one. `None` where all were found, and where the learner has looked already.
    pub fn to_look_over(&self, question: &Question) -> Option<Draft> {
        let Question::ShortText { keywords, .. } = question else { return None };
        let (text, is_judged) = (self.text(0).trim(), question.rubric().is_none());
        if self.is_rating || !is_judged || text.is_empty() || keywords.is_empty() {
            return None;
        }
        let answer = Answer::Text { text: text.to_owned(), ratings: Vec::new() };
        let is_whole = grade(question, &answer).verdict == Verdict::Right;
        (!is_whole).then(|| Draft { is_rating: true, ratings: vec![None; keywords.len()], ..self.clone() })
    }

    /// Says that an idea is in the text though it was not found, or takes that back.
    pub fn claim(&mut self, idea: usize, is_said: bool) {
        if let Some(old) = self.ratings.get_mut(idea) {
            *old = is_said.then_some(HIGHEST_RATING);
        }
    }

    /// One for each idea: what was claimed. Empty where nothing was.
    fn claims(&self) -> Vec<u8> {
        let claims: Vec<u8> = self.ratings.iter().map(|claim| claim.unwrap_or(0)).collect();
        if claims.iter().all(|claim| *claim == 0) { Vec::new() } else { claims }
    }

    /// Back from rating to writing.
    pub fn write_on(&mut self) {
        self.is_rating = false;
    }

    /// The story as far as it is written.
    pub fn story(&self) -> Story {
        let part = |place: usize| self.text(place).to_owned();
        Story {
            situation: part(0),
            task: part(1),
            action: part(2),
            result: part(3),
            principles: self.tags.clone(),
            ratings: self.ratings.iter().flatten().copied().collect(),
        }
    }

    /// The answer, or what is missing for one. A design is answered on the canvas and a program in its editor, never by a
    /// draft.
    pub fn submit(&self, question: &Question) -> Submission {
        let missing = |words: &str| Submission::Missing(words.to_owned());
        let picked = || -> Vec<usize> { self.picked.iter().flatten().copied().collect() };
        match question {
            Question::SingleChoice { .. } | Question::MultipleChoice { .. } if self.picked.is_empty() => {
                missing("Choose an option first, or skip the question.")
            }
            Question::SingleChoice { .. } | Question::MultipleChoice { .. } => {
                Submission::Answer(Answer::Chosen(picked()))
            }
            Question::Numeric { unit, .. } | Question::Estimate { unit, .. } => {
                match parse_quantity(self.text(0), unit) {
                    Ok(number) => Submission::Answer(Answer::Number(number)),
                    Err(error) => Submission::Missing(error.to_string()),
                }
            }
            Question::Ordering { .. } => Submission::Answer(Answer::Ordered(picked())),
            Question::Matching { .. } => match self.picked.iter().filter(|picked| picked.is_none()).count() {
                0 => Submission::Answer(Answer::Matched(picked())),
                1 => missing("One row has no match yet. Choose one, or skip the question."),
                open => Submission::Missing(format!(
                    "{open} rows have no match yet. Choose one for each, or skip the question."
                )),
            },
            Question::FillIn { .. } if self.is_blank() => {
                missing("Fill in a gap first, or skip the question.")
            }
            Question::FillIn { .. } => Submission::Answer(Answer::Filled(self.texts.clone())),
            Question::ShortText { .. } if self.text(0).trim().is_empty() => {
                missing("Write your answer first, or skip the question.")
            }
            Question::Story { .. } if self.texts.iter().any(|text| text.trim().is_empty()) => {
                missing("Write something in each of the four parts, or skip the question.")
            }
            Question::ShortText { .. } | Question::Story { .. } => self.submit_written(question),
            Question::Design { .. } => missing("Open the canvas first, or skip the question."),
            Question::Code { .. } => missing("Check your program first, or skip the question."),
        }
    }

    fn submit_written(&self, question: &Question) -> Submission {
        if question.rubric().is_some() {
            if !self.is_rating {
                return Submission::Rate(Draft { is_rating: true, ..self.clone() });
            }
            if !self.is_rated() {
                return Submission::Missing("Rate each line of the list first.".to_owned());
            }
        }
        let story = self.story();
        Submission::Answer(match question {
            Question::Story { .. } => Answer::Story(Box::new(story)),
            _ => {
                let ratings = if question.rubric().is_some() { story.ratings } else { self.claims() };
                Answer::Text { text: self.text(0).trim().to_owned(), ratings }
            }
        })
    }
}
