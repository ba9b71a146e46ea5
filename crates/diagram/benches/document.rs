//! How long the document takes over what happens while somebody draws.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use diagram::{Command, Component, ComponentId, Connection, ConnectionId, Diagram, Document, format};
use kurbo::{Point, Vec2};

fn id(at: usize) -> ComponentId {
    ComponentId(format!("component-{at}"))
}

/// A grid, 1.5 connections a component.
fn grid(count: usize) -> Diagram {
    let place = |at: usize| Point::new((at % 100) as f64 * 160.0, (at / 100) as f64 * 120.0);
    let name = |at: usize| format!("Service {at}");
    let components = (0..count).map(|at| Component::new(id(at), "service", &name(at), place(at))).collect();
    let connection = |at: usize| {
        let (from, step) = (at % count, 1 + at / count);
        Connection::new(ConnectionId(format!("connection-{at}")), id(from), id((from + step) % count))
    };
    Diagram { components, connections: (0..count * 3 / 2).map(connection).collect(), ..Diagram::default() }
}

fn edit(criterion: &mut Criterion) {
    let mut document = Document::from_diagram(1, &grid(1_000));
    let shift = Command::Move { ids: vec![id(500)], by: Vec2::new(1.0, 0.0) };
    criterion.bench_function("move one of 1,000", |bencher| {
        bencher.iter(|| document.apply(black_box(&shift)).map(|applied| applied.components.len()));
    });
    let mut document = Document::from_diagram(1, &grid(1_000));
    let all = Command::Move { ids: (0..1_000).map(id).collect(), by: Vec2::new(1.0, 0.0) };
    criterion.bench_function("move all of 1,000", |bencher| {
        bencher.iter(|| document.apply(black_box(&all)).map(|applied| applied.components.len()));
    });
    let mut document = Document::from_diagram(1, &grid(1_000));
    let delete = Command::Delete { components: vec![id(500)], connections: vec![] };
    criterion.bench_function("delete one of 1,000 and undo", |bencher| {
        bencher.iter(|| document.apply(black_box(&delete)).is_ok() && document.undo().is_some());
    });
}

fn open(criterion: &mut Criterion) {
    for (count, called) in [(1_000, "1,000"), (10_000, "10,000")] {
        let bytes = Document::from_diagram(1, &grid(count)).to_bytes();
        let text = format::write(&grid(count));
        criterion.bench_function(&format!("open {called}"), |bencher| {
            bencher.iter_batched(
                || bytes.clone(),
                |bytes| Document::from_bytes(2, black_box(&bytes)).map(|(document, _)| document),
                BatchSize::LargeInput,
            );
        });
        let document = Document::from_diagram(1, &grid(count));
        criterion.bench_function(&format!("save {called}"), |bencher| bencher.iter(|| document.to_bytes()));
        criterion.bench_function(&format!("read a file of {called}"), |bencher| {
            bencher.iter(|| format::read(black_box(&text)).map(|opened| opened.diagram.components.len()));
        });
    }
}

criterion_group!(benches, edit, open);
criterion_main!(benches);
