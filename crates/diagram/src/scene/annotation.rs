//! Notes, texts and arrows beside the design.

use kurbo::{Line, Point, Rect, Vec2};

use super::route::{ARROW_LENGTH, arrow_head};
use super::shape::{Align, Ink, Layer, Shape, Stroke, Weight};
use super::{Detail, text};
use crate::catalogue::Category;
use crate::{Annotation, AnnotationKind};

const RADIUS: f64 = 6.0;
const PADDING: f64 = 10.0;
const NOTE_SIZE: f64 = 12.5;
const TEXT_SIZE: f64 = 15.0;
const LINE_HEIGHT: f64 = 1.35;
const ARROW_WIDTH: f64 = 1.75;

pub(super) fn draw(layer: &mut Layer, annotation: &Annotation, zoom: f64) {
    match annotation.kind {
        AnnotationKind::Note => {
            sheet(layer, annotation.bounds(), zoom);
            words(layer, &annotation.text, annotation.bounds(), (NOTE_SIZE, Weight::Regular), zoom);
        }
        AnnotationKind::Text => {
            let bounds = annotation.bounds();
            words(
                layer,
                &annotation.text,
                bounds.inflate(PADDING, PADDING),
                (TEXT_SIZE, Weight::Medium),
                zoom,
            );
        }
        AnnotationKind::Arrow => arrow(layer, annotation, zoom),
    }
}

fn sheet(layer: &mut Layer, bounds: Rect, zoom: f64) {
    let radius = if Detail::at(zoom) == Detail::Boxes { 0.0 } else { RADIUS };
    layer.fill(bounds, radius, Ink::Surface);
    layer.push(Shape::Box {
        rect: bounds,
        radius,
        fill: Some(Ink::CategoryTint(Category::Messaging)),
        stroke: Some(Stroke::solid(Ink::Outline, 1.0_f64.max(0.75 / zoom))),
    });
}

/// As many lines as there is room for.
fn words(layer: &mut Layer, words: &str, within: Rect, (size, weight): (f64, Weight), zoom: f64) {
    if !Detail::is_readable(size, zoom) {
        return;
    }
    let width = (within.width() - 2.0 * PADDING).max(size);
    let room = ((within.height() - 2.0 * PADDING) / (size * LINE_HEIGHT)).floor().clamp(1.0, 200.0) as usize;
    let lines = text::wrapped(words, size, width);
    for (place, line) in lines.into_iter().take(room).enumerate().filter(|(_, line)| !line.is_empty()) {
        let below = PADDING + size + place as f64 * size * LINE_HEIGHT;
        layer.push(Shape::Text {
            text: line,
            at: within.origin() + Vec2::new(PADDING, below),
            size,
            weight,
            ink: Ink::Text,
            align: Align::Left,
            max_width: width,
        });
    }
}

/// What it says stands above its middle.
fn arrow(layer: &mut Layer, arrow: &Annotation, zoom: f64) {
    pointing(layer, arrow.start, arrow.end, Stroke::solid(Ink::TextMuted, ARROW_WIDTH.max(0.7 / zoom)), zoom);
    let words = arrow.text.trim();
    if words.is_empty() || !Detail::is_readable(NOTE_SIZE, zoom) {
        return;
    }
    layer.push(Shape::Text {
        text: words.to_owned(),
        at: arrow.start.midpoint(arrow.end) - Vec2::new(0.0, 8.0),
        size: NOTE_SIZE,
        weight: Weight::Medium,
        ink: Ink::Text,
        align: Align::Centre,
        max_width: arrow.start.distance(arrow.end).max(160.0),
    });
}

/// A straight line with a head.
pub(super) fn pointing(layer: &mut Layer, from: Point, to: Point, stroke: Stroke, zoom: f64) {
    let way = to - from;
    if way.hypot() < ARROW_LENGTH {
        return;
    }
    let towards = way.normalize();
    layer.line(Line::new(from, to - towards * ARROW_LENGTH), stroke);
    if Detail::at(zoom) > Detail::Boxes {
        layer.push(Shape::Triangle { points: arrow_head(to, towards), fill: stroke.ink });
    }
}
