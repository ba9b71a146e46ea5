//! Groups: frames behind the components.

use kurbo::Vec2;

use super::Detail;
use super::shape::{Align, Ink, Layer, Shape, Stroke, Weight};
use crate::{Group, GroupKind};

const RADIUS: f64 = 16.0;
const NAME_SIZE: f64 = 12.0;

pub(super) fn draw(layer: &mut Layer, group: &Group, zoom: f64) {
    let width = 1.25_f64.max(0.75 / zoom);
    let stroke = match group.kind {
        GroupKind::TrustBoundary => Stroke::dashed(Ink::TextMuted, width),
        GroupKind::Zone | GroupKind::Vpc => Stroke::dashed(Ink::Outline, width),
        GroupKind::Region | GroupKind::Frame => Stroke::solid(Ink::Outline, width),
    };
    layer.push(Shape::Box {
        rect: group.bounds,
        radius: RADIUS,
        fill: Some(Ink::Frame),
        stroke: Some(stroke),
    });
    if !Detail::is_readable(NAME_SIZE, zoom) {
        return;
    }
    let name = if group.name.trim().is_empty() { kind_name(group.kind) } else { group.name.trim() };
    layer.push(Shape::Text {
        text: name.to_owned(),
        at: group.bounds.origin() + Vec2::new(14.0, 21.0),
        size: NAME_SIZE,
        weight: Weight::Semibold,
        ink: Ink::TextMuted,
        align: Align::Left,
        max_width: (group.bounds.width() - 28.0).max(0.0),
    });
}

fn kind_name(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Region => "Region",
        GroupKind::Zone => "Zone",
        GroupKind::Vpc => "VPC",
        GroupKind::TrustBoundary => "Trust boundary",
        GroupKind::Frame => "Frame",
    }
}
