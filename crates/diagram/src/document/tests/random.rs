//! Random commands, undos and exchanges.

use kurbo::{Rect, Vec2};
use proptest::prelude::*;

use super::*;
use crate::{ConnectionChange, samples};

const IDS: usize = 6;

fn some_id() -> impl Strategy<Value = ComponentId> {
    (0..IDS).prop_map(samples::component_id)
}

fn some_ids() -> impl Strategy<Value = Vec<ComponentId>> {
    prop::collection::vec(some_id(), 1..4)
}

fn some_edge() -> impl Strategy<Value = ConnectionId> {
    (0..IDS).prop_map(|at| edge(&format!("e{at}")))
}

fn single() -> BoxedStrategy<Command> {
    let number = || -500.0..500.0_f64;
    let rect =
        (number(), number(), 1.0..400.0, 1.0..400.0).prop_map(|(x, y, w, h)| Rect::new(x, y, x + w, y + h));
    prop_oneof![
        4 => (0..IDS).prop_flat_map(|at| samples::component(at, 2)).prop_map(Command::Add),
        4 => (0..IDS, 0..IDS, 0..IDS)
            .prop_flat_map(|(at, from, to)| samples::connection(at, from, to))
            .prop_map(Command::Connect),
        3 => (some_ids(), number(), number()).prop_map(|(ids, x, y)| Command::Move { ids, by: Vec2::new(x, y) }),
        1 => (some_id(), rect).prop_map(|(id, rect)| Command::Resize { bounds: vec![(id, rect)] }),
        1 => (some_id(), "[a-z]{0,4}").prop_map(|(component, name)| Command::Rename { component, name }),
        2 => (some_id(), "[ab]", prop::option::of(samples::property()))
            .prop_map(|(component, property, value)| Command::SetProperty { component, property, value }),
        1 => (some_id(), 1..5_u32).prop_map(|(component, replicas)| Command::SetReplicas { component, replicas }),
        1 => (some_id(), prop::option::of(1..5_u32))
            .prop_map(|(component, replicas_needed)| Command::SetReplicasNeeded { component, replicas_needed }),
        1 => (some_id(), prop::option::of(0.0..=1.0))
            .prop_map(|(component, availability)| Command::SetAvailability { component, availability }),
        1 => (some_ids(), prop::option::of(0..2_usize)).prop_map(|(components, group)| Command::SetGroup {
            components,
            group: group.map(samples::group_id),
        }),
        1 => (some_ids(), any::<bool>())
            .prop_map(|(components, locked)| Command::SetLocked { components, locked }),
        1 => (some_edge(), samples::waypoints()).prop_map(|(connection, waypoints)| Command::SetConnection {
            connection,
            change: ConnectionChange { waypoints: Some(waypoints), ..ConnectionChange::default() },
        }),
        2 => (0..3_usize).prop_flat_map(samples::annotation).prop_map(Command::AddAnnotation),
        1 => (0..3_usize).prop_flat_map(samples::annotation).prop_map(Command::ChangeAnnotation),
        1 => (0..3_usize).prop_map(|at| Command::DeleteAnnotations(vec![samples::annotation_id(at)])),
        1 => some_ids().prop_map(|components| Command::BringToFront { components }),
        1 => some_ids().prop_map(|components| Command::SendToBack { components }),
        1 => (some_edge(), 0.0..5.0).prop_map(|(connection, share)| Command::SetConnection {
            connection,
            change: ConnectionChange { share: Some(share), ..ConnectionChange::default() },
        }),
        1 => (0..2_usize).prop_flat_map(samples::group).prop_map(Command::AddGroup),
        1 => (0..2_usize).prop_flat_map(samples::group).prop_map(Command::ChangeGroup),
        1 => (0..2_usize).prop_map(|at| Command::DeleteGroup(samples::group_id(at))),
        2 => some_ids().prop_map(|components| Command::Delete { components, connections: vec![] }),
        1 => some_edge().prop_map(|one| Command::Delete { components: vec![], connections: vec![one] }),
        1 => "[a-z ]{0,6}".prop_map(Command::RenameDesign),
        1 => "[a-z🦀 ]{0,9}".prop_map(Command::SetRationale),
    ]
    .boxed()
}

fn command() -> impl Strategy<Value = Command> {
    let together = prop::collection::vec(single(), 0..4)
        .prop_map(|commands| Command::Together { summary: "Several".to_owned(), commands });
    prop_oneof![9 => single(), 1 => together]
}

#[derive(Debug, Clone)]
enum Step {
    Apply(Box<Command>),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![5 => command().prop_map(|command| Step::Apply(Box::new(command))), 2 => Just(Step::Undo), 1 => Just(Step::Redo)]
}

fn take(document: &mut Document, step: &Step) {
    match step {
        Step::Apply(command) => {
            let before = document.diagram().clone();
            match document.apply(command) {
                // Several changes may cancel each other out, and are then still told of.
                Ok(applied) if matches!(**command, Command::Together { .. }) => {
                    assert!(!applied.is_empty() || *document.diagram() == before, "{applied:?}");
                }
                Ok(applied) => assert_eq!(applied.is_empty(), *document.diagram() == before, "{applied:?}"),
                Err(_) => assert_eq!(*document.diagram(), before),
            }
        }
        Step::Undo => assert_eq!(document.can_undo(), document.undo().is_some()),
        Step::Redo => assert_eq!(document.can_redo(), document.redo().is_some()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn undoing_all_returns_to_the_start_and_redoing_all_to_the_end(
        start in samples::diagram(), steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut document = Document::from_diagram(1, &start);
        for step in &steps {
            take(&mut document, step);
        }
        assert_whole(&document);
        while document.redo().is_some() {}
        let end = document.diagram().clone();
        while document.undo().is_some() {}
        prop_assert_eq!(document.diagram(), &start);
        while document.redo().is_some() {}
        prop_assert_eq!(document.diagram(), &end);
        assert_whole(&document);
    }

    #[test]
    fn each_undo_returns_to_just_before_the_command(commands in prop::collection::vec(command(), 1..30)) {
        let mut document = Document::new(1);
        let mut states = vec![document.diagram().clone()];
        for command in &commands {
            if document.apply(command).is_ok_and(|applied| !applied.is_empty()) {
                states.push(document.diagram().clone());
            }
        }
        for state in states.iter().rev().skip(1) {
            document.undo().unwrap();
            prop_assert_eq!(document.diagram(), state);
        }
        prop_assert!(!document.can_undo());
        for state in states.iter().skip(1) {
            document.redo().unwrap();
            prop_assert_eq!(document.diagram(), state);
        }
    }

    #[test]
    fn two_who_exchange_what_they_did_end_with_the_same_design(
        start in samples::diagram(),
        rounds in prop::collection::vec(
            (prop::collection::vec(step(), 0..8), prop::collection::vec(step(), 0..8)), 1..5,
        ),
    ) {
        let mut one = Document::from_diagram(1, &start);
        let mut other = copy(&one, 2);
        for (ones, others) in &rounds {
            ones.iter().for_each(|step| take_shared(&mut one, step));
            others.iter().for_each(|step| take_shared(&mut other, step));
            exchange(&mut one, &mut other);
            prop_assert_eq!(one.diagram(), other.diagram());
        }
        assert_whole(&one);
        assert_whole(&other);
    }
}

/// As [`take`], but what others did may have made a step void, so that nothing comes of it.
fn take_shared(document: &mut Document, step: &Step) {
    match step {
        Step::Apply(command) => {
            let _ = document.apply(command);
        }
        Step::Undo => {
            document.undo();
        }
        Step::Redo => {
            document.redo();
        }
    }
}
