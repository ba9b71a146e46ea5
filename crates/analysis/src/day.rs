//! How the load moves through a day.
//!
//! What is written on a client is the load of an average hour. Its daily shape says when more comes, and its peak factor
//! how much more. Neither changes any figure of the average hour.

use crate::model::{LIMIT, Model, Node};
use crate::words;

pub(crate) const HOURS: usize = 24;

/// Hour by hour from midnight, as a share of what the busiest hour brings. Estimates, rounded: what people do who work
/// in an office, who come home, and who commute. Each has one busiest hour.
const OFFICE_HOURS: [f64; HOURS] = [
    0.02, 0.02, 0.02, 0.02, 0.02, 0.03, 0.08, 0.25, 0.6, 0.9, 1.0, 0.97, 0.75, 0.85, 0.95, 0.9, 0.8, 0.55,
    0.25, 0.12, 0.08, 0.05, 0.03, 0.02,
];
const EVENING_PEAK: [f64; HOURS] = [
    0.35, 0.2, 0.12, 0.08, 0.07, 0.08, 0.12, 0.2, 0.3, 0.36, 0.4, 0.43, 0.48, 0.5, 0.5, 0.52, 0.58, 0.66,
    0.78, 0.9, 1.0, 0.97, 0.8, 0.55,
];
const TWO_PEAKS: [f64; HOURS] = [
    0.12, 0.08, 0.06, 0.05, 0.06, 0.12, 0.3, 0.65, 0.95, 0.8, 0.6, 0.55, 0.58, 0.55, 0.5, 0.55, 0.7, 0.9,
    1.0, 0.85, 0.6, 0.42, 0.3, 0.2,
];
/// An hour cannot bring more than the whole day does.
const MOST_FACTOR: f64 = HOURS as f64;
/// Enough for a factor of 24, which takes the most.
const MOST_STEPS: usize = 64;
/// A load within this share of a limit counts as being at it, and two loads within it as the same.
const SLACK: f64 = 1e-9;

/// Requests a second of all clients, hour by hour from midnight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Day {
    per_second: [f64; HOURS],
}

impl Day {
    /// Clients whose days differ are added hour by hour.
    pub(crate) fn of(model: &Model) -> Self {
        let mut per_second = [0.0; HOURS];
        for client in model.clients() {
            let node = &model.nodes[client];
            for (sum, times) in per_second.iter_mut().zip(multipliers_of(node)) {
                *sum = f64::min(*sum + node.requests_per_second * times, LIMIT);
            }
        }
        Self { per_second }
    }

    /// The hour that brings most, the first of several, and its load.
    pub(crate) fn busiest(&self) -> (usize, f64) {
        let hours = self.per_second.iter().copied().enumerate();
        hours.fold((0, 0.0), |busiest, hour| if hour.1 > busiest.1 * (1.0 + SLACK) { hour } else { busiest })
    }

    /// Every hour brings the same.
    pub(crate) fn is_even(&self) -> bool {
        let busiest = self.busiest().1;
        self.per_second.iter().all(|load| *load >= busiest * (1.0 - SLACK))
    }

    /// Hours, by their start, that bring at least `most_per_second`: at its capacity already nothing keeps up.
    pub(crate) fn hours_over(&self, most_per_second: f64) -> Vec<u8> {
        let is_over = |load: f64| load > 0.0 && load >= most_per_second * (1.0 - SLACK);
        (0u8..).zip(self.per_second).filter(|(_, load)| is_over(*load)).map(|(hour, _)| hour).collect()
    }
}

/// How many times its average load each hour brings: 1 on average over the day, and the peak factor in the busiest hour.
///
/// `factor x share^k`, where `share` is that of the shape and `k` is such that the average is 1: 0 for a factor of 1, which
/// is the same all day whatever the shape, and the more the sharper the peak. At 24 the whole day's load comes in one
/// hour; a larger factor counts as 24.
pub(crate) fn multipliers(shape: &[f64; HOURS], factor: f64) -> [f64; HOURS] {
    let factor = factor.clamp(1.0, MOST_FACTOR);
    // Newton's method: the sum of all shares falls with k, ever more slowly, so no step goes too far.
    let mut k = 0.0;
    for _ in 0..MOST_STEPS {
        let (mut sum, mut slope) = (0.0, 0.0);
        for share in shape {
            let power = share.powf(k);
            sum += power;
            slope += power * share.ln();
        }
        let excess = sum - MOST_FACTOR / factor;
        if excess <= 1e-13 || slope >= 0.0 {
            break;
        }
        k -= excess / slope;
    }
    shape.map(|share| factor * share.powf(k))
}

