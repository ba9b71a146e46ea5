//! Subjects other than the flagship go through the same compiler, and hold what was promised.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::path::Path;

use assessment::code::{CodeCheck, CodeCriterion, Facts, FigureCheck, judge};
use assessment::{Choice, Question};
use content::compile::{compile_folder, write};
use content::{Pack, StepKind};
use serde_json::{Value, json};

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

/// A figure of as many panels and series as are asked, of the kinds and under the names that are asked, all of them flat.
fn flat(check: &FigureCheck) -> Value {
    let kind = |kind: &Option<String>| kind.clone().or(check.kind.clone()).unwrap_or("line".to_owned());
    let flat = |kind: String, label: &str| match kind.as_str() {
        "bar" => json!({ "kind": kind, "label": label, "names": ["a", "b"], "values": [0, 0] }),
        "histogram" => json!({ "kind": kind, "label": label, "edges": [0, 1, 2], "counts": [0, 0] }),
        _ => json!({ "kind": kind, "label": label, "x": [0, 1], "y": [0, 0] }),
    };
    let named = check.drawn.iter().map(|one| flat(kind(&one.kind), one.label.as_deref().unwrap_or("")));
    let more = (0..check.series.unwrap_or(1)).map(|_| flat(kind(&None), "n"));
    let series: Vec<Value> = named.chain(more).collect();
    let panel = json!({ "title": " x", "x_label": "x", "y_label": "y", "legend": true, "series": series });
    let panels = vec![panel; check.panels.unwrap_or(1)];
    json!({ "error": null, "figures": [{ "columns": 1, "panels": panels }] })
}

#[test]
fn a_picture_that_shows_nothing_passes_no_step() {
    let mut asked = 0;
    for id in ["system-design", "anomaly-detection"] {
        for (tutorial, step) in
            pack(id).tutorials.iter().flat_map(|one| one.steps.iter().map(move |step| (one, step)))
        {
            let criteria = step.kind.code().map(|task| task.criteria.as_slice()).unwrap_or_default();
            for criterion in criteria {
                let CodeCheck::Figure(check) = &criterion.check else { continue };
                let outcome = flat(check).to_string();
                let facts = Facts { outcome: &outcome, ..Facts::default() };
                let verdict = judge(std::slice::from_ref(criterion), &facts);
                assert!(!verdict.passed, "{}/{}: {}", tutorial.id, step.id, criterion.description);
                // What else is asked, the flat picture has: it is for its heights that it fails.
                let mut without = check.clone();
                without.drawn.clear();
                let rest = CodeCriterion { check: CodeCheck::Figure(without), ..criterion.clone() };
                assert!(judge(&[rest], &facts).passed, "{}/{}", tutorial.id, step.id);
                asked += 1;
            }
        }
    }
    assert_eq!(asked, 5);
}

const ALL: [&str; 5] = ["system-design", "anomaly-detection", "behavioral", "exam-practice", "poker"];

#[test]
fn the_longest_option_is_right_about_as_often_as_chance_has_it() {
    for id in ALL {
        let (mut count, mut longest) = (0, 0);
        for item in &pack(id).items {
            let Question::SingleChoice { options } = &item.question else { continue };
            let length = |option: &Choice| option.text.chars().count();
            let right = options.iter().find(|option| option.correct).map(length).unwrap();
            count += 1;
            longest += usize::from(options.iter().all(|option| option.correct || length(option) < right));
        }
        // A quarter of four options; 36 % leaves room for chance in the small packs.
        assert!(longest * 100 <= count * 36, "{id}: {longest} of {count}");
    }
}

#[test]
fn a_default_of_a_named_setting_says_when_it_was_so() {
    let mut found = 0;
    for id in ALL {
        for item in &pack(id).items {
            for sentence in item.explanation.split(". ").filter(|one| one.contains("by default")) {
                let names_a_setting =
                    sentence.split('`').skip(1).step_by(2).any(|code| code.matches('.').count() > 0);
                if names_a_setting {
                    assert!(sentence.contains("as of 20"), "{id}, {}: {sentence}", item.id);
                    found += 1;
                }
            }
        }
    }
    assert!(found >= 3, "{found}");
}

#[test]
fn each_pack_says_who_wrote_it() {
    for id in ALL {
        assert!(!pack(id).author.is_empty(), "{id}");
    }
}
