use diagram::catalogue::{Category, Kind};
use diagram::{Component, Distribution, GroupKind};

use super::Place;
use crate::queueing::Wait;
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
    /// With cold starts; `0` where it adds no work of its own.
    pub(crate) service_millis: f64,
    pub(crate) service_variation: f64,
    /// How it varies, cold starts left out, and then its mean and variation.
    pub(crate) service_shape: ServiceShape,
    pub(crate) warm_millis: f64,
    pub(crate) warm_variation: f64,
    /// Times the work, and the price, of one request that are done for each: lines of a log.
    pub(crate) work_per_request: f64,
    /// Some calls take so much longer, because a copy has to be started for them.
    pub(crate) cold_start: Option<ColdStart>,
    /// Share of time that one replica is up.
    pub(crate) availability: f64,
    /// What is behind it happens after the caller was answered.
    pub(crate) asynchronous: bool,
    /// Share of the reads that it may answer which it answers itself; `None` where it keeps no copies. See
    /// [`Node::hit_ratio_of`].
    pub(crate) hit_ratio: Option<f64>,
    /// What a client asks for; 0 for everything else.
    pub(crate) requests_per_second: f64,
    pub(crate) read_share: f64,
    /// Of the reads, those of files that are the same for everybody.
    pub(crate) static_share: f64,
    /// How many callers a client stands for; they all send equally much.
    pub(crate) callers: f64,
}

/// What lets only so many requests through in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RateLimit {
    pub(crate) per_second: f64,
    /// Each caller may send as much, not all of them together.
    pub(crate) for_each_caller: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ColdStart {
    /// Of the calls, over 0.
    pub(crate) share: f64,
    pub(crate) millis: f64,
}

