//! Layers written out as text, one line for each run of shapes of one sort.

use std::fmt::Write;

use expect_test::{Expect, expect};
use kurbo::{Point, Size, Vec2};

use super::*;
use crate::edits::Carried;
use crate::hit::Hit;
use crate::tools::Selection;
use crate::{
    Catalogue, Component, ComponentId, Connection, ConnectionId, Diagram, Group, GroupId, GroupKind, Mode,
    SpatialIndex,
};

fn id(id: &str) -> ComponentId {
    ComponentId(id.to_owned())
}

/// A client that calls a cache, which tells a queue.
fn diagram() -> Diagram {
    let mut queue = Connection::new(ConnectionId("cq".into()), id("cache"), id("queue"));
    queue.mode = Mode::Asynchronous;
    queue.label = "invalidations".into();
    let mut cache = Component::new(id("cache"), "cache", "Sessions", Point::new(240.0, 0.0));
    cache.replicas = 3;
    Diagram {
        components: vec![
            Component::new(id("client"), "client", "", Point::new(0.0, 0.0)),
            cache,
            Component::new(id("queue"), "a_kind_of_tomorrow", "Queue", Point::new(480.0, 0.0)),
        ],
        connections: vec![Connection::new(ConnectionId("ac".into()), id("client"), id("cache")), queue],
        ..Diagram::default()
    }
}

fn carried(name: &str) -> Carried {
    Carried { components: [id(name)].into(), ..Carried::default() }
}

struct Given {
    diagram: Diagram,
    findings: Findings,
    overlay: Overlay,
    viewport: Viewport,
}

impl Given {
    fn new() -> Self {
        let viewport = Viewport::new(Size::new(1000.0, 600.0)).panned(Vec2::new(50.0, 50.0));
        Self { diagram: diagram(), findings: Findings::default(), overlay: Overlay::default(), viewport }
    }

    fn scene(&self) -> Scene {
        let index = SpatialIndex::of(&self.diagram);
        let picture = Picture {
            diagram: &self.diagram,
            index: &index,
            catalogue: Catalogue::builtin(),
            findings: &self.findings,
            revision: 0,
        };
        Scene::of(&picture, &self.overlay, &self.viewport)
    }
}

fn check(layer: &Layer, expected: Expect) {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for shape in &layer.shapes {
        let line = describe(shape);
        match lines.last_mut() {
            Some((last, count)) if *last == line => *count += 1,
            _ => lines.push((line, 1)),
        }
    }
    let mut text = String::new();
    for (line, count) in lines {
        let times = if count > 1 { format!(" x {count}") } else { String::new() };
        writeln!(text, "{line}{times}").unwrap();
    }
    expected.assert_eq(&text);
}

fn describe(shape: &Shape) -> String {
    let style = |fill: &Option<Ink>, stroke: &Option<Stroke>| {
        let fill = fill.map_or_else(String::new, |ink| format!(" {ink:?}"));
        let stroke = stroke.map_or_else(String::new, |it| format!(" outlined {:?} {:.2}", it.ink, it.width));
        fill + &stroke
    };
    match shape {
        Shape::Box { rect, fill, stroke, .. } => {
            format!("box {:.0}x{:.0}{}", rect.width(), rect.height(), style(fill, stroke))
        }
        Shape::Path { curve: Curve::Line(_), stroke } => format!("line {:?} {:.2}", stroke.ink, stroke.width),
        Shape::Path { curve: Curve::Bent { .. }, stroke } => {
            format!("curve {:?} {:.2} {:?}", stroke.ink, stroke.width, stroke.dash)
        }
        Shape::Triangle { fill, .. } => format!("head {fill:?}"),
        Shape::Circle { radius, fill, stroke, .. } => format!("circle {radius:.1}{}", style(fill, stroke)),
        Shape::Text { text, ink, .. } => format!("text '{text}' {ink:?}"),
        Shape::Icon { size, stroke, .. } => format!("icon {size:.0} {:?}", stroke.ink),
    }
}

