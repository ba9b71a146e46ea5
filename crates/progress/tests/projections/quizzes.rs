use jiff::civil::date;
use journal::{Answered, Body, QuestionShown, QuizMode, Response, StoryTold};
use progress::{AttemptStep, Outcome, Quizzes};

use crate::samples::{answer, answered, moment, progress, progress_of, quiz_finished, quiz_started};

fn shown(attempt: &str, item: &str, position: u32) -> Body {
    let parameters = [1.0, 0.0, 0.25, 1.0];
    Body::QuestionShown(QuestionShown { attempt: attempt.into(), item: item.into(), position, parameters })
}

fn hint(item: &str, level: u8) -> Body {
    Body::HintOpened { attempt: "q1".into(), item: item.into(), level }
}

fn ids<'a>(attempts: &[(&'a str, &progress::Attempt)]) -> Vec<&'a str> {
    attempts.iter().map(|(id, _)| *id).collect()
}

fn left_in_the_middle() -> Quizzes {
    progress_of([
        quiz_started("q1", QuizMode::Adaptive),
        shown("q1", "i1", 0),
        hint("i1", 1),
        hint("i1", 2),
        answer(0.6),
        Body::ExplanationViewed { attempt: "q1".into(), item: "i1".into() },
        shown("q1", "i2", 1),
        hint("i2", 1),
    ])
    .quizzes
}

#[test]
fn an_attempt_that_was_left_has_all_its_steps_in_order() {
    let quizzes = left_in_the_middle();
    assert_eq!(ids(&quizzes.unfinished()), ["q1"]);
    let attempt = quizzes.get("q1").unwrap();
    assert_eq!(attempt.started.as_ref().unwrap().seed, 7);
    let kinds: Vec<String> = attempt
        .steps
        .iter()
        .map(|step| match step {
            AttemptStep::Shown(shown) => format!("shown {}", shown.item),
            AttemptStep::HintOpened { item, level } => format!("hint {item} {level}"),
            AttemptStep::Answered(answered) => format!("answered {} {}", answered.item, answered.credit),
            AttemptStep::ExplanationViewed { item } => format!("explanation {item}"),
        })
        .collect();
    assert_eq!(
        kinds,
        ["shown i1", "hint i1 1", "hint i1 2", "answered i1 0.6", "explanation i1", "shown i2", "hint i2 1"]
    );
    assert_eq!(
        (attempt.hints_opened("i1"), attempt.hints_opened("i2"), attempt.hints_opened("i3")),
        (2, 1, 0)
    );
    assert_eq!(attempt.answers().count(), 1);
    assert_eq!(attempt.shown().count(), 2);
}

#[test]
fn a_finished_attempt_keeps_its_result_and_its_steps() {
    let bodies =
        [quiz_started("q1", QuizMode::Exam), shown("q1", "i1", 0), answer(1.0), quiz_finished("q1", 1, 1.0)];
    let quizzes = progress_of(bodies).quizzes;
    assert_eq!(quizzes.unfinished(), []);
    let finished = quizzes.finished();
    assert_eq!(ids(&finished), ["q1"]);
    let attempt = finished[0].1;
    assert_eq!(attempt.steps.len(), 2);
    assert!(
        matches!(&attempt.outcome, Outcome::Finished { on, result } if *on == date(2026, 3, 10) && result.score == 1.0)
    );
}

#[test]
fn an_abandoned_attempt_is_neither_and_a_finished_one_cannot_be_abandoned() {
    let abandoned = || Body::QuizAbandoned { attempt: "q1".into() };
    let quizzes = progress_of([quiz_started("q1", QuizMode::Exam), abandoned()]).quizzes;
    assert_eq!((quizzes.unfinished().len(), quizzes.finished().len()), (0, 0));
    let quizzes =
        progress_of([quiz_started("q1", QuizMode::Exam), quiz_finished("q1", 1, 1.0), abandoned()]).quizzes;
    assert_eq!(quizzes.finished().len(), 1);
}

#[test]
fn an_attempt_whose_start_has_not_arrived_waits_for_it() {
    let quizzes = progress_of([shown("q1", "i1", 0)]).quizzes;
    assert_eq!(quizzes.unfinished(), []);
    let quizzes = progress_of([shown("q1", "i1", 0), quiz_started("q1", QuizMode::Exam)]).quizzes;
    assert_eq!(quizzes.unfinished().len(), 1);
    assert_eq!(quizzes.get("q1").unwrap().steps.len(), 1);
}

#[test]
fn the_latest_attempt_comes_first() {
    let quizzes = progress([
        (moment("2026-03-08T12:00"), quiz_started("q1", QuizMode::Adaptive)),
        (moment("2026-03-09T12:00"), quiz_started("q2", QuizMode::Adaptive)),
        (moment("2026-03-10T12:00"), shown("q1", "i1", 0)),
    ])
    .quizzes;
    assert_eq!(ids(&quizzes.unfinished()), ["q1", "q2"]);
}

