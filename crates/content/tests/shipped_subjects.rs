//! Subjects other than the flagship go through the same compiler, and hold what was promised.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::path::Path;

use content::compile::{compile_folder, write};
use content::{Pack, StepKind};

fn pack(id: &str) -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(id);
    compile_folder(&folder).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{} problems:\n{}", lines.len(), lines.join("\n"))
    })
}

/// Each skill is asked about, and the pack is the same after a journey through its file.
fn check(id: &str, least_items: usize) -> Pack {
    let pack = pack(id);
    assert!(pack.items.len() >= least_items, "{}", pack.items.len());
    for skill in pack.topics.iter().flat_map(|topic| &topic.skills) {
        assert!(pack.items.iter().any(|item| item.skill == skill.id), "nothing asks about {}", skill.id);
    }
    assert_eq!(content::pack_from_json(&write(&pack).unwrap().json).as_ref(), Ok(&pack));
    pack
}

#[test]
fn poker_has_sixty_items_and_six_lessons_without_a_canvas() {
    let pack = check("poker", 60);
    assert_eq!(pack.tutorials.len(), 6);
    for tutorial in &pack.tutorials {
        let last = tutorial.steps.last().expect("a lesson has steps");
        assert!(matches!(&last.kind, StepKind::Assessment { items } if items.len() == 3), "{}", tutorial.id);
        assert!(
            !tutorial.steps.iter().any(|step| matches!(step.kind, StepKind::Canvas { .. })),
            "{}",
            tutorial.id
        );
        let minutes: u32 = tutorial.steps.iter().map(|step| step.minutes).sum();
        assert_eq!(minutes, tutorial.minutes, "{}", tutorial.id);
    }
}

#[test]
fn exam_practice_has_ten_items_or_more_in_each_of_its_topics() {
    let pack = check("exam-practice", 120);
    assert_eq!(pack.topics.len(), 12);
    for topic in &pack.topics {
        let count = pack.items.iter().filter(|item| item.topic == topic.id).count();
        assert!(count >= 10, "{}: {count}", topic.id);
    }
}

#[test]
fn every_objective_that_ships_says_what_it_means_and_takes_its_share_of_the_time() {
    for id in ["system-design", "anomaly-detection", "poker"] {
        for tutorial in &pack(id).tutorials {
            for objective in &tutorial.objectives {
                let says = &objective.description;
                assert!(says.ends_with('.') && says.len() > 40, "{}: {says:?}", tutorial.id);
                assert!(objective.minutes > 0, "{}: {}", tutorial.id, objective.id);
                let is_taught = tutorial.steps.iter().any(|step| step.objectives.contains(&objective.id));
                assert!(is_taught, "{}: {}", tutorial.id, objective.id);
            }
            let minutes: u32 = tutorial.objectives.iter().map(|objective| objective.minutes).sum();
            assert_eq!(minutes, tutorial.minutes, "{}", tutorial.id);
            // Stated only where it is another.
            assert!(tutorial.steps.iter().all(|step| step.difficulty != Some(tutorial.difficulty)));
        }
    }
}

#[test]
fn a_step_of_anomaly_detection_asks_a_question_beside_its_program() {
    let pack = pack("anomaly-detection");
    let asking =
        pack.tutorials.iter().flat_map(|tutorial| &tutorial.steps).filter_map(|step| step.kind.code());
    assert!(asking.filter(|task| !task.items.is_empty()).count() >= 1);
}
