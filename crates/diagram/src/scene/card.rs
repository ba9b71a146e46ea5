//! A component as a card: icon, name, replicas, a bar for its utilisation and badges for what was found.

use kurbo::{Line, Point, Rect, Size, Vec2};

use super::picture::{Kinds, Status};
use super::shape::{Align, Ink, Layer, Shape, Stroke, Weight};
use super::{Detail, text};
use crate::Component;
use crate::catalogue::Category;
use crate::naming::words;

const RADIUS: f64 = 12.0;
const PADDING: f64 = 10.0;
const NAME_SIZE: f64 = 13.0;
const SMALL_SIZE: f64 = 10.5;
/// Of names on cards that are seen from further away: one size, so that no zooming has texts measured again.
const LARGE_NAME_SIZE: f64 = 20.0;
const TILE: f64 = 28.0;
const BADGE_RADIUS: f64 = 8.5;
/// Corner of a pulse line, in a square of 24 x 24.
const CRITICAL_ICON: &str = "M3 12h4l3-8 4 16 3-8h4";
pub(super) const PADLOCK_ICON: &str = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";

/// A component with where it is drawn, which while it is dragged is not where it stands.
pub(super) struct Card<'a> {
    pub component: &'a Component,
    pub bounds: Rect,
    pub status: Status,
}

/// Draws a card as richly as the zoom permits.
pub(super) fn draw(layer: &mut Layer, kinds: &Kinds, card: &Card, zoom: f64) {
    match Detail::at(zoom) {
        Detail::Boxes => layer.fill(card.bounds, 0.0, plain_ink(kinds, card)),
        Detail::Icons => {
            body(layer, card, zoom);
            large_icon(layer, kinds, card);
            bar(layer, card, 5.0);
        }
        Detail::Names => {
            body(layer, card, zoom);
            icon_and_name(layer, kinds, card);
            bar(layer, card, 5.0);
        }
        Detail::Full => {
            shadow(layer, card.bounds);
            body(layer, card, zoom);
            tile(layer, kinds, card);
            names(layer, kinds, card, zoom);
            replicas(layer, card, zoom);
            padlock(layer, card, zoom);
            bar(layer, card, 3.0);
            badges(layer, card);
        }
    }
}

/// The colour of a card that is too small for anything else.
pub(super) fn plain_ink(kinds: &Kinds, card: &Card) -> Ink {
    if card.status.utilisation.is_some_and(|share| share >= 1.0) {
        return Ink::Danger;
    }
    kinds.get(&card.component.kind).map_or(Ink::TextMuted, |(kind, _)| Ink::Category(kind.category))
}

fn shadow(layer: &mut Layer, bounds: Rect) {
    layer.fill(bounds.inset(0.5) + Vec2::new(0.0, 1.5), RADIUS, Ink::Shadow);
    layer.fill(bounds.inset(1.5) + Vec2::new(0.0, 3.0), RADIUS + 1.0, Ink::Shadow);
}

fn body(layer: &mut Layer, card: &Card, zoom: f64) {
    let stroke = if card.status.is_on_critical_path {
        Stroke::solid(Ink::Highlight, 1.75)
    } else {
        Stroke::solid(Ink::Outline, 1.0_f64.max(0.75 / zoom))
    };
    layer.push(Shape::Box {
        rect: card.bounds,
        radius: RADIUS.min(card.bounds.height() / 2.0),
        fill: Some(Ink::Surface),
        stroke: Some(stroke),
    });
}

fn category_of(kinds: &Kinds, card: &Card) -> Option<Category> {
    kinds.get(&card.component.kind).map(|(kind, _)| kind.category)
}

fn tile(layer: &mut Layer, kinds: &Kinds, card: &Card) {
    let corner = card.bounds.origin() + Vec2::new(PADDING, 9.0);
    let tile = Rect::from_origin_size(corner, Size::new(TILE, TILE));
    let (tint, ink) = inks(category_of(kinds, card));
    layer.fill(tile, 8.0, tint);
    icon(layer, kinds, card, tile.inset(-5.0), Stroke::solid(ink, 1.6));
}

/// Above the middle where there is a bar below.
fn large_icon(layer: &mut Layer, kinds: &Kinds, card: &Card) {
    let side = (card.bounds.width().min(card.bounds.height()) - 28.0).max(8.0);
    let up = if card.status.utilisation.is_some() { 6.0 } else { 0.0 };
    let square = Rect::from_center_size(card.bounds.center() - Vec2::new(0.0, up), Size::new(side, side));
    tinted_icon(layer, kinds, card, square);
}

