use diagram::catalogue::Catalogue;
use diagram::{Diagram, PropertyValue};
use proptest::prelude::*;

use super::half_drawn::diagram;
use crate::report;

/// Rounding in the last digits of what was computed in another order, and of percentiles.
const SLACK: f64 = 1e-6;

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
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a26_more_replicas_never_lower_availability_or_capacity(diagram in diagram(), which in any::<prop::sample::Index>()) {
        prop_assume!(!diagram.components.is_empty());
        let before = report(&diagram, Catalogue::builtin());
        let mut more = diagram.clone();
        let component = which.get_mut(&mut more.components[..]);
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
            let figures = [
                (before.mean_millis, after.mean_millis),
                (before.p50_millis, after.p50_millis),
                (before.p95_millis, after.p95_millis),
                (before.p99_millis, after.p99_millis),
            ];
            for (before, after) in figures {
                match (before, after) {
                    (Some(before), Some(after)) => prop_assert!(after >= before * (1.0 - SLACK), "{before} {after}"),
                    (None, Some(after)) => prop_assert!(false, "more load made an overloaded design answer in {after}"),
                    (_, None) => {}
                }
            }
        }
    }
}
