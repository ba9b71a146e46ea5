use diagram::catalogue::Catalogue;
use diagram::{Diagram, PropertyValue};
use proptest::prelude::*;

use super::half_drawn::diagram;
use crate::sketch::Sketch;
use crate::{LatencyReport, report};

/// Rounding in the last digits of what was computed in another order.
const SLACK: f64 = 1e-9;
/// Percentiles are read from a distribution that is known to about this.
const PERCENTILE_SLACK: f64 = 1e-5;

fn with_more_load(diagram: &Diagram, factor: f64) -> Diagram {
    let mut more = diagram.clone();
    for component in &mut more.components {
        if let Some(PropertyValue::Number(load)) = component.properties.get_mut("requests_per_second") {
            *load *= factor;
        }
    }
    more
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a26_more_replicas_never_lower_availability_or_capacity(diagram in diagram(), which in any::<prop::sample::Index>()) {
        prop_assume!(!diagram.components.is_empty());
        let before = report(&diagram, Catalogue::builtin());
        let mut more = diagram;
        let component = which.get_mut(&mut more.components[..]);
        // Copies that vote need another one with every second that there is.
        let kind = Catalogue::builtin().kind(&component.kind);
        let needed = kind.map_or(1, |kind| kind.replicas_needed(component));
        component.replicas_needed = Some(needed);
        component.replicas = component.replicas.saturating_add(1);
        let after = report(&more, Catalogue::builtin());
        prop_assert!(after.availability.value >= before.availability.value - 1e-12);
        prop_assert!(
            after.availability.single_points_of_failure.len() <= before.availability.single_points_of_failure.len()
        );
        if let (Some(before), Some(after)) = (before.throughput.max_per_second, after.throughput.max_per_second) {
            prop_assert!(after >= before * (1.0 - SLACK), "{before} {after}");
        }
        for (before, after) in before.components.iter().zip(&after.components) {
            prop_assert!(after.utilisation <= before.utilisation * (1.0 + SLACK));
        }
    }

    #[test]
    fn a26_more_load_never_lowers_latency(diagram in diagram(), factor in 1.0..3.0f64) {
        let before = report(&diagram, Catalogue::builtin());
        let after = report(&with_more_load(&diagram, factor), Catalogue::builtin());
        for (before, after) in before.latency.iter().zip(&after.latency) {
            match (before.mean_millis, after.mean_millis) {
                (Some(before), Some(after)) => prop_assert!(after >= before * (1.0 - SLACK), "{before} {after}"),
                (None, Some(after)) => prop_assert!(false, "more load made an overloaded design answer in {after}"),
                (_, None) => {}
            }
        }
    }

    /// Exponential service everywhere, where no constant time makes the distribution jump.
    #[test]
    fn a26_more_load_never_lowers_percentiles(
        means in proptest::collection::vec(0.1..20.0f64, 5),
        hit_ratio in 0.0..100.0f64,
        read_share in 0.0..100.0f64,
        load in 0.0..40.0f64,
        factor in 1.0..2.0f64,
    ) {
        let ways = ["client -> load_balancer -> a:service -> cache -> sql_database", "load_balancer -> b:service -> cache"];
        let mut sketch = Sketch::of(&ways).property("cache", "hit_ratio_percent", hit_ratio);
        for (name, mean) in ["load_balancer", "a", "b", "cache", "sql_database"].iter().zip(&means) {
            sketch = sketch.serves(name, *mean);
        }
        let latency = |load| sketch.clone().load("client", load, read_share).report().latency[0].clone();
        let (before, after) = (latency(load), latency(load * factor));
        let figures: [fn(&LatencyReport) -> Option<f64>; 3] = [|it| it.p50_millis, |it| it.p95_millis, |it| it.p99_millis];
        for figure in figures {
            if let (Some(before), Some(after)) = (figure(&before), figure(&after)) {
                prop_assert!(after >= before * (1.0 - PERCENTILE_SLACK), "{before} {after}");
            }
        }
    }
}