fn tinted_icon(layer: &mut Layer, kinds: &Kinds, card: &Card, square: Rect) {
    let side = square.width();
    let (tint, ink) = inks(category_of(kinds, card));
    layer.fill(square, side / 4.0, tint);
    icon(layer, kinds, card, square.inset(-side / 8.0), Stroke::solid(ink, 3.2));
}

/// The name stands at the bottom, above the bar; the icon has what room is left over it.
fn icon_and_name(layer: &mut Layer, kinds: &Kinds, card: &Card) {
    const LINE: f64 = 20.0;
    const ABOVE_BAR: f64 = 18.0;
    const EDGE: f64 = 5.0;
    const LEAST_ICON: f64 = 12.0;
    let (bounds, width) = (card.bounds, card.bounds.width() - 2.0 * EDGE);
    let (name, _) = names_of(kinds, card);
    let (first, second) = text::in_two_lines(&name, LARGE_NAME_SIZE, width);
    let lines: Vec<String> = std::iter::once(first).chain(second).collect();
    let text_height = LINE * lines.len() as f64;
    let side = bounds.height() - ABOVE_BAR - text_height + 4.0 - EDGE;
    if side < LEAST_ICON {
        return large_icon(layer, kinds, card);
    }
    let middle = Point::new(bounds.center().x, bounds.y0 + EDGE + side / 2.0);
    tinted_icon(layer, kinds, card, Rect::from_center_size(middle, Size::new(side, side)));
    let first_baseline = bounds.y1 - ABOVE_BAR - text_height + LINE;
    for (at, text) in lines.into_iter().enumerate() {
        layer.push(Shape::Text {
            text,
            at: Point::new(bounds.center().x, first_baseline + LINE * at as f64),
            size: LARGE_NAME_SIZE,
            weight: Weight::Semibold,
            ink: Ink::Text,
            align: Align::Centre,
            max_width: width,
        });
    }
}

fn inks(category: Option<Category>) -> (Ink, Ink) {
    category.map_or((Ink::Track, Ink::TextMuted), |it| (Ink::CategoryTint(it), Ink::Category(it)))
}

/// A kind that this build does not know has a question mark.
fn icon(layer: &mut Layer, kinds: &Kinds, card: &Card, square: Rect, stroke: Stroke) {
    match kinds.get(&card.component.kind) {
        Some((_, path)) => {
            layer.push(Shape::Icon { path: path.clone(), at: square.origin(), size: square.width(), stroke });
        }
        None => layer.push(Shape::Text {
            text: "?".to_owned(),
            at: square.center() + Vec2::new(0.0, square.height() * 0.3),
            size: square.height() * 0.85,
            weight: Weight::Semibold,
            ink: stroke.ink,
            align: Align::Centre,
            max_width: square.width(),
        }),
    }
}

fn names(layer: &mut Layer, kinds: &Kinds, card: &Card, zoom: f64) {
    let width = card.bounds.width() - 2.0 * PADDING;
    let line = |layer: &mut Layer, text: String, below: f64, size: f64, weight: Weight, ink: Ink| {
        let at = card.bounds.origin() + Vec2::new(PADDING, below);
        if Detail::is_readable(size, zoom) && below < card.bounds.height() {
            layer.push(Shape::Text { text, at, size, weight, ink, align: Align::Left, max_width: width });
        }
    };
    let (name, kind_name) = names_of(kinds, card);
    let (first, second) = text::in_two_lines(&name, NAME_SIZE, width);
    let (above, below) = match second {
        Some(rest) => (51.0, Some((rest, 65.0, NAME_SIZE, Weight::Semibold, Ink::Text))),
        None if name.trim().eq_ignore_ascii_case(&kind_name) => (56.0, None),
        None => (51.0, Some((kind_name, 64.5, SMALL_SIZE, Weight::Regular, Ink::TextMuted))),
    };
    line(layer, first, above, NAME_SIZE, Weight::Semibold, Ink::Text);
    if let Some((text, baseline, size, weight, ink)) = below {
        line(layer, text, baseline, size, weight, ink);
    }
}

/// What stands on it, its kind's name where it has none of its own; and its kind's name.
fn names_of(kinds: &Kinds, card: &Card) -> (String, String) {
    let known = kinds.get(&card.component.kind);
    let kind_name = known.map_or_else(|| words(&card.component.kind), |(kind, _)| kind.name.clone());
    let name = if card.component.name.trim().is_empty() { &kind_name } else { &card.component.name };
    (name.clone(), kind_name)
}

