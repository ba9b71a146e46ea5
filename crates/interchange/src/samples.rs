//! Random designs for the tests, with names that are markup elsewhere.

use diagram::{
    Component, ComponentId, Connection, ConnectionId, Diagram, Distribution, Group, GroupId, GroupKind, Mode,
    PropertyValue, Protocol, Routing, ServiceTime,
};
use kurbo::{Point, Rect, Size};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Words that mean something in one of the formats, and any others.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let markup = select(vec![
        "end",
        "A --> B",
        "\"quoted\"",
        "`tick`",
        "<b>bold</b>",
        "&lt;",
        "#quot;",
        "]]>",
        "%% comment",
        "%%{init}%%",
        "subgraph",
        "a;b",
        "line\nbreak",
        "  spaces  ",
        "\u{2028}",
        "\u{0}\u{7}",
        "</svg><script>",
        "[(x)]",
        "{{x}}",
        "Load balancer",
        "1",
        "-",
        "\\",
        "--|a|",
        "\u{ffff}",
        "@{ shape: cyl }",
        "\"]",
        "<br>",
        "style=a;b=c",
    ]);
    prop_oneof![markup.prop_map(str::to_owned), "\\PC{0,10}", any::<String>()]
}

fn property() -> impl Strategy<Value = PropertyValue> {
    prop_oneof![
        any::<bool>().prop_map(PropertyValue::Flag),
        prop::num::f64::NORMAL.prop_map(PropertyValue::Number),
        text().prop_map(PropertyValue::Text),
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

/// Its number at the end keeps ids apart whatever else is in them.
fn id(at: usize) -> impl Strategy<Value = String> {
    text().prop_map(move |text| format!("{text}{at}"))
}

type Ids = Vec<String>;

fn component(id: String, groups: Ids) -> impl Strategy<Value = Component> {
    let kind = prop_oneof![
        select(vec!["cache", "sql_database", "client", "message_queue"]).prop_map(str::to_owned),
        text()
    ];
    let place = (-1e4..1e4, -1e4..1e4, option::of((1.0..900.0, 1.0..900.0)));
    let replicas = (1..9_u32, option::of(1..9_u32));
    let figures = (replicas, option::of(1..90_u32), option::of(service_time()), option::of(0.0..=1.0));
    let properties = prop::collection::btree_map("[a-z_]{1,6}", property(), 0..3);
    let group = option::of(any::<prop::sample::Index>());
    (kind, text(), text(), place, figures, properties, group).prop_map(
        move |(kind, name, notes, (x, y, size), figures, properties, group)| Component {
            size: size.map_or(Component::DEFAULT_SIZE, Size::from),
            replicas: figures.0.0,
            replicas_needed: figures.0.1,
            concurrency: figures.1,
            service_time: figures.2,
            availability: figures.3,
            properties,
            notes,
            group: group.filter(|_| !groups.is_empty()).map(|at| GroupId(at.get(&groups).clone())),
            ..Component::new(ComponentId(id.clone()), &kind, &name, Point::new(x, y))
        },
    )
}

fn connection(id: String, from: String, to: String) -> impl Strategy<Value = Connection> {
    use Protocol::{Grpc, Http, PubSub, Sql, Tcp};
    use Routing::{ByWeight, EveryCall, OnCacheMiss, ReadsOnly, WritesOnly};
    let routing = option::of(select(vec![EveryCall, ByWeight, OnCacheMiss, ReadsOnly, WritesOnly]));
    let words = (select(vec![Http, Grpc, Tcp, Sql, PubSub]), select(vec![Mode::Request, Mode::Asynchronous]));
    let rest = (0.0..9.0, any::<bool>(), text(), option::of(0.0..500.0));
    (routing, words, rest).prop_map(move |(routing, words, rest)| Connection {
        protocol: words.0,
        mode: words.1,
        routing,
        share: rest.0,
        encrypted: rest.1,
        label: rest.2,
        network_millis: rest.3,
        ..Connection::new(ConnectionId(id.clone()), ComponentId(from.clone()), ComponentId(to.clone()))
    })
}

/// Within an earlier one or none.
fn group(id: String, earlier: Ids) -> impl Strategy<Value = Group> {
    use GroupKind::{Frame, Host, Region, TrustBoundary, Vpc, Zone};
    // Quarters, so that corner plus width is exact.
    let quarter = |range: std::ops::Range<i32>| range.prop_map(|quarters| f64::from(quarters) / 4.0);
    let bounds = (quarter(-4000..4000), quarter(-4000..4000), quarter(4..4000), quarter(4..4000));
    let kind = select(vec![Region, Zone, Vpc, TrustBoundary, Host, Frame]);
    let parent = option::of(any::<prop::sample::Index>());
    (bounds, kind, text(), parent).prop_map(move |((x, y, width, height), kind, name, parent)| Group {
        id: GroupId(id.clone()),
        kind,
        name,
        bounds: Rect::new(x, y, x + width, y + height),
        parent: parent.filter(|_| !earlier.is_empty()).map(|at| GroupId(at.get(&earlier).clone())),
        locked: false,
    })
}

fn ids(most: usize) -> impl Strategy<Value = Ids> {
    (0..most).prop_flat_map(|count| (0..count).map(id).collect::<Vec<_>>())
}

pub(crate) fn diagram() -> impl Strategy<Value = Diagram> {
    let picks = prop::collection::vec((0..7_usize, 0..7_usize), 0..9);
    (ids(7), ids(4), ids(9), picks).prop_flat_map(|(components, groups, edges, picks)| {
        let ends = picks.into_iter().filter(|(from, to)| from != to);
        let ends =
            ends.filter_map(|(from, to)| Some((components.get(from)?.clone(), components.get(to)?.clone())));
        let connections: Vec<_> =
            edges.into_iter().zip(ends).map(|(id, (from, to))| connection(id, from, to)).collect();
        let components: Vec<_> = components.into_iter().map(|id| component(id, groups.clone())).collect();
        let groups: Vec<_> =
            (0..groups.len()).map(|at| group(groups[at].clone(), groups[..at].to_vec())).collect();
        (text(), text(), components, connections, groups).prop_map(
            |(name, rationale, components, connections, groups)| Diagram {
                name,
                rationale,
                components,
                connections,
                groups,
                annotations: Vec::new(),
            },
        )
    })
}

/// A client, a balancer, two services in a zone, a cache, a database and a queue: all that a drawing can show.
pub(crate) fn shop() -> Diagram {
    diagram::format::read(include_str!("../tests/shop.json")).unwrap().diagram
}
