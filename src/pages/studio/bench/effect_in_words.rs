use analysis::Report;

use analysis::words;

/// What a change did, for those who do not see the figures move.
pub fn announcement(summary: &str, before: &Report, after: &Report) -> String {
    match (worst_p99(before), worst_p99(after)) {
        (Some(old), Some(new)) if words::millis(old) != words::millis(new) => {
            let moved = if new < old { "fell" } else { "rose" };
            format!("{summary}. Estimated p99 {moved} from {} to {}.", words::millis(old), words::millis(new))
        }
        (None, Some(new)) => format!("{summary}. Estimated p99 is {}.", words::millis(new)),
        (Some(_), None) => {
            format!("{summary}. There is no p99 now: a component cannot keep up, or no client is connected.")
        }
        _ => format!("{summary}."),
    }
}

/// Of the clients, the one that waits longest.
fn worst_p99(report: &Report) -> Option<f64> {
    report.latency.iter().filter_map(|latency| latency.p99_millis).max_by(f64::total_cmp)
}