#[test]
fn at_100_percent_cards_have_everything() {
    check(
        &Given::new().scene().base,
        expect![[r#"
        curve Connection 1.50 Solid
        curve Connection 1.50 Dashed
        head Connection x 2
        box 78x18 Surface outlined Outline 1.00
        text 'invalidations' TextMuted
        box 121x81 Shadow
        box 123x83 Shadow
        box 120x80 Surface outlined Outline 1.00
        box 28x28 CategoryTint(Client)
        icon 18 Category(Client)
        text 'Client' Text
        box 121x81 Shadow
        box 123x83 Shadow
        box 120x80 Surface outlined Outline 1.00
        box 28x28 CategoryTint(Storage)
        icon 18 Category(Storage)
        text 'Sessions' Text
        text 'Cache' TextMuted
        box 25x17 Track
        text '×3' TextMuted
        box 121x81 Shadow
        box 123x83 Shadow
        box 120x80 Surface outlined Outline 1.00
        box 28x28 Track
        text '?' TextMuted
        text 'Queue' Text
        text 'A kind of tomorrow' TextMuted
    "#]],
    );
}

#[test]
fn what_the_analysis_found_is_on_the_card() {
    let mut given = Given::new();
    given.diagram.connections.clear();
    given.diagram.components.truncate(1);
    let status =
        Status { utilisation: Some(0.85), is_on_critical_path: true, is_single_point_of_failure: true };
    given.findings.statuses.insert(id("client"), status);
    check(
        &given.scene().base,
        expect![[r#"
        box 121x81 Shadow
        box 123x83 Shadow
        box 120x80 Surface outlined Highlight 1.75
        box 28x28 CategoryTint(Client)
        icon 18 Category(Client)
        text 'Client' Text
        box 100x3 Track
        box 85x3 Warning
        circle 8.5 Danger outlined Surface 2.00
        line OnBadge 1.80
        circle 1.1 OnBadge
        circle 8.5 Highlight outlined Surface 2.00
        icon 11 OnBadge
    "#]],
    );
}

#[test]
fn from_half_way_there_are_icons_and_names_in_letters_that_can_be_read() {
    let mut given = Given::new();
    for zoom in [0.4, 0.57] {
        given.viewport = given.viewport.at_zoom(zoom);
        let texts = given
            .scene()
            .base
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text { size, .. } => Some(*size),
                _ => None,
            })
            .collect::<Vec<f64>>();
        assert!(texts.len() >= 3, "{texts:?}");
        assert!(texts.iter().all(|size| size * zoom >= 8.0), "{texts:?} at {zoom}");
    }
    given.viewport = given.viewport.at_zoom(0.45);
    check(
        &given.scene().base,
        expect![[r#"
        curve Connection 1.56 Solid
        curve Connection 1.56 Dashed
        head Connection x 2
        box 120x80 Surface outlined Outline 1.67
        box 41x41 CategoryTint(Client)
        icon 31 Category(Client)
        text 'Client' Text
        box 120x80 Surface outlined Outline 1.67
        box 41x41 CategoryTint(Storage)
        icon 31 Category(Storage)
        text 'Sessions' Text
        box 120x80 Surface outlined Outline 1.67
        box 41x41 Track
        text '?' TextMuted
        text 'Queue' Text
    "#]],
    );
}

#[test]
fn from_afar_there_are_icons_and_no_text() {
    let mut given = Given::new();
    given.viewport = given.viewport.at_zoom(0.38);
    given.findings.highlighted.insert(ConnectionId("ac".into()));
    check(
        &given.scene().base,
        expect![[r#"
            curve Connection 1.84 Dashed
            head Connection
            curve Highlight 2.25 Solid
            head Highlight
            box 120x80 Surface outlined Outline 1.97
            box 52x52 CategoryTint(Client)
            icon 39 Category(Client)
            box 120x80 Surface outlined Outline 1.97
            box 52x52 CategoryTint(Storage)
            icon 39 Category(Storage)
            box 120x80 Surface outlined Outline 1.97
            box 52x52 Track
            text '?' TextMuted
        "#]],
    );
}

#[test]
fn from_far_away_there_are_boxes_by_colour() {
    let mut given = Given::new();
    let overloaded = Status { utilisation: Some(1.2), ..Status::default() };
    given.findings.statuses.insert(id("cache"), overloaded);
    given.viewport = given.viewport.at_zoom(0.1);
    check(
        &given.scene().base,
        expect![[r#"
        line Connection 7.00 x 2
        box 120x80 Category(Client)
        box 120x80 Danger
        box 120x80 TextMuted
    "#]],
    );
}

#[test]
fn what_is_out_of_view_is_not_in_the_scene() {
    let mut given = Given::new();
    given.viewport = given.viewport.panned(Vec2::new(-5_000.0, 0.0));
    assert_eq!(given.scene(), Scene::default());
}

#[test]
fn groups_are_frames_behind_the_rest() {
    let mut given = Given::new();
    given.diagram.components.truncate(1);
    given.diagram.groups.push(Group {
        id: GroupId("g".into()),
        kind: GroupKind::TrustBoundary,
        name: String::new(),
        bounds: Rect::new(-20.0, -40.0, 200.0, 200.0),
        parent: None,
        locked: false,
    });
    let layer = given.scene().base;
    check(
        &Layer { shapes: layer.shapes[..2].to_vec() },
        expect![[r#"
            box 220x240 Frame outlined TextMuted 1.25
            text 'Trust boundary' TextMuted
        "#]],
    );
}

#[test]
fn a_selected_component_has_a_ring_and_ports() {
    let mut given = Given::new();
    given.overlay.selection = Selection::of_components([id("cache")]);
    check(
        &given.scene().live,
        expect![[r#"
            box 125x85 outlined Accent 2.00
            box 8x8 Surface outlined Accent 1.50 x 4
            circle 4.5 Surface outlined Accent 1.75 x 4
        "#]],
    );
}

#[test]
fn the_port_under_the_pointer_stands_out() {
    let mut given = Given::new();
    given.overlay.hovered = Hit::Port { component: id("cache"), side: Side::Right };
    check(
        &given.scene().live,
        expect![[r#"
        box 125x85 outlined AccentSoft 2.00
        circle 4.5 Surface outlined Accent 1.75 x 2
        circle 6.0 Accent outlined Accent 1.75
        circle 4.5 Surface outlined Accent 1.75
    "#]],
    );
}

#[test]
fn a_hovered_connection_is_drawn_again_on_top() {
    let mut given = Given::new();
    given.overlay.hovered = Hit::Connection(ConnectionId("cq".into()));
    check(
        &given.scene().live,
        expect![[r#"
        curve Text 2.00 Dashed
        head Text
        box 78x18 Surface outlined Outline 1.00
        text 'invalidations' TextMuted
    "#]],
    );
}

#[test]
fn what_is_dragged_leaves_the_base_with_its_connections() {
    let mut given = Given::new();
    given.overlay.preview.lift = Some(Lift { carried: carried("client"), by: Vec2::new(0.0, 200.0) });
    let scene = given.scene();
    let words = |layer: &Layer| {
        layer
            .shapes
            .iter()
            .filter(|it| matches!(it, Shape::Text { .. } | Shape::Path { .. }))
            .cloned()
            .collect()
    };
    check(
        &Layer { shapes: words(&scene.base) },
        expect![[r#"
        curve Connection 1.50 Dashed
        text 'invalidations' TextMuted
        text 'Sessions' Text
        text 'Cache' TextMuted
        text '×3' TextMuted
        text '?' TextMuted
        text 'Queue' Text
        text 'A kind of tomorrow' TextMuted
    "#]],
    );
    check(
        &Layer { shapes: words(&scene.live) },
        expect![[r#"
        curve Connection 1.50 Solid
        text 'Client' Text
    "#]],
    );
}

#[test]
fn a_marquee_is_as_thin_at_every_zoom() {
    let mut given = Given::new();
    given.overlay.preview.marquee = Some(Rect::new(0.0, 0.0, 100.0, 100.0));
    given.viewport = given.viewport.at_zoom(4.0);
    check(
        &given.scene().live,
        expect![[r#"
        box 100x100 AccentTint outlined Accent 0.25
    "#]],
    );
}

#[test]
fn a_line_being_drawn_ends_at_the_pointer_or_at_what_is_under_it() {
    let mut given = Given::new();
    let mut to = |to: RubberEnd| {
        given.overlay.preview.rubber = Some(Rubber { from: id("client"), side: Some(Side::Bottom), to });
        given.scene().live
    };
    check(
        &to(RubberEnd::Loose(Point::new(100.0, 300.0))),
        expect![[r#"
        curve Accent 2.00 Dashed
        head Accent
    "#]],
    );
    check(
        &to(RubberEnd::Component(id("cache"))),
        expect![[r#"
        curve Accent 2.00 Dashed
        head Accent
        box 125x85 outlined Accent 2.50
        circle 4.5 Surface outlined Accent 1.75 x 4
    "#]],
    );
    assert_eq!(to(RubberEnd::Component(id("client"))), Layer::default(), "there is no line into itself");
}

#[test]
fn a_ghost_looks_like_the_card_it_becomes() {
    let mut given = Given::new();
    given.diagram = Diagram::default();
    given.overlay.preview.ghost = Some(Ghost { kind: "client".into(), at: Point::new(8.0, 8.0) });
    check(
        &given.scene().live,
        expect![[r#"
        box 121x81 Shadow
        box 123x83 Shadow
        box 120x80 Surface outlined Outline 1.00
        box 28x28 CategoryTint(Client)
        icon 18 Category(Client)
        text 'Client' Text
        box 125x85 outlined Accent 2.00
    "#]],
    );
}

#[test]
fn the_base_stays_while_only_the_pointer_moves() {
    let mut given = Given::new();
    let base = given.scene().base;
    given.overlay.selection = Selection::of_components([id("cache")]);
    given.overlay.hovered = Hit::Component(id("client"));
    assert_eq!(given.scene().base, base);
}

#[test]
fn sizes_that_are_no_numbers_draw_nothing_and_harm_nobody() {
    let mut given = Given::new();
    given.diagram.components[0].size = Size::new(f64::NAN, 0.0);
    given.diagram.components[1].size = Size::new(1.0, 1.0);
    given.overlay.selection = Selection::of_components([id("client"), id("cache")]);
    let shapes = given.scene().base.shapes;
    assert!(!shapes.iter().any(|shape| matches!(shape, Shape::Box { rect, .. } if !rect.is_finite())));
}

#[test]
fn the_base_is_made_anew_for_an_edit_a_zoom_or_a_drag_only() {
    let (diagram, findings) = (diagram(), Findings::default());
    let index = SpatialIndex::of(&diagram);
    let catalogue = Catalogue::builtin();
    let picture = Picture { diagram: &diagram, index: &index, catalogue, findings: &findings, revision: 7 };
    let at_rest = Overlay { hovered: Hit::Component(id("client")), ..Overlay::default() };
    let mut dragging = at_rest.clone();
    dragging.preview.lift = Some(Lift { carried: carried("client"), by: Vec2::ZERO });
    let key = BaseKey::of(&picture, &at_rest, 1.0);
    assert!(key.is_for(&picture, &Overlay::default(), 1.0));
    assert!(!key.is_for(&picture, &dragging, 1.0));
    assert!(!key.is_for(&picture, &at_rest, 0.5));
    assert!(!key.is_for(&Picture { revision: 8, ..picture }, &at_rest, 1.0));
}

/// The shapes that a simulation adds, at two zooms.
fn activity(activity: Activity, zoom: f64) -> Vec<Shape> {
    let mut given = Given::new();
    given.viewport.zoom = zoom;
    given.overlay.activity = Some(std::sync::Arc::new(activity));
    given.scene().live.shapes
}

#[test]
fn messages_are_drawn_where_they_are_on_the_line_and_failures_are_crosses() {
    let message = |along, sort| Message { connection: 0, along, sort };
    let messages = vec![
        message(0.0, MessageSort::Request),
        message(1.0, MessageSort::Answer),
        message(0.5, MessageSort::Failed),
    ];
    let shapes = activity(Activity { messages, ..Activity::default() }, 1.0);
    let circles: Vec<_> = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Circle { centre, fill, .. } => Some((centre.x, *fill)),
            _ => None,
        })
        .collect();
    // From the right side of the client at 120 to the base of the arrow head in front of the cache at 240.
    assert_eq!(circles.len(), 2);
    assert!(
        (225.0..240.0).contains(&circles[0].0),
        "the answer is hollow and still at the cache: {circles:?}"
    );
    assert_eq!((circles[0].1, circles[1]), (Some(Ink::Surface), (120.0, Some(Ink::Accent))));
    let crosses = shapes
        .iter()
        .filter(|shape| matches!(shape, Shape::Path { stroke, .. } if stroke.ink == Ink::Danger));
    assert_eq!(crosses.count(), 2, "two strokes make a cross");
}

#[test]
fn what_is_down_is_crossed_out_at_every_zoom_and_says_so_where_words_can_be_read() {
    let down = || {
        let busy = Busy {
            component: 1,
            share: 1.0,
            queue: 0.5,
            waiting: "12 wait".into(),
            is_down: true,
            ..Busy::default()
        };
        Activity { components: vec![busy], ..Activity::default() }
    };
    let words = |shapes: &[Shape]| -> Vec<String> {
        let text = |shape: &Shape| match shape {
            Shape::Text { text, .. } => Some(text.clone()),
            _ => None,
        };
        shapes.iter().filter_map(text).collect()
    };
    let near = activity(down(), 1.0);
    assert_eq!(words(&near), ["down", "12 wait"]);
    let far = activity(down(), 0.1);
    assert!(words(&far).is_empty());
    let is_line = |shape: &&Shape| matches!(shape, Shape::Path { .. });
    assert_eq!((near.iter().filter(is_line).count(), far.iter().filter(is_line).count()), (2, 2));
}

#[test]
fn rates_stand_on_their_lines_in_place_of_dots() {
    let rate = |connection, is_failing| Rate { connection, words: "40 a second".into(), is_failing };
    let shapes = activity(
        Activity { rates: vec![rate(0, false), rate(1, true), rate(9, false)], ..Activity::default() },
        1.0,
    );
    let inks: Vec<Ink> = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { ink, .. } => Some(*ink),
            _ => None,
        })
        .collect();
    assert_eq!(inks, [Ink::Text, Ink::Danger], "a connection that is not there has no rate");
}
