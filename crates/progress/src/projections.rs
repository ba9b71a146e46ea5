use journal::{Body, Event};
use serde::{Deserialize, Serialize};

use crate::{
    Accuracy, Certificates, Challenges, Designs, Happened, Outcome, Profile, Quizzes, Reviews, Skills,
    Stories, Streaks, Tutorials, Xp, learner_day,
};

/// Every projection of the journal.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Progress {
    pub profile: Profile,
    pub streaks: Streaks,
    pub xp: Xp,
    pub skills: Skills,
    pub accuracy: Accuracy,
    pub tutorials: Tutorials,
    pub quizzes: Quizzes,
    pub reviews: Reviews,
    pub designs: Designs,
    #[serde(default)]
    pub stories: Stories,
    #[serde(default)]
    pub certificates: Certificates,
    #[serde(default)]
    pub challenges: Challenges,
}

impl Progress {
    /// What all of the events, in canonical order, give.
    pub fn replay<'event>(events: impl IntoIterator<Item = &'event Event>) -> Progress {
        let mut progress = Progress::default();
        for event in events {
            progress.apply(event);
        }
        progress
    }

    /// Takes one more event, which comes after all before in canonical order. One of a kind that is not known here
    /// changes nothing.
    pub fn apply(&mut self, event: &Event) {
        let Some(body) = event.body() else { return };
        if self.is_repeated(&body) {
            return;
        }
        let day = learner_day(event.at(), self.profile.day_start_hour());
        let happened = Happened { at: event.at(), day, body };
        self.profile.apply(&happened);
        self.streaks.apply(&happened);
        self.xp.apply(&happened, &self.streaks);
        self.skills.apply(&happened);
        self.accuracy.apply(&happened);
        self.tutorials.apply(&happened);
        self.designs.apply(&happened);
        self.stories.apply(&happened);
        self.certificates.apply(&happened);
        self.reviews.apply(&happened);
        self.challenges.apply(&happened);
        self.quizzes.apply(happened);
    }

    /// A question is answered once in an attempt, and an attempt ends once: two tabs, or two quick presses, may have
    /// recorded it twice, and the first counts.
    fn is_repeated(&self, body: &Body) -> bool {
        match body {
            Body::Answered(answered) => self
                .quizzes
                .get(&answered.attempt)
                .is_some_and(|attempt| attempt.answers().any(|earlier| earlier.item == answered.item)),
            Body::QuizFinished(finished) => self
                .quizzes
                .get(&finished.attempt)
                .is_some_and(|attempt| matches!(attempt.outcome, Outcome::Finished { .. })),
            _ => false,
        }
    }
}
