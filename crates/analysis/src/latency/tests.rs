use crate::LatencyReport;
use crate::sketch::{Sketch, assert_close};

mod log_normal;
mod percentiles;
mod ways;

fn latency(sketch: &Sketch) -> LatencyReport {
    sketch.report().latency[0].clone()
}

fn p99(sketch: &Sketch) -> f64 {
    latency(sketch).p99_millis.unwrap()
}

/// Each percentile is where the tail of the distribution has the height that it should have.
#[track_caller]
fn check_tail(sketch: &Sketch, tail: impl Fn(f64) -> f64, relative: f64) {
    let found = latency(sketch);
    for (millis, height) in [(found.p50_millis, 0.5), (found.p95_millis, 0.05), (found.p99_millis, 0.01)] {
        assert_close(tail(millis.unwrap()), height, relative);
    }
}
