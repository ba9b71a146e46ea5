//! Availability against a sum over all cases that shares no code with the engine: each replica up or down, and each way
//! in which balancers without health checks can choose.

use diagram::PropertyValue;
use proptest::prelude::*;

use crate::sketch::Sketch;

/// Parts call only parts after them; the client calls the first.
#[derive(Debug, Clone)]
struct Part {
    is_balancer: bool,
    checks_health: bool,
    up: f64,
    replicas: u32,
    needed: u32,
    /// Parts that it calls, by weight where it is a balancer.
    calls: Vec<(usize, f64)>,
}

fn name(part: usize) -> String {
    format!("part{part}")
}

fn sketch(parts: &[Part]) -> Sketch {
    let mut sketch = Sketch::default().add("client", "client", 1);
    for (index, part) in parts.iter().enumerate() {
        let kind = if part.is_balancer { "load_balancer" } else { "service" };
        sketch = sketch.add(&name(index), kind, part.replicas).available(&name(index), part.up);
        sketch = sketch.change(&name(index), |component| {
            component.replicas_needed = Some(part.needed);
            if part.is_balancer {
                let checks = PropertyValue::Flag(part.checks_health);
                component.properties.insert("health_checks".to_owned(), checks);
            }
        });
    }
    sketch = sketch.connect("client", &name(0));
    for (index, part) in parts.iter().enumerate() {
        for (callee, weight) in &part.calls {
            sketch = sketch.connect(&name(index), &name(*callee));
            sketch = sketch.change_connection(&name(index), &name(*callee), |it| it.share = *weight);
        }
    }
    sketch
}

/// What chance decided in one case.
#[derive(Debug, Default)]
struct Case {
    /// By part, which replicas are up.
    up: Vec<Vec<bool>>,
    /// By part, the place in its calls of the one that it makes unchecked, and the replica that it gets to if it is
    /// called unchecked.
    called: Vec<usize>,
    picked: Vec<usize>,
}

fn works(parts: &[Part], case: &Case, part: usize) -> bool {
    let own = &parts[part];
    let callee = |place: usize| own.calls[place].0;
    let answers = |place: usize| works(parts, case, callee(place));
    let mut places = 0..own.calls.len();
    case.up[part].iter().filter(|is_up| **is_up).count() >= own.needed as usize
        && match (own.is_balancer && !own.calls.is_empty(), own.checks_health) {
            (false, _) => places.all(answers),
            (true, true) => places.any(answers),
            (true, false) => {
                let place = case.called[part];
                case.up[callee(place)][case.picked[callee(place)]] && answers(place)
            }
        }
}

/// Adds up the probabilities of all cases in which the client is answered, deciding one thing after another.
fn share_answered(parts: &[Part], case: &mut Case) -> f64 {
    if case.up.len() < parts.len() {
        let part = &parts[case.up.len()];
        let mut sum = 0.0;
        for states in 0..1u32 << part.replicas {
            let up: Vec<bool> = (0..part.replicas).map(|replica| states >> replica & 1 == 1).collect();
            let chance: f64 = up.iter().map(|up| if *up { part.up } else { 1.0 - part.up }).product();
            case.up.push(up);
            sum += chance * share_answered(parts, case);
            case.up.pop();
        }
        sum
    } else if case.picked.len() < parts.len() {
        let replicas = parts[case.picked.len()].replicas;
        let mut sum = 0.0;
        for replica in 0..replicas as usize {
            case.picked.push(replica);
            sum += share_answered(parts, case) / f64::from(replicas);
            case.picked.pop();
        }
        sum
    } else if case.called.len() < parts.len() {
        let calls = &parts[case.called.len()].calls;
        let weights: f64 = calls.iter().map(|(_, weight)| weight).sum();
        let mut sum = 0.0;
        for (place, (_, weight)) in calls.iter().enumerate() {
            case.called.push(place);
            sum += weight / weights * share_answered(parts, case);
            case.called.pop();
        }
        if calls.is_empty() {
            case.called.push(0);
            sum = share_answered(parts, case);
            case.called.pop();
        }
        sum
    } else {
        f64::from(u8::from(works(parts, case, 0)))
    }
}

fn part(index: usize, of: usize) -> impl Strategy<Value = Part> {
    let weights = proptest::collection::vec(prop_oneof![Just(0.0), 1.0..4.0f64], of - index - 1);
    let replicas = (1u32..=3, 1u32..=3);
    (any::<bool>(), any::<bool>(), 0.5..0.95f64, replicas, weights).prop_map(
        move |(is_balancer, checks_health, up, (replicas, needed), weights)| Part {
            is_balancer,
            checks_health,
            up,
            replicas,
            needed: needed.min(replicas),
            calls: (index + 1..of).zip(weights).filter(|(_, weight)| *weight > 0.0).collect(),
        },
    )
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    (1usize..=4).prop_flat_map(|of| (0..of).map(|index| part(index, of).boxed()).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a18_availability_is_the_sum_over_every_replica_and_every_choice(parts in parts()) {
        let found = sketch(&parts).report().availability;
        let expected = share_answered(&parts, &mut Case::default());
        prop_assert_eq!(&found.method, "exact");
        prop_assert!((found.value - expected).abs() < 1e-12, "{} instead of {expected}", found.value);
    }
}
