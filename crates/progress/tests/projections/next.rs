use expect_test::{Expect, expect};
use jiff::civil::date;
use journal::{Body, QuizMode};
use progress::{Action, Catalogue, ChallengeEntry, TopicEntry, TutorialEntry, what_goes_on, what_next};

use crate::samples::{answered, graded, moment, progress, quiz_started, step_completed};

fn answers(topic: &str, credits: &[f64]) -> Vec<Body> {
    credits.iter().map(|credit| Body::Answered(answered(topic, "any", *credit))).collect()
}

#[track_caller]
fn check(bodies: Vec<Body>, expected: &Expect) {
    check_with(bodies, true, expected);
}

#[track_caller]
fn check_with(bodies: Vec<Body>, has_tutorials: bool, expected: &Expect) {
    let progress = progress(bodies.into_iter().map(|body| (moment("2026-03-10T12:00"), body)));
    let tutorials = [
        TutorialEntry { id: "t1", title: "A first service", steps: vec!["s1", "s2"] },
        TutorialEntry { id: "t2", title: "Caching", steps: vec!["s1"] },
    ];
    let topics = [TopicEntry { id: "caching", name: "Caching" }, TopicEntry { id: "queues", name: "Queues" }];
    let tutorials = if has_tutorials { &tutorials[..] } else { &[] };
    let challenges =
        [ChallengeEntry { id: "c1", title: "Short links" }, ChallengeEntry { id: "c2", title: "Group chat" }];
    let catalogue =
        Catalogue { subject: "system-design", tutorials, topics: &topics, challenges: &challenges };
    let suggestions = what_next(&progress, &catalogue, date(2026, 3, 10));
    let lines: Vec<String> =
        suggestions.iter().map(|it| format!("{}: {}", name_of(&it.action), it.reason)).collect();
    expected.assert_eq(&lines.join("\n"));
}

fn name_of(action: &Action) -> String {
    match action {
        Action::ContinueQuiz { attempt } => format!("continue quiz {attempt}"),
        Action::ContinueTutorial { tutorial, step } => format!("continue {tutorial} at {step}"),
        Action::PractiseTopic { topic } => format!("practise {topic}"),
        Action::StartTutorial { tutorial } => format!("start {tutorial}"),
        Action::ContinueChallenge { challenge } => format!("continue {challenge}"),
        Action::StartChallenge { challenge } => format!("start {challenge}"),
    }
}

