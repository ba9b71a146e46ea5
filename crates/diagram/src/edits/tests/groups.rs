use super::*;

fn moved_by(names: &str, x: f64, y: f64) -> (Diagram, String) {
    let diagram = diagram();
    after(&diagram, moved(&diagram, &chosen(names), Vec2::new(x, y)))
}

#[test]
fn a_component_moved_into_a_group_joins_it_and_moved_out_leaves_it() {
    let (into, said) = moved_by("c", -760.0, 0.0);
    assert_eq!((group_of(&into, "c"), said.as_str()), (Some("z"), "C moved into Z"));
    let (out, said) = moved_by("a", 900.0, 0.0);
    assert_eq!((group_of(&out, "a"), said.as_str()), (None, "A moved out of Z"));
    let (within, said) = moved_by("a", 8.0, 0.0);
    assert_eq!((group_of(&within, "a"), said.as_str()), (Some("z"), "A moved"));
    let (further, said) = moved_by("b", -300.0, 0.0);
    assert_eq!((group_of(&further, "b"), said.as_str()), (Some("z"), "B moved into Z"));
}

#[test]
fn a_component_that_belongs_to_a_group_it_is_not_drawn_in_stays_in_it_until_it_crosses_a_border() {
    let mut diagram = diagram();
    diagram.components[2].group = Some(gid("z"));
    let (made, _) = after(&diagram, moved(&diagram, &chosen("c"), Vec2::new(8.0, 0.0)));
    assert_eq!(group_of(&made, "c"), Some("z"));
}

#[test]
fn a_group_takes_along_what_stands_in_it() {
    let (made, said) = moved_by("r", 50.0, 10.0);
    assert_eq!(said, "R moved");
    assert_eq!(
        (place(&made, "a"), place(&made, "b"), place(&made, "c")),
        ((190.0, 170.0), (650.0, 210.0), (1000.0, 200.0))
    );
    assert_eq!(made.group(&gid("z")).unwrap().bounds, Rect::new(150.0, 110.0, 550.0, 410.0));
    assert_eq!(made.group(&gid("z")).unwrap().parent, Some(gid("r")));
    assert_eq!(made.annotation(&nid("n")).unwrap().start, Point::new(350.0, 210.0));
}

#[test]
fn a_group_moved_out_of_another_stands_free_and_keeps_its_contents() {
    let (made, _) = moved_by("z", 2000.0, 0.0);
    assert_eq!(made.group(&gid("z")).unwrap().parent, None);
    assert_eq!(group_of(&made, "a"), Some("z"));
    let (back, _) = after(&made, moved(&made, &chosen("z"), Vec2::new(-2000.0, 0.0)));
    assert_eq!(back, diagram());
}

#[test]
fn bends_move_when_both_ends_do() {
    let mut diagram = diagram();
    diagram.connections[0].waypoints = vec![Point::new(400.0, 50.0)];
    let bend = |made: &Diagram| made.connections[0].waypoints[0];
    let (both, _) = after(&diagram, moved(&diagram, &chosen("a b"), Vec2::new(8.0, 16.0)));
    assert_eq!(bend(&both), Point::new(408.0, 66.0));
    let (one, _) = after(&diagram, moved(&diagram, &chosen("a"), Vec2::new(8.0, 16.0)));
    assert_eq!(bend(&one), Point::new(400.0, 50.0));
}

#[test]
fn what_is_locked_stays_but_goes_along_with_its_group() {
    let mut diagram = diagram();
    diagram.components[0].locked = true;
    let by = Vec2::new(8.0, 0.0);
    assert_eq!(moved(&diagram, &chosen("a"), by), None);
    assert_eq!(deleted(&diagram, &chosen("a")), None);
    let (made, _) = after(&diagram, moved(&diagram, &chosen("a b"), by));
    assert_eq!((place(&made, "a"), place(&made, "b")), ((140.0, 160.0), (608.0, 200.0)));
    let (made, _) = after(&diagram, moved(&diagram, &chosen("z"), by));
    assert_eq!(place(&made, "a"), (148.0, 160.0));
}

#[test]
fn locking_goes_on_until_all_are_locked_and_then_off() {
    let diagram = diagram();
    let (one, said) = after(&diagram, locked(&diagram, &chosen("a")));
    assert_eq!(said, "A locked");
    let (both, _) = after(&one, locked(&one, &chosen("a b")));
    assert!(both.components[0].locked && both.components[1].locked);
    let (none, said) = after(&both, locked(&both, &chosen("a b")));
    assert!(!none.components[0].locked && !none.components[1].locked);
    assert_eq!(said, "2 components unlocked");
    assert_eq!(locked(&none, &chosen("n")), None);
}

