use proptest::prelude::*;

use super::*;
use crate::{SpatialIndex, samples};

fn lefts(diagram: &Diagram) -> Vec<f64> {
    diagram.components.iter().map(|one| one.position.x).collect()
}

#[test]
fn things_are_brought_into_line_on_each_side() {
    let mut diagram = diagram();
    diagram.groups.clear();
    diagram.components.iter_mut().for_each(|one| one.group = None);
    diagram.components[1].size.width = 200.0;
    let line = |alignment| after(&diagram, aligned(&diagram, &chosen("a b c"), alignment));
    assert_eq!(lefts(&line(Alignment::Left).0), [140.0, 140.0, 140.0]);
    // From 140 to 1120.
    assert_eq!(lefts(&line(Alignment::Right).0), [1000.0, 920.0, 1000.0]);
    assert_eq!(lefts(&line(Alignment::Centre).0), [570.0, 530.0, 570.0]);
    let (made, said) = line(Alignment::Top);
    assert!(made.components.iter().all(|one| one.position.y == 160.0));
    assert_eq!(said, "3 components aligned at the top");
    assert_eq!(aligned(&diagram, &chosen("a"), Alignment::Left), None);
}

#[test]
fn the_gaps_between_things_are_made_equal() {
    let mut diagram = diagram();
    diagram.groups.clear();
    diagram.components.iter_mut().for_each(|one| one.group = None);
    let (made, said) = after(&diagram, distributed(&diagram, &chosen("a b c"), Spacing::Across));
    // From 140 to 1120 are 980; three cards of 120 leave 620, two gaps of 310.
    assert_eq!(lefts(&made), [140.0, 570.0, 1000.0]);
    assert_eq!(said, "3 components spaced evenly across");
    assert_eq!(distributed(&diagram, &chosen("a b"), Spacing::Across), None);
}

#[test]
fn what_is_locked_is_a_measure_for_the_others_and_stays() {
    let mut diagram = diagram();
    diagram.components[2].locked = true;
    let (made, _) = after(&diagram, aligned(&diagram, &chosen("b c"), Alignment::Right));
    assert_eq!((place(&made, "b"), place(&made, "c")), ((1000.0, 200.0), (1000.0, 200.0)));
    assert_eq!(group_of(&made, "b"), None, "it left its group on the way");
}

#[test]
fn a_group_is_brought_into_line_with_all_that_stands_in_it() {
    let diagram = diagram();
    let (made, _) = after(&diagram, aligned(&diagram, &chosen("z c"), Alignment::Top));
    // The card is at 200, the zone at 100: the card goes up.
    assert_eq!(place(&made, "c").1, 100.0);
    let (made, _) = after(&diagram, aligned(&diagram, &chosen("z a b"), Alignment::Bottom));
    // The zone ends at 400 and stays; the card in it goes with the zone only.
    assert_eq!((place(&made, "a").1, place(&made, "b").1), (160.0, 320.0));
}

#[test]
fn a_design_is_laid_out_with_groups_around_what_stands_in_them() {
    let mut diagram = diagram();
    diagram.connections[0].waypoints = vec![Point::new(0.0, 0.0)];
    let (made, said) = after(&diagram, laid_out(&diagram));
    assert_eq!(said, "Design laid out");
    let bounds = |name: &str| made.group(&gid(name)).unwrap().bounds;
    let card = |name: &str| made.component(&id(name)).unwrap().bounds();
    assert!(bounds("z").contains_rect(card("a")) && bounds("r").contains_rect(bounds("z")));
    assert!(bounds("r").contains_rect(card("b")) && !bounds("z").overlaps(card("b")));
    assert!(card("c").x0 > bounds("r").x1, "what the region calls stands right of it");
    assert!(made.connections[0].waypoints.is_empty());
    assert_eq!(laid_out(&made), None, "there is nothing left to do");
}

#[test]
fn a_bend_comes_into_the_middle_of_the_longest_part() {
    let diagram = diagram();
    let bend = |diagram: &Diagram| {
        let index = SpatialIndex::of(diagram);
        bent(diagram, &index, &ConnectionId("bc".to_owned()))
    };
    let (once, _) = after(&diagram, bend(&diagram));
    let (twice, _) = after(&once, bend(&once));
    assert_eq!((once.connections[1].waypoints.len(), twice.connections[1].waypoints.len()), (1, 2));
}

proptest! {
    #[test]
    fn laying_out_never_lets_components_overlap_and_holds_members_in_their_groups(diagram in samples::diagram()) {
        let mut diagram = diagram;
        diagram.components.iter_mut().for_each(|one| one.locked = false);
        diagram.groups.iter_mut().for_each(|one| one.locked = false);
        let mut document = Document::from_diagram(1, &diagram);
        if let Some(command) = laid_out(&diagram) {
            document.apply(&command).unwrap();
        }
        let made = document.diagram();
        for (at, one) in made.components.iter().enumerate() {
            for other in &made.components[at + 1..] {
                prop_assert!(one.bounds().intersect(other.bounds()).is_zero_area());
            }
            if let Some(group) = one.group.as_ref().and_then(|group| made.group(group)) {
                prop_assert!(group.bounds.inflate(1e-6, 1e-6).contains_rect(one.bounds()));
            }
        }
    }

    #[test]
    fn moving_there_and_back_changes_nothing_where_there_are_no_groups(
        diagram in samples::diagram(), x in -400_i32..400, y in -400_i32..400,
    ) {
        let mut diagram = diagram;
        diagram.groups.clear();
        for one in &mut diagram.components {
            (one.group, one.position) = (None, Point::new(one.position.x.round(), one.position.y.round()));
        }
        for one in &mut diagram.connections {
            one.waypoints.clear();
        }
        diagram.annotations.clear();
        let all = Selection::everything(&diagram);
        let by = Vec2::new(x.into(), y.into());
        let mut document = Document::from_diagram(1, &diagram);
        for by in [by, -by] {
            if let Some(command) = moved(document.diagram(), &all, by) {
                document.apply(&command).unwrap();
            }
        }
        prop_assert_eq!(document.diagram(), &diagram);
    }
}
