use diagram::catalogue::{Category, Kind};
use diagram::{Component, Distribution, GroupKind};

use super::Place;
use crate::words;

/// Requests worked on at once beyond which more make no difference.
const MOST_SERVERS: u64 = 10_000_000;

/// A component with the defaults of its kind filled in.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(crate) component: &'a Component,
    /// `None` when the catalogue does not know it.
    pub(crate) kind: Option<&'a Kind>,
    pub(crate) place: Place,
    /// The zones and regions around it, with all of which it fails, by index into the groups of the diagram; the
    /// innermost first.
    pub(crate) stands_in: Vec<(usize, GroupKind)>,
    pub(crate) is_client: bool,
    /// At least 1: what is drawn exists.
    pub(crate) replicas: u32,
    /// Replicas that have to be up for it to work, at least 1; perhaps more than there are.
    pub(crate) replicas_needed: u32,
    /// Requests that all replicas together work on at once.
    pub(crate) servers: u64,
    /// `0` where it adds no work of its own.
    pub(crate) service_millis: f64,
    pub(crate) service_variation: f64,
    pub(crate) service_shape: ServiceShape,
    /// Share of time that one replica is up.
    pub(crate) availability: f64,
    /// What is behind it happens after the caller was answered.
    pub(crate) asynchronous: bool,
    /// Share of reads that it answers itself; `None` where it keeps no copies.
    pub(crate) hit_ratio: Option<f64>,
    /// What a client asks for; 0 for everything else.
    pub(crate) requests_per_second: f64,
    pub(crate) read_share: f64,
}

/// How the time of service varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ServiceShape {
    Constant,
    Exponential,
    /// Gamma with the stated mean and coefficient of variation.
    Gamma,
}

impl<'a> Node<'a> {
    pub(crate) fn new(
        component: &'a Component,
        kind: Option<&'a Kind>,
        place: Place,
        stands_in: Vec<(usize, GroupKind)>,
    ) -> Self {
        let is_client = kind.is_some_and(|kind| kind.category == Category::Client);
        let replicas = component.replicas.max(1);
        let concurrency = component.concurrency.or(kind.map(|kind| kind.performance.concurrency));
        let (service_millis, service_variation, service_shape) = service(component, kind);
        let percent = |property| Some(number(component, kind, property)?.clamp(0.0, 100.0) / 100.0);
        let demand = number(component, kind, "requests_per_second").filter(|_| is_client);
        Self {
            component,
            kind,
            place,
            stands_in,
            is_client,
            replicas,
            replicas_needed: replicas_needed(component, kind),
            servers: (u64::from(replicas) * u64::from(concurrency.unwrap_or(1).max(1))).min(MOST_SERVERS),
            service_millis: if is_client { 0.0 } else { service_millis },
            service_variation,
            service_shape,
            availability: component
                .availability
                .and_then(|share| in_range(share, 0.0, 1.0))
                .or_else(|| in_range(kind?.availability, 0.0, 1.0))
                .unwrap_or(1.0),
            asynchronous: kind.is_some_and(|kind| kind.performance.asynchronous),
            hit_ratio: percent("hit_ratio_percent"),
            requests_per_second: demand.and_then(|demand| in_range(demand, 0.0, 1e12)).unwrap_or(0.0),
            read_share: percent("read_share_percent").unwrap_or(1.0),
        }
    }

    pub(crate) fn category(&self) -> Option<Category> {
        self.kind.map(|kind| kind.category)
    }

    pub(crate) fn is(&self, kind: &str) -> bool {
        self.component.kind == kind
    }

    /// Whether a flag that the kind has is on, set or by default.
    pub(crate) fn has_flag(&self, flag: &str) -> bool {
        self.kind.is_some_and(|kind| kind.flag(self.component, flag) == Some(true))
    }

    /// What is chosen, or the default; `None` where the kind has no such choice.
    pub(crate) fn choice(&self, property: &str) -> Option<&str> {
        self.kind?.text(self.component, property)
    }

    /// What is set, or the default; `None` where the kind has no such number.
    pub(crate) fn number(&self, property: &str) -> Option<f64> {
        number(self.component, self.kind, property)
    }

