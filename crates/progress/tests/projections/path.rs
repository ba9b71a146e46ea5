use journal::{Body, Certified, QuizCut, QuizMode, QuizStarted};
use progress::{
    PLACEMENT, Profile, Progress, Skills, StopState, TierEntry, TutorialEntry, certification, has_length,
    skill_score, skill_tree, stands_alone, stop_states,
};
use proptest::prelude::*;

use crate::samples::{answered, progress_of, quiz_finished, quiz_started, step_completed};

const SUBJECT: &str = "system-design";

fn role(role: &str, subject: &str) -> Body {
    Body::RoleSet { role: role.into(), subject: subject.into() }
}

fn goals(ids: &[&str]) -> Body {
    let goals: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    Body::GoalSet { goal: goals.first().cloned().unwrap_or_default(), subject: SUBJECT.into(), goals }
}

#[test]
fn what_the_learner_said_last_of_a_subject_counts() {
    let profile: Profile = progress_of([
        role("backend-engineer", SUBJECT),
        role("data-scientist", "anomaly-detection"),
        Body::LevelSet { level: "beginner".into(), subject: SUBJECT.into() },
        Body::LevelSet { level: "advanced".into(), subject: SUBJECT.into() },
        goals(&["a", "b"]),
        goals(&["b"]),
        role("data-engineer", SUBJECT),
    ])
    .profile;
    let study = profile.study(SUBJECT).unwrap();
    assert_eq!((study.role.as_deref(), study.level.as_deref()), (Some("data-engineer"), Some("advanced")));
    assert_eq!(study.goals, ["b"]);
    assert_eq!(profile.study("anomaly-detection").unwrap().role.as_deref(), Some("data-scientist"));
    assert_eq!(profile.study("poker"), None);
}

