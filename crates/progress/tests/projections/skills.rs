use jiff::civil::date;
use journal::Body;
use progress::{Skills, Tally, TopicLevel, knowledge_after, skill_score};
use proptest::prelude::*;

use crate::samples::{answer, answered, moment, progress, progress_of, step_completed};

const TODAY: jiff::civil::Date = date(2026, 3, 10);

fn known(skills: &Skills) -> f64 {
    skills.subject("system-design").unwrap().skill("eviction").unwrap().known
}

#[track_caller]
fn check_level(answers: u32, right: u32, expected: TopicLevel) {
    let credits = (0..answers).map(|number| if number < right { 1.0 } else { 0.0 });
    let skills = progress_of(credits.map(answer)).skills;
    assert_eq!(skills.subject("system-design").unwrap().topic("caching").unwrap().level(TODAY), expected);
}

#[test]
fn right_and_wrong_answers_move_knowledge_as_corbett_and_anderson_say() {
    // 0.3 x 0.1 / (0.03 + 0.7 x 0.85) = 0.048; 0.048 + 0.952 x 0.2 = 0.2384
    assert!((known(&progress_of([answer(0.0)]).skills) - 0.2384).abs() < 1e-12);
    // 0.776 x 0.9 / (0.6984 + 0.224 x 0.15) = 0.954098..; + 0.045901.. x 0.2 = 0.963278..
    let twice = known(&progress_of([answer(1.0), answer(1.0)]).skills);
    assert!((twice - 0.963_278_688_524_590_2).abs() < 1e-12, "{twice}");
}

#[test]
fn levels_need_both_accuracy_and_questions() {
    check_level(10, 8, TopicLevel::Mastered);
    check_level(9, 9, TopicLevel::Proficient);
    check_level(10, 7, TopicLevel::Proficient);
    check_level(5, 3, TopicLevel::Proficient);
    check_level(4, 4, TopicLevel::Developing);
    check_level(5, 2, TopicLevel::Developing);
    check_level(10, 3, TopicLevel::NeedsFocus);
}

#[test]
fn credits_of_four_fifths_are_eighty_percent() {
    let skills = progress_of((0..10).map(|_| answer(0.8))).skills;
    let topic = skills.subject("system-design").unwrap().topic("caching").unwrap();
    assert_eq!(topic.level(TODAY), TopicLevel::Mastered);
}

#[test]
fn nothing_answered_needs_focus() {
    assert_eq!(TopicLevel::of(Tally::default()), TopicLevel::NeedsFocus);
}

#[test]
fn only_the_last_thirty_days_count_towards_the_level() {
    let skills = progress([
        (moment("2026-02-08T12:00"), answer(0.0)),
        (moment("2026-02-09T12:00"), answer(1.0)),
        (moment("2026-03-10T12:00"), answer(1.0)),
    ])
    .skills;
    let subject = skills.subject("system-design").unwrap();
    let skill = subject.skill("eviction").unwrap();
    assert_eq!((skill.total.answered, skill.recent(TODAY).answered), (3, 2));
    assert_eq!(subject.topic("caching").unwrap().recent(TODAY).accuracy(), Some(1.0));
}

#[test]
fn subjects_do_not_mix() {
    let mut other = answered("caching", "eviction", 0.0);
    other.subject = "poker".into();
    let skills = progress_of([answer(1.0), Body::Answered(other)]).skills;
    assert_eq!(skills.subject("poker").unwrap().skill("eviction").unwrap().total.answered, 1);
    assert_eq!(skills.subject("system-design").unwrap().skills().count(), 1);
    assert_eq!(skills.subject("chess"), None);
}

#[test]
fn a_tutorial_step_moves_the_score_of_its_skills() {
    let skills =
        progress_of([step_completed("t", "s1", 100.0, false), step_completed("t", "s2", 50.0, false)]).skills;
    // 0.7 x 0 + 0.3 x 1 = 0.3; 0.7 x 0.3 + 0.3 x 0.5 = 0.36
    let trained = skills.trained("system-design").unwrap();
    assert!((trained.get("eviction").unwrap() - 0.36).abs() < 1e-12);
    assert_eq!(trained.get("sharding"), None);
}

#[test]
fn a_skill_of_the_same_id_in_another_pack_is_trained_by_that_packs_steps_alone() {
    let skills = progress_of([
        step_completed("t", "s1", 100.0, false),
        step_completed("networks~t", "s1", 50.0, false),
        step_completed("networks~t", "s2", 50.0, false),
    ])
    .skills;
    let score = |subject| skill_score(&skills, subject, "eviction");
    // Of 100: 30 x 1; 30 x 0.5 = 15, then 0.7 x 15 + 15 = 25.5.
    assert!((score("system-design") - 30.0).abs() < 1e-9);
    assert!((score("networks") - 25.5).abs() < 1e-9);
    assert_eq!((score("chess"), skills.trained("chess")), (0.0, None));
}

proptest! {
    #[test]
    fn knowledge_stays_a_chance(credits in prop::collection::vec(-1.0_f64..2.0, 0..200)) {
        let known = credits.into_iter().fold(0.3, knowledge_after);
        prop_assert!((0.0..=1.0).contains(&known));
    }

    #[test]
    fn a_better_answer_never_lowers_knowledge_more(known in 0.0_f64..=1.0, worse in 0.0_f64..=1.0, better in 0.0_f64..=1.0) {
        let (worse, better) = if worse < better { (worse, better) } else { (better, worse) };
        prop_assert!(knowledge_after(known, worse) <= knowledge_after(known, better) + 1e-12);
    }
}