/// Of one client.
pub(crate) fn multipliers_of(client: &Node) -> [f64; HOURS] {
    shape_of(client).map_or([1.0; HOURS], |shape| multipliers(shape, peak_factor(client)))
}

/// As it is set, but at least 1.
pub(crate) fn peak_factor(client: &Node) -> f64 {
    client.number("peak_factor").unwrap_or(1.0).clamp(1.0, LIMIT)
}

/// `None` where the load is the same all day.
fn shape_of(client: &Node) -> Option<&'static [f64; HOURS]> {
    match client.choice("daily_shape")? {
        "Office hours" => Some(&OFFICE_HOURS),
        "Evening peak" => Some(&EVENING_PEAK),
        "Two peaks" => Some(&TWO_PEAKS),
        _ => None,
    }
}

/// "18:00 to 23:00", "8:00 to 10:00 and 22:00 to 1:00": hours that follow one another, over midnight too.
pub fn hours(hours: &[u8]) -> String {
    let is_in = |hour: usize| hours.iter().any(|one| usize::from(*one) == hour % HOURS);
    let starts: Vec<usize> = (0..HOURS).filter(|hour| is_in(*hour) && !is_in(hour + HOURS - 1)).collect();
    if starts.is_empty() {
        return if hours.is_empty() { "none".to_owned() } else { "all day".to_owned() };
    }
    let spans: Vec<String> = starts
        .into_iter()
        .map(|start| {
            let end = (start..).find(|hour| !is_in(*hour)).unwrap_or(start);
            format!("{start}:00 to {}:00", end % HOURS)
        })
        .collect();
    words::names(spans.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use diagram::PropertyValue;
    use proptest::prelude::*;

    use super::*;
    use crate::sketch::{Sketch, assert_close};

    const SHAPES: [&[f64; HOURS]; 3] = [&OFFICE_HOURS, &EVENING_PEAK, &TWO_PEAKS];

    /// A service that carries 800 a second, of a client with this day.
    fn day(average: f64, shape: &str, factor: f64) -> Sketch {
        shaped(Sketch::of(&["client -> service"]).serves("service", 1.25), "client", average, shape, factor)
    }

    fn shaped(sketch: Sketch, client: &str, average: f64, shape: &str, factor: f64) -> Sketch {
        let shape = PropertyValue::Text(shape.to_owned());
        sketch.load(client, average, 100.0).property(client, "peak_factor", factor).change(
            client,
            |component| {
                component.properties.insert("daily_shape".to_owned(), shape);
            },
        )
    }

    #[test]
    fn every_shape_has_one_busiest_hour() {
        for shape in SHAPES {
            assert_eq!(shape.iter().filter(|share| **share == 1.0).count(), 1);
            assert!(shape.iter().all(|share| (0.0..=1.0).contains(share)));
        }
    }

    proptest! {
        #[test]
        fn a35_a_day_brings_its_average_and_its_busiest_hour_the_peak_factor(
            shape in 0..SHAPES.len(), factor in 1.0..24.0
        ) {
            let day = multipliers(SHAPES[shape], factor);
            assert_close(day.iter().sum::<f64>() / 24.0, 1.0, 1e-12);
            assert_close(day.iter().copied().fold(0.0, f64::max), factor, 1e-12);
            prop_assert!(day.iter().all(|times| *times >= 0.0));
            // What is busier in the shape is never less busy in the day.
            for (one, other) in SHAPES[shape].iter().zip(&day).flat_map(|pair| {
                SHAPES[shape].iter().zip(&day).map(move |other| (pair, other))
            }) {
                prop_assert!(one.0 <= other.0 || one.1 >= other.1);
            }
        }
    }

    #[test]
    fn a35_every_hour_is_one_power_of_its_share() {
        let day = multipliers(&EVENING_PEAK, 3.0);
        let power = |hour: usize| (day[hour] / 3.0).ln() / EVENING_PEAK[hour].ln();
        for hour in (0..HOURS).filter(|hour| *hour != 20) {
            assert_close(power(hour), power(0), 1e-9);
        }
    }

    #[test]
    fn a35_factors_that_no_day_can_have_are_brought_into_range() {
        assert_eq!(multipliers(&TWO_PEAKS, 1.0), [1.0; HOURS]);
        assert_eq!(multipliers(&TWO_PEAKS, 0.2), [1.0; HOURS]);
        for factor in [24.0, 1000.0, f64::INFINITY] {
            let day = multipliers(&TWO_PEAKS, factor);
            assert_close(day[18], 24.0, 1e-12);
            assert_close(day.iter().sum::<f64>(), 24.0, 1e-12);
        }
    }

    #[test]
    fn a35_the_busiest_hour_is_held_against_what_the_design_carries() {
        let throughput = day(100.0, "Evening peak", 10.0).report().throughput;
        assert_eq!((throughput.offered_per_second, throughput.max_per_second), (100.0, Some(800.0)));
        assert_close(throughput.busiest_hour_per_second, 1000.0, 1e-12);
        assert_eq!(throughput.busiest_hour, Some(20));
        // 10 x 0.97^k is 7.6 at 21:00.
        assert_eq!(throughput.hours_over_capacity, [20]);
        let slower = day(100.0, "Evening peak", 10.0).serves("service", 4.0).report().throughput;
        assert_eq!(slower.hours_over_capacity, [19, 20, 21]);
        let carried = day(79.0, "Evening peak", 10.0).report().throughput;
        assert_eq!(carried.hours_over_capacity, [] as [u8; 0]);
        assert_eq!(day(80.0, "Evening peak", 10.0).report().throughput.hours_over_capacity, [20]);
    }

    #[test]
    fn a35_a_flat_day_has_no_busiest_hour() {
        for even in [day(100.0, "Flat", 10.0), day(100.0, "Evening peak", 1.0)] {
            let throughput = even.report().throughput;
            assert_eq!((throughput.busiest_hour_per_second, throughput.busiest_hour), (100.0, None));
            assert!(throughput.hours_over_capacity.is_empty());
        }
        // Overloaded on average is overloaded all day.
        assert_eq!(day(900.0, "Flat", 10.0).report().throughput.hours_over_capacity.len(), 24);
        assert!(
            Sketch::of(&["client -> service"])
                .load("client", 0.0, 100.0)
                .report()
                .throughput
                .hours_over_capacity
                .is_empty()
        );
    }

    #[test]
    fn a35_days_of_several_clients_are_added_hour_by_hour() {
        let mixed = Sketch::of(&["office:client -> service", "home:client -> service"]);
        let mixed = shaped(mixed, "office", 100.0, "Office hours", 3.0);
        let throughput = shaped(mixed, "home", 50.0, "Evening peak", 2.0).report().throughput;
        // At 10:00 the office asks for 3 x 100, and home, of which that is not the busiest hour, for less than average.
        assert_eq!(throughput.busiest_hour, Some(10));
        let at_home = 50.0 * multipliers(&EVENING_PEAK, 2.0)[10];
        assert!((25.0..50.0).contains(&at_home), "{at_home}");
        assert_close(throughput.busiest_hour_per_second, 300.0 + at_home, 1e-12);
    }

    #[test]
    fn a35_autoscaling_counts_in_the_busiest_hour_as_far_as_it_may_go() {
        let scaling = day(100.0, "Evening peak", 10.0).flag("service", "autoscaling", true);
        let throughput = scaling.clone().property("service", "maximum_replicas", 2.0).report().throughput;
        assert_eq!(
            (throughput.max_per_second, throughput.autoscaled_max_per_second),
            (Some(800.0), Some(1600.0))
        );
        assert!(throughput.hours_over_capacity.is_empty());
        let short = scaling.property("service", "maximum_replicas", 1.0).report().throughput;
        assert_eq!(short.hours_over_capacity, [20]);
    }

    #[test]
    fn hours_are_read_as_spans() {
        let written = [&[][..], &[20], &[8, 9, 18, 19, 20], &[23, 0, 22]].map(hours);
        assert_eq!(written, ["none", "20:00 to 21:00", "8:00 to 10:00 and 18:00 to 21:00", "22:00 to 1:00"]);
        assert_eq!(hours(&(0..24).collect::<Vec<u8>>()), "all day");
    }
}
