//! A connection as a line with an arrow head and, where it has one, its label.

use kurbo::{Line, Rect, Size, Vec2};

use super::route::{CORNER_RADIUS, Route};
use super::shape::{Align, Curve, Dash, Ink, Layer, Shape, Stroke, Weight};
use super::{Detail, text};
use crate::{Connection, Mode};

const WIDTH: f64 = 1.5;
const LABEL_SIZE: f64 = 10.5;
const LABEL_WIDTH: f64 = 110.0;

/// In which colour, and by how much wider than usual in document units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Emphasis {
    pub ink: Ink,
    pub wider: f64,
}

impl Emphasis {
    pub(super) const NONE: Self = Self { ink: Ink::Connection, wider: 0.0 };
    pub(super) const HIGHLIGHT: Self = Self { ink: Ink::Highlight, wider: 0.75 };
    pub(super) const HOVER: Self = Self { ink: Ink::Text, wider: 0.5 };
    pub(super) const SELECTED: Self = Self { ink: Ink::Accent, wider: 1.0 };
}

pub(super) fn draw(layer: &mut Layer, connection: &Connection, route: &Route, emphasis: Emphasis, zoom: f64) {
    let dash = if connection.mode == Mode::Asynchronous { Dash::Dashed } else { Dash::Solid };
    let stroke = Stroke { ink: emphasis.ink, width: (WIDTH + emphasis.wider).max(0.7 / zoom), dash };
    line(layer, route, stroke, zoom);
}

/// The line alone; straight and without its head where both would be specks.
pub(super) fn line(layer: &mut Layer, route: &Route, stroke: Stroke, zoom: f64) {
    if Detail::at(zoom) == Detail::Boxes {
        layer.line(Line::new(route.from.at, route.to.at), Stroke { dash: Dash::Solid, ..stroke });
        return;
    }
    let curve = Curve::Bent { points: route.points.clone(), radius: CORNER_RADIUS };
    layer.push(Shape::Path { curve, stroke });
}

pub(super) fn head(layer: &mut Layer, route: &Route, emphasis: Emphasis, zoom: f64) {
    if Detail::at(zoom) > Detail::Boxes {
        layer.push(Shape::Triangle { points: route.arrow_head(), fill: emphasis.ink });
    }
}

/// On a pill at the middle of the line, so that the line does not run through the words.
pub(super) fn label(layer: &mut Layer, connection: &Connection, route: &Route, zoom: f64) {
    let words = connection.label.trim();
    if words.is_empty() || !Detail::is_readable(LABEL_SIZE, zoom) {
        return;
    }
    let centre = route.middle();
    let width = text::approximate_width(words, LABEL_SIZE).min(LABEL_WIDTH) + 14.0;
    layer.push(Shape::Box {
        rect: Rect::from_center_size(centre, Size::new(width, 18.0)),
        radius: 9.0,
        fill: Some(Ink::Surface),
        stroke: Some(Stroke::solid(Ink::Outline, 1.0)),
    });
    layer.push(Shape::Text {
        text: words.to_owned(),
        at: centre + Vec2::new(0.0, 3.7),
        size: LABEL_SIZE,
        weight: Weight::Medium,
        ink: Ink::TextMuted,
        align: Align::Centre,
        max_width: width - 10.0,
    });
}
