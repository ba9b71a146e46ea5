use diagram::{Catalogue, Diagram};
use serde::Serialize;

use super::brief::Brief;
use super::imposed::imposed;
use crate::Report;

/// The few figures that designs are compared by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The worst over the clients; `None` where one gets no answer, or none asks.
    pub mean_millis: Option<f64>,
    pub p99_millis: Option<f64>,
    /// Share of time that every client can be served, in `0..=1`.
    pub availability: f64,
    pub monthly_usd: f64,
    /// Largest load that the design can carry.
    pub max_requests_per_second: Option<f64>,
}

/// What a design comes to under the load of a brief.
pub fn figures(diagram: &Diagram, catalogue: &Catalogue, brief: &Brief) -> Figures {
    Figures::measure(&imposed(diagram, catalogue, brief).diagram, catalogue)
}

impl Figures {
    pub(super) fn measure(diagram: &Diagram, catalogue: &Catalogue) -> Self {
        Self::of(&crate::report(diagram, catalogue))
    }

    pub(super) fn of(report: &Report) -> Self {
        let waiting = || report.latency.iter().filter(|client| client.critical_path.len() > 1);
        let worst = |figure: fn(&crate::LatencyReport) -> Option<f64>| {
            waiting()
                .map(figure)
                .try_fold(0.0, |worst: f64, figure| Some(worst.max(figure?)))
                .filter(|_| waiting().count() > 0)
        };
        Self {
            mean_millis: worst(|client| client.mean_millis),
            p99_millis: worst(|client| client.p99_millis),
            availability: report.availability.value,
            monthly_usd: report.cost.monthly_usd,
            max_requests_per_second: report.throughput.max_per_second,
        }
    }
}
