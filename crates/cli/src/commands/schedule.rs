use clap::Args;
use jiff::civil::Date;
use reviews::{Rating, Review, Scheduler, Weights};
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::input::Source;

/// When to see an item again, after each of its reviews
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
}

#[derive(Deserialize)]
struct Question {
    reviews: Vec<ReviewIn>,
    #[serde(default = "usual_retention")]
    desired_retention: f64,
    weights: Option<Vec<f32>>,
    exam_in_days: Option<u32>,
    exam_date: Option<Date>,
    last_review_date: Option<Date>,
}

fn usual_retention() -> f64 {
    0.9
}

#[derive(Deserialize)]
struct ReviewIn {
    rating: u32,
    #[serde(default)]
    elapsed_days: u32,
}

#[derive(Serialize)]
struct Schedule {
    states: Vec<StateOut>,
}

#[derive(Serialize)]
struct StateOut {
    stability: f32,
    difficulty: f32,
    retrievability: Option<f64>,
    interval_days: f64,
    due_in_days: u32,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let question: Question = arguments.source.json()?;
    let weights = match &question.weights {
        Some(weights) => Weights::new(weights).map_err(Failure::refused)?,
        None => Weights::default(),
    };
    let scheduler = Scheduler::new(&weights, question.desired_retention).map_err(Failure::refused)?;
    let history = history(&question.reviews)?;
    let states = scheduler.history(&history, exam_in_days(&question)?).map_err(Failure::refused)?;
    let states = states.into_iter().map(|state| StateOut {
        stability: state.memory.stability,
        difficulty: state.memory.difficulty,
        retrievability: state.retrievability,
        interval_days: state.interval_days,
        due_in_days: state.due_in_days,
    });
    Answer::json(&Schedule { states: states.collect() })
}

fn history(reviews: &[ReviewIn]) -> Result<Vec<Review>, Failure> {
    let review = |(number, review): (usize, &ReviewIn)| {
        let rating = Rating::from_number(review.rating)
            .map_err(|error| Failure::Refused(format!("review {number}: {error}")))?;
        Ok(Review { rating, elapsed_days: review.elapsed_days })
    };
    reviews.iter().enumerate().map(review).collect()
}

/// From the last review; an exam that is over pulls nothing in.
fn exam_in_days(question: &Question) -> Result<Option<u32>, Failure> {
    match (question.exam_in_days, question.exam_date, question.last_review_date) {
        (days, None, _) => Ok(days),
        (None, Some(exam), Some(last_review)) => {
            let days = exam.duration_since(last_review).as_hours() / 24;
            Ok(u32::try_from(days).ok())
        }
        (Some(_), Some(_), _) => {
            Err(Failure::Refused("both exam_in_days and exam_date are given; give one of them".to_owned()))
        }
        (None, Some(_), None) => Err(Failure::Refused(
            "exam_date is given without last_review_date, from which the days are counted; give both"
                .to_owned(),
        )),
    }
}
