use jiff::civil::Date;

use crate::{
    Attempt, Progress, Tally,
    path::{has_length, stands_alone},
};

/// Below this a topic counts as weak: the accuracy that "proficient" takes.
const WEAK_ACCURACY: f64 = 0.6;
/// Below this many answers accuracy says little: as many as "proficient" takes.
const FEW_ANSWERS: u32 = 5;

/// What a subject offers, as far as suggestions need it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Catalogue<'pack> {
    /// Id of the pack.
    pub subject: &'pack str,
    /// In the order they build on each other.
    pub tutorials: &'pack [TutorialEntry<'pack>],
    pub topics: &'pack [TopicEntry<'pack>],
    /// Easier before harder.
    pub challenges: &'pack [ChallengeEntry<'pack>],
}

#[derive(Debug, Clone, PartialEq)]
pub struct TutorialEntry<'pack> {
    pub id: &'pack str,
    pub title: &'pack str,
    /// Ids, in order.
    pub steps: Vec<&'pack str>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TopicEntry<'pack> {
    pub id: &'pack str,
    pub name: &'pack str,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChallengeEntry<'pack> {
    pub id: &'pack str,
    pub title: &'pack str,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    pub action: Action,
    /// For the learner: why this, with the figures it comes from.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    ContinueQuiz { attempt: String },
    ContinueTutorial { tutorial: String, step: String },
    PractiseTopic { topic: String },
    StartTutorial { tutorial: String },
    ContinueChallenge { challenge: String },
    StartChallenge { challenge: String },
}

/// What could come next, the most pressing first: a quiz that was left, a tutorial that was left, a challenge that was not
/// passed yet, the weakest topic, a new tutorial, a new challenge. Each at most once, and only with a reason.
pub fn what_next(progress: &Progress, catalogue: &Catalogue<'_>, today: Date) -> Vec<Suggestion> {
    [
        continue_quiz(progress, catalogue),
        continue_tutorial(progress, catalogue),
        continue_challenge(progress, catalogue),
        practise_topic(progress, catalogue, today),
        start_tutorial(progress, catalogue),
        start_challenge(progress, catalogue),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// As [`what_next`], for a subject beside the one whose path the learner chose: nothing that would begin it, only what goes on.
pub fn what_goes_on(progress: &Progress, catalogue: &Catalogue<'_>, today: Date) -> Vec<Suggestion> {
    let is_begun = has_begun(progress, catalogue);
    let goes_on = |suggestion: &Suggestion| match suggestion.action {
        Action::ContinueQuiz { .. } | Action::ContinueTutorial { .. } | Action::ContinueChallenge { .. } => {
            true
        }
        Action::PractiseTopic { .. } | Action::StartTutorial { .. } | Action::StartChallenge { .. } => {
            is_begun
        }
    };
    what_next(progress, catalogue, today).into_iter().filter(goes_on).collect()
}

/// Whether the learner answered a question of the subject, opened a tutorial or had a challenge graded.
fn has_begun(progress: &Progress, catalogue: &Catalogue<'_>) -> bool {
    let tutorial = |entry: &TutorialEntry<'_>| progress.tutorials.get(entry.id).is_some();
    let challenge =
        |entry: &ChallengeEntry<'_>| progress.challenges.get(catalogue.subject, entry.id).is_some();
    progress.skills.subject(catalogue.subject).is_some()
        || catalogue.tutorials.iter().any(tutorial)
        || catalogue.challenges.iter().any(challenge)
}

/// Quizzes inside a tutorial, and assessments of a path, are continued where they belong.
fn continue_quiz(progress: &Progress, catalogue: &Catalogue<'_>) -> Option<Suggestion> {
    let is_wanted = |attempt: &Attempt| {
        let started = attempt.started.as_ref();
        started.is_some_and(|it| it.subject == catalogue.subject && stands_alone(it))
    };
    let unfinished = progress.quizzes.unfinished();
    let (id, attempt) = unfinished.into_iter().find(|(_, attempt)| is_wanted(attempt))?;
    let started = attempt.started.as_ref();
    let length = started.filter(|it| has_length(it));
    let most = length.map(|it| format!("; it has {} questions at most", it.length)).unwrap_or_default();
    let reason = match attempt.answered_and_skipped().0 {
        0 => "You started a quiz and have not answered a question of it yet.".to_owned(),
        1 => format!("You left a quiz after 1 answer{most}."),
        answered => format!("You left a quiz after {answered} answers{most}."),
    };
    Some(Suggestion { action: Action::ContinueQuiz { attempt: id.to_owned() }, reason })
}

fn continue_tutorial(progress: &Progress, catalogue: &Catalogue<'_>) -> Option<Suggestion> {
    progress.tutorials.unfinished().into_iter().find_map(|(id, tutorial)| {
        let entry = catalogue.tutorials.iter().find(|entry| entry.id == id)?;
        let step = tutorial.step_to_continue(&entry.steps)?;
        let completed = entry.steps.iter().filter(|step| tutorial.is_completed(step)).count();
        let (title, count) = (entry.title, entry.steps.len());
        let reason = format!("You completed {completed} of {count} steps of \"{title}\".");
        let action = Action::ContinueTutorial { tutorial: id.to_owned(), step: step.to_owned() };
        Some(Suggestion { action, reason })
    })
}

/// The topic with the lowest accuracy under 60 % over the last 30 days; else the first with too few answers to tell.
/// Whoever has answered nothing yet starts with a tutorial, if there is one.
fn practise_topic(progress: &Progress, catalogue: &Catalogue<'_>, today: Date) -> Option<Suggestion> {
    let subject = progress.skills.subject(catalogue.subject);
    if subject.is_none() && !catalogue.tutorials.is_empty() {
        return None;
    }
    let recent = |entry: &TopicEntry<'_>| {
        subject
            .and_then(|subject| subject.topic(entry.id))
            .map(|topic| topic.recent(today))
            .unwrap_or_default()
    };
    let topics = || catalogue.topics.iter().map(|entry| (entry, recent(entry)));
    let accuracy = |tally: &Tally| tally.accuracy().unwrap_or(1.0);
    let weak = topics().filter(|(_, tally)| accuracy(tally) < WEAK_ACCURACY);
    let weakest = weak.min_by(|(_, a), (_, b)| accuracy(a).total_cmp(&accuracy(b)));
    let (entry, tally) = weakest.or_else(|| topics().find(|(_, tally)| tally.answered < FEW_ANSWERS))?;
    let action = Action::PractiseTopic { topic: entry.id.to_owned() };
    Some(Suggestion { action, reason: reason_for_topic(entry.name, tally) })
}

fn reason_for_topic(name: &str, recent: Tally) -> String {
    let answered = recent.answered;
    let questions = if answered == 1 { "question" } else { "questions" };
    match recent.accuracy() {
        None => format!("You have not answered a question on \"{name}\" in the last 30 days."),
        Some(accuracy) if accuracy < WEAK_ACCURACY => {
            let percent = (accuracy * 100.0).round();
            format!("In \"{name}\" you got {percent} % of {answered} {questions} right in the last 30 days.")
        }
        Some(_) => format!(
            "You answered {answered} {questions} on \"{name}\" in the last 30 days, which is too few to tell how you do."
        ),
    }
}

fn start_tutorial(progress: &Progress, catalogue: &Catalogue<'_>) -> Option<Suggestion> {
    let is_new = |entry: &&TutorialEntry<'_>| progress.tutorials.get(entry.id).is_none();
    let entry = catalogue.tutorials.iter().find(is_new)?;
    let is_first = catalogue.tutorials.iter().all(|entry| is_new(&entry));
    let title = entry.title;
    let reason = if is_first {
        format!("You have not opened a tutorial yet; \"{title}\" is the first.")
    } else {
        format!("\"{title}\" is the next tutorial that you have not opened.")
    };
    Some(Suggestion { action: Action::StartTutorial { tutorial: entry.id.to_owned() }, reason })
}

/// The one graded last among those that were never passed.
fn continue_challenge(progress: &Progress, catalogue: &Catalogue<'_>) -> Option<Suggestion> {
    let graded = |entry: &ChallengeEntry<'_>| progress.challenges.get(catalogue.subject, entry.id);
    let tried = catalogue.challenges.iter().filter_map(|entry| {
        let challenge = graded(entry).filter(|challenge| !challenge.is_passed())?;
        Some((entry, challenge, challenge.last()?.at_utc_millis))
    });
    let (entry, challenge, _) = tried.max_by_key(|(_, _, at_utc_millis)| *at_utc_millis)?;
    let times = match challenge.tries() {
        1 => "once".to_owned(),
        tries => format!("{tries} times"),
    };
    // Cut, not rounded, as the grade itself is written.
    let best = (challenge.best_score() * 100.0 + 1e-6).floor() / 100.0;
    let reason = format!(
        "You had \"{}\" graded {times}, at best {best} of 5, and have not passed it yet.",
        entry.title
    );
    Some(Suggestion { action: Action::ContinueChallenge { challenge: entry.id.to_owned() }, reason })
}

/// The easiest that was never graded, for whoever has finished a tutorial or passed one before.
fn start_challenge(progress: &Progress, catalogue: &Catalogue<'_>) -> Option<Suggestion> {
    let graded = |entry: &ChallengeEntry<'_>| progress.challenges.get(catalogue.subject, entry.id);
    let passed = catalogue
        .challenges
        .iter()
        .filter(|entry| graded(entry).is_some_and(|challenge| challenge.is_passed()));
    let passed = passed.count();
    let finished = catalogue.tutorials.iter().filter(|entry| {
        let record = progress.tutorials.get(entry.id);
        record.is_some_and(|record| entry.steps.iter().all(|step| record.is_completed(step)))
    });
    let finished = finished.count();
    let entry = catalogue.challenges.iter().find(|entry| graded(entry).is_none())?;
    let title = entry.title;
    let reason = match (passed, finished) {
        (0, 0) => return None,
        (0, 1) => format!("You finished a tutorial; \"{title}\" is a whole system to design, from a brief."),
        (0, finished) => {
            format!(
                "You finished {finished} tutorials; \"{title}\" is a whole system to design, from a brief."
            )
        }
        (passed, _) => {
            let challenges = if passed == 1 { "challenge" } else { "challenges" };
            format!("You passed {passed} {challenges}; \"{title}\" is the next that you have not tried.")
        }
    };
    Some(Suggestion { action: Action::StartChallenge { challenge: entry.id.to_owned() }, reason })
}
