use kurbo::Rect;

use super::card::{self, Card};
use super::connection::{self, Emphasis};
use super::picture::{Kinds, Picture};
use super::shape::Layer;
use super::{Detail, Overlay, annotation, frame};
use crate::edits::Carried;
use crate::hit::Target;
use crate::{Component, ConnectionId};

/// Shadows, badges and thick lines reach a little outside of what the index knows.
const SPILL: f64 = 16.0;

/// What a base layer was made of, region aside.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseKey {
    revision: u64,
    zoom: f64,
    lifted: Carried,
    absent: Option<Target>,
}

impl BaseKey {
    pub fn of(picture: &Picture, overlay: &Overlay, zoom: f64) -> Self {
        Self {
            revision: picture.revision,
            zoom,
            lifted: overlay.lifted().cloned().unwrap_or_default(),
            absent: overlay.preview.absent(),
        }
    }

    /// Whether a layer with this key is still right.
    pub fn is_for(&self, picture: &Picture, overlay: &Overlay, zoom: f64) -> bool {
        let same_lifted = overlay.lifted().map_or(self.lifted.is_empty(), |lifted| *lifted == self.lifted);
        let same_absent = self.absent == overlay.preview.absent();
        self.revision == picture.revision && self.zoom == zoom && same_lifted && same_absent
    }
}

pub(super) fn layer(picture: &Picture, overlay: &Overlay, zoom: f64, region: Rect) -> Layer {
    let found = picture.index.within(region.inset(SPILL));
    let mut layer = Layer::default();
    // Of thousands, each is a line or a box.
    layer.shapes.reserve_exact(found.components.len() + found.connections.len());
    for group in &picture.diagram.groups {
        if group.bounds.overlaps(region) && !is_absent(overlay, &Target::Group(group.id.clone())) {
            frame::draw(&mut layer, group, zoom);
        }
    }
    let lifted = lifted_positions(picture, overlay);
    let is_lifted = |n: usize| lifted.binary_search(&n).is_ok();
    let bent = bent(overlay);
    let is_bent = |n: usize| {
        bent.is_some() && picture.diagram.connections.get(n).map(|connection| &connection.id) == bent
    };
    let standing = |n: &usize| {
        !picture.index.ends(*n).is_some_and(|(a, b)| is_lifted(a) || is_lifted(b)) && !is_bent(*n)
    };
    connections(&mut layer, picture, found.connections.into_iter().filter(standing).collect(), zoom);
    for one in &picture.diagram.annotations {
        if one.bounds().overlaps(region.inset(SPILL))
            && !is_absent(overlay, &Target::Annotation(one.id.clone()))
        {
            annotation::draw(&mut layer, one, zoom);
        }
    }
    let kinds = Kinds::of(picture.catalogue);
    let cards = found
        .components
        .into_iter()
        .filter(|n| !is_lifted(*n))
        .filter_map(|n| picture.diagram.components.get(n))
        .map(|component| at_rest(picture, component));
    if Detail::at(zoom) == Detail::Boxes {
        boxes(&mut layer, &kinds, cards, zoom);
    } else {
        cards.for_each(|card| card::draw(&mut layer, &kinds, &card, zoom));
    }
    layer
}

/// Whether a group or an annotation is drawn on the live layer now.
fn is_absent(overlay: &Overlay, target: &Target) -> bool {
    let lifted = overlay.lifted().is_some_and(|carried| match target {
        Target::Group(id) => carried.groups.contains(id),
        Target::Annotation(id) => carried.annotations.contains(id),
        Target::Component(_) | Target::Connection(_) => false,
    });
    lifted || overlay.preview.absent().as_ref() == Some(target)
}

fn bent(overlay: &Overlay) -> Option<&ConnectionId> {
    overlay.preview.bend.as_ref().map(|bend| &bend.connection)
}

/// Sorted.
fn lifted_positions(picture: &Picture, overlay: &Overlay) -> Vec<usize> {
    let lifted = overlay.lifted().into_iter().flat_map(|carried| &carried.components);
    let resized = match overlay.preview.absent() {
        Some(Target::Component(id)) => Some(id),
        _ => None,
    };
    let mut positions: Vec<usize> =
        lifted.chain(&resized).filter_map(|id| picture.index.position(id)).collect();
    positions.sort_unstable();
    positions
}

/// A component where it stands in the document.
pub(super) fn at_rest<'a>(picture: &Picture, component: &'a Component) -> Card<'a> {
    let status = picture.findings.statuses.get(&component.id).copied().unwrap_or_default();
    Card { component, bounds: component.bounds(), status }
}

/// Lines before heads before labels, and what is highlighted after the rest: like beside like paints fastest.
fn connections(layer: &mut Layer, picture: &Picture, shown: Vec<usize>, zoom: f64) {
    let highlighted = &picture.findings.highlighted;
    let known = |n: &usize| Some((picture.diagram.connections.get(*n)?, picture.index.route(*n)?));
    let is_bright = |n: &usize| {
        let connection = picture.diagram.connections.get(*n);
        connection.is_some_and(|connection| highlighted.contains(&connection.id))
    };
    let (bright, plain): (Vec<_>, Vec<_>) = shown.into_iter().partition(is_bright);
    for (some, emphasis) in [(&plain, Emphasis::NONE), (&bright, Emphasis::HIGHLIGHT)] {
        for (it, route) in some.iter().filter_map(known) {
            connection::draw(layer, it, &route, emphasis, zoom);
        }
        for (_, route) in some.iter().filter_map(known) {
            connection::head(layer, &route, emphasis, zoom);
        }
    }
    for (it, route) in plain.iter().chain(&bright).filter_map(known) {
        connection::label(layer, it, &route, zoom);
    }
}

/// Too small to tell which is on top, so that those of one colour go together.
fn boxes<'a>(layer: &mut Layer, kinds: &Kinds, cards: impl Iterator<Item = Card<'a>>, zoom: f64) {
    let mut by_ink: Vec<(super::Ink, Vec<Card>)> = Vec::new();
    for card in cards {
        let ink = card::plain_ink(kinds, &card);
        match by_ink.iter_mut().find(|(known, _)| *known == ink) {
            Some((_, some)) => some.push(card),
            None => by_ink.push((ink, vec![card])),
        }
    }
    for card in by_ink.iter().flat_map(|(_, some)| some) {
        card::draw(layer, kinds, card, zoom);
    }
}
