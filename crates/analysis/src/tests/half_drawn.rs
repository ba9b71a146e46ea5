use diagram::catalogue::Catalogue;
use diagram::{
    Component, ComponentId, Connection, ConnectionId, Diagram, Distribution, Group, GroupId, GroupKind, Mode,
    PropertyValue, Routing, ServiceTime,
};
use proptest::prelude::*;

use crate::{Figure, Report, explain, report};

/// Numbers that make sense and numbers that do not.
fn wild() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => 0.0..3.0f64,
        2 => 0.0..1e4f64,
        1 => prop_oneof![
            Just(0.0), Just(-0.0), Just(-1.0), Just(1.0), Just(0.5), Just(f64::NAN), Just(f64::INFINITY),
            Just(f64::NEG_INFINITY), Just(1e300), Just(f64::MIN_POSITIVE), Just(f64::EPSILON),
        ],
    ]
}

const KINDS: [&str; 16] = [
    "client",
    "client",
    "dns",
    "cdn",
    "load_balancer",
    "service",
    "service",
    "worker",
    "cache",
    "sql_database",
    "message_queue",
    "pubsub_topic",
    "third_party_api",
    "monitoring",
    "rate_limiter",
    "no such kind",
];

prop_compose! {
    fn service_time()(
        mean_millis in wild(),
        distribution in prop_oneof![
            Just(Distribution::Exponential), Just(Distribution::Constant), Just(Distribution::Gamma), Just(Distribution::LogNormal)
        ],
        coefficient_of_variation in wild(),
    ) -> ServiceTime {
        ServiceTime { mean_millis, distribution, coefficient_of_variation }
    }
}

prop_compose! {
    fn component()(
        number in 0usize..12,
        kind in 0..KINDS.len(),
        replicas in prop_oneof![5 => 0u32..4, 1 => any::<u32>()],
        needed in proptest::option::of(prop_oneof![5 => 0u32..4, 1 => any::<u32>()]),
        concurrency in proptest::option::of(prop_oneof![5 => 0u32..20, 1 => any::<u32>()]),
        service_time in proptest::option::of(service_time()),
        availability in proptest::option::of(wild()),
        load in wild(),
        percent in proptest::option::of(wild().prop_map(|number| number * 50.0)),
        group in proptest::option::of(0usize..4),
    ) -> Component {
        let mut component = Component::new(name(number), KINDS[kind], "", Default::default());
        component.replicas = replicas;
        component.replicas_needed = needed;
        component.concurrency = concurrency;
        component.service_time = service_time;
        component.availability = availability;
        component.group = group.map(|group| GroupId(group.to_string()));
        for (property, value) in [("requests_per_second", Some(load)), ("hit_ratio_percent", percent), ("read_share_percent", percent)] {
            if let Some(value) = value {
                component.properties.insert(property.to_owned(), PropertyValue::Number(value));
            }
        }
        component
    }
}

fn name(number: usize) -> ComponentId {
    ComponentId(format!("c{number}"))
}

prop_compose! {
    fn connection()(
        from in 0usize..13,
        to in 0usize..13,
        is_asynchronous in proptest::bool::weighted(0.2),
        routing in proptest::option::of(prop_oneof![
            Just(Routing::EveryCall), Just(Routing::ByWeight), Just(Routing::OnCacheMiss), Just(Routing::ReadsOnly), Just(Routing::WritesOnly)
        ]),
        share in wild(),
        network_millis in proptest::option::of(wild()),
    ) -> Connection {
        let mut connection = Connection::new(ConnectionId("same".to_owned()), name(from), name(to));
        connection.mode = if is_asynchronous { Mode::Asynchronous } else { Mode::Request };
        connection.routing = routing;
        connection.share = share;
        connection.network_millis = network_millis;
        connection
    }
}

prop_compose! {
    /// Groups may contain each other, ids repeat, connections lead nowhere, in circles and to themselves.
    pub(crate) fn diagram()(
        components in proptest::collection::vec(component(), 0..14),
        connections in proptest::collection::vec(connection(), 0..24),
        groups in proptest::collection::vec((0usize..4, 0usize..3, proptest::option::of(0usize..5)), 0..5),
    ) -> Diagram {
        let kinds = [GroupKind::Zone, GroupKind::Region, GroupKind::Vpc];
        let groups = groups.into_iter().map(|(id, kind, parent)| Group {
            id: GroupId(id.to_string()),
            kind: kinds[kind],
            name: String::new(),
            bounds: Default::default(),
            parent: parent.map(|parent| GroupId(parent.to_string())),
            locked: false,
        });
        Diagram { components, connections, groups: groups.collect(), ..Diagram::default() }
    }
}

