//! What one frame costs before painting, at 10,000 components with 1.5 connections each.

use criterion::{Criterion, criterion_group, criterion_main};
use diagram::edits::Carried;
use diagram::scene::{Findings, Lift, Overlay, Picture, Preview, Scene};
use diagram::{Catalogue, Component, ComponentId, Connection, ConnectionId, Diagram, SpatialIndex, Viewport};
use kurbo::{Point, Size, Vec2};
use std::hint::black_box;

const COLUMNS: usize = 80;
const COMPONENTS: usize = 10_000;

fn id(n: usize) -> ComponentId {
    ComponentId(format!("c{n}"))
}

fn grid(catalogue: &Catalogue) -> Diagram {
    let component = |n: usize| {
        let kind = catalogue.kinds.get(n % catalogue.kinds.len().max(1)).map_or("cache", |kind| &kind.id);
        let place = Point::new((n % COLUMNS) as f64 * 200.0, (n / COLUMNS) as f64 * 140.0);
        Component::new(id(n), kind, &format!("Component {n}"), place)
    };
    let connection = |n: usize| {
        let from = n % COMPONENTS;
        let to = if n < COMPONENTS { from + 1 } else { from + COLUMNS };
        Connection::new(ConnectionId(format!("l{n}")), id(from), id(to % COMPONENTS))
    };
    Diagram {
        components: (0..COMPONENTS).map(component).collect(),
        connections: (0..COMPONENTS * 3 / 2).map(connection).collect(),
        ..Diagram::default()
    }
}

/// Each connection leads past the next component, and far across the whole for every tenth.
fn crossed(mut diagram: Diagram) -> Diagram {
    for (n, connection) in diagram.connections.iter_mut().enumerate() {
        let from = n % COMPONENTS;
        let step = if n % 10 == 0 { 37 * COLUMNS + 29 } else { 2 };
        (connection.from, connection.to) = (id(from), id((from + step) % COMPONENTS));
    }
    diagram
}

fn scene(criterion: &mut Criterion) {
    let catalogue = Catalogue::builtin();
    let diagram = grid(catalogue);
    let index = SpatialIndex::of(&diagram);
    let findings = Findings::default();
    let picture = Picture { diagram: &diagram, index: &index, catalogue, findings: &findings, revision: 0 };
    let close = Viewport::new(Size::new(1440.0, 900.0));
    let far = index.extent().map_or(close, |extent| close.fitting(extent, 48.0));
    let at_rest = Overlay::default();
    let carried = Carried { components: [id(3)].into(), ..Carried::default() };
    let lift = Lift { carried, by: Vec2::new(8.0, 8.0) };
    let dragging =
        Overlay { preview: Preview { lift: Some(lift), ..Preview::default() }, ..Overlay::default() };

    criterion.bench_function("index of 10,000", |bench| bench.iter(|| SpatialIndex::of(black_box(&diagram))));
    let mut moved = diagram.clone();
    if let Some(component) = moved.components.get_mut(COMPONENTS / 2) {
        component.position += Vec2::new(8.0, 8.0);
    }
    criterion.bench_function("index of 10,000 after one was moved", |bench| {
        bench.iter(|| SpatialIndex::after(black_box(&index), &moved));
    });
    let crossed = crossed(diagram.clone());
    criterion.bench_function("index of 10,000 with every line round something", |bench| {
        bench.iter(|| SpatialIndex::of(black_box(&crossed)));
    });
    criterion.bench_function("scene of 10,000 all in view", |bench| {
        bench.iter(|| Scene::of(black_box(&picture), &at_rest, &far));
    });
    criterion.bench_function("scene of 10,000 at 100 %", |bench| {
        bench.iter(|| Scene::of(black_box(&picture), &at_rest, &close));
    });
    criterion.bench_function("live layer of 10,000 while one is dragged", |bench| {
        bench.iter(|| Scene::live(black_box(&picture), &dragging, &close));
    });
    criterion.bench_function("pointer over 10,000", |bench| {
        bench.iter(|| index.connection_at(black_box(Point::new(8_160.0, 4_300.0)), 5.0));
    });
}

criterion_group!(benches, scene);
criterion_main!(benches);
