//! How long the instant engine takes. Targets: 1 ms at 50 components, 20 ms at 1,000.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use diagram::{
    Catalogue, Component, ComponentId, Connection, ConnectionId, Diagram, Distribution, PropertyValue,
    Routing, ServiceTime,
};

/// Parts of ten components, as people draw them, in a row: each calls the next one's gateway for a tenth of its requests.
fn design(parts: usize, retries: bool) -> Diagram {
    let mut diagram = Diagram::default();
    for part in 0..parts {
        let kinds = [
            ("client", 1),
            ("api_gateway", 2),
            ("load_balancer", 2),
            ("service", 4),
            ("service", 4),
            ("cache", 2),
            ("sql_database", 2),
            ("message_queue", 1),
            ("worker", 4),
            ("third_party_api", 1),
        ];
        for (index, (kind, replicas)) in kinds.into_iter().enumerate() {
            let mut component = Component::new(id(part, index), kind, kind, Default::default());
            component.replicas = replicas;
            if kind == "client" {
                component.properties.insert("requests_per_second".to_owned(), PropertyValue::Number(40.0));
            }
            diagram.components.push(component);
        }
        let calls = [(0, 1), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5), (5, 6), (3, 7), (7, 8), (8, 9)];
        for (from, to) in calls {
            connect(&mut diagram, id(part, from), id(part, to), None, 1.0);
        }
        if part + 1 < parts {
            connect(&mut diagram, id(part, 4), id(part + 1, 1), Some(Routing::EveryCall), 0.1);
        }
        if retries {
            connect(&mut diagram, id(part, 3), id(part, 1), Some(Routing::EveryCall), 0.05);
        }
    }
    diagram
}

/// The same with log-normal service everywhere, each component another.
fn log_normal(mut diagram: Diagram) -> Diagram {
    for (index, component) in diagram.components.iter_mut().enumerate().filter(|(_, it)| it.kind != "client")
    {
        component.service_time = Some(ServiceTime {
            mean_millis: 1.0 + index as f64 / 100.0,
            distribution: Distribution::LogNormal,
            coefficient_of_variation: 0.5 + (index % 7) as f64 / 4.0,
        });
    }
    diagram
}

/// Layers of balancers, each of which chooses between three of the next layer: no two ways are alike.
fn entangled(layers: usize) -> Diagram {
    let mut diagram = Diagram::default();
    for layer in 0..layers {
        for index in 0..20 {
            let kind = if layer == 0 { "client" } else { "load_balancer" };
            diagram.components.push(Component::new(id(layer, index), kind, kind, Default::default()));
            for step in [1, 4, 11] {
                if layer + 1 < layers {
                    let to = id(layer + 1, (index * 7 + step * (layer + 1)) % 20);
                    connect(&mut diagram, id(layer, index), to, Some(Routing::ByWeight), step as f64);
                }
            }
        }
    }
    diagram
}

fn id(part: usize, index: usize) -> ComponentId {
    ComponentId(format!("component-{part}-{index}"))
}

fn connect(diagram: &mut Diagram, from: ComponentId, to: ComponentId, routing: Option<Routing>, share: f64) {
    let number = diagram.connections.len();
    let mut connection = Connection::new(ConnectionId(format!("connection-{number}")), from, to);
    connection.routing = routing;
    connection.share = share;
    diagram.connections.push(connection);
}

fn report(criterion: &mut Criterion) {
    let catalogue = Catalogue::builtin();
    for (name, diagram) in [
        ("50 components", design(5, false)),
        ("50 components with cycles", design(5, true)),
        ("1,000 components", design(100, false)),
        ("1,000 components with cycles", design(100, true)),
        ("1,000 components entangled", entangled(50)),
        ("50 components with log-normal service", log_normal(design(5, false))),
        ("1,000 components with log-normal service", log_normal(design(100, false))),
    ] {
        let answers = analysis::report(&diagram, catalogue);
        assert!(answers.latency.iter().all(|client| client.p99_millis.is_some()), "a client gets no answer");
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| analysis::report(black_box(&diagram), catalogue));
        });
    }
}

criterion_group!(benches, report);
criterion_main!(benches);
