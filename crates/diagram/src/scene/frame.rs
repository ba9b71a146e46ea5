//! Groups: frames behind the components.

use kurbo::{Point, Rect, Vec2};

use super::Detail;
use super::card::PADLOCK_ICON;
use super::shape::{Align, Ink, Layer, Shape, Stroke, Weight};
use crate::{Group, GroupKind, naming};

const RADIUS: f64 = 16.0;
const NAME_SIZE: f64 = 12.0;
const PADLOCK_SIDE: f64 = 14.0;

pub(super) fn draw(layer: &mut Layer, group: &Group, zoom: f64) {
    draw_at(layer, group, group.bounds, zoom);
}

/// Where it is while it is dragged.
pub(super) fn draw_at(layer: &mut Layer, group: &Group, bounds: Rect, zoom: f64) {
    let width = 1.25_f64.max(0.75 / zoom);
    let stroke = match group.kind {
        GroupKind::TrustBoundary => Stroke::dashed(Ink::TextMuted, width),
        GroupKind::Zone | GroupKind::Vpc => Stroke::dashed(Ink::Outline, width),
        GroupKind::Region | GroupKind::Host | GroupKind::Frame => Stroke::solid(Ink::Outline, width),
    };
    layer.push(Shape::Box { rect: bounds, radius: RADIUS, fill: Some(Ink::Frame), stroke: Some(stroke) });
    if !Detail::is_readable(NAME_SIZE, zoom) {
        return;
    }
    let room = bounds.width() - 28.0 - if group.locked { PADLOCK_SIDE + 6.0 } else { 0.0 };
    if group.locked && room > 0.0 {
        layer.push(Shape::Icon {
            path: PADLOCK_ICON.into(),
            at: Point::new(bounds.x1 - 14.0 - PADLOCK_SIDE, bounds.y0 + 9.0),
            size: PADLOCK_SIDE,
            stroke: Stroke::solid(Ink::TextMuted, 1.3),
        });
    }
    layer.push(Shape::Text {
        text: naming::of_group(group),
        at: bounds.origin() + Vec2::new(14.0, 21.0),
        size: NAME_SIZE,
        weight: Weight::Semibold,
        ink: Ink::TextMuted,
        align: Align::Left,
        max_width: room.max(0.0),
    });
}

/// An outline on the border, for what is selected, hovered or about to take something in.
pub(super) fn ring(layer: &mut Layer, bounds: Rect, ink: Ink, pixels: f64, zoom: f64) {
    layer.outline(bounds, RADIUS, Stroke::solid(ink, pixels / zoom));
}