#[test]
fn a_frame_is_put_around_what_is_selected_and_taken_away_again() {
    let diagram = diagram();
    let (made, said) = after(&diagram, grouped(&diagram, &chosen("b c"), gid("new"), GroupKind::Vpc));
    assert_eq!(said, "VPC added around 2 components");
    let group = made.group(&gid("new")).unwrap();
    assert_eq!((group.name.as_str(), group.parent.as_ref()), ("VPC", None));
    // Cards from 600 to 1120 and from 200 to 280; 24 around them and 40 for the name.
    assert_eq!(group.bounds, Rect::new(576.0, 160.0, 1144.0, 304.0));
    assert_eq!((group_of(&made, "b"), group_of(&made, "c")), (Some("new"), Some("new")));
    let mut selection = Selection::default();
    selection.toggle(&Target::Group(gid("new")));
    let (back, said) = after(&made, ungrouped(&made, &selection));
    assert_eq!((group_of(&back, "b"), said.as_str()), (None, "VPC ungrouped"));
    assert_eq!(place(&back, "b"), (600.0, 200.0));
}

#[test]
fn a_frame_around_things_of_one_group_stands_in_that_group() {
    let diagram = diagram();
    let (made, _) = after(&diagram, grouped(&diagram, &chosen("z b"), gid("new"), GroupKind::Frame));
    assert_eq!(made.group(&gid("new")).unwrap().parent, Some(gid("r")));
    assert_eq!(made.group(&gid("z")).unwrap().parent, Some(gid("new")));
    assert_eq!((group_of(&made, "a"), group_of(&made, "b")), (Some("z"), Some("new")));
    assert_eq!(grouped(&diagram, &chosen("n"), gid("new"), GroupKind::Frame), None);
}

#[test]
fn a_frame_drawn_around_things_takes_in_those_that_stood_beside_it() {
    let diagram = diagram();
    let bounds = Rect::new(120.0, 120.0, 480.0, 380.0);
    let (made, said) = after(&diagram, drawn_group(&diagram, gid("new"), GroupKind::Frame, bounds));
    assert_eq!(said, "Frame added around 1 component");
    assert_eq!(made.group(&gid("new")).unwrap().parent, Some(gid("z")));
    assert_eq!(group_of(&made, "a"), Some("new"));
    // All of it: the region comes to stand in the frame, what stands in the region stays in that.
    let all = Rect::new(-50.0, -50.0, 1200.0, 700.0);
    let (made, _) = after(&diagram, drawn_group(&diagram, gid("new"), GroupKind::Frame, all));
    assert_eq!(made.group(&gid("r")).unwrap().parent, Some(gid("new")));
    assert_eq!((group_of(&made, "b"), group_of(&made, "c")), (Some("r"), Some("new")));
}

#[test]
fn a_frame_made_smaller_lets_go_of_what_it_no_longer_holds() {
    let diagram = diagram();
    let target = Target::Group(gid("z"));
    let (made, said) = after(&diagram, resized(&diagram, &target, Rect::new(300.0, 100.0, 500.0, 400.0)));
    assert_eq!((group_of(&made, "a"), said.as_str()), (Some("r"), "Z resized"));
    let (made, _) = after(&diagram, resized(&diagram, &target, Rect::new(100.0, 100.0, 760.0, 400.0)));
    assert_eq!(group_of(&made, "b"), Some("z"));
    assert_eq!(resized(&diagram, &target, Rect::new(100.0, 100.0, 500.0, 400.0)), None);
}

#[test]
fn handles_lead_their_edges_and_stop_at_the_least_size() {
    let bounds = Rect::new(0.0, 0.0, 200.0, 100.0);
    let least = kurbo::Size::new(72.0, 48.0);
    let led = |handle: Handle, x, y| handle.led(bounds, Point::new(x, y), least);
    assert_eq!(led(Handle::BottomRight, 250.0, 80.0), Rect::new(0.0, 0.0, 250.0, 80.0));
    assert_eq!(led(Handle::TopLeft, 190.0, 90.0), Rect::new(128.0, 52.0, 200.0, 100.0));
    assert_eq!(led(Handle::Right, 300.0, 900.0), Rect::new(0.0, 0.0, 300.0, 100.0));
    assert_eq!(Handle::Top.on(bounds), Point::new(100.0, 0.0));
}

#[test]
fn deleting_a_group_deletes_what_stands_in_it_and_ungrouping_does_not() {
    let diagram = diagram();
    let (made, said) = after(&diagram, deleted(&diagram, &chosen("r")));
    assert_eq!((made.components.len(), made.groups.len(), made.connections.len()), (1, 0, 0));
    assert_eq!(said, "R with 2 components deleted");
    let (made, said) = after(&diagram, ungrouped(&diagram, &chosen("r b")));
    assert_eq!(said, "R ungrouped");
    assert_eq!((made.components.len(), made.groups.len()), (3, 1));
    assert_eq!((group_of(&made, "a"), group_of(&made, "b")), (Some("z"), None));
    let (made, said) = after(&diagram, deleted(&diagram, &chosen("c n")));
    assert_eq!((made.components.len(), made.annotations.len(), said.as_str()), (2, 0, "2 things deleted"));
}

