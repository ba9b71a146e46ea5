//! The test vectors of the crate `fsrs` 6.6.2 (BSD-3-Clause, Open Spaced Repetition), through our door.

use reviews::{Memory, Scheduler, State, Weights};

use crate::learner::reviews;

/// `PARAMETERS` of its tests of inference: FSRS-5.
const PARAMETERS: [f32; 19] = [
    0.6845422,
    1.6790825,
    4.7349424,
    10.042885,
    7.4410233,
    0.64219797,
    1.071918,
    0.0025195254,
    1.432437,
    0.1544,
    0.8692766,
    2.0696752,
    0.0953,
    0.2975,
    2.4691248,
    0.19542035,
    3.201072,
    0.18046261,
    0.121442534,
];

fn memory(stability: f32, difficulty: f32) -> Memory {
    Memory { stability, difficulty }
}

fn scheduler(weights: &[f32]) -> Scheduler {
    Scheduler::new(&Weights::new(weights).unwrap(), 0.9).unwrap()
}

fn defaults() -> Vec<f32> {
    Weights::default().as_slice().to_vec()
}

fn of_each(next: &reviews::Next) -> [State; 4] {
    [next.again, next.hard, next.good, next.easy]
}

#[test]
fn r1_memory_after_a_history() {
    let states = scheduler(&PARAMETERS).history(&reviews(&[(1, 0), (3, 1), (3, 3), (3, 8), (3, 21)]), None);
    assert_eq!(states.unwrap().last().unwrap().memory, memory(31.722992, 7.382128));
    let next = scheduler(&PARAMETERS).next(Some(memory(20.925528, 7.005062)), 21, None).unwrap();
    assert_eq!(next.good.memory, memory(40.87456, 6.9913807));
}

#[test]
fn r1_memory_with_and_without_reviews_on_the_same_day() {
    let history = reviews(&[(1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)]);
    let last = |weights: &[f32]| scheduler(weights).history(&history, None).unwrap().last().unwrap().memory;
    let mut weights = defaults();
    let found = last(&weights);
    assert!(
        (found.stability - 53.62691).abs() < 1e-4 && (found.difficulty - 6.3574867).abs() < 1e-4,
        "{found:?}"
    );
    weights[17..20].fill(0.0);
    let found = last(&weights);
    assert!(
        (found.stability - 53.335106).abs() < 1e-4 && (found.difficulty - 6.3574867).abs() < 1e-4,
        "{found:?}"
    );
}

#[test]
fn r1_all_four_states_of_a_new_item() {
    let next = scheduler(&defaults()).next(None, 0, None).unwrap();
    let expected = [(0.212, 6.4133), (1.2931, 5.1121707), (2.3065, 2.118104), (8.2956, 1.0)];
    for (state, (stability, difficulty)) in of_each(&next).iter().zip(expected) {
        assert_eq!(state.memory, memory(stability, difficulty));
        assert!((state.interval_days - f64::from(stability)).abs() < 1e-5, "{state:?}");
        assert_eq!(state.retrievability, None);
    }
}

#[test]
fn r1_all_four_states_of_a_known_item() {
    let scheduler = scheduler(&PARAMETERS);
    let known = scheduler.history(&reviews(&[(1, 0), (3, 1), (3, 3), (3, 8)]), None).unwrap();
    let next = scheduler.next(Some(known.last().unwrap().memory), 21, None).unwrap();
    let expected =
        [(2.9691455, 8.000659), (17.091452, 7.6913934), (31.722992, 7.382128), (71.7502, 7.0728626)];
    for (state, (stability, difficulty)) in of_each(&next).iter().zip(expected) {
        assert_eq!(state.memory, memory(stability, difficulty));
        assert_eq!(state.interval_days as f32, stability);
    }
    assert_eq!(scheduler.interval_days(memory(121.01552, 5.0)) as f32, 121.01551);
}

#[test]
fn r1_intervals_by_desired_retention() {
    let expected = [3116766, 34793, 2508, 387, 90, 27, 9, 3, 1];
    for (tenth, expected) in (1..=9).zip(expected) {
        let scheduler = Scheduler::new(&Weights::default(), f64::from(tenth) / 10.0).unwrap();
        let interval = scheduler.interval_days(memory(1.0, 5.0)).round().max(1.0);
        assert_eq!(interval as i32, expected, "at {tenth} tenths");
    }
}

#[test]
fn r1_the_forgetting_curve() {
    let scheduler = scheduler(&defaults());
    let cases = [
        (0, 1.0, 1.0),
        (1, 2.0, 0.9403443),
        (2, 3.0, 0.9253786),
        (3, 4.0, 0.9185229),
        (4, 4.0, 0.9),
        (5, 2.0, 0.8261359),
    ];
    for (days, stability, expected) in cases {
        let found = scheduler.retrievability(memory(stability, 5.0), days);
        assert!((found - expected).abs() < 1e-4, "{found} after {days} days");
    }
    let mut weights = defaults();
    weights[20] = 0.2;
    let scheduler = self::scheduler(&weights);
    for (days, expected) in [(0, 1.0), (1, 0.9), (2, 0.84028935), (3, 0.7985001)] {
        assert_eq!(scheduler.retrievability(memory(1.0, 5.0), days) as f32, expected);
    }
}

#[test]
fn r1_older_weights_are_brought_to_the_present_number() {
    let older =
        [0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61];
    let expected = [
        0.4, 0.6, 2.4, 5.8, 6.81, 0.44675013, 1.36, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29,
        2.61, 0.0, 0.0, 0.0, 0.5,
    ];
    assert_eq!(Weights::new(&older).unwrap().as_slice(), expected);
    assert!(Weights::new(&[1.0]).is_err());
    assert!(Weights::new(&defaults()).is_ok());
}
