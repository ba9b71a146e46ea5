//! Limits that turn requests away.

use diagram::catalogue::Category;

use super::{Found, Rule, Situation};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 1] = [Rule {
    id: "rate_limit_reached",
    list: AdviceList::Suggestion,
    severity: Severity::Medium,
    look: rate_limit_reached,
}];

/// A limit that says no today. It does what it is there for, so whether that is right is for the learner to say; what a
/// third party refuses is another rule's.
fn rate_limit_reached(situation: &Situation) -> Vec<Found> {
    let refusing = situation.nodes().filter(|(_, node)| node.category() != Some(Category::ThirdParty));
    refusing
        .filter_map(|(index, node)| {
            let report = situation.report_of(index);
            let limit = node.rate_limit().filter(|_| report.turned_away_per_second > 0.0)?;
            let (whose, alternative) = if limit.for_each_caller {
                (" for each caller", "raise the limit for those who may send more")
            } else {
                (" for all callers together", "raise the limit, or count each caller for itself")
            };
            let reason = format!(
                "{} requests a second arrive, and the limit is {} a second{whose}: {} of them are turned away with a quick \
                 refusal. That protects what is behind it; nothing breaks, but those who are refused have to come back.",
                words::number(report.arrivals_per_second),
                words::number(limit.per_second),
                words::number(report.turned_away_per_second),
            );
            let fix = format!(
                "If these are requests that you want to answer, {alternative}, and see that what is behind can carry them. \
                 If they are not, leave it as it is."
            );
            let title = format!(
                "{} turns away {} of the requests",
                node.name(),
                words::percent(report.turned_away_per_second / report.arrivals_per_second)
            );
            Some(Found::new(title, reason, fix).at(situation, [index]))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn a14_a_limit_that_turns_requests_away_is_said_to_do_what_it_is_for() {
        let limited = |per_second: f64, callers: f64| {
            Sketch::of(&["client -> rate_limiter -> service*9"])
                .property("rate_limiter", "limit_requests_per_second", 100.0)
                .property("client", "callers", callers)
                .load("client", per_second, 100.0)
        };
        fires_at("rate_limit_reached", &limited(400.0, 3.0), &["rate_limiter"]);
        is_quiet("rate_limit_reached", &limited(300.0, 3.0));
        is_quiet("rate_limit_reached", &limited(400.0, 4.0));
        let finding = &limited(400.0, 3.0).findings("rate_limit_reached")[0];
        assert_eq!(finding.title, "rate_limiter turns away 25 % of the requests");
        let said = "400 requests a second arrive, and the limit is 100 a second for each caller: 100 of them are turned \
                    away with a quick refusal.";
        assert!(finding.reason.starts_with(said), "{}", finding.reason);
        // What a third party refuses is not a protection of ours.
        is_quiet(
            "rate_limit_reached",
            &Sketch::of(&["client -> service*2 -> third_party_api"]).load("client", 500.0, 100.0),
        );
    }
}