#[test]
fn without_dragging_things_are_put_into_groups_where_there_is_room() {
    let diagram = diagram();
    let target = Target::Component(id("c"));
    let (made, said) = after(&diagram, put_into(&diagram, &target, Some(&gid("z"))));
    assert_eq!((group_of(&made, "c"), said.as_str()), (Some("z"), "C put into Z"));
    let there = made.component(&id("c")).unwrap().bounds();
    assert!(made.group(&gid("z")).unwrap().bounds.contains_rect(there));
    assert!(there.intersect(made.component(&id("a")).unwrap().bounds()).is_zero_area());
    let (out, said) = after(&made, put_into(&made, &target, None));
    assert_eq!((group_of(&out, "c"), said.as_str()), (None, "C taken out of the group"));
    assert!(place(&out, "c").0 > 800.0, "right of the outermost group");
}

#[test]
fn a_full_group_grows_for_what_is_put_into_it() {
    let mut diagram = diagram();
    diagram.groups[1].bounds = Rect::new(100.0, 100.0, 280.0, 260.0);
    let (made, _) = after(&diagram, put_into(&diagram, &Target::Component(id("c")), Some(&gid("z"))));
    let zone = made.group(&gid("z")).unwrap().bounds;
    assert!(zone.contains_rect(made.component(&id("c")).unwrap().bounds()));
    assert!(zone.height() > 160.0);
}

#[test]
fn a_group_is_never_put_into_itself() {
    let diagram = diagram();
    assert_eq!(put_into(&diagram, &Target::Group(gid("r")), Some(&gid("z"))), None);
    assert_eq!(put_into(&diagram, &Target::Group(gid("r")), Some(&gid("r"))), None);
    let (made, _) = after(&diagram, put_into(&diagram, &Target::Group(gid("z")), None));
    assert_eq!(made.group(&gid("z")).unwrap().parent, None);
    assert_eq!(place(&made, "a").0, 140.0 + 848.0 - 100.0, "its contents come along");
}

fn with_locked(group: &str) -> Diagram {
    let mut diagram = diagram();
    diagram.groups.iter_mut().filter(|one| one.id == gid(group)).for_each(|one| one.locked = true);
    diagram
}

#[test]
fn a_locked_group_stays_with_all_that_stands_in_it() {
    let diagram = with_locked("z");
    let by = Vec2::new(8.0, 0.0);
    for names in ["z", "a"] {
        assert_eq!(moved(&diagram, &chosen(names), by), None, "{names}");
        assert_eq!(deleted(&diagram, &chosen(names)), None, "{names}");
    }
    let larger = Rect::new(0.0, 0.0, 700.0, 700.0);
    assert_eq!(resized(&diagram, &Target::Group(gid("z")), larger), None);
    assert_eq!(resized(&diagram, &Target::Component(id("a")), larger), None);
    assert_eq!(Handle::of(&Target::Group(gid("z")), &diagram), &[]);
    assert_eq!(ungrouped(&diagram, &chosen("z")), None);
    assert_eq!(put_into(&diagram, &Target::Component(id("a")), None), None);
    let (laid_out, _) = after(&diagram, laid_out(&diagram));
    assert_eq!(place(&laid_out, "a"), place(&diagram, "a"));
    assert_eq!(laid_out.group(&gid("z")), diagram.group(&gid("z")));
    let (several, _) = after(&diagram, moved(&diagram, &chosen("a b"), by));
    assert_eq!((place(&several, "a"), place(&several, "b")), ((140.0, 160.0), (608.0, 200.0)));
}

#[test]
fn a_locked_group_goes_along_with_the_one_around_it_unless_that_is_locked_too() {
    let by = Vec2::new(8.0, 0.0);
    let inner = with_locked("z");
    let (made, _) = after(&inner, moved(&inner, &chosen("r"), by));
    assert_eq!((place(&made, "a"), place(&made, "b")), ((148.0, 160.0), (608.0, 200.0)));
    let outer = with_locked("r");
    for names in ["r", "z", "a", "b"] {
        assert_eq!(moved(&outer, &chosen(names), by), None, "{names}");
    }
    assert!(moved(&outer, &chosen("c"), by).is_some());
}

#[test]
fn groups_are_locked_and_unlocked_alone_and_with_components() {
    let (locked_group, said) = after(&diagram(), locked(&diagram(), &chosen("z")));
    assert_eq!(said, "Z locked");
    assert!(locked_group.group(&gid("z")).unwrap().locked);
    let (both, said) = after(&locked_group, locked(&locked_group, &chosen("z c")));
    assert_eq!(said, "C locked");
    let (none, said) = after(&both, locked(&both, &chosen("z c")));
    assert_eq!(said, "2 things unlocked");
    assert_eq!(none, diagram());
}
