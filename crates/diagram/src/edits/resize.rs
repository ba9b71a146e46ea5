use std::collections::HashMap;

use kurbo::{Point, Rect, Size, Vec2};

use super::membership::{Crossing, is_fixed};
use super::movement::joined;
use super::together;
use crate::hit::Target;
use crate::{Annotation, AnnotationKind, Command, Diagram, Group, naming};

/// A corner or a side by which something is made larger or smaller. An arrow has its start and its tip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handle {
    TopLeft,
    Top,
    TopRight,
    Right,
    BottomRight,
    Bottom,
    BottomLeft,
    Left,
    Start,
    Tip,
}

impl Handle {
    pub const CORNERS: [Self; 4] = [Self::TopLeft, Self::TopRight, Self::BottomRight, Self::BottomLeft];
    pub const AROUND: [Self; 8] = [
        Self::TopLeft,
        Self::TopRight,
        Self::BottomRight,
        Self::BottomLeft,
        Self::Top,
        Self::Right,
        Self::Bottom,
        Self::Left,
    ];
    pub const ENDS: [Self; 2] = [Self::Start, Self::Tip];

    /// Those of something that is selected alone; a component has its ports in the middle of its sides.
    pub fn of(target: &Target, diagram: &Diagram) -> &'static [Self] {
        match target {
            _ if is_fixed(diagram, target) => &[],
            Target::Component(id) if diagram.component(id).is_some() => &Self::CORNERS,
            Target::Group(_) => &Self::AROUND,
            Target::Annotation(id) => match diagram.annotation(id).map(|one| one.kind) {
                Some(AnnotationKind::Arrow) => &Self::ENDS,
                Some(_) => &Self::CORNERS,
                None => &[],
            },
            Target::Component(_) | Target::Connection(_) => &[],
        }
    }

    /// Which edges it moves: -1 the first, 1 the second, 0 neither.
    fn edges(self) -> (i8, i8) {
        match self {
            Self::TopLeft | Self::Start => (-1, -1),
            Self::Top => (0, -1),
            Self::TopRight => (1, -1),
            Self::Right => (1, 0),
            Self::BottomRight | Self::Tip => (1, 1),
            Self::Bottom => (0, 1),
            Self::BottomLeft => (-1, 1),
            Self::Left => (-1, 0),
        }
    }

    /// Where it is on a box; for the ends of an arrow see [`Handle::on_arrow`].
    pub fn on(self, bounds: Rect) -> Point {
        let along = |edge: i8, first: f64, second: f64| match edge {
            -1 => first,
            1 => second,
            _ => f64::midpoint(first, second),
        };
        let (across, down) = self.edges();
        Point::new(along(across, bounds.x0, bounds.x1), along(down, bounds.y0, bounds.y1))
    }

    pub fn on_arrow(self, arrow: &Annotation) -> Point {
        if self == Self::Start { arrow.start } else { arrow.end }
    }

    /// The box after this handle was led to a point, never smaller than `least`.
    pub fn led(self, bounds: Rect, to: Point, least: Size) -> Rect {
        let (across, down) = self.edges();
        let mut led = bounds;
        match across {
            -1 => led.x0 = to.x.min(bounds.x1 - least.width),
            1 => led.x1 = to.x.max(bounds.x0 + least.width),
            _ => {}
        }
        match down {
            -1 => led.y0 = to.y.min(bounds.y1 - least.height),
            1 => led.y1 = to.y.max(bounds.y0 + least.height),
            _ => {}
        }
        led
    }
}

/// The smallest that something can be made by hand.
pub(crate) fn least_size(target: &Target) -> Size {
    match target {
        Target::Component(_) | Target::Connection(_) => Size::new(72.0, 48.0),
        Target::Group(_) => Size::new(96.0, 72.0),
        Target::Annotation(_) => Size::new(40.0, 24.0),
    }
}

/// Gives a component, a group or an annotation other bounds. `None` where that changes nothing or must not.
///
/// Components that the frame of a group comes to hold join it, and those that it no longer holds leave it.
pub fn resized(diagram: &Diagram, target: &Target, to: Rect) -> Option<Command> {
    if is_fixed(diagram, target) {
        return None;
    }
    match target {
        Target::Component(id) => {
            let component = diagram.component(id).filter(|one| one.bounds() != to)?;
            Some(Command::Resize { bounds: vec![(component.id.clone(), to)] })
        }
        Target::Group(id) => {
            let group = diagram.group(id).filter(|group| group.bounds != to)?;
            let changed = HashMap::from([(id, to)]);
            let crossing = Crossing::new(diagram, &changed);
            let joins = crossing.joins(diagram.components.iter().map(|one| (one, one.bounds())));
            let mut commands = vec![Command::ChangeGroup(Group { bounds: to, ..group.clone() })];
            commands.extend(joined(joins));
            together(commands, || format!("{} resized", naming::of_group(group)))
        }
        Target::Annotation(id) => {
            let annotation = diagram.annotation(id)?;
            let changed =
                Annotation { start: to.origin(), end: Point::new(to.x1, to.y1), ..annotation.clone() };
            (changed != *annotation).then_some(Command::ChangeAnnotation(changed))
        }
        Target::Connection(_) => None,
    }
}

/// One step of resizing from the keyboard: the right and the lower edge move.
pub(crate) fn grown(diagram: &Diagram, target: &Target, by: Vec2) -> Option<Command> {
    if let Target::Annotation(id) = target
        && let Some(arrow) = diagram.annotation(id).filter(|one| one.kind == AnnotationKind::Arrow)
    {
        let end = arrow.end + by;
        return Some(Command::ChangeAnnotation(Annotation { end, ..arrow.clone() }));
    }
    let bounds = match target {
        Target::Component(id) => diagram.component(id)?.bounds(),
        Target::Group(id) => diagram.group(id)?.bounds,
        Target::Annotation(id) => diagram.annotation(id)?.bounds(),
        Target::Connection(_) => return None,
    };
    let corner = Point::new(bounds.x1, bounds.y1) + by;
    resized(diagram, target, Handle::BottomRight.led(bounds, corner, least_size(target)))
}
