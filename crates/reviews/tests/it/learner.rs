//! Simulated learners, and small builders.

use assessment::SplitMix64;
use reviews::{Memory, Rating, Review, Scheduler, Weights};

pub fn review(rating: u32, elapsed_days: u32) -> Review {
    Review { rating: Rating::from_number(rating).unwrap(), elapsed_days }
}

pub fn reviews(pairs: &[(u32, u32)]) -> Vec<Review> {
    pairs.iter().map(|(rating, elapsed_days)| review(*rating, *elapsed_days)).collect()
}

/// A learner with this memory reviews each item when it is due, or a few days later, and remembers it by chance.
pub fn histories(weights: &Weights, items: usize, reviews_of_each: usize, seed: u64) -> Vec<Vec<Review>> {
    let scheduler = Scheduler::new(weights, 0.85).unwrap();
    let mut random = SplitMix64::new(seed);
    (0..items).map(|_| history(&scheduler, reviews_of_each, &mut random)).collect()
}

fn history(scheduler: &Scheduler, count: usize, random: &mut SplitMix64) -> Vec<Review> {
    let mut memory: Option<Memory> = None;
    let mut due_in_days = 0;
    (0..count)
        .map(|_| {
            let elapsed_days = if memory.is_some() { due_in_days + random.below(4) as u32 } else { 0 };
            let remembered = match memory {
                Some(memory) => random.uniform() < scheduler.retrievability(memory, elapsed_days),
                None => random.uniform() < 0.7,
            };
            let rating = if remembered { [2, 3, 3, 3, 4][random.below(5)] } else { 1 };
            let review = review(rating, elapsed_days);
            let state = scheduler.next(memory, elapsed_days, None).unwrap().of(review.rating);
            memory = Some(state.memory);
            due_in_days = state.due_in_days;
            review
        })
        .collect()
}
