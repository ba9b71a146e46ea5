//! Designs as they are while they are drawn, and as nobody would draw them.

use proptest::prelude::*;

use super::*;
use crate::simulation::Estimate;

fn word() -> impl Strategy<Value = String> {
    let target = prop_oneof![
        4 => (0u32..12).prop_map(|number| format!("c{number}")),
        1 => (0u32..4).prop_map(|number| number.to_string()),
    ];
    let kinds = ["replica", "gone", "zone", "region", "slow", "packets", "spike", "flush"];
    (0..kinds.len(), target, 0.0..3.0f64, proptest::option::of(0.1..2.0f64)).prop_map(
        move |(kind, target, start, length)| {
            let what = match kinds[kind] {
                "slow" => format!("slow:{target}x7"),
                "packets" => "packets:0.3".to_owned(),
                "spike" => "spike:x3".to_owned(),
                "zone" | "region" => format!("{}:{}", kinds[kind], target.trim_start_matches('c')),
                kind => format!("{kind}:{target}"),
            };
            let length = length.filter(|_| kinds[kind] != "flush");
            format!("{what}@{start}{}", length.map_or(String::new(), |length| format!("+{length}")))
        },
    )
}

fn numbers(result: &SimulationResult) -> Vec<Estimate> {
    let of_component = |it: &SimulatedComponent| {
        [it.arrivals_per_second, it.utilisation, it.wait_millis, it.response_millis, it.queue_length]
    };
    let of_client = |it: &SimulatedLatency| [it.mean_millis, it.p50_millis, it.p95_millis, it.p99_millis];
    let components = result.components.iter().flat_map(of_component);
    components.chain(result.latency.iter().flat_map(of_client)).flatten().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn s16_every_design_runs_and_every_number_is_finite(
        diagram in crate::tests::half_drawn::diagram(),
        words in proptest::collection::vec(word(), 0..5),
        behaviours in proptest::collection::vec((0usize..12, 0usize..9), 0..12),
        seed in any::<u64>(),
    ) {
        let mut diagram = diagram;
        let count = diagram.components.len();
        for (component, behaviour) in behaviours.iter().filter(|_| count > 0) {
            let (property, value) = [
                ("timeout_millis", PropertyValue::Number(30.0)),
                ("retries", PropertyValue::Number(3.0)),
                ("retry_base_millis", PropertyValue::Number(0.0)),
                ("queue_limit", PropertyValue::Number(2.0)),
                ("circuit_breaker", PropertyValue::Flag(true)),
                ("load_shedding", PropertyValue::Flag(true)),
                ("autoscaling", PropertyValue::Flag(true)),
                ("starts_cold", PropertyValue::Flag(true)),
                ("maximum_connections", PropertyValue::Number(3.0)),
            ][*behaviour].clone();
            diagram.components[component % count].properties.insert(property.to_owned(), value);
        }
        let settings = Settings { most_in_flight: 300, ..settings(0.5, 3.0, seed) };
        let mut simulation = Simulation::new(&diagram, Catalogue::builtin(), settings).unwrap();
        for word in &words {
            // What the design does not have is refused and changes nothing.
            let _ = simulation.add_fault(&word.parse().unwrap());
        }
        for part in 1..=10u64 {
            let progress = simulation.advance(part * 350_000_000, 2_000);
            prop_assert!(progress.nanos <= simulation.end_nanos());
            let frame = simulation.frame();
            prop_assert_eq!(frame.arrived, frame.completed + frame.failed + frame.in_flight);
            prop_assert!(frame.cost_usd.is_finite());
        }
        let result = simulation.result();
        for estimate in numbers(&result) {
            let bounds = [Some(estimate.value), estimate.low, estimate.high];
            prop_assert!(bounds.into_iter().flatten().all(|bound| bound.is_finite() && bound >= 0.0), "{:?}", estimate);
        }
        prop_assert!(result.cost.monthly_usd.is_finite());
        let differences = crate::simulation::compare(&diagram, &crate::report(&diagram, Catalogue::builtin()), &result);
        prop_assert!(differences.iter().all(|difference| difference.sentence.ends_with('.')));
    }
}