fn replicas(layer: &mut Layer, card: &Card, zoom: f64) {
    if card.component.replicas <= 1 || !Detail::is_readable(SMALL_SIZE, zoom) {
        return;
    }
    let text = format!("×{}", card.component.replicas);
    let width = text::approximate_width(&text, SMALL_SIZE) + 12.0;
    let centre = Point::new(card.bounds.x1 - PADDING - width / 2.0, card.bounds.y0 + 23.0);
    layer.fill(Rect::from_center_size(centre, Size::new(width, 17.0)), 8.5, Ink::Track);
    layer.push(Shape::Text {
        text,
        at: centre + Vec2::new(0.0, 3.8),
        size: SMALL_SIZE,
        weight: Weight::Semibold,
        ink: Ink::TextMuted,
        align: Align::Centre,
        max_width: width,
    });
}

/// Beside the replicas, on what is locked.
fn padlock(layer: &mut Layer, card: &Card, zoom: f64) {
    const SIDE: f64 = 14.0;
    if !card.component.locked || !Detail::is_readable(SMALL_SIZE, zoom) {
        return;
    }
    let pill = if card.component.replicas > 1 {
        text::approximate_width(&format!("×{}", card.component.replicas), SMALL_SIZE) + 16.0
    } else {
        0.0
    };
    let at = Point::new(card.bounds.x1 - PADDING - pill - SIDE, card.bounds.y0 + 16.0);
    let stroke = Stroke::solid(Ink::TextMuted, 1.3);
    layer.push(Shape::Icon { path: PADLOCK_ICON.into(), at, size: SIDE, stroke });
}

/// How full it is: green to 70 %, amber to 90 %, red from there.
fn bar(layer: &mut Layer, card: &Card, thickness: f64) {
    let Some(utilisation) = card.status.utilisation.filter(|share| !share.is_nan()) else { return };
    let ink = match utilisation {
        share if share < 0.7 => Ink::Good,
        share if share < 0.9 => Ink::Warning,
        _ => Ink::Danger,
    };
    let top = card.bounds.y1 - 6.0 - thickness / 2.0;
    let track = Rect::new(
        card.bounds.x0 + PADDING,
        top,
        (card.bounds.x1 - PADDING).max(card.bounds.x0),
        top + thickness,
    );
    layer.fill(track, thickness / 2.0, Ink::Track);
    if utilisation > 0.0 {
        let width = (track.width() * utilisation.min(1.0)).max(thickness);
        let filled = Rect::from_origin_size(track.origin(), Size::new(width, thickness));
        layer.fill(filled, thickness / 2.0, ink);
    }
}

/// Signs that sit on the upper edge, from the right.
fn badges(layer: &mut Layer, card: &Card) {
    let mut centre = Point::new(card.bounds.x1 - 14.0, card.bounds.y0);
    if card.status.is_single_point_of_failure {
        disc(layer, centre, Ink::Danger);
        let sign = Stroke::solid(Ink::OnBadge, 1.8);
        layer.line(Line::new(centre - Vec2::new(0.0, 4.2), centre + Vec2::new(0.0, 0.8)), sign);
        layer.push(Shape::Circle {
            centre: centre + Vec2::new(0.0, 3.8),
            radius: 1.15,
            fill: Some(Ink::OnBadge),
            stroke: None,
        });
        centre.x -= 2.0 * BADGE_RADIUS + 4.0;
    }
    if card.status.is_on_critical_path {
        disc(layer, centre, Ink::Highlight);
        layer.push(Shape::Icon {
            path: CRITICAL_ICON.into(),
            at: centre - Vec2::new(5.5, 5.5),
            size: 11.0,
            stroke: Stroke::solid(Ink::OnBadge, 1.4),
        });
    }
}

fn disc(layer: &mut Layer, centre: Point, fill: Ink) {
    let stroke = Some(Stroke::solid(Ink::Surface, 2.0));
    layer.push(Shape::Circle { centre, radius: BADGE_RADIUS, fill: Some(fill), stroke });
}

/// The outline of a card, a little outside of it, for what is selected or hovered.
pub(super) fn ring(layer: &mut Layer, bounds: Rect, ink: Ink, pixels: f64, zoom: f64) {
    let outset = 2.5 / zoom.max(1.0);
    let radius = if Detail::at(zoom) == Detail::Boxes { 0.0 } else { RADIUS + outset };
    layer.outline(bounds.inset(outset), radius, Stroke::solid(ink, pixels / zoom));
}
