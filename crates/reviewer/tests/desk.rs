//! What the page asks for and what it hears.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

use assessment::SplitMix64;
use reviewer::{Desk, History, LEAST_REVIEWS_TO_FIT, Notice, Request, Reviewed, Schedule, WeightsUsed};
use reviews::{Memory, Rating, Scheduler, Weights};

const TODAY: i32 = 20_000;

fn history(item: &str, reviews: &[(i32, u8)]) -> History {
    History {
        subject: "system-design".to_owned(),
        item: item.to_owned(),
        is_here: true,
        reviews: reviews.iter().map(|(day, rating)| Reviewed(TODAY + day, *rating)).collect(),
    }
}

fn request(items: Vec<History>) -> Request {
    Request { number: 7, today: TODAY, desired_retention: 0.9, daily_limit: 50, exam_day: None, items }
}

#[track_caller]
fn schedule(request: &Request) -> Schedule {
    // Through the form in which it travels.
    let text = serde_json::to_string(&Desk::default().answer(request)).unwrap();
    match serde_json::from_str(&text).unwrap() {
        Notice::Planned(schedule) => schedule,
        Notice::Refused { sentence } => panic!("{sentence}"),
    }
}

fn due(schedule: &Schedule) -> Vec<&str> {
    schedule.due_today("system-design").map(|planned| planned.item.as_str()).collect()
}

#[test]
fn r3_an_item_is_due_after_the_interval_that_its_answers_give() {
    // A good first answer has a stability of 2.3065 days, so it is due after 2 days at 90 %.
    let of = |day| schedule(&request(vec![history("a", &[(day, 3)])]));
    assert!(due(&of(-1)).is_empty());
    assert_eq!(due(&of(-2)), ["a"]);
    assert_eq!(of(-2).items[0].due_day, TODAY);
    assert_eq!(of(-2).number, 7);
}

#[test]
fn r3_what_each_answer_would_lead_to_is_known_before_it_is_given() {
    let before = schedule(&request(vec![history("a", &[(-5, 3)])]));
    let [again, hard, good, easy] = before.items[0].next_in_days;
    assert!(again < hard && hard < good && good < easy, "{again} {hard} {good} {easy}");
    for (rating, promised) in (1..).zip([again, hard, good, easy]) {
        let after = schedule(&request(vec![history("a", &[(-5, 3), (0, rating)])]));
        assert_eq!(after.items[0].due_day, TODAY + promised.cast_signed(), "rating {rating}");
    }
}

#[test]
fn r4_an_exam_pulls_reviews_in_to_the_day_before_it() {
    let far = history("a", &[(-40, 3), (-30, 4), (0, 4)]);
    let without = schedule(&request(vec![far.clone()]));
    assert!(without.items[0].due_day > TODAY + 10);
    let with = schedule(&Request { exam_day: Some(TODAY + 10), ..request(vec![far.clone()]) });
    assert_eq!(with.items[0].due_day, TODAY + 9);
    let over = schedule(&Request { exam_day: Some(TODAY - 10), ..request(vec![far]) });
    assert_eq!(over.items[0].due_day, without.items[0].due_day);
}

#[test]
fn r5_after_a_break_the_backlog_is_spread_and_what_was_done_today_counts() {
    let mut items: Vec<History> = (0..9).map(|item| history(&format!("i{item}"), &[(-60, 3)])).collect();
    let limited = |items: &[History]| schedule(&Request { daily_limit: 4, ..request(items.to_vec()) });
    let back = limited(&items);
    assert_eq!(due(&back).len(), 4);
    assert_eq!(back.spread_out("system-design"), (5, TODAY + 2));
    items[0] = history("i0", &[(-60, 3), (0, 3)]);
    let after_one = limited(&items);
    assert_eq!((due(&after_one).len(), after_one.done_today), (3, 1));
    // Seen for the first time today is no review.
    items[0] = history("i0", &[(0, 3)]);
    assert_eq!(limited(&items).done_today, 0);
}

#[test]
fn r5_what_a_pack_has_dropped_and_other_subjects_are_not_offered() {
    let gone = History { is_here: false, ..history("gone", &[(-60, 3)]) };
    let other = History { subject: "poker".to_owned(), ..history("other", &[(-60, 3)]) };
    let both = schedule(&request(vec![gone, other]));
    assert!(due(&both).is_empty());
    assert_eq!(both.due_today("poker").count(), 1);
}

/// Items that a learner with these weights answered over a year.
fn year_of(weights: &Weights, items: usize) -> Vec<History> {
    let scheduler = Scheduler::new(weights, 0.85).unwrap();
    let mut random = SplitMix64::new(3);
    let item = |index: usize| {
        let (mut day, mut memory, mut reviews) = (-365_i32, None::<Memory>, Vec::new());
        let mut elapsed = 0;
        while day < 0 && reviews.len() < 12 {
            let left = memory.map_or(0.6, |memory| scheduler.retrievability(memory, elapsed));
            let rating = if random.uniform() < left { Rating::Good } else { Rating::Again };
            reviews.push((day, u8::try_from(rating.number()).unwrap()));
            let state = scheduler.next(memory, elapsed, None).unwrap().of(rating);
            memory = Some(state.memory);
            elapsed = state.due_in_days + random.below(4) as u32;
            day += elapsed.cast_signed();
        }
        history(&format!("i{index}"), &reviews)
    };
    (0..items).map(item).collect()
}

#[test]
fn r6_the_learners_own_weights_apply_from_sixty_four_later_reviews_on() {
    let mut weights = Weights::default().as_slice().to_vec();
    // What is new fades three times as fast, and what is known grows more slowly.
    weights.iter_mut().take(4).for_each(|stability| *stability /= 3.0);
    weights[8] = 1.0;
    let forgetful = year_of(&Weights::new(&weights).unwrap(), 200);
    let few: Vec<History> = forgetful.iter().take(4).cloned().collect();
    assert!(matches!(
        schedule(&request(few)).weights,
        WeightsUsed::Usual { reviews } if reviews < LEAST_REVIEWS_TO_FIT
    ));
    let WeightsUsed::Fitted { reviews, log_loss_before, log_loss_after } =
        schedule(&request(forgetful.clone())).weights
    else {
        panic!("there is enough to fit to");
    };
    assert!(reviews >= LEAST_REVIEWS_TO_FIT);
    assert!(log_loss_after < log_loss_before);
    let mut desk = Desk::default();
    let first = desk.answer(&request(forgetful.clone()));
    assert_eq!(desk.answer(&request(forgetful)), first, "weights are fitted once and stay");
}

#[test]
fn r7_what_makes_no_sense_is_refused_with_a_sentence() {
    for (request, expected) in [
        (request(vec![history("a", &[(0, 9)])]), "9 is not a rating"),
        (Request { desired_retention: f64::NAN, ..request(Vec::new()) }, "desired retention"),
    ] {
        let Notice::Refused { sentence } = Desk::default().answer(&request) else { panic!("it was planned") };
        assert!(sentence.contains(expected) && sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn r7_days_that_go_back_and_days_at_the_end_of_time_are_planned() {
    let back = history("a", &[(0, 3), (-9, 3), (i32::MAX - TODAY, 3)]);
    assert_eq!(schedule(&request(vec![back])).items.len(), 1);
    assert!(schedule(&request(vec![history("none", &[])])).items.is_empty());
}
