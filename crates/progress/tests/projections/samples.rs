//! Short histories to test with.

use std::sync::atomic::{AtomicU32, Ordering};

use journal::{
    Answered, Body, ChallengeGraded, DeviceId, Event, Moment, QuizFinished, QuizMode, QuizStarted, Response,
    TutorialStepAttempted, TutorialStepCompleted,
};
use progress::Progress;

/// In a zone without an offset; `time` such as `2026-03-10T12:00`.
pub fn moment(time: &str) -> Moment {
    let civil: jiff::civil::DateTime = time.parse().unwrap();
    let utc_millis = civil.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond();
    Moment::new(utc_millis, 0, "UTC").unwrap()
}

pub fn events(history: impl IntoIterator<Item = (Moment, Body)>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (at, body) in history {
        let tip = events.last().map(Event::tip);
        events.push(Event::next(tip.as_ref(), DeviceId::new("d"), at, &body).unwrap());
    }
    events
}

pub fn progress(history: impl IntoIterator<Item = (Moment, Body)>) -> Progress {
    Progress::replay(&events(history))
}

/// All at noon of one day.
pub fn progress_of(bodies: impl IntoIterator<Item = Body>) -> Progress {
    progress(bodies.into_iter().map(|body| (moment("2026-03-10T12:00"), body)))
}

/// Of difficulty 0, and each of an item of its own: an item counts once in an attempt.
pub fn answered(topic: &str, skill: &str, credit: f64) -> Answered {
    static ITEMS: AtomicU32 = AtomicU32::new(1);
    let item = format!("i{}", ITEMS.fetch_add(1, Ordering::Relaxed));
    Answered {
        attempt: "q1".into(),
        subject: "system-design".into(),
        item,
        topic: topic.into(),
        skill: skill.into(),
        response: Response::Chosen(vec![0]),
        correctness: credit,
        credit,
        elapsed_millis: 30_000,
        expected_millis: 45_000,
        hints: 0,
        confidence: None,
        parameters: [1.0, 0.0, 0.25, 1.0],
    }
}

pub fn answer(credit: f64) -> Body {
    Body::Answered(answered("caching", "eviction", credit))
}

pub fn quiz_started(attempt: &str, mode: QuizMode) -> Body {
    Body::QuizStarted(QuizStarted {
        attempt: attempt.into(),
        subject: "system-design".into(),
        mode,
        topics: Vec::new(),
        length: 10,
        seed: 7,
        prior_mean: 0.0,
        prior_sd: 1.0,
        pool: Vec::new(),
        recently_seen: Vec::new(),
        limit_millis: None,
        sections: Vec::new(),
        until_standard_error: None,
        until_information: None,
        until_decided: None,
    })
}

pub fn quiz_finished(attempt: &str, answered: u32, score: f64) -> Body {
    Body::QuizFinished(QuizFinished {
        attempt: attempt.into(),
        ability: 0.5,
        standard_error: 0.4,
        answered,
        score,
    })
}

pub fn step_attempted(tutorial: &str, step: &str, score: f64) -> Body {
    let (tutorial, step) = (tutorial.into(), step.into());
    Body::TutorialStepAttempted(TutorialStepAttempted { tutorial, step, passed: score >= 60.0, score })
}

pub fn step_completed(tutorial: &str, step: &str, score: f64, finishes_tutorial: bool) -> Body {
    Body::TutorialStepCompleted(TutorialStepCompleted {
        tutorial: tutorial.into(),
        step: step.into(),
        score,
        minutes: 5.0,
        attempts: 1,
        hints: 0,
        skills: vec!["eviction".into()],
        finishes_tutorial,
    })
}

pub fn graded(challenge: &str, design: &str, score: f64, passed: bool) -> Body {
    Body::ChallengeGraded(ChallengeGraded {
        design: design.into(),
        challenge: challenge.into(),
        subject: "system-design".into(),
        score,
        passed,
        verdict: String::new(),
        requirements: Vec::new(),
        dimensions: Vec::new(),
        rubric: Vec::new(),
    })
}