#[test]
fn a_journal_from_before_there_were_paths_still_replays() {
    let old: Body = serde_json::from_str(r#"{"goal_set":{"goal":"interview"}}"#).unwrap();
    let older: Body = serde_json::from_str(r#"{"role_set":{"role":"student"}}"#).unwrap();
    let profile = progress_of([old, older]).profile;
    assert_eq!(profile.study(SUBJECT), None);
    assert_eq!(profile.study("").unwrap().role.as_deref(), Some("student"));
    let without: Progress = serde_json::from_value({
        let mut kept = serde_json::to_value(Progress::default()).unwrap();
        kept.as_object_mut().unwrap().remove("certificates");
        kept["profile"].as_object_mut().unwrap().remove("studies");
        kept
    })
    .unwrap();
    assert_eq!(without, Progress::default());
}

fn states(done: &[(&str, bool)]) -> Vec<StopState> {
    let events = done.iter().map(|(tutorial, finishes)| step_completed(tutorial, "s1", 100.0, *finishes));
    let entry = |id| TutorialEntry { id, title: "", steps: vec!["s1", "s2"] };
    stop_states(&progress_of(events).tutorials, &["a", "b", "c"].map(entry))
}

#[test]
fn the_first_tutorial_of_a_path_that_is_not_done_is_next() {
    use StopState::{Begun, Done, Next, Open};
    assert_eq!(states(&[]), [Next, Open, Open]);
    assert_eq!(states(&[("a", true)]), [Done, Next, Open]);
    assert_eq!(states(&[("b", false), ("c", true)]), [Next, Begun, Done]);
    assert_eq!(states(&[("a", false)]), [Next, Open, Open]);
    assert_eq!(states(&[("a", true), ("b", true), ("c", true)]), [Done, Done, Done]);
}

#[test]
fn placements_and_certifications_are_no_quizzes_of_their_own() {
    let alone = |attempt: &str, mode| match quiz_started(attempt, mode) {
        Body::QuizStarted(started) => stands_alone(&started),
        _ => unreachable!(),
    };
    assert!(alone("8f3a", QuizMode::Adaptive) && alone("8f3a", QuizMode::Exam));
    assert!(!alone("tutorial/a/b/8f3a", QuizMode::Tutorial));
    assert!(!alone(&format!("{PLACEMENT}8f3a"), QuizMode::Exam));
    assert!(!alone(&format!("{}8f3a", certification("sre")), QuizMode::Exam));
}

#[test]
fn a_quiz_has_a_length_unless_its_time_or_its_sureness_ends_it() {
    let length =
        |mode, limit_millis: Option<u64>, until_standard_error: Option<f64>| match quiz_started("q", mode) {
            Body::QuizStarted(started) => {
                has_length(&QuizStarted { limit_millis, until_standard_error, ..started })
            }
            _ => unreachable!(),
        };
    assert!(length(QuizMode::Adaptive, None, None));
    assert!(length(QuizMode::Exam, Some(600_000), None), "the clock of an exam hands in its questions");
    assert!(!length(QuizMode::Fixed, Some(600_000), None));
    assert!(!length(QuizMode::Adaptive, None, Some(0.35)));
    let Body::QuizStarted(started) = quiz_started("q", QuizMode::Adaptive) else { unreachable!() };
    assert!(!has_length(&QuizStarted { until_information: Some(0.1), ..started.clone() }));
    assert!(!has_length(&QuizStarted { until_decided: Some(CUT), ..started }));
}

const CUT: QuizCut = QuizCut { cut: 1.0, indifference: 0.5, error: 0.05 };

#[test]
fn what_ends_a_quiz_is_in_its_start_and_older_starts_have_none() {
    let Body::QuizStarted(started) = quiz_started("q", QuizMode::Adaptive) else { unreachable!() };
    let ends = QuizStarted {
        until_standard_error: Some(0.35),
        until_information: Some(0.1),
        until_decided: Some(CUT),
        ..started.clone()
    };
    let mut json = serde_json::to_value(&ends).unwrap();
    assert_eq!(serde_json::from_value::<QuizStarted>(json.clone()).unwrap(), ends);
    for field in ["until_standard_error", "until_information", "until_decided"] {
        assert!(json.as_object_mut().unwrap().remove(field).is_some(), "{field}");
    }
    assert_eq!(serde_json::from_value::<QuizStarted>(json).unwrap(), started);
}

#[test]
fn the_latest_attempt_at_a_certification_is_found_by_its_path() {
    let id = |path: &str, end: &str| format!("{}{end}", certification(path));
    let quizzes = progress_of([
        quiz_started(&id("sre", "1"), QuizMode::Exam),
        quiz_finished(&id("sre", "1"), 5, 0.5),
        quiz_started(&id("sre-lead", "1"), QuizMode::Exam),
    ])
    .quizzes;
    assert_eq!(quizzes.latest(SUBJECT, &certification("sre")).unwrap().0, id("sre", "1"));
    assert_eq!(quizzes.latest("poker", &certification("sre")), None);
    assert_eq!(quizzes.latest(SUBJECT, &certification("data")), None);
}

fn certified(attempt: &str, path: &str, ability: f64) -> Body {
    Body::Certified(Certified {
        subject: SUBJECT.into(),
        path: path.into(),
        attempt: attempt.into(),
        ability,
        standard_error: 0.4,
        cut_score: 0.5,
        answered: 20,
    })
}

#[test]
fn a_passed_attempt_gives_one_certificate_and_the_best_is_shown() {
    let held = progress_of([
        certified("1", "sre", 0.7),
        certified("1", "sre", 0.7),
        certified("2", "sre", 1.1),
        certified("3", "sre", 0.6),
        certified("4", "lead", 2.0),
    ])
    .certificates;
    assert_eq!(held.iter().count(), 4);
    assert_eq!(held.best(SUBJECT, "sre").unwrap().passed.attempt, "2");
    assert_eq!(held.best("poker", "sre"), None);
}

/// Skill `s` is "eviction" in the samples: trained by steps, asked by answers.
fn skills(bodies: impl IntoIterator<Item = Body>) -> Skills {
    progress_of(bodies).skills
}

#[test]
fn a_skill_has_the_higher_of_what_steps_and_answers_say() {
    // One step at 100: 0.3. One right answer: 0.776, see the test of knowledge.
    let step = || step_completed("t", "s", 100.0, false);
    let right = || Body::Answered(answered("caching", "eviction", 1.0));
    assert!((skill_score(&skills([step()]), SUBJECT, "eviction") - 30.0).abs() < 1e-9);
    assert!((skill_score(&skills([step(), right()]), SUBJECT, "eviction") - 77.6).abs() < 1e-9);
    // 1 - 0.7^5 = 0.83193
    let five = skills((0..5).map(|_| step()));
    assert!((skill_score(&five, SUBJECT, "eviction") - 83.193).abs() < 1e-9);
    assert_eq!(skill_score(&five, SUBJECT, "sharding"), 0.0);
}

fn tiers() -> [TierEntry<'static>; 3] {
    let tier = |opens_next_at, skill| TierEntry { opens_next_at, branches: vec![vec![skill]] };
    [tier(Some(80), "eviction"), tier(Some(75), "replicas"), tier(None, "chaos")]
}

#[test]
fn eighty_of_a_hundred_opens_the_next_tier_and_seventy_five_the_one_after() {
    let open = |skills: &Skills| {
        skill_tree(skills, SUBJECT, &tiers()).iter().map(|tier| tier.is_open).collect::<Vec<_>>()
    };
    let right = |skill: &str| Body::Answered(answered("t", skill, 1.0));
    assert_eq!(open(&skills([])), [true, false, false]);
    // 77.6 of 100 is short of 80; two right answers are 96.3.
    assert_eq!(open(&skills([right("eviction")])), [true, false, false]);
    assert_eq!(open(&skills([right("eviction"), right("eviction")])), [true, true, false]);
    // 77.6 is enough for 75.
    let both = [right("eviction"), right("eviction"), right("replicas")];
    assert_eq!(open(&skills(both)), [true, true, true]);
    // The last tier waits for all before it.
    assert_eq!(open(&skills([right("replicas")])), [true, false, false]);
}

#[test]
fn branches_are_means_of_skills_and_tiers_means_of_branches() {
    let tier = TierEntry { opens_next_at: None, branches: vec![vec!["eviction", "none"], vec!["none"]] };
    let stand = skill_tree(&skills([step_completed("t", "s", 100.0, false)]), SUBJECT, &[tier]);
    // (30 + 0) / 2 = 15; (15 + 0) / 2 = 7.5
    assert!((stand[0].branches[0] - 15.0).abs() < 1e-9 && stand[0].branches[1] == 0.0);
    assert!((stand[0].score - 7.5).abs() < 1e-9);
}

proptest! {
    #[test]
    fn more_right_answers_never_close_a_tier(wrong in 0_usize..4, right in 0_usize..6) {
        let history = |right: usize| {
            let credits = std::iter::repeat_n(0.0, wrong).chain(std::iter::repeat_n(1.0, right));
            skills(credits.map(|credit| Body::Answered(answered("t", "eviction", credit))))
        };
        let open = |right| skill_tree(&history(right), SUBJECT, &tiers())[1].is_open;
        prop_assert!(!open(right) || open(right + 1));
        prop_assert!(skill_tree(&history(right), SUBJECT, &tiers())[0].is_open);
    }
}