fn is_finite(report: &Report) -> bool {
    let written = format!("{report:?}");
    !written.contains("NaN")
        && !written.contains("(inf")
        && !written.contains(": inf")
        && !written.contains("-inf")
        && !written.contains("-0.0")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a1_every_drawing_has_a_report_with_finite_numbers(diagram in diagram()) {
        let report = report(&diagram, Catalogue::builtin());
        prop_assert!(is_finite(&report), "{report:#?}");
        prop_assert_eq!(report.components.len(), diagram.components.len());
        let availability = &report.availability;
        prop_assert!(0.0 <= availability.low && availability.low <= availability.value);
        prop_assert!(availability.value <= availability.high && availability.high <= 1.0);
        prop_assert!((0.0..=100.0).contains(&report.scalability.score));
        for latency in &report.latency {
            if let (Some(p50), Some(p95), Some(p99)) = (latency.p50_millis, latency.p95_millis, latency.p99_millis) {
                let slack = 1.0 + 1e-9;
                prop_assert!(0.0 <= p50 && p50 <= p95 * slack && p95 <= p99 * slack, "{latency:?}");
            }
        }
    }

    #[test]
    fn a1_every_figure_of_every_drawing_can_be_explained(diagram in diagram()) {
        let report = report(&diagram, Catalogue::builtin());
        let figures = [
            Figure::MeanLatency, Figure::P99Latency, Figure::Utilisation, Figure::Wait,
        ].into_iter().flat_map(|figure| (0..3).map(move |number| figure(name(number))));
        for figure in figures.chain([Figure::MaxThroughput, Figure::Availability, Figure::ScalabilityScore, Figure::MonthlyCost]) {
            let explanation = explain(&diagram, Catalogue::builtin(), &report, figure);
            prop_assert!(!explanation.formula.is_empty());
            prop_assert!(explanation.inputs.iter().all(|input| !input.1.contains("no number")), "{explanation:?}");
        }
    }

    #[test]
    fn a1_the_same_drawing_has_the_same_report(diagram in diagram()) {
        prop_assert_eq!(report(&diagram, Catalogue::builtin()), report(&diagram, Catalogue::builtin()));
    }

    #[test]
    fn a2_names_change_no_figure(diagram in diagram()) {
        let mut renamed = diagram.clone();
        for (index, component) in renamed.components.iter_mut().enumerate() {
            component.name = format!("Renamed {index}");
            component.notes = "Something else".to_owned();
        }
        let (mut before, mut after) = (report(&diagram, Catalogue::builtin()), report(&renamed, Catalogue::builtin()));
        for report in [&mut before, &mut after] {
            for finding in &mut report.findings {
                finding.title.clear();
                finding.reason.clear();
                finding.fix = "".into();
            }
            report.scalability.deductions.iter_mut().for_each(|deduction| deduction.reason.clear());
        }
        prop_assert_eq!(before, after);
    }
}

#[test]
fn a1_long_chains_and_rings_do_not_exhaust_the_stack() {
    let mut diagram = Diagram::default();
    let (count, ring) = (10_000, 1_000);
    diagram.components.push(Component::new(
        ComponentId("client".to_owned()),
        "client",
        "",
        Default::default(),
    ));
    for number in 0..count {
        diagram.components.push(Component::new(name(number), "service", "", Default::default()));
        let next = if number + 1 < count { number + 1 } else { count - ring };
        let mut connection = Connection::new(ConnectionId(number.to_string()), name(number), name(next));
        connection.share = if number + 1 < count { 1.0 } else { 0.5 };
        diagram.connections.push(connection);
    }
    diagram.connections.push(Connection::new(
        ConnectionId("first".to_owned()),
        ComponentId("client".to_owned()),
        name(0),
    ));
    assert!(is_finite(&report(&diagram, Catalogue::builtin())));
}
