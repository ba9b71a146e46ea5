//! What a component does beyond serving: how long it waits, how often it tries, whom it turns away.

use diagram::Component;
use diagram::catalogue::Kind;

use super::settings::nanos;
use crate::model::Node;

/// Read from the properties of the catalogue. A kind without a property does not do what it is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Behaviour {
    /// `timeout_millis`: how long it waits for the answer to a call; `None` for ever.
    pub(crate) timeout_nanos: Option<u64>,
    /// `retries`: how often it calls again.
    pub(crate) retries: u8,
    /// `retry_backoff`, from `retry_base_millis`.
    pub(crate) backoff: Backoff,
    pub(crate) retry_base_nanos: f64,
    /// `circuit_breaker`
    pub(crate) breaker: Option<Breaker>,
    /// `queue_limit`, of one replica.
    pub(crate) line_limit: Option<u64>,
    /// `maximum_connections`, of one replica; not where a pool makes callers wait for one.
    pub(crate) most_present: Option<u64>,
    /// `load_shedding` and `shed_wait_millis`: the longest expected wait that is accepted.
    pub(crate) shed_wait_nanos: Option<f64>,
    /// `limit_requests_per_second`, of all replicas together, as nanoseconds between requests.
    pub(crate) limit_gap_nanos: Option<f64>,
    /// `counted_per`: the limit is that of each caller.
    pub(crate) limits_each_caller: bool,
    /// `blocked_percent`, where the mode is not to count only.
    pub(crate) blocked_share: f64,
    /// `autoscaling`
    pub(crate) autoscaling: Option<Autoscaling>,
    /// `starts_cold` and `warm_up_items`, of what keeps copies.
    pub(crate) starts_cold: bool,
    pub(crate) items: u64,
    /// `health_checks`: goes past those that are down. Kinds without the property do.
    pub(crate) checks_health: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backoff {
    None,
    Fixed,
    Exponential,
    /// Evenly between 0 and what exponential backoff waits: "full jitter" (M. Brooker, "Exponential backoff and
    /// jitter", 2015).
    Jitter,
}

/// Opens after so many failed calls in a row, and lets one through after a pause (M. Nygard, "Release it", 2007).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Breaker {
    pub(crate) failures: u32,
    pub(crate) pause_nanos: u64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Autoscaling {
    pub(crate) most_replicas: u32,
    pub(crate) target: f64,
    pub(crate) delay_nanos: u64,
}

struct Properties<'a> {
    kind: Option<&'a Kind>,
    component: &'a Component,
}

impl Properties<'_> {
    fn number(&self, property: &str) -> Option<f64> {
        self.kind?.number(self.component, property).filter(|number| number.is_finite())
    }

    /// `None` where it is 0 or absent.
    fn over_zero(&self, property: &str) -> Option<f64> {
        self.number(property).filter(|number| *number > 0.0)
    }

    fn flag(&self, property: &str) -> Option<bool> {
        self.kind?.flag(self.component, property)
    }

    fn is(&self, property: &str, choice: &str) -> bool {
        self.kind.and_then(|kind| kind.text(self.component, property)) == Some(choice)
    }

    fn backoff(&self) -> Backoff {
        let choices =
            [("None", Backoff::None), ("Fixed", Backoff::Fixed), ("Exponential", Backoff::Exponential)];
        let chosen = choices.into_iter().find(|(choice, _)| self.is("retry_backoff", choice));
        chosen.map_or(Backoff::Jitter, |(_, backoff)| backoff)
    }

    fn breaker(&self) -> Option<Breaker> {
        self.flag("circuit_breaker").filter(|is_on| *is_on).map(|_| Breaker {
            failures: self.number("breaker_failures").unwrap_or(5.0).max(1.0) as u32,
            pause_nanos: nanos(self.number("breaker_pause_millis").unwrap_or(5_000.0).max(0.0) / 1e3),
        })
    }

    fn autoscaling(&self) -> Option<Autoscaling> {
        self.flag("autoscaling").filter(|is_on| *is_on).map(|_| Autoscaling {
            most_replicas: self.number("maximum_replicas").unwrap_or(1.0).max(1.0) as u32,
            target: self.number("target_utilisation_percent").unwrap_or(70.0).clamp(1.0, 100.0) / 100.0,
            delay_nanos: nanos(self.number("scaling_delay_seconds").unwrap_or(30.0).max(0.0)),
        })
    }
}

