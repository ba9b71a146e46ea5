//! The packs in this repository are whole, and their canvas tasks can be solved.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::path::Path;

use content::compile::{EXPOSURE_QUESTIONS, compile_folder, limit_exposure, write};
use content::{Pack, StepKind};
use diagram::{Catalogue, Diagram, format};

fn system_design() -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/system-design");
    compile_folder(&folder).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{} problems:\n{}", lines.len(), lines.join("\n"))
    })
}

#[test]
fn system_design_compiles_and_is_read_back() {
    let pack = system_design();
    assert_eq!(pack.topics.len(), 24);
    assert!(pack.topics.iter().all(|topic| (2..=4).contains(&topic.skills.len())));
    let written = write(&pack).unwrap();
    assert_eq!(content::pack_from_json(&written.json), Ok(pack));
}

fn opened(design: &serde_json::Value) -> Diagram {
    let opened = format::read(&design.to_string()).unwrap();
    assert_eq!(opened.left_out, Vec::<String>::new());
    opened.diagram
}

/// What came of each criterion, as the learner would read it.
fn judged(design: &serde_json::Value, criteria: &[content::Criterion]) -> Vec<(bool, String)> {
    let diagram = opened(design);
    let report = analysis::report(&diagram, Catalogue::builtin());
    let judge = |criterion: &content::Criterion| {
        let outcome = criterion.check.judge(&diagram, Catalogue::builtin(), &report);
        (outcome.passed, format!("{}; found: {}", outcome.expected, outcome.found))
    };
    criteria.iter().map(judge).collect()
}

#[test]
fn every_canvas_task_is_open_at_the_start_and_closed_by_its_solution() {
    let pack = system_design();
    let mut tasks = 0;
    for tutorial in &pack.tutorials {
        for step in &tutorial.steps {
            let StepKind::Canvas { starting_design, solution, criteria } = &step.kind else { continue };
            tasks += 1;
            assert!((2..=10).contains(&criteria.len()) && step.hints.len() == 3, "{}", step.id);
            let (start, solved) = (judged(starting_design, criteria), judged(solution, criteria));
            assert!(start.iter().any(|(passed, _)| !passed), "{}: nothing to do", step.id);
            assert!(solved.iter().all(|(passed, _)| *passed), "{}: {solved:#?}", step.id);
        }
    }
    assert_eq!(tasks, 17);
}

#[test]
fn every_tutorial_reads_builds_and_asks() {
    for tutorial in &system_design().tutorials {
        let count =
            |wanted: fn(&StepKind) -> bool| tutorial.steps.iter().filter(|step| wanted(&step.kind)).count();
        assert!((4..=6).contains(&tutorial.steps.len()), "{}", tutorial.id);
        let designs = count(|kind| matches!(kind, StepKind::Canvas { .. }));
        let programs = count(|kind| kind.code().is_some());
        let texts = count(|kind| matches!(kind, StepKind::Conceptual));
        // A program has much of the text beside it.
        let is_built = texts >= 2 && (1..=2).contains(&designs) && programs == 0;
        let is_programmed = texts >= 1 && designs == 0 && (2..=3).contains(&programs);
        assert!(is_built || is_programmed, "{}", tutorial.id);
        let asks = |kind: &StepKind| matches!(kind, StepKind::Assessment { items } if (2..=4).contains(&items.len()));
        assert!(tutorial.steps.last().is_some_and(|step| asks(&step.kind)), "{}", tutorial.id);
        let minutes: u32 = tutorial.steps.iter().map(|step| step.minutes).sum();
        assert_eq!(minutes, tutorial.minutes, "{}", tutorial.id);
    }
}

/// As the app asks with, over the pack as it is shipped.
fn limited_bank() -> assessment::Bank {
    let mut pack = system_design();
    limit_exposure(&mut pack).unwrap();
    assert_eq!(pack.exposure.len(), pack.items.len());
    let written = write(&pack).unwrap();
    assert_eq!(content::pack_from_json(&written.json).unwrap().exposure, pack.exposure);
    let mut bank = assessment::Bank::new(&pack.items).unwrap();
    bank.limit_exposure(&pack.exposure).unwrap();
    bank
}

#[test]
fn no_question_is_shown_to_more_than_thirty_percent_of_learners_and_every_topic_has_its_turn() {
    let bank = limited_bank();
    let twenty =
        assessment::simulate(&bank, &assessment::Settings::adaptive(EXPOSURE_QUESTIONS, 0), 1000, 11);
    println!("most shown {:.3}, overlap {:.3}", twenty.highest_exposure(), twenty.overlap);
    assert!(twenty.highest_exposure() <= 0.3);
    // There are more topics than questions: each question is of another one.
    assert_eq!(twenty.fewest_topics, EXPOSURE_QUESTIONS as usize);
    // The blueprint is the bank's own; thirty questions cover all of it.
    let thirty = assessment::simulate(&bank, &assessment::Settings::adaptive(30, 0), 200, 11);
    assert_eq!(thirty.fewest_topics, bank.topics().len());
}

