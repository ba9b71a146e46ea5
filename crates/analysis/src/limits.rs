//! What rate limits let through: a refusal is not a breakdown, but it is an answer that nobody wanted.

use crate::model::{LIMIT, Model, RateLimit};
use crate::traffic::Traffic;

/// How far a rate limit is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LimitUse {
    /// Share of the limit that is asked for, of the caller that asks most of it; over 1 some are turned away.
    pub(crate) used: f64,
    pub(crate) turned_away_per_second: f64,
}

/// The use of the limit of each component, by index; `None` where it has none.
///
/// A limit for each caller is held against what one caller of a client sends there: the client's requests over its
/// callers, which all send equally much.
pub(crate) fn limits(model: &Model, traffic: &Traffic) -> Vec<Option<LimitUse>> {
    let limits: Vec<Option<RateLimit>> = model.nodes.iter().map(crate::model::Node::rate_limit).collect();
    let is_for_each = limits.iter().flatten().any(|limit| limit.for_each_caller);
    let by_client = if is_for_each { by_client(model, traffic) } else { Vec::new() };
    let of = |(index, limit): (usize, Option<RateLimit>)| {
        let limit = limit?;
        if !limit.for_each_caller {
            return Some(held_against(traffic.total_per_second(index), limit.per_second));
        }
        let of_clients = by_client.iter().map(|(callers, traffic)| {
            held_against(traffic.total_per_second(index), callers * limit.per_second)
        });
        Some(of_clients.fold(held_against(0.0, 0.0), |sum, client| LimitUse {
            used: sum.used.max(client.used),
            turned_away_per_second: (sum.turned_away_per_second + client.turned_away_per_second).min(LIMIT),
        }))
    };
    limits.into_iter().enumerate().map(of).collect()
}

/// For each client that sends anything, its callers and the load that is its own.
fn by_client(model: &Model, traffic: &Traffic) -> Vec<(f64, Traffic)> {
    let loading: Vec<usize> =
        model.clients().filter(|client| model.nodes[*client].requests_per_second > 0.0).collect();
    let is_alone = loading.len() == 1;
    let own = |client| if is_alone { traffic.clone() } else { Traffic::of_client(model, client) };
    loading.into_iter().map(|client| (model.nodes[client].callers, own(client))).collect()
}

fn held_against(asked_per_second: f64, limit_per_second: f64) -> LimitUse {
    LimitUse {
        used: if asked_per_second > 0.0 { asked_per_second / limit_per_second } else { 0.0 },
        turned_away_per_second: (asked_per_second - limit_per_second).max(0.0),
    }
}

#[cfg(test)]
mod tests {
    use diagram::PropertyValue;

    use crate::sketch::{Sketch, assert_close, id};

    fn counted_per(sketch: Sketch, name: &str, whose: &str) -> Sketch {
        sketch.change(name, |component| {
            component.properties.insert("counted_per".to_owned(), PropertyValue::Text(whose.to_owned()));
        })
    }

    /// 3,000 a second before a limit of 1,000, and room for 4,000 behind it.
    fn limited() -> Sketch {
        Sketch::of(&["client -> rate_limiter*2 -> service*5"]).load("client", 3_000.0, 100.0).property(
            "rate_limiter",
            "limit_requests_per_second",
            1_000.0,
        )
    }

    #[test]
    fn a14_a_limit_for_everybody_bounds_what_the_design_carries() {
        let report = counted_per(limited(), "rate_limiter", "Everybody").report();
        let throughput = &report.throughput;
        assert_close(throughput.max_per_second.unwrap(), 1_000.0, 1e-12);
        assert_close(throughput.headroom.unwrap(), 1.0 / 3.0, 1e-12);
        assert_close(throughput.autoscaled_max_per_second.unwrap(), 1_000.0, 1e-12);
        assert_eq!(throughput.binding_component, Some(id("rate_limiter")));
        let turned_away: Vec<f64> = report.components.iter().map(|it| it.turned_away_per_second).collect();
        assert_eq!(turned_away, [0.0, 2_000.0, 0.0]);
    }

    #[test]
    fn a14_a_limit_for_each_caller_is_as_many_limits_as_there_are_callers() {
        // 5 replicas x 16 places / 20 ms: 4,000 a second, less than 1,000 callers may send.
        let throughput = limited().report().throughput;
        assert_eq!(throughput.binding_component, Some(id("service")));
        assert_close(throughput.max_per_second.unwrap(), 4_000.0, 1e-12);
        let two = limited().property("client", "callers", 2.0).report();
        assert_close(two.throughput.max_per_second.unwrap(), 2_000.0, 1e-12);
        assert_eq!(two.components[1].turned_away_per_second, 1_000.0);
    }

    #[test]
    fn a14_callers_of_different_clients_are_counted_apart() {
        let sketch = Sketch::of(&["one:client -> rate_limiter*4 -> service*9", "other:client -> service"])
            .connect("other", "rate_limiter")
            .property("rate_limiter", "limit_requests_per_second", 1_000.0)
            .property("one", "callers", 1.0)
            .property("other", "callers", 1.0)
            .load("one", 900.0, 100.0)
            .load("other", 500.0, 100.0);
        let throughput = sketch.report().throughput;
        // The one is at 900 of 1,000; the 1,400 of both can grow by a ninth.
        assert_close(throughput.max_per_second.unwrap(), 1_400.0 / 0.9, 1e-12);
        assert_eq!(throughput.binding_component, Some(id("rate_limiter")));
        let greedy = sketch.load("one", 1_300.0, 100.0).report();
        assert_eq!(greedy.components[1].turned_away_per_second, 300.0);
    }

    #[test]
    fn a14_what_a_third_party_accepts_bounds_the_load_too() {
        let sketch = Sketch::of(&["client -> service -> third_party_api"])
            .load("client", 50.0, 100.0)
            .property("third_party_api", "limit_requests_per_second", 100.0);
        let throughput = sketch.report().throughput;
        assert_close(throughput.max_per_second.unwrap(), 100.0, 1e-12);
        assert_eq!(throughput.binding_component, Some(id("third_party_api")));
    }

    #[test]
    fn a14_a_gateway_limits_only_when_it_is_told_to() {
        let gateway = Sketch::of(&["client -> api_gateway -> service*5"])
            .load("client", 500.0, 100.0)
            .property("api_gateway", "limit_requests_per_second", 200.0);
        let gateway = counted_per(gateway, "api_gateway", "Everybody");
        assert_close(gateway.report().throughput.max_per_second.unwrap(), 4_000.0, 1e-12);
        let limiting = gateway.flag("api_gateway", "rate_limiting", true).report();
        assert_close(limiting.throughput.max_per_second.unwrap(), 200.0, 1e-12);
    }

    #[test]
    fn a14_a_limit_of_nothing_carries_nothing() {
        let closed = limited().property("rate_limiter", "limit_requests_per_second", 0.0).report();
        assert_eq!((closed.throughput.max_per_second, closed.throughput.headroom), (Some(0.0), Some(0.0)));
        assert_eq!(closed.components[1].turned_away_per_second, 3_000.0);
        let idle = limited().load("client", 0.0, 100.0).report();
        assert_eq!((idle.throughput.max_per_second, idle.components[1].turned_away_per_second), (None, 0.0));
    }
}