#[test]
fn whoever_is_new_starts_the_first_tutorial() {
    check(
        vec![],
        &expect![[r#"start t1: You have not opened a tutorial yet; "A first service" is the first."#]],
    );
}

#[test]
fn beside_the_path_that_was_chosen_no_other_subject_is_begun_and_each_goes_on() {
    let tutorials = [TutorialEntry { id: "t1", title: "A first service", steps: vec!["s1", "s2"] }];
    let topics = [TopicEntry { id: "caching", name: "Caching" }];
    let challenges = [ChallengeEntry { id: "c1", title: "Short links" }];
    let catalogue = |tutorials| Catalogue {
        subject: "system-design",
        tutorials,
        topics: &topics,
        challenges: &challenges,
    };
    let names = |bodies: Vec<Body>, tutorials| -> Vec<String> {
        let progress = progress(bodies.into_iter().map(|body| (moment("2026-03-10T12:00"), body)));
        let suggestions = what_goes_on(&progress, &catalogue(tutorials), date(2026, 3, 10));
        suggestions.iter().map(|it| name_of(&it.action)).collect()
    };
    assert_eq!(names(vec![], &tutorials), [""; 0]);
    assert_eq!(names(vec![], &[]), [""; 0]);
    // A quiz without an answer begins nothing, and can be gone on with.
    assert_eq!(names(vec![quiz_started("q1", QuizMode::Adaptive)], &tutorials), ["continue quiz q1"]);
    assert_eq!(names(answers("caching", &[0.0]), &tutorials), ["practise caching", "start t1"]);
    assert_eq!(names(vec![step_completed("t1", "s1", 80.0, false)], &tutorials), ["continue t1 at s2"]);
}

#[test]
fn whoever_is_new_to_a_subject_without_tutorials_starts_with_its_first_topic() {
    check_with(
        vec![],
        false,
        &expect![[r#"practise caching: You have not answered a question on "Caching" in the last 30 days."#]],
    );
}

#[test]
fn what_was_left_comes_first_and_then_the_weakest_topic() {
    let mut bodies = vec![step_completed("t1", "s1", 80.0, false), quiz_started("q1", QuizMode::Adaptive)];
    bodies.extend(answers("caching", &[1.0, 0.0, 0.0]));
    bodies.extend(answers("queues", &[1.0, 0.0]));
    check(
        bodies,
        &expect![[r#"
        continue quiz q1: You left a quiz after 5 answers; it has 10 questions at most.
        continue t1 at s2: You completed 1 of 2 steps of "A first service".
        practise caching: In "Caching" you got 33 % of 3 questions right in the last 30 days.
        start t2: "Caching" is the next tutorial that you have not opened."#]],
    );
}

#[test]
fn a_quiz_inside_a_tutorial_is_continued_with_the_tutorial() {
    let quiz = quiz_started("q1", QuizMode::Tutorial);
    check(
        vec![step_completed("t1", "s1", 80.0, false), quiz],
        &expect![[r#"
        continue t1 at s2: You completed 1 of 2 steps of "A first service".
        start t2: "Caching" is the next tutorial that you have not opened."#]],
    );
}

#[test]
fn without_a_weak_topic_the_one_with_too_few_answers_is_next() {
    check(
        answers("caching", &[1.0; 6]),
        &expect![[r#"
        practise queues: You have not answered a question on "Queues" in the last 30 days.
        start t1: You have not opened a tutorial yet; "A first service" is the first."#]],
    );
    let both = [answers("caching", &[1.0; 6]), answers("queues", &[1.0; 2])].concat();
    check(
        both,
        &expect![[r#"
        practise queues: You answered 2 questions on "Queues" in the last 30 days, which is too few to tell how you do.
        start t1: You have not opened a tutorial yet; "A first service" is the first."#]],
    );
}

#[test]
fn whoever_is_through_with_everything_is_left_alone() {
    let mut bodies = [answers("caching", &[1.0; 6]), answers("queues", &[1.0; 6])].concat();
    bodies.push(step_completed("t1", "s1", 100.0, false));
    bodies.push(step_completed("t1", "s2", 100.0, true));
    bodies.push(step_completed("t2", "s1", 100.0, true));
    bodies.push(graded("c1", "d", 4.0, true));
    bodies.push(graded("c2", "d", 4.0, true));
    check(bodies, &expect![[r#""#]]);
}

#[test]
fn a_challenge_that_was_not_passed_is_gone_on_with_and_a_new_one_follows_a_tutorial() {
    let tutorial = || {
        let steps = vec![step_completed("t1", "s1", 80.0, false), step_completed("t1", "s2", 80.0, true)];
        [steps, answers("caching", &[1.0; 6]), answers("queues", &[1.0; 6])].concat()
    };
    check(
        tutorial(),
        &expect![[r#"
        start t2: "Caching" is the next tutorial that you have not opened.
        start c1: You finished a tutorial; "Short links" is a whole system to design, from a brief."#]],
    );
    let tried = vec![graded("c1", "d", 2.0, false), graded("c1", "d", 3.46, false)];
    check(
        [tutorial(), tried].concat(),
        &expect![[r#"
        continue c1: You had "Short links" graded 2 times, at best 3.46 of 5, and have not passed it yet.
        start t2: "Caching" is the next tutorial that you have not opened.
        start c2: You finished a tutorial; "Group chat" is a whole system to design, from a brief."#]],
    );
    check(
        [tutorial(), vec![graded("c1", "d", 4.0, true)]].concat(),
        &expect![[r#"
        start t2: "Caching" is the next tutorial that you have not opened.
        start c2: You passed 1 challenge; "Group chat" is the next that you have not tried."#]],
    );
}