    pub(crate) fn is_any(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.component.kind.as_str())
    }

    /// Keeps copies for callers that can do without it, unlike a CDN, which stands in the way of every request.
    pub(crate) fn is_cache(&self) -> bool {
        self.hit_ratio.is_some() && self.category() != Some(Category::Edge)
    }

    /// Takes what it is sent without the sender stopping for it: metrics and log lines go out in the background.
    pub(crate) fn is_told_in_passing(&self) -> bool {
        self.asynchronous && self.category() == Some(Category::Operations)
    }

    pub(crate) fn is_stateful(&self) -> bool {
        self.kind.is_some_and(|kind| kind.stateful)
    }

    pub(crate) fn scales_out(&self) -> bool {
        self.kind.is_some_and(|kind| kind.scales_out)
    }

    /// Whether one replica can take over from another: copies of a store that do not follow one another cannot.
    pub(crate) fn replicas_stand_in(&self) -> bool {
        self.choice("replication") != Some("None")
    }

    /// Whether it sends requests past what is down. Kinds that have no such flag do.
    pub(crate) fn checks_health(&self) -> bool {
        self.kind.is_none_or(|kind| kind.flag(self.component, "health_checks") != Some(false))
    }

    /// Has replicas any of which can answer any request.
    pub(crate) fn has_copies(&self) -> bool {
        self.replicas > 1 && self.replicas_stand_in()
    }

    /// Nothing takes over when a replica is lost.
    pub(crate) fn is_alone(&self) -> bool {
        self.replicas <= self.replicas_needed || !self.replicas_stand_in()
    }

    /// It cannot work, even with all its replicas up.
    pub(crate) fn is_short_of_replicas(&self) -> bool {
        self.replicas < self.replicas_needed
    }

    /// The fewest replicas with which it works on when it loses one.
    pub(crate) fn replicas_with_one_to_spare(&self) -> u32 {
        let stated = self.component.replicas_needed.unwrap_or(1).saturating_add(1);
        self.kind.map_or(stated, |kind| kind.replicas_with_one_to_spare(self.component))
    }

    /// "3 replicas", or "3 replicas, of which 2 are needed"
    pub(crate) fn replicas_in_words(&self) -> String {
        let replicas = words::count(self.replicas as usize, "replica");
        match self.replicas_needed {
            1 => replicas,
            needed if needed == self.replicas => format!("{replicas}, all needed"),
            needed if needed > self.replicas => format!("{replicas} instead of the {needed} needed"),
            needed => format!("{replicas}, of which {needed} are needed"),
        }
    }

    /// The name that the learner gave, or else that of the kind.
    pub(crate) fn name(&self) -> &str {
        let given = self.component.name.trim();
        match self.kind {
            _ if !given.is_empty() => given,
            Some(kind) => &kind.name,
            None => "A component without a name",
        }
    }

    /// Share of a request's class: `[reads, writes]`.
    pub(crate) fn class_shares(&self) -> [f64; super::CLASSES] {
        [self.read_share, 1.0 - self.read_share]
    }
}

fn replicas_needed(component: &Component, kind: Option<&Kind>) -> u32 {
    let stated = component.replicas_needed.unwrap_or(1);
    kind.map_or(stated, |kind| kind.replicas_needed(component)).max(1)
}

/// `value` within the bounds, and never the negative zero; `None` when it is not a number.
pub(crate) fn in_range(value: f64, minimum: f64, maximum: f64) -> Option<f64> {
    (!value.is_nan()).then(|| value.clamp(minimum, maximum) + 0.0)
}

fn service(component: &Component, kind: Option<&Kind>) -> (f64, f64, ServiceShape) {
    let (mean, variation) = match (component.service_time, kind) {
        (Some(own), _) => {
            let variation = match own.distribution {
                Distribution::Constant => 0.0,
                Distribution::Exponential => 1.0,
                Distribution::Gamma | Distribution::LogNormal => own.coefficient_of_variation,
            };
            (own.mean_millis, variation)
        }
        (None, Some(kind)) => {
            (kind.performance.service_time_millis, kind.performance.coefficient_of_variation)
        }
        (None, None) => (0.0, 0.0),
    };
    let mean = in_range(mean, 0.0, 1e9).unwrap_or(0.0);
    let variation = in_range(variation, 0.0, 100.0).unwrap_or(1.0);
    // Below a thousandth a gamma distribution cannot be told from a constant.
    let shape = if variation < 1e-3 {
        ServiceShape::Constant
    } else if variation == 1.0 {
        ServiceShape::Exponential
    } else {
        ServiceShape::Gamma
    };
    (mean, if shape == ServiceShape::Constant { 0.0 } else { variation }, shape)
}

fn number(component: &Component, kind: Option<&Kind>, property: &str) -> Option<f64> {
    kind?.number(component, property).filter(|number| !number.is_nan())
}