#[test]
fn an_item_remembers_when_it_was_last_seen() {
    let quizzes = progress([
        (moment("2026-03-08T12:00"), quiz_started("q1", QuizMode::Adaptive)),
        (moment("2026-03-08T12:01"), shown("q1", "i1", 0)),
        (moment("2026-03-08T12:02"), shown("q1", "i2", 1)),
        (moment("2026-03-09T12:00"), answer(1.0)),
    ])
    .quizzes;
    let seen = |item: &str| quizzes.last_seen_utc_millis("system-design", item);
    assert_eq!(seen("i1"), Some(moment("2026-03-09T12:00").utc_millis));
    assert_eq!(seen("i2"), Some(moment("2026-03-08T12:02").utc_millis));
    assert_eq!(seen("i3"), None);
}

#[test]
fn an_answer_or_an_end_that_was_recorded_twice_counts_once() {
    let once = answer(1.0);
    let end = quiz_finished("q1", 1, 1.0);
    let told_once = progress_of([quiz_started("q1", QuizMode::Adaptive), once.clone(), end.clone()]);
    let told_twice =
        progress_of([quiz_started("q1", QuizMode::Adaptive), once.clone(), once, end.clone(), end]);
    assert_eq!(told_twice, told_once);
}

#[test]
fn a_flag_is_kept_until_it_is_taken_back() {
    let flag = |item: &str, flagged: bool| Body::QuestionFlagged {
        attempt: "q1".into(),
        item: item.into(),
        flagged,
    };
    let bodies = [
        quiz_started("q1", QuizMode::Exam),
        flag("i1", true),
        flag("i2", true),
        flag("i1", false),
        flag("i3", false),
    ];
    let quizzes = progress_of(bodies).quizzes;
    assert_eq!(quizzes.get("q1").unwrap().flagged.iter().collect::<Vec<_>>(), ["i2"]);
}

#[test]
fn a_paused_attempt_is_paused_until_it_is_resumed_and_its_pauses_are_counted() {
    let paused = || Body::QuizPaused { attempt: "q1".into() };
    let resumed = || Body::QuizResumed { attempt: "q1".into() };
    let state = |bodies: Vec<Body>| {
        let quizzes = progress_of([quiz_started("q1", QuizMode::Exam)].into_iter().chain(bodies)).quizzes;
        let attempt = quizzes.get("q1").unwrap();
        (attempt.is_paused, attempt.pauses)
    };
    assert_eq!(state(vec![]), (false, 0));
    // Two tabs may both say so.
    assert_eq!(state(vec![paused(), paused()]), (true, 1));
    assert_eq!(state(vec![paused(), resumed(), resumed()]), (false, 1));
    assert_eq!(state(vec![paused(), resumed(), paused()]), (true, 2));
}

#[test]
fn answers_that_were_not_right_are_counted_over_the_other_attempts() {
    let given = |attempt: &str, item: &str, credit: f64| {
        let answered = answered("caching", "eviction", credit);
        Body::Answered(Answered { attempt: attempt.into(), item: item.into(), ..answered })
    };
    let bodies =
        [given("q1", "i1", 0.0), given("q2", "i1", 0.5), given("q3", "i1", 1.0), given("q4", "i2", 0.0)];
    let skipped = Answered {
        attempt: "q5".into(),
        item: "i1".into(),
        response: Response::Skipped,
        ..answered("caching", "eviction", 0.0)
    };
    let quizzes = progress_of(bodies.into_iter().chain([Body::Answered(skipped)])).quizzes;
    let failed = |item: &str, but_in: &str| quizzes.failed_answers(item, but_in);
    assert_eq!((failed("i1", ""), failed("i1", "q2"), failed("i2", ""), failed("i3", "")), (2, 1, 1, 0));
}

#[test]
fn skips_are_told_from_answers() {
    let step = |item: &str, response: Response| {
        Body::Answered(Answered {
            attempt: "q".into(),
            item: item.into(),
            response,
            ..answered("caching", "eviction", 0.0)
        })
    };
    let text = |text: &str| Response::Text { text: text.into(), ratings: Vec::new() };
    let given = [Response::Skipped, text(""), text("a cache"), Response::Number(3.0)];
    let steps = given.into_iter().enumerate().map(|(place, given)| step(&place.to_string(), given));
    let quizzes = progress_of(steps).quizzes;
    assert_eq!(quizzes.get("q").unwrap().answered_and_skipped(), (2, 2));
}

#[test]
fn the_principles_of_every_story_of_a_subject_are_told() {
    let story = |subject: &str, principles: &[&str]| {
        let told = StoryTold {
            situation: String::new(),
            task: String::new(),
            action: String::new(),
            result: String::new(),
            principles: principles.iter().map(|id| (*id).to_owned()).collect(),
            ratings: vec![1],
        };
        let response = Response::Story(told);
        Body::Answered(Answered { subject: subject.into(), response, ..answered("caching", "eviction", 1.0) })
    };
    let bodies = [story("s", &["a", "b"]), story("s", &["a"]), story("t", &["c"]), answer(1.0)];
    let quizzes = progress_of(bodies).quizzes;
    let mut told: Vec<&str> = quizzes.story_principles("s").collect();
    told.sort_unstable();
    assert_eq!(told, ["a", "a", "b"]);
}