#[test]
fn a_small_pack_is_not_limited() {
    let mut pack = system_design();
    pack.items.truncate(100);
    pack.exposure = vec![0.5; 100];
    limit_exposure(&mut pack).unwrap();
    assert!(pack.exposure.is_empty());
}

#[test]
fn a_design_that_solves_its_task_is_better_than_the_start_in_the_five_dimensions() {
    for task in &system_design().tasks {
        let [start, solution] = [&task.starting_design, &task.solution]
            .map(|design| task.grade(&opened(design), Catalogue::builtin()));
        assert_eq!(solution.dimensions.len(), 5, "{}", task.id);
        let of = |grade: &analysis::challenge::Grade| {
            let dimensions = grade.dimensions.iter();
            dimensions.map(|it| (it.dimension.name(), it.score)).collect::<Vec<_>>()
        };
        println!("{}: {:?} then {:?}", task.id, of(&start), of(&solution));
        assert!(solution.overall > start.overall, "{}", task.id);
        // The load of the starting design is the task's: the clients are found and none is missing.
        let always = &solution.requirements[task.criteria.len()..];
        assert!(always.iter().all(|one| one.passed), "{}: {always:?}", task.id);
        // Nothing drawn gets a grade, too.
        assert!(task.grade(&Diagram::default(), Catalogue::builtin()).overall < start.overall);
    }
}

/// The solution without some of its frames: what stood in one stands in the frame around it, as after ungrouping.
fn without_frames(design: &Diagram, is_gone: impl Fn(&diagram::Group) -> bool) -> Diagram {
    let mut without = design.clone();
    let gone: Vec<&diagram::Group> = design.groups.iter().filter(|group| is_gone(group)).collect();
    let kept = |mut group: Option<diagram::GroupId>| {
        while let Some(frame) = gone.iter().find(|one| Some(&one.id) == group.as_ref()) {
            group = frame.parent.clone();
        }
        group
    };
    without.groups.retain(|group| !is_gone(group));
    without.groups.iter_mut().for_each(|group| group.parent = kept(group.parent.take()));
    without.components.iter_mut().for_each(|component| component.group = kept(component.group.take()));
    without
}

#[test]
fn no_canvas_task_is_passed_by_deleting_zones_or_regions_from_its_solution() {
    let mut tried = 0;
    for tutorial in &system_design().tutorials {
        for step in &tutorial.steps {
            let StepKind::Canvas { solution, criteria, .. } = &step.kind else { continue };
            let solved = opened(solution);
            // Every choice of frames that are deleted, from one alone to all of them.
            for choice in 1_u32..1 << solved.groups.len() {
                let place = |group: &diagram::Group| solved.groups.iter().position(|one| one.id == group.id);
                let design = without_frames(&solved, |group| choice >> place(group).unwrap() & 1 == 1);
                tried += 1;
                let report = analysis::report(&design, Catalogue::builtin());
                let passes =
                    criteria.iter().all(|one| one.check.judge(&design, Catalogue::builtin(), &report).passed);
                let left: Vec<&str> = design.groups.iter().map(|group| group.name.as_str()).collect();
                assert!(!passes, "{}: passed with {left:?} alone", step.id);
            }
        }
    }
    assert!(tried >= 10, "{tried}");
}

#[test]
fn the_task_about_replicas_is_not_passed_without_its_database() {
    let pack = system_design();
    let step = pack.tutorial("load-balancing-and-replicas").unwrap().step("no-single-point").unwrap();
    let StepKind::Canvas { solution, criteria, .. } = &step.kind else { panic!("not at the canvas") };
    let mut design = opened(solution);
    let database = design.components.iter().find(|one| one.kind == "sql_database").unwrap().id.clone();
    design.components.retain(|one| one.id != database);
    design.connections.retain(|one| one.to != database);
    let report = analysis::report(&design, Catalogue::builtin());
    let missed =
        criteria.iter().filter(|one| !one.check.judge(&design, Catalogue::builtin(), &report).passed);
    let missed: Vec<&str> = missed.map(|one| one.description.as_str()).collect();
    assert_eq!(
        missed,
        ["Every booking is still looked up and kept: the database gets all 300 requests a second"]
    );
}