/// How the time of service varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ServiceShape {
    Constant,
    Exponential,
    /// Gamma with the stated mean and coefficient of variation.
    Gamma,
    /// Log-normal with the stated mean and coefficient of variation.
    LogNormal,
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
        let (warm_millis, warm_variation, service_shape) = service(component, kind);
        let work_per_request = work_per_request(component, kind);
        let warm_millis = if is_client { 0.0 } else { warm_millis * work_per_request };
        let cold_start = cold_start(component, kind).filter(|_| !is_client);
        let (service_millis, service_variation) = with_cold_starts(warm_millis, warm_variation, cold_start);
        let percent = |property| Some(number(component, kind, property)?.clamp(0.0, 100.0) / 100.0 + 0.0);
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
            service_millis,
            service_variation,
            service_shape,
            warm_millis,
            warm_variation,
            cold_start,
            work_per_request,
            availability: component
                .availability
                .and_then(|share| in_range(share, 0.0, 1.0))
                .or_else(|| in_range(kind?.availability, 0.0, 1.0))
                .unwrap_or(1.0),
            asynchronous: kind.is_some_and(|kind| kind.performance.asynchronous),
            hit_ratio: percent("hit_ratio_percent"),
            requests_per_second: demand.and_then(|demand| in_range(demand, 0.0, 1e12)).unwrap_or(0.0),
            read_share: percent("read_share_percent").unwrap_or(1.0),
            static_share: percent("static_share_percent").unwrap_or(0.0),
            callers: number(component, kind, "callers")
                .map_or(1.0, |callers| callers.round().clamp(1.0, 1e7)),
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

    /// Mean of the cubes of service times over the cube of their mean; of an exponential time 6.
    pub(crate) fn service_cube(&self) -> f64 {
        let square = self.warm_variation * self.warm_variation;
        let warm_cube = match self.service_shape {
            ServiceShape::LogNormal => (1.0 + square).powi(3),
            _ => (1.0 + square) * (1.0 + 2.0 * square),
        };
        let Some(cold) = self.cold_start else { return warm_cube };
        let warm = self.warm_millis;
        let of_cold = |power| cold.share * cold.millis.powi(power);
        let sum = warm.powi(3) * warm_cube
            + 3.0 * warm * warm * (1.0 + square) * of_cold(1)
            + 3.0 * warm * of_cold(2)
            + of_cold(3);
        sum / self.service_millis.powi(3)
    }

    /// Wait in front of it at so many requests a second; `None` at or over capacity.
    pub(crate) fn wait(&self, arrivals_per_second: f64) -> Option<Wait> {
        let (mean, variation) = (self.service_millis, self.service_variation);
        Wait::of_moments(self.servers, arrivals_per_second, mean, variation, self.service_cube())
    }

    /// `None` where it has no limit, or does not keep to it (`rate_limiting` is off).
    pub(crate) fn rate_limit(&self) -> Option<RateLimit> {
        let kind = self.kind.filter(|_| !self.is_client)?;
        let is_off = kind.flag(self.component, "rate_limiting") == Some(false);
        let per_second = self.number("limit_requests_per_second").filter(|_| !is_off)?;
        let for_each_caller = self.choice("counted_per").is_some_and(|counted| counted != "Everybody");
        Some(RateLimit { per_second: in_range(per_second, 0.0, 1e12)?, for_each_caller })
    }

    pub(crate) fn is_any(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.component.kind.as_str())
    }

    /// Keeps copies for callers that can do without it, unlike a CDN, which stands in the way of every request.
    pub(crate) fn is_cache(&self) -> bool {
        self.hit_ratio.is_some() && self.category() != Some(Category::Edge)
    }

    /// Its copies are for everybody, so that it answers nothing but static files: a CDN, unlike a cache that a service asks.
    pub(crate) fn answers_static_only(&self) -> bool {
        self.hit_ratio.is_some() && !self.is_cache()
    }

    /// Share of the requests of a class that it answers itself.
    pub(crate) fn hit_ratio_of(&self, class: usize) -> f64 {
        let may_answer = class == super::STATIC || class == super::READS && !self.answers_static_only();
        self.hit_ratio.filter(|_| may_answer).unwrap_or(0.0)
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

    /// On how many of its replicas the same data is.
    pub(crate) fn copies(&self) -> u32 {
        let is_whole_on_each =
            self.kind.and_then(|kind| kind.flag(self.component, "sharding")) == Some(false);
        match self.number("replication_factor") {
            _ if !self.replicas_stand_in() => 1,
            Some(copies) if !is_whole_on_each => (copies as u32).clamp(1, self.replicas),
            _ => self.replicas,
        }
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

    /// Shares of the classes among a client's requests: `[reads, writes, static files]`.
    pub(crate) fn class_shares(&self) -> [f64; super::CLASSES] {
        let files = self.read_share * self.static_share;
        [self.read_share - files, 1.0 - self.read_share, files]
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
    // Below a thousandth it cannot be told from a constant.
    let shape = if variation < 1e-3 {
        ServiceShape::Constant
    } else if component.service_time.is_some_and(|own| own.distribution == Distribution::LogNormal) {
        ServiceShape::LogNormal
    } else if variation == 1.0 {
        ServiceShape::Exponential
    } else {
        ServiceShape::Gamma
    };
    (mean, if shape == ServiceShape::Constant { 0.0 } else { variation }, shape)
}

/// A kind that works on each line of what it is sent has so much more to do.
fn work_per_request(component: &Component, kind: Option<&Kind>) -> f64 {
    number(component, kind, "lines_per_request").map_or(1.0, |lines| lines.clamp(0.0, 1e6) + 0.0)
}

fn cold_start(component: &Component, kind: Option<&Kind>) -> Option<ColdStart> {
    let share = number(component, kind, "cold_start_percent")?.clamp(0.0, 100.0) / 100.0;
    let millis = in_range(number(component, kind, "cold_start_millis")?, 0.0, 1e9)?;
    (share > 0.0 && millis > 0.0).then_some(ColdStart { share, millis })
}

/// Mean and coefficient of variation of a time of which a share is longer by a constant: the means and the variances add.
fn with_cold_starts(mean: f64, variation: f64, cold_start: Option<ColdStart>) -> (f64, f64) {
    let Some(ColdStart { share, millis }) = cold_start else { return (mean, variation) };
    let whole = mean + share * millis;
    let deviation = mean * variation;
    let variance = deviation * deviation + share * (1.0 - share) * millis * millis;
    (whole, variance.sqrt() / whole)
}

fn number(component: &Component, kind: Option<&Kind>, property: &str) -> Option<f64> {
    kind?.number(component, property).filter(|number| !number.is_nan())
}
