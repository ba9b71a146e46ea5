use fsrs::{FSRS, ItemState, MemoryState};

use crate::exam::{due_in_days, pulled_in};
use crate::{Rating, Review, ReviewError, Weights};

/// What is known of how an item is remembered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until the chance to remember it has fallen to 90 %.
    pub stability: f32,
    /// From 1, easy, to 10.
    pub difficulty: f32,
}

/// An item after a review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    pub memory: Memory,
    /// The chance to remember it just before the review; `None` for the first one.
    pub retrievability: Option<f64>,
    /// Days until the chance has fallen to what is desired, or until the day before the exam.
    pub interval_days: f64,
    /// The same as whole civil days, at least 1.
    pub due_in_days: u32,
}

/// What each rating would lead to, before the learner chooses one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next {
    pub again: State,
    pub hard: State,
    pub good: State,
    pub easy: State,
}

impl Next {
    pub fn of(&self, rating: Rating) -> State {
        match rating {
            Rating::Again => self.again,
            Rating::Hard => self.hard,
            Rating::Good => self.good,
            Rating::Easy => self.easy,
        }
    }
}

/// Schedules with one learner's weights and desired retention.
#[derive(Debug, Clone)]
pub struct Scheduler {
    model: FSRS,
    decay: f32,
    desired_retention: f32,
}

impl Scheduler {
    /// `desired_retention` is the chance to remember at which an item is due, from 0.1 to 0.99; 0.9 is usual.
    pub fn new(weights: &Weights, desired_retention: f64) -> Result<Scheduler, ReviewError> {
        if !(0.1..=0.99).contains(&desired_retention) {
            return Err(ReviewError::Retention(desired_retention));
        }
        let desired_retention = desired_retention as f32;
        Ok(Scheduler { model: weights.model()?, decay: weights.decay(), desired_retention })
    }

    /// The item after each of its reviews. `exam_in_days` counts from the last one; intervals are pulled in to it.
    pub fn history(&self, reviews: &[Review], exam_in_days: Option<u32>) -> Result<Vec<State>, ReviewError> {
        let later = reviews.iter().skip(1).map(|review| i64::from(review.elapsed_days));
        let mut to_exam = exam_in_days.map(|days| i64::from(days) + later.sum::<i64>());
        let mut states: Vec<State> = Vec::with_capacity(reviews.len());
        for review in reviews {
            let before = states.last().map(|state| state.memory);
            if before.is_some() {
                to_exam = to_exam.map(|days| days - i64::from(review.elapsed_days));
            }
            let to_exam = to_exam.and_then(|days| u32::try_from(days).ok());
            states.push(self.next(before, review.elapsed_days, to_exam)?.of(review.rating));
        }
        Ok(states)
    }

    /// What each rating would lead to. `memory` is `None` before the first review; `exam_in_days` counts from today.
    pub fn next(
        &self,
        memory: Option<Memory>,
        elapsed_days: u32,
        exam_in_days: Option<u32>,
    ) -> Result<Next, ReviewError> {
        let before = memory.map(Memory::checked).transpose()?;
        let retrievability = memory.map(|memory| self.retrievability(memory, elapsed_days));
        let elapsed_days = if before.is_some() { elapsed_days } else { 0 };
        let next = self.model.next_states(before, self.desired_retention, elapsed_days);
        let next = next.map_err(|_| ReviewError::Memory { stability: f32::NAN, difficulty: f32::NAN })?;
        let state = |state: ItemState| {
            let interval_days = pulled_in(f64::from(state.interval), exam_in_days);
            State {
                memory: Memory { stability: state.memory.stability, difficulty: state.memory.difficulty },
                retrievability,
                interval_days,
                due_in_days: due_in_days(interval_days),
            }
        };
        Ok(Next {
            again: state(next.again),
            hard: state(next.hard),
            good: state(next.good),
            easy: state(next.easy),
        })
    }

    /// The chance to remember an item so many days after its last review, in `0..=1`:
    /// `(1 + (0.9^(-1/decay) - 1) days / stability)^-decay`.
    pub fn retrievability(&self, memory: Memory, elapsed_days: u32) -> f64 {
        let state = MemoryState { stability: memory.stability, difficulty: memory.difficulty };
        f64::from(fsrs::current_retrievability(state, elapsed_days as f32, self.decay)).clamp(0.0, 1.0)
    }

    /// Days until the chance to remember has fallen to what is desired.
    pub fn interval_days(&self, memory: Memory) -> f64 {
        f64::from(self.model.next_interval(
            Some(memory.stability),
            self.desired_retention,
            Rating::Good.number(),
        ))
    }
}

impl Memory {
    fn checked(self) -> Result<MemoryState, ReviewError> {
        let Memory { stability, difficulty } = self;
        let is_sound = |value: f32| value.is_finite() && value > 0.0;
        if !is_sound(stability) || !is_sound(difficulty) {
            return Err(ReviewError::Memory { stability, difficulty });
        }
        Ok(MemoryState { stability, difficulty })
    }
}
