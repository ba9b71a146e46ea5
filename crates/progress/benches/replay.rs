//! 100,000 events: read from their lines, and replayed to every projection.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use journal::{Event, Log, Tips};
use progress::Progress;

#[path = "../tests/projections/history.rs"]
mod history;

fn log_of(lines: &[String]) -> Log {
    let mut log = Log::new(Tips::new());
    log.merge(lines.iter().map(|line| Event::from_line(line).unwrap()));
    log
}

fn replay(criterion: &mut Criterion) {
    let events = history::history(100_001);
    let lines: Vec<String> = events[..100_000].iter().map(Event::to_line).collect();
    let log = log_of(&lines);
    let bytes: usize = lines.iter().map(String::len).sum();
    println!("{} events, {bytes} bytes", log.len());

    let mut group = criterion.benchmark_group("100000_events");
    group.sample_size(20);
    group
        .bench_function("lines_to_log", |bencher| bencher.iter_with_large_drop(|| log_of(black_box(&lines))));
    group.bench_function("bodies", |bencher| {
        bencher.iter(|| log.events().filter_map(Event::body).count());
    });
    group.bench_function("log_to_progress", |bencher| {
        bencher.iter_with_large_drop(|| Progress::replay(black_box(&log).events()));
    });
    group.bench_function("lines_to_progress", |bencher| {
        bencher.iter_with_large_drop(|| {
            let log = log_of(black_box(&lines));
            let progress = Progress::replay(log.events());
            (log, progress)
        });
    });
    let progress = Progress::replay(log.events());
    group.bench_function("one_more_event", |bencher| {
        let setup = || progress.clone();
        let apply = |progress: &mut Progress| progress.apply(&events[100_000]);
        bencher.iter_batched_ref(setup, apply, criterion::BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, replay);
criterion_main!(benches);
