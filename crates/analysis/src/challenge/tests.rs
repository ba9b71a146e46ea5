use diagram::{Catalogue, Diagram, GroupKind, Routing};
use proptest::prelude::*;

use super::*;
use crate::sketch::{Sketch, assert_close, id};
use crate::{Check, Metric};

fn requirement(sort: Sort, text: &str, check: Check) -> Requirement {
    Requirement { text: text.to_owned(), sort, check }
}

fn measures(metric: Metric, at_least: Option<f64>, at_most: Option<f64>) -> Check {
    Check::Measures { metric, at_least, at_most }
}

fn brief() -> Brief {
    let sql = vec!["sql_database".to_owned()];
    Brief {
        clients: vec![BriefClient {
            id: "client".to_owned(),
            name: "Readers".to_owned(),
            requests_per_second: 500.0,
            read_share_percent: 90.0,
            static_share_percent: 0.0,
            response_kilobytes: 2.0,
            peak_factor: 2.0,
            region: None,
        }],
        given: vec![Given {
            kind: "cache".to_owned(),
            because: "People ask for old notes too".to_owned(),
            service_millis: None,
            concurrency: None,
            availability: None,
            set: Default::default(),
            at_most: [("hit_ratio_percent".to_owned(), 60.0)].into(),
        }],
        requirements: vec![
            requirement(
                Sort::Functional,
                "Notes are kept",
                Check::Receives {
                    kinds: sql,
                    requests: crate::Requests::Writes,
                    at_least: Some(50.0),
                    at_most: None,
                },
            ),
            requirement(Sort::Number, "Fast", measures(Metric::P99Millis, None, Some(250.0))),
            requirement(Sort::Number, "Cheap", measures(Metric::MonthlyUsd, None, Some(1_200.0))),
            requirement(Sort::Choice, "Copies", Check::Contains { kind: "cache".to_owned(), count: 1 }),
        ],
        trade_offs: vec![
            TradeOff {
                topic: "Freshness against load".to_owned(),
                words: vec!["stale".to_owned(), "fresh".to_owned()],
            },
            TradeOff { topic: "Cost against speed".to_owned(), words: vec!["cost".to_owned()] },
        ],
    }
}

const RATIONALE: &str = "Note service reads from Note copies instead of Note store, because nine of ten requests read.\n\n\
    A copy may be stale for 60 seconds, which readers accept, but it takes 54 % of the reads off Note store. \
    The second replica costs 140 USD and lets one be lost. We considered a NoSQL store rather than SQL; it would have \
    scaled further than 500 requests a second need. If the load grew beyond 5,000 we would split Note store by author. \
    Writes go past Note copies so that nothing is written twice, and Entry spreads them over two of Note service.";

fn good() -> Sketch {
    let mut sketch = Sketch::of(&[
        "client -> entry:load_balancer*2 -> notes:service*4 -> copies:cache",
        "notes -> store:sql_database*2",
    ])
    .routing("notes", "copies", Routing::ReadsOnly, 1.0)
    .routing("notes", "store", Routing::OnCacheMiss, 1.0)
    .property("copies", "hit_ratio_percent", 60.0)
    .flag("copies", "stampede_protection", true)
    .following("store")
    .change("entry", |component| component.name = "Entry".to_owned())
    .change("notes", |component| component.name = "Note service".to_owned())
    .change("copies", |component| component.name = "Note copies".to_owned())
    .change("store", |component| component.name = "Note store".to_owned())
    .change_connection("client", "entry", |connection| connection.encrypted = true);
    for (at, component) in sketch.diagram.components.iter_mut().enumerate() {
        component.position.x = 200.0 * at as f64;
    }
    sketch.diagram.name = "Notes".to_owned();
    sketch.diagram.rationale = RATIONALE.to_owned();
    sketch
}

fn graded(diagram: &Diagram) -> Grade {
    grade(diagram, Catalogue::builtin(), &brief(), &[])
}

fn dimension(grade: &Grade, wanted: Dimension) -> &DimensionGrade {
    grade.dimensions.iter().find(|one| one.dimension == wanted).unwrap()
}

#[test]
fn a30_a_sound_answer_passes() {
    let grade = graded(&good().diagram);
    assert!(grade.passed, "{grade:#?}");
    assert!(grade.requirements.iter().all(|one| one.passed), "{grade:#?}");
    assert!(grade.overall >= 4.0, "{grade:#?}");
}

