//! The path that the learner chose in a subject, and where they stand on it.

use content::{Experience, Pack, Path, Route, Summary, Tutorial};
use journal::Body;
use progress::{Progress, StopState, TutorialEntry, stop_states};

use crate::learner::Learner;

/// Key of the preference that says whether to ask who the learner is: `no` once they put it off.
const ASKS_FOR_PATH: &str = "asks_for_path";

/// What the learner said of a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub path: String,
    pub experience: Experience,
    pub goals: Vec<String>,
}

impl Plan {
    /// `None` where no role was chosen, or the pack has that path no more.
    pub fn of(progress: &Progress, pack: &Pack) -> Option<Plan> {
        let study = progress.profile.study(&pack.id)?;
        let path = pack.path(study.role.as_deref()?)?;
        let experience = study.level.as_deref().and_then(Experience::from_id).unwrap_or(Experience::Beginner);
        let goals = study.goals.iter().filter(|goal| path.goal(goal).is_some()).cloned().collect();
        Some(Plan { path: path.id.clone(), experience, goals })
    }

    pub fn path<'pack>(&self, pack: &'pack Pack) -> Option<&'pack Path> {
        pack.path(&self.path)
    }

    pub fn route<'pack>(&self, pack: &'pack Pack) -> Option<Route<'pack>> {
        Some(self.path(pack)?.route(pack, self.experience, &self.goals))
    }
}

/// A tutorial as the projections want it.
pub fn entry(tutorial: &Tutorial) -> TutorialEntry<'_> {
    let steps = tutorial.steps.iter().map(|step| step.id.as_str()).collect();
    TutorialEntry { id: &tutorial.id, title: &tutorial.title, steps }
}

/// For each stop of the route, in its order.
pub fn states(progress: &Progress, route: &Route<'_>) -> Vec<StopState> {
    let entries: Vec<TutorialEntry<'_>> = route.stops.iter().map(|stop| entry(stop.tutorial)).collect();
    stop_states(&progress.tutorials, &entries)
}

/// Where a tutorial is gone on with: the step that is open, else its own page.
pub fn href_to_continue(progress: &Progress, tutorial: &Tutorial) -> String {
    let steps = entry(tutorial).steps;
    let record = progress.tutorials.get(&tutorial.id);
    match record.and_then(|record| record.step_to_continue(&steps)) {
        Some(step) => format!("/learn/{}/{step}", tutorial.id),
        None => format!("/learn/{}", tutorial.id),
    }
}

/// Those in which the learner chose a path come first; otherwise as they were.
pub fn chosen_first(progress: &Progress, mut subjects: Vec<Summary>) -> Vec<Summary> {
    subjects.sort_by_key(|subject| !has_path(progress, &subject.id));
    subjects
}

/// Whether the learner chose a path in a subject.
pub fn has_path(progress: &Progress, subject: &str) -> bool {
    progress.profile.study(subject).is_some_and(|study| study.role.is_some())
}

/// The heading of a subject's path on Learn, by which addresses lead to it.
pub fn heading_of_path(subject: &str) -> String {
    format!("your-path-{subject}")
}

/// Learn, with the keyboard on the path of a subject.
pub fn href_of_path(subject: &str) -> String {
    format!("/learn#{}", heading_of_path(subject))
}

/// Whether the first page asks who the learner is.
pub fn asks_for_path(progress: &Progress) -> bool {
    progress.profile.preferences.get(ASKS_FOR_PATH).is_none_or(|value| value != "no")
}

/// Not now: the question stays on Learn.
pub fn put_off(learner: Learner) {
    learner.record(Body::PreferenceSet { key: ASKS_FOR_PATH.to_owned(), value: "no".to_owned() });
}
