//! What a question of each kind needs to be asked and graded at all.

use assessment::{Blank, Choice, GAP, Idea, Pair, Question, right_sides};

use super::Checker;
use crate::{Place, limits};

impl Checker<'_> {
    pub(super) fn question(&mut self, place: &Place, question: &Question) {
        match question {
            Question::SingleChoice { options } => {
                self.options(place, options, "exactly one", |count| count == 1);
            }
            Question::MultipleChoice { options } => {
                self.options(place, options, "at least one", |count| count > 0);
            }
            Question::Numeric { answer, tolerance, .. } => {
                self.expect(answer.abs() <= limits::MAX_ANSWER, place.key("answer"), || {
                    format!(
                        "the answer is {}; a number up to {:e} was expected",
                        stated(*answer),
                        limits::MAX_ANSWER
                    )
                });
                self.expect((0.0..=limits::MAX_ANSWER).contains(tolerance), place.key("tolerance"), || {
                    format!(
                        "the tolerance is {}; 0 or more, up to {:e}, was expected",
                        stated(*tolerance),
                        limits::MAX_ANSWER
                    )
                });
            }
            Question::Estimate { answer, factor, .. } => {
                self.expect(*answer > 0.0 && *answer <= limits::MAX_ANSWER, place.key("answer"), || {
                    format!(
                        "the answer is {}; a number over 0, up to {:e}, was expected",
                        stated(*answer),
                        limits::MAX_ANSWER
                    )
                });
                self.expect(factor.is_finite() && *factor >= 1.0, place.key("factor"), || {
                    format!("the factor is {factor}; 1 or more was expected")
                });
            }
            Question::Ordering { steps } => {
                self.count(place.key("steps"), "steps", steps.len(), 2);
            }
            Question::Matching { pairs, extra } => self.matching(place, pairs, extra),
            Question::FillIn { text, blanks } => self.gaps(place, text, blanks),
            Question::ShortText { accepted, keywords, rubric, .. } => {
                self.short_text(place, accepted, keywords, rubric);
            }
            Question::Story { principles, rubric } => {
                self.count(place.key("rubric"), "lines in the rubric", rubric.len(), 1);
                for (index, id) in principles.iter().enumerate() {
                    self.known_principle(place.key("principles").index(index), id);
                }
            }
            Question::Design { task } => {
                let known = self.known.tasks.contains(task.as_str());
                self.expect(known, place.key("task"), || {
                    format!("the task \"{task}\" is unknown; tasks/{task}/task.toml was expected")
                });
            }
            Question::Code { task } => self.code_task(place, task),
        }
    }

    pub(super) fn known_principle(&mut self, place: Place, id: &str) {
        let known = self.known.principles.contains(id);
        self.expect(known, place, || {
            format!("the principle \"{id}\" is unknown; principles.toml has the principles")
        });
    }

    /// From `least` to as many as a question may have.
    fn count(&mut self, place: Place, noun: &str, count: usize, least: usize) {
        self.expect((least..=limits::MAX_PARTS).contains(&count), place, || {
            format!("there are {count} {noun}; {least} to {} were expected", limits::MAX_PARTS)
        });
    }

    fn options(&mut self, place: &Place, options: &[Choice], expected: &str, fits: fn(usize) -> bool) {
        let place = place.key("options");
        self.count(place.clone(), "options", options.len(), 1);
        let correct = options.iter().filter(|option| option.correct).count();
        self.expect(fits(correct), place, || {
            format!("{correct} options are correct; {expected} was expected")
        });
    }

    fn matching(&mut self, place: &Place, pairs: &[Pair], extra: &[String]) {
        self.count(place.key("pairs"), "pairs", pairs.len(), 2);
        self.count(place.key("extra"), "extra sides", extra.len(), 0);
        // Comparing each with each is for lists that are short.
        if pairs.len() <= limits::MAX_PARTS && extra.len() <= limits::MAX_PARTS {
            let sides = right_sides(pairs, extra).len();
            self.count(place.key("pairs"), "right sides to choose from", sides, 2);
        }
    }

    fn gaps(&mut self, place: &Place, text: &str, blanks: &[Blank]) {
        let gaps = text.matches(GAP).count();
        self.count(place.key("blanks"), "blanks", blanks.len(), 1);
        self.expect(gaps == blanks.len(), place.key("text"), || {
            format!("the text has {gaps} gaps ({GAP}); {} were expected, one for each blank", blanks.len())
        });
        for (index, blank) in blanks.iter().enumerate() {
            let place = place.key("blanks").index(index).key("accepted");
            self.count(place, "accepted answers", blank.accepted.len(), 1);
        }
    }

    fn short_text(&mut self, place: &Place, accepted: &[String], keywords: &[Idea], rubric: &[String]) {
        let judged = !accepted.is_empty() || !keywords.is_empty();
        self.expect(judged || !rubric.is_empty(), place.clone(), || {
            "nothing says what a good answer is; `accepted`, `keywords` or a `rubric` was expected".to_owned()
        });
        for (key, list) in
            [("accepted", accepted.len()), ("keywords", keywords.len()), ("rubric", rubric.len())]
        {
            self.count(place.key(key), key, list, 0);
        }
        for (index, idea) in keywords.iter().enumerate() {
            self.count(place.key("keywords").index(index).key("any"), "phrases", idea.any.len(), 1);
        }
    }
}

/// Without three hundred digits.
fn stated(number: f64) -> String {
    if number.abs() < limits::MAX_ANSWER { number.to_string() } else { format!("{number:e}") }
}