#[test]
fn a30_nothing_is_no_answer() {
    let grade = graded(&Diagram::default());
    assert!(!grade.passed);
    assert!(grade.dimensions.iter().all(|one| one.standing == Standing::ToImprove), "{grade:#?}");
    // Only that nothing unknown is drawn, and no request is left out, speaks for it.
    assert!(grade.overall < 0.5, "{grade:#?}");
}

#[test]
fn a31_every_score_is_the_sum_of_its_points() {
    for diagram in [Diagram::default(), good().diagram, Sketch::of(&["client -> store:sql_database"]).diagram]
    {
        for one in graded(&diagram).dimensions {
            assert_close(one.points.iter().map(|point| point.out_of).sum(), 5.0, 1e-9);
            assert_close(
                one.points.iter().map(|point| point.points).sum::<f64>().max(1e-9),
                one.score.max(1e-9),
                1e-9,
            );
            assert!(
                one.points
                    .iter()
                    .all(|point| !point.reason.is_empty() && point.points <= point.out_of + 1e-9)
            );
        }
    }
}

#[test]
fn a32_asking_for_less_changes_nothing() {
    let honest = graded(&good().diagram);
    let lowered = graded(&good().load("client", 1.0, 100.0).diagram);
    assert_eq!(lowered.figures, honest.figures);
    assert!(
        lowered.imposed.iter().any(|sentence| sentence.contains("500 requests a second")),
        "{:?}",
        lowered.imposed
    );
    let twin =
        graded(&good().add("other", "client", 1).load("other", 9e6, 50.0).connect("other", "entry").diagram);
    assert_eq!(twin.figures.p99_millis, honest.figures.p99_millis);
}

#[test]
fn a32_neither_one_machine_for_all_nor_millions_of_callers_help() {
    let honest = graded(&good().diagram);
    let members: Vec<String> =
        good().diagram.components.iter().map(|component| component.id.0.clone()).collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let crowded = graded(&good().group("Machine", GroupKind::Host, None, &members).diagram);
    assert_eq!(crowded.figures.p99_millis, honest.figures.p99_millis);
    assert!(crowded.imposed.iter().any(|sentence| sentence == "That Machine is one machine does not count."));
    assert_eq!(graded(&good().property("client", "callers", 1e7).diagram).figures, honest.figures);
}

#[test]
fn a32_sending_less_fails() {
    let fraction = graded(&good().routing("client", "entry", Routing::EveryCall, 0.1).diagram);
    let left_out =
        fraction.requirements.iter().find(|one| one.text == "No request of a client is left out").unwrap();
    assert!(!left_out.passed && left_out.found.contains("10 % of the reads"), "{left_out:?}");
    assert!(!fraction.passed);
    let reads = graded(&good().routing("client", "entry", Routing::ReadsOnly, 1.0).diagram);
    assert!(!reads.passed);
    let mut nobody = good().diagram;
    nobody.components.retain(|component| component.id != id("client"));
    assert!(!graded(&nobody).passed);
}

#[test]
fn a32_claims_about_speed_and_luck_are_not_believed() {
    let honest = graded(&good().diagram);
    let boast =
        good().serves("notes", 0.001).available("store", 1.0).property("copies", "hit_ratio_percent", 99.0);
    let boast = graded(&boast.without_network().diagram);
    assert_eq!(boast.figures, honest.figures);
    assert!(boast.imposed.len() >= 4, "{:?}", boast.imposed);
    assert!(!graded(&good().add("magic", "flux_capacitor", 1).connect("notes", "magic").diagram).passed);
}

#[test]
fn a32_a_client_is_known_by_its_name_or_its_place_too() {
    let renamed = good().change("client", |component| component.id = id("somebody"));
    let mut diagram = renamed.diagram;
    diagram
        .connections
        .iter_mut()
        .filter(|one| one.from == id("client"))
        .for_each(|one| one.from = id("somebody"));
    assert_eq!(graded(&diagram).figures, graded(&good().diagram).figures);
    // What the brief says of the client by its id holds for the one that was drawn anew.
    let mut brief = brief();
    let kinds = vec!["sql_database".to_owned()];
    let check = Check::WaitsFor { client: "client".to_owned(), kinds };
    brief.requirements.push(requirement(Sort::Functional, "Readers get notes", check));
    let grade = grade(&diagram, Catalogue::builtin(), &brief, &[]);
    let readers = grade.requirements.iter().find(|one| one.text == "Readers get notes").unwrap();
    assert_eq!(
        (readers.passed, readers.expected.as_str()),
        (true, "Reads by Readers are answered with what SQL database has")
    );
}