impl Behaviour {
    pub(crate) fn of(node: &Node) -> Self {
        let properties = Properties { kind: node.kind, component: node.component };
        let sheds = properties.flag("load_shedding") == Some(true);
        let limit = node.rate_limit();
        let blocks = !properties.is("mode", "Count only");
        let blocked = properties.number("blocked_percent").filter(|_| blocks);
        Self {
            timeout_nanos: properties.over_zero("timeout_millis").map(|millis| nanos(millis / 1e3)),
            retries: properties.number("retries").unwrap_or(0.0).max(0.0) as u8,
            backoff: properties.backoff(),
            retry_base_nanos: properties.number("retry_base_millis").unwrap_or(100.0).max(0.0) * 1e6,
            breaker: properties.breaker(),
            line_limit: properties.over_zero("queue_limit").map(|limit| limit.max(1.0) as u64),
            most_present: properties
                .over_zero("maximum_connections")
                .filter(|_| properties.flag("connection_pool") != Some(true))
                .map(|most| most.max(1.0) as u64),
            shed_wait_nanos: properties.number("shed_wait_millis").filter(|_| sheds).map(|wait| wait * 1e6),
            limit_gap_nanos: limit.map(|limit| 1e9 / limit.per_second),
            limits_each_caller: limit.is_some_and(|limit| limit.for_each_caller),
            blocked_share: blocked.unwrap_or(0.0).clamp(0.0, 100.0) / 100.0,
            autoscaling: properties.autoscaling(),
            starts_cold: properties.flag("starts_cold") == Some(true),
            items: properties.number("warm_up_items").unwrap_or(10_000.0).max(1.0) as u64,
            checks_health: properties.flag("health_checks") != Some(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use diagram::Catalogue;

    use super::*;
    use crate::model::Model;
    use crate::sketch::Sketch;

    #[test]
    fn s6_nothing_that_the_learner_did_not_ask_for_disturbs_a_textbook_queue() {
        let catalogue = Catalogue::builtin();
        for kind in &catalogue.kinds {
            let sketch = Sketch::of(&[&kind.id]);
            let behaviour = Behaviour::of(&Model::new(&sketch.diagram, catalogue).nodes[0]);
            let is_limited = matches!(kind.id.as_str(), "rate_limiter" | "third_party_api");
            let is_server = kind.id == "web_server";
            assert_eq!(behaviour.timeout_nanos, None, "{}", kind.id);
            assert_eq!((behaviour.retries, behaviour.breaker), (0, None), "{}", kind.id);
            assert_eq!((behaviour.line_limit, behaviour.shed_wait_nanos), (None, None), "{}", kind.id);
            assert_eq!(behaviour.most_present, is_server.then_some(10_000), "{}", kind.id);
            assert_eq!(behaviour.limit_gap_nanos.is_some(), is_limited, "{}", kind.id);
            assert_eq!((behaviour.blocked_share, behaviour.autoscaling), (0.0, None), "{}", kind.id);
            assert!(!behaviour.starts_cold, "{}", kind.id);
        }
    }

    #[test]
    fn s6_what_the_learner_sets_is_read() {
        let sketch = Sketch::of(&["service"])
            .property("service", "timeout_millis", 250.0)
            .property("service", "retries", 2.0)
            .property("service", "queue_limit", 7.0)
            .flag("service", "circuit_breaker", true)
            .flag("service", "load_shedding", true)
            .flag("service", "autoscaling", true);
        let behaviour = Behaviour::of(&Model::new(&sketch.diagram, Catalogue::builtin()).nodes[0]);
        let autoscaling = Autoscaling { most_replicas: 10, target: 0.7, delay_nanos: 30_000_000_000 };
        assert_eq!((behaviour.timeout_nanos, behaviour.retries), (Some(250_000_000), 2));
        assert_eq!((behaviour.backoff, behaviour.retry_base_nanos), (Backoff::Jitter, 1e8));
        assert_eq!(behaviour.breaker, Some(Breaker { failures: 5, pause_nanos: 5_000_000_000 }));
        assert_eq!((behaviour.line_limit, behaviour.shed_wait_nanos), (Some(7), Some(1e8)));
        assert_eq!(behaviour.autoscaling, Some(autoscaling));
    }
}
