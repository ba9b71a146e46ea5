//! One attempt at a challenge, as its page knows it.

use std::collections::BTreeMap;
use std::sync::Arc;

use analysis::challenge::{Answer, Guessed, RubricAnswer, missed_by, rubric};
use content::Challenge;
use diagram::Document;
use journal::{Body, ChallengeGraded};
use leptos::prelude::*;

use super::grading::recorded;
use super::guesses::guesses_at;
use super::key::Place;
use crate::browser::{clock, random};
use crate::learner::Learner;
use crate::pages::studio::bench::{Bench, Drawn};

const UNTOUCHED: &str = "This is still the canvas that you were given, so there is nothing to grade yet, and this does not count as a try. Add a component, connect it or change one, then have it graded.";
const NOTHING_TO_GUESS: &str = "There is no figure to guess yet: nothing here answers and nothing costs anything. Add components and connect them first.";

/// What is seen beside the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Brief,
    Rationale,
    Grade,
    /// The canvas itself, where there is no room for both.
    Drawing,
}

impl Tab {
    pub const ALL: [Tab; 4] = [Tab::Brief, Tab::Rationale, Tab::Grade, Tab::Drawing];

    pub fn name(self) -> &'static str {
        match self {
            Tab::Brief => "Brief",
            Tab::Rationale => "Rationale",
            Tab::Grade => "Grade",
            Tab::Drawing => "Drawing",
        }
    }
}

/// A figure that the learner is asked for while all are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    pub of: Guessed,
    /// The design is graded once it is answered.
    pub then_grade: bool,
}

/// A grade as it is shown.
#[derive(Clone, PartialEq)]
pub struct Shown {
    pub graded: ChallengeGraded,
    pub when: String,
    /// `None` for one from the journal: the design may have been another one then.
    pub live: Option<Live>,
}

/// What was graded a moment ago.
#[derive(Clone, PartialEq)]
pub struct Live {
    pub drawn: Arc<Drawn>,
    /// What of the design gave way to the brief, a sentence each.
    pub imposed: Vec<String>,
}

/// A handle that the parts of the page copy around.
#[derive(Clone, Copy)]
pub struct Attempt {
    pub bench: Bench,
    pub tab: RwSignal<Tab>,
    pub folded: RwSignal<bool>,
    pub question: RwSignal<Option<Question>>,
    /// What came of the last guess, or why there was nothing to grade or to guess.
    pub said: RwSignal<Option<String>>,
    pub shown: RwSignal<Option<Shown>>,
    pub answers: RwSignal<BTreeMap<&'static str, Answer>>,
    /// Nobody is asked twice before a grade, nor in an attempt that was graded already when it was opened.
    was_asked: StoredValue<bool>,
    challenge: StoredValue<Arc<Challenge>>,
    place: StoredValue<Place>,
    learner: Learner,
}

impl Attempt {
    pub fn new(learner: Learner, bench: Bench, challenge: Arc<Challenge>, place: Place) -> Attempt {
        let shown = learner.progress().with_untracked(|progress| {
            let last = place.key.record(progress)?.last_of(&place.design())?;
            let when = clock::day_and_time(last.at_utc_millis);
            Some(Shown { graded: last.graded.clone(), when, live: None })
        });
        let answers = shown.as_ref().map(|shown| answers_of(&shown.graded)).unwrap_or_default();
        let was_graded = shown.is_some();
        let tab = if was_graded { Tab::Grade } else { Tab::Brief };
        Attempt {
            bench,
            tab: RwSignal::new(tab),
            folded: RwSignal::new(false),
            question: RwSignal::new(None),
            said: RwSignal::new(None),
            was_asked: StoredValue::new(was_graded),
            shown: RwSignal::new(shown),
            answers: RwSignal::new(answers),
            challenge: StoredValue::new(challenge),
            place: StoredValue::new(place),
            learner,
        }
    }

    pub fn challenge(self) -> Arc<Challenge> {
        self.challenge.get_value()
    }

    pub fn place(self) -> Place {
        self.place.get_value()
    }

    /// Grades the design, unless a guess is to be asked for first or nothing was done yet.
    pub fn hand_in(self) {
        if self.is_untouched() {
            self.said.set(Some(UNTOUCHED.to_owned()));
        } else if self.asks_first() {
            self.ask(true);
        } else {
            self.said.set(None);
            self.grade();
        }
    }

    /// Whether the canvas holds what the challenge put there and no more.
    fn is_untouched(self) -> bool {
        // As the document holds it, in its order.
        let start = Document::from_diagram(random::bits(), &self.challenge().start());
        self.bench.drawn.with_untracked(|drawn| *drawn.diagram == *start.diagram())
    }

