use kurbo::{Rect, Vec2};

use super::{Context, Key};
use crate::ComponentId;
use crate::hit::Target;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Left,
    Up,
    Right,
    Down,
}

impl Direction {
    pub fn of_key(key: Key) -> Option<Self> {
        match key {
            Key::ArrowLeft => Some(Self::Left),
            Key::ArrowUp => Some(Self::Up),
            Key::ArrowRight => Some(Self::Right),
            Key::ArrowDown => Some(Self::Down),
            _ => None,
        }
    }

    pub fn unit(self) -> Vec2 {
        match self {
            Self::Left => Vec2::new(-1.0, 0.0),
            Self::Up => Vec2::new(0.0, -1.0),
            Self::Right => Vec2::new(1.0, 0.0),
            Self::Down => Vec2::new(0.0, 1.0),
        }
    }
}

/// The component that somebody would call next in a direction: near, and more ahead than aside.
pub(super) fn towards(
    context: &Context,
    from: Rect,
    direction: Direction,
    not: &[&ComponentId],
) -> Option<ComponentId> {
    let effort = |bounds: Rect| {
        let way = bounds.center() - from.center();
        let ahead = way.dot(direction.unit());
        let aside = way.cross(direction.unit()).abs();
        (ahead > 0.0).then_some(ahead + 2.0 * aside)
    };
    let candidates = context.diagram.components.iter().filter(|component| !not.contains(&&component.id));
    candidates
        .filter_map(|component| Some((component, effort(component.bounds())?)))
        .filter(|(_, effort)| effort.is_finite())
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(component, _)| component.id.clone())
}

/// All other components, the nearest first.
pub(super) fn by_distance(context: &Context, from: &ComponentId) -> Vec<ComponentId> {
    let Some(here) = context.component(from).map(|one| one.bounds().center()) else { return Vec::new() };
    let others = context.diagram.components.iter().filter(|one| one.id != *from);
    let mut placed: Vec<(f64, &ComponentId)> =
        others.map(|one| (one.bounds().center().distance(here), &one.id)).collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    placed.into_iter().map(|(_, id)| id.clone()).collect()
}

/// Everything with a place, in the order in which the drawing reads: rows of the height of a card from the top, each from
/// the left. A group comes before what stands in it.
pub(super) fn in_reading_order(context: &Context) -> Vec<Target> {
    const ROW: f64 = 80.0;
    let diagram = context.diagram;
    let components = diagram.components.iter().map(|one| (one.position, Target::Component(one.id.clone())));
    let groups = diagram.groups.iter().map(|one| (one.bounds.origin(), Target::Group(one.id.clone())));
    let annotations =
        diagram.annotations.iter().map(|one| (one.bounds().origin(), Target::Annotation(one.id.clone())));
    let mut placed: Vec<(f64, f64, Target)> = groups
        .chain(components)
        .chain(annotations)
        .map(|(at, target)| ((at.y / ROW).floor(), at.x, target))
        .collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| a.2.cmp(&b.2)));
    placed.into_iter().map(|(_, _, target)| target).collect()
}

/// The one after (or before) `current`; from nothing the first (or last). `None` past either end.
pub(super) fn cycled(context: &Context, current: Option<&Target>, backwards: bool) -> Option<Target> {
    next_of(in_reading_order(context), current, backwards)
}

/// The same among components only.
pub(super) fn cycled_component(
    context: &Context,
    current: Option<&ComponentId>,
    backwards: bool,
) -> Option<ComponentId> {
    let components = in_reading_order(context).into_iter().filter_map(|target| match target {
        Target::Component(id) => Some(id),
        _ => None,
    });
    next_of(components.collect(), current, backwards)
}

fn next_of<T: PartialEq + Clone>(mut order: Vec<T>, current: Option<&T>, backwards: bool) -> Option<T> {
    if backwards {
        order.reverse();
    }
    let next = match current {
        Some(current) => order.iter().position(|one| one == current)? + 1,
        None => 0,
    };
    order.get(next).cloned()
}
