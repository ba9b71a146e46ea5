use proptest::prelude::*;

use super::*;
use crate::samples;

/// What it must come to: ids and fields, sizes as exactly as corner plus width can say them, and of connections between
/// the same two the first.
fn comparable(diagram: &Diagram) -> Diagram {
    let mut diagram = diagram.clone();
    let round = |number: f64| (number * 1e6).round() / 1e6;
    for one in &mut diagram.components {
        one.size = kurbo::Size::new(round(one.size.width), round(one.size.height));
    }
    let mut joined = std::collections::HashSet::new();
    diagram.connections.retain(|one| joined.insert((one.from.clone(), one.to.clone())));
    diagram.connections.sort_by(|a, b| a.id.cmp(&b.id));
    diagram.groups.sort_by(|a, b| a.id.cmp(&b.id));
    diagram.annotations.sort_by(|a, b| a.id.cmp(&b.id));
    diagram
}

#[test]
fn a_design_that_is_so_already_needs_no_change() {
    let diagram = diagram();
    assert_eq!(becoming(&diagram, &diagram, "Restored".to_owned()), None);
}

#[test]
fn an_earlier_version_comes_back_in_one_step_and_goes_in_one() {
    let then = diagram();
    let mut document = Document::from_diagram(1, &then);
    document.apply(&moved(&then, &chosen("z"), Vec2::new(300.0, 0.0)).unwrap()).unwrap();
    document.apply(&Command::Delete { components: vec![id("b")], connections: vec![] }).unwrap();
    document.apply(&Command::DeleteGroup(gid("r"))).unwrap();
    let now = document.diagram().clone();
    let command = becoming(&now, &then, "Version of noon restored".to_owned()).unwrap();
    assert_eq!(document.apply(&command).unwrap().summary, "Version of noon restored");
    assert_eq!(comparable(document.diagram()), comparable(&then));
    document.undo().unwrap();
    assert_eq!(document.diagram(), &now);
}

#[test]
fn groups_that_changed_places_change_back() {
    let mut then = diagram();
    then.components.iter_mut().for_each(|one| one.group = None);
    let mut now = then.clone();
    now.groups[0].parent = Some(gid("z"));
    now.groups[1].parent = None;
    let mut document = Document::from_diagram(1, &now);
    let command = becoming(&now, &then, String::new()).unwrap();
    document.apply(&command).unwrap();
    assert_eq!(comparable(document.diagram()), comparable(&then));
}

#[test]
fn what_lay_on_top_lies_on_top_again() {
    let then = diagram();
    let mut now = then.clone();
    now.components.swap(0, 2);
    let mut document = Document::from_diagram(1, &now);
    document.apply(&becoming(&now, &then, String::new()).unwrap()).unwrap();
    let order: Vec<_> = document.diagram().components.iter().map(|one| one.id.0.as_str()).collect();
    assert_eq!(order, ["a", "b", "c"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_design_becomes_any_other_and_undo_brings_it_back(now in samples::diagram(), then in samples::diagram()) {
        let mut document = Document::from_diagram(1, &now);
        let now = document.diagram().clone();
        let then = Document::from_diagram(2, &then).diagram().clone();
        if let Some(command) = becoming(&now, &then, "Restored".to_owned()) {
            document.apply(&command).unwrap();
            prop_assert_eq!(comparable(document.diagram()), comparable(&then));
            document.undo();
            prop_assert_eq!(document.diagram(), &now);
        } else {
            prop_assert_eq!(comparable(&now), comparable(&then));
        }
    }
}