    /// Before the first grade of an attempt at which there is a figure to guess, once, unless the learner turned it off.
    fn asks_first(self) -> bool {
        self.learner.progress().with_untracked(|progress| {
            let design = progress.designs.get(&self.place().design());
            let has_guessed = design.is_some_and(|design| !design.predictions.is_empty());
            progress.profile.predicts_first() && !self.was_asked.get_value() && !has_guessed
        }) && !self.can_be_asked().is_empty()
    }

    /// The figures that the design has as it is drawn now. What costs nothing leaves nothing to guess.
    pub fn can_be_asked(self) -> Vec<Guessed> {
        let figures = self.figures(&self.challenge());
        let has = |of: &Guessed| of.among(&figures).is_some_and(|figure| figure > 0.0);
        Guessed::ALL.into_iter().filter(has).collect()
    }

    fn figures(self, challenge: &Challenge) -> analysis::challenge::Figures {
        self.bench
            .drawn
            .with_untracked(|drawn| challenge.figures(&drawn.diagram, self.bench.kinds.get_untracked()))
    }

    /// Hides the figures and asks for one of them, that which was guessed least often in this challenge.
    pub fn ask(self, then_grade: bool) {
        let key = self.place().key;
        let guesses = self.learner.progress().with_untracked(|progress| guesses_at(progress, &key));
        let count = |of: &Guessed| guesses.iter().filter(|guess| guess.metric == of.id()).count();
        let Some(of) = self.can_be_asked().into_iter().min_by_key(count) else {
            self.said.set(Some(NOTHING_TO_GUESS.to_owned()));
            return;
        };
        self.said.set(None);
        self.question.set(Some(Question { of, then_grade }));
        if then_grade {
            self.was_asked.set_value(true);
        }
        self.bench.veiled.set(true);
        self.tab.set(Tab::Grade);
    }

    /// Takes a guess, says how far off it was, and shows the figures again.
    pub fn answer(self, guess: f64) {
        let Some(question) = self.question.get_untracked() else { return };
        let of = question.of;
        let words = match of.among(&self.figures(&self.challenge())) {
            Some(actual) => {
                let place = self.place();
                self.learner.record(Body::PredictionMade {
                    design: place.design(),
                    subject: place.key.subject,
                    metric: of.id().to_owned(),
                    guess,
                    actual,
                });
                let (guessed, is) = (of.written(guess), of.written(actual));
                format!("{}: you guessed {guessed}, and it is {is}: {}.", of.name(), missed_by(guess, actual))
            }
            None => {
                "The design has no such figure any more: a component on the way cannot keep up, or nothing answers. The guess was not kept."
                    .to_owned()
            }
        };
        self.go_on(question);
        self.said.set(Some(words));
    }

    /// Shows the figures without a guess.
    pub fn skip(self) {
        if let Some(question) = self.question.get_untracked() {
            self.go_on(question);
        }
    }

    fn go_on(self, question: Question) {
        self.question.set(None);
        self.bench.veiled.set(false);
        if question.then_grade {
            self.grade();
        }
    }

    /// Grades the design as it is drawn now, and writes the grade down.
    pub fn grade(self) {
        let challenge = self.challenge();
        let drawn = self.bench.drawn.get_untracked();
        let answers = self.rubric_answers();
        let grade = challenge.grade(&drawn.diagram, self.bench.kinds.get_untracked(), &answers);
        let place = self.place();
        let graded = recorded(&place, &grade, &answers);
        // A design that was graded can be come back to, even if nothing was changed in it.
        self.bench.keep();
        self.learner.record(Body::DesignSubmitted {
            design: place.design(),
            challenge: place.key.id,
            subject: place.key.subject,
        });
        self.learner.record(Body::ChallengeGraded(graded.clone()));
        let live = Some(Live { drawn, imposed: grade.imposed });
        let when = clock::day_and_time(clock::now().utc_millis);
        self.shown.set(Some(Shown { graded, when, live }));
        self.tab.set(Tab::Grade);
    }

    fn rubric_answers(self) -> Vec<RubricAnswer> {
        self.answers.with_untracked(|answers| {
            let given = answers.iter();
            given
                .map(|(question, answer)| RubricAnswer { question: (*question).to_owned(), answer: *answer })
                .collect()
        })
    }
}

/// The learner's answers to the rubric that went into a grade.
fn answers_of(graded: &ChallengeGraded) -> BTreeMap<&'static str, Answer> {
    let known = rubric().iter().filter_map(|question| {
        let given = graded.rubric.iter().find(|given| given.question == question.id)?;
        let answer = Answer::ALL.into_iter().find(|answer| answer.id() == given.answer)?;
        Some((question.id, answer))
    });
    known.collect()
}
