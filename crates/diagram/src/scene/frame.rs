//! Groups: frames behind the components.

use kurbo::{Rect, Vec2};

use super::Detail;
use super::shape::{Align, Ink, Layer, Shape, Stroke, Weight};
use crate::{Group, GroupKind, naming};

const RADIUS: f64 = 16.0;
const NAME_SIZE: f64 = 12.0;

pub(super) fn draw(layer: &mut Layer, group: &Group, zoom: f64) {
    draw_at(layer, group, group.bounds, zoom);
}

/// Where it is while it is dragged.
pub(super) fn draw_at(layer: &mut Layer, group: &Group, bounds: Rect, zoom: f64) {
    let width = 1.25_f64.max(0.75 / zoom);
    let stroke = match group.kind {
        GroupKind::TrustBoundary => Stroke::dashed(Ink::TextMuted, width),
        GroupKind::Zone | GroupKind::Vpc => Stroke::dashed(Ink::Outline, width),
        GroupKind::Region | GroupKind::Frame => Stroke::solid(Ink::Outline, width),
    };
    layer.push(Shape::Box { rect: bounds, radius: RADIUS, fill: Some(Ink::Frame), stroke: Some(stroke) });
    if !Detail::is_readable(NAME_SIZE, zoom) {
        return;
    }
    layer.push(Shape::Text {
        text: naming::of_group(group),
        at: bounds.origin() + Vec2::new(14.0, 21.0),
        size: NAME_SIZE,
        weight: Weight::Semibold,
        ink: Ink::TextMuted,
        align: Align::Left,
        max_width: (bounds.width() - 28.0).max(0.0),
    });
}

/// An outline on the border, for what is selected, hovered or about to take something in.
pub(super) fn ring(layer: &mut Layer, bounds: Rect, ink: Ink, pixels: f64, zoom: f64) {
    layer.outline(bounds, RADIUS, Stroke::solid(ink, pixels / zoom));
}
