//! Random designs for the tests.

use kurbo::{Point, Rect, Size};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{
    Annotation, AnnotationId, AnnotationKind, Component, ComponentId, Connection, ConnectionId, Diagram,
    Distribution, Group, GroupId, GroupKind, Mode, PropertyValue, Protocol, Routing, ServiceTime,
};

pub(crate) fn component_id(at: usize) -> ComponentId {
    ComponentId(format!("c{at}"))
}

pub(crate) fn group_id(at: usize) -> GroupId {
    GroupId(format!("g{at}"))
}

pub(crate) fn property() -> impl Strategy<Value = PropertyValue> {
    prop_oneof![
        any::<bool>().prop_map(PropertyValue::Flag),
        prop::num::f64::NORMAL.prop_map(PropertyValue::Number),
        (-50..50_i32).prop_map(|number| PropertyValue::Number(number.into())),
        "\\PC{0,8}".prop_map(PropertyValue::Text),
    ]
}

fn service_time() -> impl Strategy<Value = ServiceTime> {
    use Distribution::{Constant, Exponential, Gamma, LogNormal};
    (0.0..1e4, select(vec![Exponential, Constant, Gamma, LogNormal]), 0.0..10.0).prop_map(
        |(mean_millis, distribution, variation)| ServiceTime {
            mean_millis,
            distribution,
            coefficient_of_variation: match distribution {
                Exponential => 1.0,
                Constant => 0.0,
                Gamma | LogNormal => variation,
            },
        },
    )
}

/// Component number `at`, in one of `groups` groups or none.
pub(crate) fn component(at: usize, groups: usize) -> impl Strategy<Value = Component> {
    let position = (-1e4..1e4, -1e4..1e4);
    let size = prop_oneof![Just(Component::DEFAULT_SIZE), (1.0..900.0, 1.0..900.0).prop_map(Size::from)];
    let texts = ("[a-z_]{1,8}", "\\PC{0,12}", "\\PC{0,12}");
    let figures = (
        (1..9_u32, option::of(1..9_u32)),
        option::of(1..90_u32),
        option::of(service_time()),
        option::of(0.0..=1.0),
        prop::collection::btree_map("[a-z_]{1,6}", property(), 0..4),
    );
    let group = (option::of(0..groups.max(1)), any::<bool>());
    (position, size, texts, figures, group).prop_map(move |(position, size, texts, figures, group)| {
        let mut component = Component::new(component_id(at), &texts.0, &texts.1, Point::from(position));
        component.size = size;
        component.notes = texts.2;
        (component.replicas, component.replicas_needed) = figures.0;
        (component.concurrency, component.service_time, component.availability) =
            (figures.1, figures.2, figures.3);
        component.properties = figures.4;
        component.group = group.0.filter(|_| groups > 0).map(group_id);
        component.locked = group.1;
        component
    })
}

pub(crate) fn connection(at: usize, from: usize, to: usize) -> impl Strategy<Value = Connection> {
    let routing = select(vec![
        Routing::EveryCall,
        Routing::ByWeight,
        Routing::OnCacheMiss,
        Routing::ReadsOnly,
        Routing::WritesOnly,
    ]);
    let protocol =
        select(vec![Protocol::Http, Protocol::Grpc, Protocol::Tcp, Protocol::Sql, Protocol::PubSub]);
    let mode = select(vec![Mode::Request, Mode::Asynchronous]);
    let rest = (0.0..9.0, any::<bool>(), "\\PC{0,8}", option::of(0.0..500.0));
    let words = (option::of(routing), protocol, mode);
    (words, rest, waypoints()).prop_map(move |((routing, protocol, mode), rest, waypoints)| {
        let id = ConnectionId(format!("e{at}"));
        let mut connection = Connection::new(id, component_id(from), component_id(to));
        (connection.routing, connection.protocol, connection.mode) = (routing, protocol, mode);
        (connection.share, connection.encrypted, connection.label, connection.network_millis) = rest;
        connection.waypoints = waypoints;
        connection
    })
}

pub(crate) fn waypoints() -> impl Strategy<Value = Vec<Point>> {
    prop::collection::vec((-1e4..1e4, -1e4..1e4).prop_map(Point::from), 0..4)
}

pub(crate) fn annotation_id(at: usize) -> AnnotationId {
    AnnotationId(format!("n{at}"))
}

pub(crate) fn annotation(at: usize) -> impl Strategy<Value = Annotation> {
    use AnnotationKind::{Arrow, Note, Text};
    let point = || (-1e4..1e4, -1e4..1e4).prop_map(Point::from);
    (select(vec![Note, Text, Arrow]), "[\\PC\n]{0,12}", point(), point()).prop_map(
        move |(kind, text, start, end)| Annotation { id: annotation_id(at), kind, text, start, end },
    )
}

/// Group number `at`, within an earlier one or none.
pub(crate) fn group(at: usize) -> impl Strategy<Value = Group> {
    use GroupKind::{Frame, Host, Region, TrustBoundary, Vpc, Zone};
    // Quarters, so that corner plus width is exact.
    let quarter = |range: std::ops::Range<i32>| range.prop_map(|quarters| f64::from(quarters) / 4.0);
    let bounds = (quarter(-4000..4000), quarter(-4000..4000), quarter(4..4000), quarter(4..4000));
    let kind = select(vec![Region, Zone, Vpc, TrustBoundary, Host, Frame]);
    let rest = (option::of(0..at.max(1)), any::<bool>());
    (bounds, kind, "\\PC{0,8}", rest).prop_map(move |(bounds, kind, name, (parent, locked))| {
        let (x, y, width, height) = bounds;
        Group {
            id: group_id(at),
            kind,
            name,
            bounds: Rect::new(x, y, x + width, y + height),
            parent: parent.filter(|_| at > 0).map(group_id),
            locked,
        }
    })
}

pub(crate) fn diagram() -> impl Strategy<Value = Diagram> {
    (0..8_usize, (0..4_usize, 0..3_usize), prop::collection::vec((0..8_usize, 0..8_usize), 0..12))
        .prop_flat_map(|(count, (groups, annotations), picks)| {
            let components: Vec<_> = (0..count).map(|at| component(at, groups)).collect();
            let ends = picks.into_iter().filter(move |(from, to)| from != to && from.max(to) < &count);
            let connections: Vec<_> =
                ends.enumerate().map(|(at, (from, to))| connection(at, from, to)).collect();
            let groups: Vec<_> = (0..groups).map(group).collect();
            let annotations: Vec<_> = (0..annotations).map(annotation).collect();
            ("\\PC{0,12}", "[\\PC\n]{0,40}", components, connections, (groups, annotations)).prop_map(
                |(name, rationale, components, connections, (groups, annotations))| Diagram {
                    name,
                    rationale,
                    components,
                    connections,
                    groups,
                    annotations,
                },
            )
        })
}
