use analysis::Report;

use analysis::words;

/// What a change did, for those who do not see the figures move.
pub fn announcement(summary: &str, before: &Report, after: &Report) -> String {
    let effects =
        [time(before, after), words::change_of_cost(before.cost.monthly_usd, after.cost.monthly_usd)];
    effects.into_iter().flatten().fold(format!("{summary}."), |said, effect| format!("{said} {effect}"))
}

fn time(before: &Report, after: &Report) -> Option<String> {
    match (worst_p99(before), worst_p99(after)) {
        (Some(old), Some(new)) if words::millis(old) != words::millis(new) => {
            let moved = if new < old { "fell" } else { "rose" };
            Some(format!("Estimated p99 {moved} from {} to {}.", words::millis(old), words::millis(new)))
        }
        (None, Some(new)) => Some(format!("Estimated p99 is {}.", words::millis(new))),
        (Some(_), None) => {
            Some("There is no p99 now: a component cannot keep up, or no client is connected.".to_owned())
        }
        _ => None,
    }
}

/// Of the clients, the one that waits longest.
fn worst_p99(report: &Report) -> Option<f64> {
    report.latency.iter().filter_map(|latency| latency.p99_millis).max_by(f64::total_cmp)
}