#[test]
fn a32_the_briefs_load_is_that_of_the_busiest_hour_already() {
    let design = good().property("client", "peak_factor", 9.0).diagram;
    let catalogue = Catalogue::builtin();
    assert!(crate::report(&design, catalogue).throughput.busiest_hour.is_some());
    let throughput = crate::report(&imposed(&design, catalogue, &brief()).diagram, catalogue).throughput;
    assert_eq!(throughput.busiest_hour, None);
    assert_eq!(throughput.busiest_hour_per_second, throughput.offered_per_second);
    assert!(throughput.offered_per_second > 0.0);
}

#[test]
fn a32_a_client_of_a_region_stands_there_whatever_is_drawn() {
    let mut brief = brief();
    brief.clients[0].region = Some("Europe".to_owned());
    let p99 = |sketch: &Sketch| {
        grade(&sketch.diagram, Catalogue::builtin(), &brief, &[]).figures.p99_millis.unwrap()
    };
    let parts = ["entry", "notes", "copies", "store"];
    let near = good().group("europe", GroupKind::Region, None, &parts);
    let far = good().group("asia", GroupKind::Region, None, &parts);
    // Both ways between the regions.
    assert!(p99(&far) - p99(&near) > 60.0, "{} {}", p99(&far), p99(&near));
}

#[test]
fn a33_words_are_weighed_by_what_stands_beside_them() {
    let with = |rationale: &str| {
        let mut diagram = good().diagram;
        diagram.rationale = rationale.to_owned();
        dimension(&graded(&diagram), Dimension::TradeOffs).score
    };
    assert_eq!(with(""), 0.0);
    // 2.5 over two trade-offs: half of one is 0.625, all of it 1.25.
    assert_close(with("Copies can be stale at times."), 0.625, 1e-9);
    assert_close(with("Copies can be stale, but they take most of the load away."), 1.25, 1e-9);
    assert!(with(RATIONALE) > 4.9);
}

#[test]
fn a33_the_learners_own_answers_count_for_three_tenths() {
    let answers = |answer: Answer| -> Vec<RubricAnswer> {
        rubric().iter().map(|question| RubricAnswer { question: question.id.to_owned(), answer }).collect()
    };
    let graded = |answer| grade(&good().diagram, Catalogue::builtin(), &brief(), &answers(answer));
    for wanted in [Dimension::TradeOffs, Dimension::Clarity] {
        let alone = dimension(&self::graded(&good().diagram), wanted).score;
        let (no, yes) =
            (dimension(&graded(Answer::No), wanted).score, dimension(&graded(Answer::Yes), wanted).score);
        assert_close(no, 0.7 * alone, 1e-9);
        assert_close(yes, 0.7 * alone + 1.5, 1e-9);
    }
}

#[test]
fn a33_names_of_kinds_tell_nothing() {
    let unnamed = good().change("notes", |component| component.name = "Service 2".to_owned());
    let score = |sketch: &Sketch| dimension(&graded(&sketch.diagram), Dimension::Clarity).points[0].points;
    assert_close(score(&good()), 1.5, 1e-9);
    // Three of four.
    assert_close(score(&unnamed), 1.125, 1e-9);
}

#[test]
fn a34_a_missing_part_is_measured_on_the_reference() {
    let mut without = good();
    without.diagram.components.retain(|component| component.id != id("copies"));
    without.diagram.connections.retain(|connection| connection.to != id("copies"));
    let comparison = compare(&without.diagram, &good().diagram, Catalogue::builtin(), &brief());
    let texts: Vec<&str> = comparison.differences.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["The reference has Note copies; yours has no such Cache."]);
    let cache = &comparison.differences[0];
    assert_eq!(cache.measured_on, MeasuredOn::Reference);
    assert_close(cache.monthly_usd, 115.0, 1e-9);
    assert!(cache.mean_millis.unwrap() < 0.0, "{cache:?}");
}

