use journal::{QuizMode, QuizStarted};

use crate::{Attempt, Quizzes, TutorialEntry, Tutorials};

/// How the ids of attempts that find out where a learner stands begin.
pub const PLACEMENT: &str = "placement.";
const CERTIFICATION: &str = "certificate.";

/// How the ids of attempts at the certification of a path begin.
pub fn certification(path: &str) -> String {
    format!("{CERTIFICATION}{path}.")
}

/// Whether a quiz is one by itself: not part of a tutorial, a placement or a certification.
pub fn stands_alone(started: &QuizStarted) -> bool {
    let belongs_to_a_path =
        [PLACEMENT, CERTIFICATION].iter().any(|prefix| started.attempt.starts_with(prefix));
    started.mode != QuizMode::Tutorial && !belongs_to_a_path
}

/// Whether a quiz ends after a known number of questions; one that goes by its time, or by what its answers tell,
/// has only a cap.
pub fn has_length(started: &QuizStarted) -> bool {
    let goes_by_time = started.limit_millis.is_some() && started.mode != QuizMode::Exam;
    let goes_by_answers = started.until_standard_error.is_some()
        || started.until_information.is_some()
        || started.until_decided.is_some();
    !goes_by_time && !goes_by_answers
}

impl Quizzes {
    /// The latest attempt in the subject whose id begins so, and was not abandoned.
    pub fn latest(&self, subject: &str, prefix: &str) -> Option<(&str, &Attempt)> {
        let is_wanted = |(id, attempt): &(&str, &Attempt)| {
            id.starts_with(prefix)
                && attempt.started.as_ref().is_some_and(|started| started.subject == subject)
        };
        let open = self.unfinished().into_iter().find(is_wanted);
        open.or_else(|| self.finished().into_iter().find(is_wanted))
    }
}

/// Where a tutorial of a path stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopState {
    Done,
    /// The first that is not done.
    Next,
    /// Opened, and not done.
    Begun,
    Open,
}

/// For each tutorial of a path, in order.
pub fn stop_states(tutorials: &Tutorials, stops: &[TutorialEntry<'_>]) -> Vec<StopState> {
    let mut has_next = false;
    let state = |stop: &TutorialEntry<'_>| match tutorials.get(stop.id) {
        // A tutorial that got another step since is done all the same.
        Some(tutorial) if tutorial.finished.is_some() || tutorial.step_to_continue(&stop.steps).is_none() => {
            StopState::Done
        }
        _ if !std::mem::replace(&mut has_next, true) => StopState::Next,
        Some(_) => StopState::Begun,
        None => StopState::Open,
    };
    stops.iter().map(state).collect()
}
