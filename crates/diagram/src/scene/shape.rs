use std::sync::Arc;

use kurbo::{Line, Point, Rect};

use crate::catalogue::Category;

/// A style token: what a colour is *for*. The painter knows which colour it is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Surface,
    Outline,
    Text,
    TextMuted,
    Connection,
    /// Fill behind a group.
    Frame,
    /// A soft dark veil below a card.
    Shadow,
    /// The unfilled part of a bar.
    Track,
    Accent,
    AccentTint,
    /// Around what is hovered.
    AccentSoft,
    /// The critical path.
    Highlight,
    Good,
    Warning,
    Danger,
    /// Signs on a filled badge.
    OnBadge,
    Category(Category),
    CategoryTint(Category),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dash {
    Solid,
    /// Strokes of 6 with gaps of 5, in document units.
    Dashed,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    pub ink: Ink,
    /// Document units.
    pub width: f64,
    pub dash: Dash,
}

impl Stroke {
    pub fn solid(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: Dash::Solid }
    }

    pub fn dashed(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: Dash::Dashed }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Curve {
    Line(Line),
    /// Straight parts whose corners are rounded by `radius`, or as much of it as there is room for.
    Bent {
        points: Arc<[Point]>,
        radius: f64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Medium,
    Semibold,
}

/// One thing to draw; lengths and places in document units.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Box {
        rect: Rect,
        radius: f64,
        fill: Option<Ink>,
        stroke: Option<Stroke>,
    },
    Path {
        curve: Curve,
        stroke: Stroke,
    },
    Triangle {
        points: [Point; 3],
        fill: Ink,
    },
    Circle {
        centre: Point,
        radius: f64,
        fill: Option<Ink>,
        stroke: Option<Stroke>,
    },
    /// `at` is on the baseline; what is wider than `max_width` is cut with an ellipsis.
    Text {
        text: String,
        at: Point,
        size: f64,
        weight: Weight,
        ink: Ink,
        align: Align,
        max_width: f64,
    },
    /// SVG path data of a 24 x 24 square, `at` its top left corner; the stroke is as wide as it says after scaling.
    Icon {
        path: Arc<str>,
        at: Point,
        size: f64,
        stroke: Stroke,
    },
}

/// Shapes from back to front.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layer {
    pub shapes: Vec<Shape>,
}

impl Layer {
    pub fn push(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    pub fn fill(&mut self, rect: Rect, radius: f64, ink: Ink) {
        self.push(Shape::Box { rect, radius, fill: Some(ink), stroke: None });
    }

    pub fn outline(&mut self, rect: Rect, radius: f64, stroke: Stroke) {
        self.push(Shape::Box { rect, radius, fill: None, stroke: Some(stroke) });
    }

    pub fn line(&mut self, line: Line, stroke: Stroke) {
        self.push(Shape::Path { curve: Curve::Line(line), stroke });
    }
}