#[test]
fn a34_settings_and_replicas_are_measured_one_by_one() {
    let mut mine = good().property("copies", "hit_ratio_percent", 10.0);
    mine.diagram.components.iter_mut().find(|one| one.id == id("store")).unwrap().replicas = 1;
    let mine =
        mine.change_connection("notes", "copies", |connection| connection.routing = Some(Routing::EveryCall));
    let comparison = compare(&mine.diagram, &good().diagram, Catalogue::builtin(), &brief());
    let texts: Vec<&str> = comparison.differences.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Hit ratio of Note copies is 60 in the reference and 10 in yours.",
            "Note store has 2 replicas in the reference and 1 in yours.",
            "Calls from Note service to Note copies go for reads only in the reference and every time in yours.",
        ]
    );
    let replica = &comparison.differences[1];
    assert_close(replica.monthly_usd, 140.0, 1e-9);
    // The store is up 0.999 alone and 0.999999 with another.
    assert!((replica.availability - 0.000_999).abs() < 1e-5, "{replica:?}");
    assert_eq!(compare(&good().diagram, &good().diagram, Catalogue::builtin(), &brief()).differences, []);
}

#[test]
fn a34_a_connection_that_only_one_side_has_is_told_and_measured_in_both_directions() {
    let mut less = good();
    less.diagram.connections.retain(|connection| connection.to != id("copies"));
    let compared = |mine: &Sketch, other: &Sketch| {
        compare(&mine.diagram, &other.diagram, Catalogue::builtin(), &brief()).differences
    };
    let missing = compared(&less, &good());
    let texts: Vec<&str> = missing.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["Yours has no connection from Note service to Note copies; the reference has one."]);
    assert_eq!((missing[0].measured_on, &missing[0].components[..]), (MeasuredOn::Yours, &[id("notes")][..]));
    // Copies answer reads faster than the store, and the cache is paid for already.
    assert!(missing[0].mean_millis.unwrap() < 0.0, "{missing:?}");
    assert_close(missing[0].monthly_usd, 0.0, 1e-9);
    let extra = compared(&good(), &less);
    let texts: Vec<&str> = extra.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["The reference has no connection from Note service to Note copies; yours has one."]);
    assert_close(extra[0].mean_millis.unwrap(), -missing[0].mean_millis.unwrap(), 1e-9);
}

#[test]
fn a34_a_way_around_a_part_that_only_one_side_has_is_told_with_the_part() {
    let mut direct = good();
    direct.diagram.components.retain(|component| component.id != id("entry"));
    direct.diagram.connections.retain(|connection| connection.from != id("entry"));
    let to_entry = direct.diagram.connections.iter_mut().find(|one| one.to == id("entry")).unwrap();
    to_entry.to = id("notes");
    for (mine, other) in [(&direct, &good()), (&good(), &direct)] {
        let differences = compare(&mine.diagram, &other.diagram, Catalogue::builtin(), &brief()).differences;
        let texts: Vec<&str> = differences.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts.len(), 1, "{texts:?}");
        assert!(texts[0].contains("Entry"), "{texts:?}");
    }
}

#[test]
fn a32_a_requirement_about_a_figure_is_explained_under_the_load_of_the_brief() {
    let design = good().load("client", 1.0, 100.0).diagram;
    let catalogue = Catalogue::builtin();
    for (index, requirement) in brief().requirements.iter().enumerate() {
        let explained = explain_requirement(&design, catalogue, &brief(), index);
        let asks_for_figure = matches!(requirement.check, Check::Measures { .. });
        assert_eq!(explained.is_some(), asks_for_figure, "{}", requirement.text);
        if let Some(explained) = explained {
            let as_asked = imposed(&design, catalogue, &brief()).diagram;
            assert_eq!(explain_requirement(&as_asked, catalogue, &brief(), index), Some(explained));
        }
    }
    assert_eq!(explain_requirement(&design, catalogue, &brief(), 99), None);
    assert_eq!(explain_requirement(&Diagram::default(), catalogue, &brief(), 99), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a30_every_drawing_has_a_grade(diagram in crate::tests::half_drawn::diagram(), other in crate::tests::half_drawn::diagram()) {
        let grade = graded(&diagram);
        for dimension in &grade.dimensions {
            prop_assert!((0.0..=5.0).contains(&dimension.score), "{dimension:?}");
        }
        prop_assert!((0.0..=5.0).contains(&grade.overall));
        let comparison = compare(&diagram, &other, Catalogue::builtin(), &brief());
        let written = format!("{comparison:?}");
        prop_assert!(!written.contains("NaN") && !written.contains("inf"), "{written}");
    }

    /// What the client is set to changes nothing.
    #[test]
    fn a32_the_load_is_the_briefs(load in 0.0..1e6f64, reads in 0.0..100.0f64) {
        let design = good().load("client", load, reads);
        prop_assert_eq!(graded(&design.diagram).figures, graded(&good().diagram).figures);
    }
}
