//! How many events a second the simulation does. Target: 5 million on one core.
//!
//! The time of a benchmark is that of a million events; criterion shows it as elements a second too.

use analysis::simulation::{Settings, Simulation};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diagram::Distribution;
use diagram::{
    Catalogue, Component, ComponentId, Connection, ConnectionId, Diagram, PropertyValue, ServiceTime,
};

const EVENTS: u64 = 1_000_000;

fn connect(diagram: &mut Diagram, from: &str, to: &str) {
    let number = diagram.connections.len();
    let (from, to) = (ComponentId(from.to_owned()), ComponentId(to.to_owned()));
    diagram.connections.push(Connection::new(ConnectionId(format!("connection-{number}")), from, to));
}

fn add(diagram: &mut Diagram, id: &str, kind: &str, replicas: u32) {
    let mut component = Component::new(ComponentId(id.to_owned()), kind, id, Default::default());
    component.replicas = replicas;
    diagram.components.push(component);
}

fn load(diagram: &mut Diagram, client: &str, per_second: f64) {
    let clients = diagram.components.iter_mut().filter(|component| component.id.0 == client);
    clients.for_each(|client| {
        client.properties.insert("requests_per_second".to_owned(), PropertyValue::Number(per_second));
    });
}

/// One exponential server, 80 % busy, no network: steps without a delay need no event list.
fn textbook() -> Diagram {
    let mut diagram = Diagram::default();
    add(&mut diagram, "client", "client", 1);
    add(&mut diagram, "service", "service", 1);
    connect(&mut diagram, "client", "service");
    diagram.connections[0].network_millis = Some(0.0);
    diagram.components[1].concurrency = Some(1);
    let (mean_millis, distribution) = (1.0, Distribution::Exponential);
    diagram.components[1].service_time =
        Some(ServiceTime { mean_millis, distribution, coefficient_of_variation: 1.0 });
    load(&mut diagram, "client", 800.0);
    diagram
}

/// Ten components as people draw them, with the network between them, a thousand requests a second.
fn web_shop(parts: usize) -> Diagram {
    let mut diagram = Diagram::default();
    for part in 0..parts {
        let id = |name: &str| format!("{name}-{part}");
        for (name, kind, replicas) in [
            ("client", "client", 1),
            ("gateway", "api_gateway", 2),
            ("balancer", "load_balancer", 2),
            ("one", "service", 4),
            ("two", "service", 4),
            ("cache", "cache", 2),
            ("database", "sql_database", 2),
            ("queue", "message_queue", 1),
            ("worker", "worker", 60),
            ("monitoring", "monitoring", 1),
        ] {
            add(&mut diagram, &id(name), kind, replicas);
        }
        for (from, to) in [
            ("client", "gateway"),
            ("gateway", "balancer"),
            ("balancer", "one"),
            ("balancer", "two"),
            ("one", "cache"),
            ("two", "cache"),
            ("cache", "database"),
            ("one", "queue"),
            ("queue", "worker"),
            ("gateway", "monitoring"),
        ] {
            connect(&mut diagram, &id(from), &id(to));
        }
        load(&mut diagram, &id("client"), 400.0);
    }
    diagram
}

/// The same with timeouts, retries and breakers everywhere.
fn careful(mut diagram: Diagram) -> Diagram {
    for component in &mut diagram.components {
        let number = |number: f64| PropertyValue::Number(number);
        component.properties.insert("timeout_millis".to_owned(), number(2_000.0));
        component.properties.insert("retries".to_owned(), number(2.0));
        component.properties.insert("circuit_breaker".to_owned(), PropertyValue::Flag(true));
    }
    diagram
}

fn simulation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("simulation");
    group.throughput(Throughput::Elements(EVENTS));
    group.sample_size(10);
    for (name, diagram) in [
        ("textbook queue", textbook()),
        ("10 components", web_shop(1)),
        ("10 components with timeouts", careful(web_shop(1))),
        ("1,000 components", web_shop(100)),
    ] {
        let settings = Settings { seconds: 600_000.0, warmup_seconds: 0.0, ..Settings::default() };
        let Ok(mut simulation) = Simulation::new(&diagram, Catalogue::builtin(), settings) else { continue };
        simulation.advance(2_000_000_000, EVENTS);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let before = simulation.advance(0, 0).events;
                let after = simulation.advance(u64::MAX, EVENTS).events;
                assert_eq!(after - before, EVENTS, "the run ended");
            });
        });
    }
    group.finish();
}

criterion_group!(benches, simulation);
criterion_main!(benches);
