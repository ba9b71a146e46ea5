use super::*;
use crate::format;

fn ids() -> impl FnMut() -> String {
    let mut count = 0;
    move || {
        count += 1;
        format!("new{count}")
    }
}

#[test]
fn a_copy_of_a_group_has_what_stands_in_it_and_the_connections_within() {
    let piece = copied(&diagram(), &chosen("r"));
    assert_eq!((piece.components.len(), piece.groups.len(), piece.connections.len()), (2, 2, 1));
    let piece = copied(&diagram(), &chosen("a c n"));
    assert_eq!((piece.components.len(), piece.connections.len(), piece.annotations.len()), (2, 0, 1));
}

#[test]
fn a_piece_goes_through_text_into_another_design() {
    let text = format::write(&copied(&diagram(), &chosen("r n")));
    let piece = format::read(&text).unwrap().diagram;
    let other = Diagram::default();
    let pasted = pasted(&other, &piece, Some(Point::new(1000.0, 1000.0)), &mut ids()).unwrap();
    let (made, said) = after(&other, Some(pasted.command));
    assert_eq!(said, "5 things pasted");
    assert_eq!(
        (made.components.len(), made.groups.len(), made.connections.len(), made.annotations.len()),
        (2, 2, 1, 1)
    );
    let groups: Vec<&Rect> = made.groups.iter().map(|group| &group.bounds).collect();
    // 800 by 600 about the point.
    assert_eq!(*groups[0], Rect::new(600.0, 704.0, 1400.0, 1304.0));
    assert_eq!(made.groups[1].parent.as_ref(), Some(&made.groups[0].id));
    assert!(made.components.iter().all(|one| made.group(one.group.as_ref().unwrap()).is_some()));
    assert_eq!(pasted.selection.len(), 5);
    assert!(pasted.selection.components.iter().all(|id| made.component(id).is_some()));
}

#[test]
fn a_duplicate_stands_a_little_beside_and_a_second_one_beside_that() {
    let diagram = diagram();
    let mut fresh = ids();
    let first = duplicated(&diagram, &chosen("c"), &mut fresh).unwrap();
    let (once, said) = after(&diagram, Some(first.command));
    assert_eq!(said, "C pasted");
    let second = duplicated(&once, &chosen("c"), &mut fresh).unwrap();
    let (twice, _) = after(&once, Some(second.command));
    let places: Vec<(f64, f64)> =
        twice.components[2..].iter().map(|one| (one.position.x, one.position.y)).collect();
    assert_eq!(places, [(1000.0, 200.0), (1032.0, 232.0), (1064.0, 264.0)]);
}

#[test]
fn what_is_pasted_over_a_group_stands_in_it_and_is_not_locked() {
    let mut diagram = diagram();
    diagram.components[2].locked = true;
    let piece = copied(&diagram, &chosen("c"));
    let pasted = pasted(&diagram, &piece, Some(Point::new(300.0, 300.0)), &mut ids()).unwrap();
    let (made, _) = after(&diagram, Some(pasted.command));
    let copy = made.components.last().unwrap();
    assert_eq!((copy.group.as_ref(), copy.locked), (Some(&gid("z")), false));
}

#[test]
fn nothing_is_pasted_of_nothing() {
    assert_eq!(duplicated(&diagram(), &Selection::default(), &mut ids()), None);
}
