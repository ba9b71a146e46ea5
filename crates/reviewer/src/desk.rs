use reviews::{
    Due, LEAST_REVIEWS_TO_FIT, PlanSettings, Rating, Review, ReviewError, Scheduler, State, Weights, fitted,
    plan,
};

use crate::message::{History, Notice, PlannedReview, Request, Reviewed, Schedule, WeightsUsed};

/// Weights are fitted anew after so many more reviews: fewer would hardly move them.
pub const REVIEWS_BETWEEN_FITS: usize = LEAST_REVIEWS_TO_FIT;

/// Makes schedules, one a request, and remembers the learner's weights in between.
#[derive(Debug, Default)]
pub struct Desk {
    fit: Option<Fit>,
}

/// Weights and what they were fitted to.
#[derive(Debug, Clone)]
struct Fit {
    /// Reviews on a later day that there were then.
    at: usize,
    /// `None` where those that fit most learners predict better.
    better: Option<(Weights, WeightsUsed)>,
}

/// An item while its plan is being made.
struct Known<'request> {
    history: &'request History,
    state: State,
    last_day: i32,
}

impl Desk {
    pub fn answer(&mut self, request: &Request) -> Notice {
        match self.schedule(request) {
            Ok(schedule) => Notice::Planned(schedule),
            Err(error) => Notice::Refused { sentence: sentence(error) },
        }
    }

    fn schedule(&mut self, request: &Request) -> Result<Schedule, ReviewError> {
        let histories = request.items.iter().map(reviews_of).collect::<Result<Vec<_>, _>>()?;
        let (weights, used) = self.weights(&histories);
        let scheduler = Scheduler::new(&weights, request.desired_retention)?;
        let mut known = Vec::new();
        for (history, reviews) in request.items.iter().zip(&histories) {
            let Some(last_day) = last_day(history).filter(|_| history.is_here) else { continue };
            let exam_in_days = days_until(request.exam_day, last_day);
            let states = scheduler.history(reviews, exam_in_days)?;
            known.extend(states.last().map(|state| Known { history, state: *state, last_day }));
        }
        let done_today = known.iter().filter(|known| was_reviewed_on(known.history, request.today)).count();
        let done_today = u32::try_from(done_today).unwrap_or(u32::MAX);
        Ok(Schedule {
            number: request.number,
            today: request.today,
            items: planned(&known, request, &scheduler, done_today)?,
            done_today,
            weights: used,
        })
    }

    /// The learner's own weights once there are enough reviews and they predict better than the usual ones.
    fn weights(&mut self, histories: &[Vec<Review>]) -> (Weights, WeightsUsed) {
        let reviews = histories.iter().map(|reviews| on_later_days(reviews)).sum::<usize>();
        let usual = (Weights::default(), WeightsUsed::Usual { reviews });
        if reviews < LEAST_REVIEWS_TO_FIT {
            return usual;
        }
        let is_stale = |fit: &Fit| reviews.abs_diff(fit.at) >= REVIEWS_BETWEEN_FITS;
        if self.fit.as_ref().is_none_or(is_stale) {
            self.fit = Some(Fit { at: reviews, better: better_weights(histories) });
        }
        self.fit.as_ref().and_then(|fit| fit.better.clone()).unwrap_or(usual)
    }
}

fn better_weights(histories: &[Vec<Review>]) -> Option<(Weights, WeightsUsed)> {
    let fit = fitted(histories, &Weights::default()).ok()?;
    let used = WeightsUsed::Fitted {
        reviews: fit.reviews,
        log_loss_before: fit.log_loss_before,
        log_loss_after: fit.log_loss_after,
    };
    (fit.log_loss_after < fit.log_loss_before).then_some((fit.weights, used))
}

fn planned(
    known: &[Known<'_>],
    request: &Request,
    scheduler: &Scheduler,
    done_today: u32,
) -> Result<Vec<PlannedReview>, ReviewError> {
    let dues: Vec<Due> = known
        .iter()
        .map(|known| Due {
            day: known.last_day.saturating_add_unsigned(known.state.due_in_days),
            retrievability: scheduler
                .retrievability(known.state.memory, elapsed(known.last_day, request.today)),
        })
        .collect();
    let settings = PlanSettings {
        today: request.today,
        daily_limit: request.daily_limit,
        done_today,
        exam_day: request.exam_day,
    };
    let mut items = Vec::with_capacity(known.len());
    for ((known, due), planned_day) in known.iter().zip(&dues).zip(plan(&dues, &settings)) {
        let elapsed_days = elapsed(known.last_day, request.today);
        let exam_in_days = days_until(request.exam_day, request.today);
        let next = scheduler.next(Some(known.state.memory), elapsed_days, exam_in_days)?;
        items.push(PlannedReview {
            subject: known.history.subject.clone(),
            item: known.history.item.clone(),
            due_day: due.day,
            planned_day,
            retrievability: due.retrievability,
            next_in_days: [next.again, next.hard, next.good, next.easy].map(|state| state.due_in_days),
        });
    }
    items.sort_by(|one, other| {
        one.planned_day.cmp(&other.planned_day).then(other.retrievability.total_cmp(&one.retrievability))
    });
    Ok(items)
}

/// As the schedule takes them. Days that go back, as after a clock that was wrong, count as the same day.
fn reviews_of(history: &History) -> Result<Vec<Review>, ReviewError> {
    let days = history.reviews.iter().map(|reviewed| reviewed.0);
    let before = history.reviews.first().map(|reviewed| reviewed.0).into_iter().chain(days);
    let review = |(Reviewed(day, rating), before): (&Reviewed, i32)| {
        let rating = Rating::from_number(u32::from(*rating))?;
        Ok(Review { rating, elapsed_days: elapsed(before, *day) })
    };
    history.reviews.iter().zip(before).map(review).collect()
}

fn last_day(history: &History) -> Option<i32> {
    history.reviews.last().map(|reviewed| reviewed.0)
}

fn elapsed(from: i32, to: i32) -> u32 {
    u32::try_from(i64::from(to) - i64::from(from)).unwrap_or(0)
}

fn days_until(exam_day: Option<i32>, from: i32) -> Option<u32> {
    exam_day.filter(|exam| *exam >= from).map(|exam| elapsed(from, exam))
}

fn on_later_days(reviews: &[Review]) -> usize {
    reviews.iter().skip(1).filter(|review| review.elapsed_days > 0).count()
}

/// Whether it was known before that day and answered on it.
fn was_reviewed_on(history: &History, day: i32) -> bool {
    let is_known = history.reviews.first().is_some_and(|first| first.0 < day);
    is_known && last_day(history) == Some(day)
}

fn sentence(error: ReviewError) -> String {
    let words = error.to_string();
    format!("There is no schedule of reviews: {words}.")
}
