use diagram::{Connection, Routing};

/// Requests come in three classes, and keep theirs all the way.
pub(crate) const CLASSES: usize = 3;
/// Of what may differ from person to person and from moment to moment.
pub(crate) const READS: usize = 0;
pub(crate) const WRITES: usize = 1;
/// Reads of files that are the same for everybody.
pub(crate) const STATIC: usize = 2;

/// A connection between two components that are there.
#[derive(Debug)]
pub(crate) struct Edge<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) routing: Routing,
    /// Whether the caller waits for the answer.
    pub(crate) waits: bool,
    /// One way.
    pub(crate) network_millis: f64,
    /// By class, the probability that a request at `from` goes along here at all.
    pub(crate) chance: [f64; CLASSES],
    /// Calls made by a request that goes along here, one after another; under `ByWeight` always 1.
    pub(crate) calls: f64,
    /// The callee is a cache that the caller goes round when it is down.
    pub(crate) is_bypassed_when_down: bool,
}

impl Edge<'_> {
    /// Calls along here for each request of a class at `from`.
    pub(crate) fn calls_per_request(&self, class: usize) -> f64 {
        self.chance[class] * self.calls
    }

    /// Whether any request of a class goes along here.
    pub(crate) fn carries(&self, class: usize) -> bool {
        self.calls_per_request(class) > 0.0
    }

    pub(crate) fn carries_any(&self) -> bool {
        (0..CLASSES).any(|class| self.carries(class))
    }

    /// Network time of a call and its answer.
    pub(crate) fn round_trip_millis(&self) -> f64 {
        2.0 * self.network_millis
    }

    /// `weights` is the sum of the shares of all connections by weight that leave the same component.
    pub(crate) fn set_chance(&mut self, weights: f64, hits: [f64; CLASSES]) {
        self.chance = match self.routing {
            Routing::EveryCall => [1.0; CLASSES],
            Routing::ByWeight if weights > 0.0 => [self.calls / weights; CLASSES],
            Routing::ByWeight => [0.0; CLASSES],
            Routing::OnCacheMiss => hits.map(|hit_ratio| 1.0 - hit_ratio),
            Routing::ReadsOnly => [1.0, 0.0, 1.0],
            Routing::WritesOnly => [0.0, 1.0, 0.0],
        };
        if self.routing == Routing::ByWeight {
            self.calls = 1.0;
        }
    }
}
