use kurbo::{Point, Rect, Vec2};

/// One side of a box, where connections meet it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

impl Side {
    pub const ALL: [Self; 4] = [Self::Left, Self::Top, Self::Right, Self::Bottom];

    /// Unit vector that points out of the box.
    pub fn outwards(self) -> Vec2 {
        match self {
            Self::Left => Vec2::new(-1.0, 0.0),
            Self::Top => Vec2::new(0.0, -1.0),
            Self::Right => Vec2::new(1.0, 0.0),
            Self::Bottom => Vec2::new(0.0, 1.0),
        }
    }

    /// The point a `share` in `0..=1` of the way along the side, from its left or top end.
    pub fn point(self, of: Rect, share: f64) -> Point {
        match self {
            Self::Left => Point::new(of.x0, of.y0 + of.height() * share),
            Self::Right => Point::new(of.x1, of.y0 + of.height() * share),
            Self::Top => Point::new(of.x0 + of.width() * share, of.y0),
            Self::Bottom => Point::new(of.x0 + of.width() * share, of.y1),
        }
    }

    pub fn middle(self, of: Rect) -> Point {
        self.point(of, 0.5)
    }

    pub fn length(self, of: Rect) -> f64 {
        if self.is_vertical() { of.height() } else { of.width() }
    }

    /// Whether the side itself runs from top to bottom.
    pub fn is_vertical(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }

    pub fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Top => Self::Bottom,
            Self::Right => Self::Left,
            Self::Bottom => Self::Top,
        }
    }
}
