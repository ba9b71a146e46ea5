use kurbo::{Point, Vec2};

/// Fingers that are down, and what two of them do to the view.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touches {
    /// Pointer id and screen point, in the order in which they came down.
    down: Vec<(i32, Point)>,
    /// Two were down; until all are up a single one means nothing.
    is_pinching: bool,
}

/// A change of the view by two fingers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pinched {
    /// Half way between them.
    pub(crate) screen: Point,
    pub(crate) factor: f64,
    pub(crate) by: Vec2,
}

/// What a touch that moved or came down stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    /// It acts like a mouse.
    Pointer,
    /// A second finger came down: what the first began is over.
    PinchBegins,
    Pinch(Pinched),
    Nothing,
}

impl Touches {
    pub(crate) fn down(&mut self, id: i32, at: Point) -> Meaning {
        self.down.retain(|(known, _)| *known != id);
        self.down.push((id, at));
        match self.down.len() {
            1 => Meaning::Pointer,
            2 => {
                self.is_pinching = true;
                Meaning::PinchBegins
            }
            _ => Meaning::Nothing,
        }
    }

    pub(crate) fn moved(&mut self, id: i32, to: Point) -> Meaning {
        let before = self.pair();
        if let Some((_, at)) = self.down.iter_mut().find(|(known, _)| *known == id) {
            *at = to;
        }
        if !self.is_pinching {
            return Meaning::Pointer;
        }
        match (before, self.pair()) {
            (Some(before), Some(after)) if before != after => Meaning::Pinch(pinch(before, after)),
            _ => Meaning::Nothing,
        }
    }

    /// Also when the browser takes it away.
    pub(crate) fn up(&mut self, id: i32) -> Meaning {
        self.down.retain(|(known, _)| *known != id);
        let meaning = if self.is_pinching { Meaning::Nothing } else { Meaning::Pointer };
        self.is_pinching &= !self.down.is_empty();
        meaning
    }

    fn pair(&self) -> Option<(Point, Point)> {
        match self.down.as_slice() {
            [(_, one), (_, other), ..] => Some((*one, *other)),
            _ => None,
        }
    }
}

fn pinch(before: (Point, Point), after: (Point, Point)) -> Pinched {
    /// Fingers this close, in pixels, say nothing about a size.
    const LEAST_SPREAD: f64 = 8.0;
    let spread = |pair: (Point, Point)| pair.0.distance(pair.1).max(LEAST_SPREAD);
    let middle = |pair: (Point, Point)| pair.0.midpoint(pair.1);
    Pinched {
        screen: middle(after),
        factor: spread(after) / spread(before),
        by: middle(after) - middle(before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64) -> Point {
        Point::new(x, 0.0)
    }

    #[test]
    fn one_finger_is_a_pointer() {
        let mut touches = Touches::default();
        assert_eq!(touches.down(1, at(0.0)), Meaning::Pointer);
        assert_eq!(touches.moved(1, at(9.0)), Meaning::Pointer);
        assert_eq!(touches.up(1), Meaning::Pointer);
    }

    #[test]
    fn two_fingers_that_part_zoom_and_move() {
        let mut touches = Touches::default();
        touches.down(1, at(0.0));
        assert_eq!(touches.down(2, at(100.0)), Meaning::PinchBegins);
        // The spread doubles from 100 to 200, the middle goes from 50 to 100.
        let pinched = Pinched { screen: at(100.0), factor: 2.0, by: Vec2::new(50.0, 0.0) };
        assert_eq!(touches.moved(2, at(200.0)), Meaning::Pinch(pinched));
    }

    #[test]
    fn after_a_pinch_the_last_finger_means_nothing() {
        let mut touches = Touches::default();
        touches.down(1, at(0.0));
        touches.down(2, at(100.0));
        assert_eq!(touches.up(1), Meaning::Nothing);
        assert_eq!(touches.moved(2, at(120.0)), Meaning::Nothing);
        assert_eq!(touches.up(2), Meaning::Nothing);
        assert_eq!(touches.down(3, at(0.0)), Meaning::Pointer);
    }

    #[test]
    fn a_third_finger_changes_nothing() {
        let mut touches = Touches::default();
        touches.down(1, at(0.0));
        touches.down(2, at(100.0));
        assert_eq!(touches.down(3, at(50.0)), Meaning::Nothing);
        assert_eq!(touches.moved(3, at(60.0)), Meaning::Nothing);
    }

    #[test]
    fn fingers_on_one_spot_do_not_zoom_without_bounds() {
        let mut touches = Touches::default();
        touches.down(1, at(0.0));
        touches.down(2, at(0.0));
        let Meaning::Pinch(pinched) = touches.moved(2, at(16.0)) else { panic!("no pinch") };
        assert_eq!(pinched.factor, 2.0);
    }
}
