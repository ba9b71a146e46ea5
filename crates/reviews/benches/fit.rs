//! Weights fitted to a learner's reviews, and a day's schedule.

use assessment::SplitMix64;
use criterion::{Criterion, criterion_group, criterion_main};
use reviews::{Memory, Rating, Review, Scheduler, Weights, fitted};

/// Eight hundred items with ten reviews each, by the model's own chance.
fn eight_thousand_reviews() -> Option<Vec<Vec<Review>>> {
    let scheduler = Scheduler::new(&Weights::default(), 0.85).ok()?;
    let mut random = SplitMix64::new(1);
    let mut items = Vec::new();
    for _ in 0..800 {
        let (mut memory, mut elapsed_days): (Option<Memory>, u32) = (None, 0);
        let mut reviews = Vec::new();
        for _ in 0..10 {
            let left = memory.map_or(0.7, |memory| scheduler.retrievability(memory, elapsed_days));
            let rating = if random.uniform() < left { Rating::Good } else { Rating::Again };
            reviews.push(Review { rating, elapsed_days });
            let state = scheduler.next(memory, elapsed_days, None).ok()?.of(rating);
            memory = Some(state.memory);
            elapsed_days = state.due_in_days + random.below(3) as u32;
        }
        items.push(reviews);
    }
    Some(items)
}

fn fit(criterion: &mut Criterion) {
    let Some(items) = eight_thousand_reviews() else { return };
    // What is refused is refused quickly; only what is fitted is worth measuring.
    let Ok(fit) = fitted(&items, &Weights::default()) else { return };
    println!("{} reviews, log-loss {:.4} then {:.4}", fit.reviews, fit.log_loss_before, fit.log_loss_after);
    let mut group = criterion.benchmark_group("reviews");
    group.sample_size(10);
    group.bench_function("weights fitted to 8,000 reviews", |bencher| {
        bencher.iter(|| fitted(std::hint::black_box(&items), &Weights::default()));
    });
    let scheduler = Scheduler::new(&Weights::default(), 0.9);
    group.bench_function("8,000 reviews replayed", |bencher| {
        let replay =
            |reviews: &Vec<Review>| scheduler.as_ref().ok().map(|scheduler| scheduler.history(reviews, None));
        bencher.iter(|| items.iter().map(replay).collect::<Vec<_>>());
    });
    group.finish();
}

criterion_group!(benches, fit);
criterion_main!(benches);
