//! What a fault, or a rush, would be made worse by.

use diagram::Routing;

use super::capacity::HOT;
use super::{Found, Rule, Situation};
use crate::model::{Edge, Node, READS};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 4] = [
    Rule {
        id: "unbounded_retries",
        list: AdviceList::AntiPattern,
        severity: Severity::Medium,
        look: unbounded_retries,
    },
    Rule { id: "retry_storm", list: AdviceList::AntiPattern, severity: Severity::Medium, look: retry_storm },
    Rule {
        id: "cache_stampede",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: cache_stampede,
    },
    Rule { id: "hot_partition", list: AdviceList::Weakness, severity: Severity::Medium, look: hot_partition },
];

/// Retries of one call beyond which something should have given up.
const MOST_RETRIES: f64 = 5.0;
/// Attempts at the far end of a way, for one request at its start, from which retries multiply into a storm.
const STORM: f64 = 10.0;

/// Retries that somebody makes who waits for an answer from somebody; 0 where a circuit breaker ends them.
fn retries(situation: &Situation, index: usize) -> f64 {
    let node = &situation.model.nodes[index];
    let calls = situation.model.edges_from(index).any(|edge| edge.waits && edge.carries_any());
    if calls && !node.has_flag("circuit_breaker") { node.number("retries").unwrap_or(0.0) } else { 0.0 }
}

fn unbounded_retries(situation: &Situation) -> Vec<Found> {
    let retrying = situation.nodes().filter_map(|(index, node)| {
        let retries = retries(situation, index);
        let waits_for_ever = retries >= 1.0 && node.number("timeout_millis") == Some(0.0);
        (retries > MOST_RETRIES || waits_for_ever).then_some((index, retries, waits_for_ever))
    });
    retrying
        .map(|(index, retries, waits_for_ever)| {
            let name = situation.name(index);
            let reason = if waits_for_ever {
                format!(
                    "{name} tries a failed call again, and has no timeout that would tell it that a call has failed. \
                     Calls pile up behind the slow one."
                )
            } else {
                format!(
                    "{name} tries a failed call up to {} more. While what it calls is down, that is {} times the \
                     load, and nothing stops it.",
                    words::count(retries as usize, "time"),
                    words::number(retries + 1.0),
                )
            };
            let fix = "Set a timeout, try two or three times at most, and let a circuit breaker end it while the other \
                       side is down.";
            Found::new(format!("{name} retries without a bound"), reason, fix).at(situation, [index])
        })
        .collect()
}

fn retry_storm(situation: &Situation) -> Vec<Found> {
    let Some((start, attempts, next)) = most_attempts(situation) else { return Vec::new() };
    let retrying: Vec<usize> = std::iter::successors(Some(start), |node| next[*node])
        .filter(|node| retries(situation, *node) >= 1.0)
        .collect();
    if attempts < STORM || retrying.len() < 2 {
        return Vec::new();
    }
    let names = words::names(retrying.iter().map(|node| situation.name(*node)));
    let reason = format!(
        "{names} each retry what the next one gave up on, so that attempts multiply: one request becomes up to {} at \
         the far end, just when that is failing.",
        words::number(attempts),
    );
    let fix = "Retry in one place, next to what fails, and let everybody else pass the error on.";
    vec![
        Found::new("Retries multiply along a chain of calls".to_owned(), reason, fix).at(situation, retrying),
    ]
}

/// The client on whose way most attempts are made, how many, and by component the next one on that way.
fn most_attempts(situation: &Situation) -> Option<(usize, f64, Vec<Option<usize>>)> {
    let model = situation.model;
    let counts = |edge: &Edge| edge.waits && edge.carries_any() && !model.nodes[edge.to].is_client;
    let mut attempts = vec![1.0f64; model.nodes.len()];
    let mut next: Vec<Option<usize>> = vec![None; model.nodes.len()];
    for group in model.callees_first(counts) {
        for node in &group {
            let outside =
                model.edges_from(*node).filter(|edge| counts(edge) && group.binary_search(&edge.to).is_err());
            let worst = outside
                .map(|edge| edge.to)
                .reduce(|one, other| if attempts[other] > attempts[one] { other } else { one });
            next[*node] = worst;
            let behind = worst.map_or(1.0, |callee| attempts[callee]);
            attempts[*node] = (behind * (1.0 + retries(situation, *node))).min(crate::model::LIMIT);
        }
    }
    let start =
        model.clients().reduce(|one, other| if attempts[other] > attempts[one] { other } else { one })?;
    Some((start, attempts[start], next))
}

/// Reads a second that a cache keeps from each component behind or beside it.
fn spared_reads(situation: &Situation, cache: usize) -> Vec<(usize, f64)> {
    let model = situation.model;
    let hit_ratio = model.nodes[cache].hit_ratio.unwrap_or(0.0);
    let on_miss = |edge: &&Edge| edge.routing == Routing::OnCacheMiss && edge.waits;
    let behind = model
        .edges_from(cache)
        .filter(on_miss)
        .map(|edge| (edge.to, situation.traffic.reads_per_second(cache) * hit_ratio * edge.calls));
    let asking = model.edges_to(cache).filter(|edge| edge.waits && edge.carries(READS));
    let asking = asking.filter(|edge| model.nodes[edge.from].hit_ratio.is_none());
    let beside = asking.flat_map(|asked| {
        let arriving = situation.traffic.reads_per_second(asked.from) * hit_ratio;
        model.edges_from(asked.from).filter(on_miss).map(move |edge| (edge.to, arriving * edge.calls))
    });
    behind.chain(beside).collect()
}

fn cache_stampede(situation: &Situation) -> Vec<Found> {
    let unprotected = |node: &Node| {
        node.is_cache()
            && node.kind.is_some_and(|kind| kind.flag(node.component, "stampede_protection") == Some(false))
    };
    let caches = situation.nodes().filter(|(_, node)| unprotected(node));
    caches
        .filter_map(|(cache, node)| {
            let (store, spared, capacity) = spared_reads(situation, cache).into_iter().find_map(|(store, spared)| {
                let capacity = situation.report_of(store).capacity_per_second?;
                let now = situation.traffic.total_per_second(store);
                (now < capacity && now + spared >= capacity).then_some((store, spared, capacity))
            })?;
            let reason = format!(
                "{} answers {} reads a second for {}. When it starts empty, or a much asked for entry expires, all of \
                 them go there at once, and it is full at {}.",
                node.name(),
                words::number(spared),
                situation.name(store),
                words::number(capacity),
            );
            let fix = "Turn stampede protection on: one caller fetches what is missing, the others wait for it or take \
                       the old copy.";
            let title = format!("{} could not bear an empty {}", situation.name(store), node.name());
            Some(Found::new(title, reason, fix).at(situation, [cache, store]))
        })
        .collect()
}

/// Requests a second for the hottest key, and what the one replica that holds it can do.
pub(super) fn hottest_key(situation: &Situation, index: usize) -> Option<(f64, f64)> {
    let node = &situation.model.nodes[index];
    let share = node.number("hottest_key_percent")? / 100.0;
    let capacity = situation.report_of(index).capacity_per_second? / f64::from(node.replicas);
    Some((situation.traffic.total_per_second(index) * share, capacity))
}

fn hot_partition(situation: &Situation) -> Vec<Found> {
    let hot = situation.nodes().filter_map(|(index, node)| {
        let (load, capacity) = hottest_key(situation, index)?;
        (load >= HOT * capacity).then_some((index, node, load, capacity))
    });
    hot.map(|(index, node, load, capacity)| {
        let name = node.name();
        let reason = format!(
            "{} requests a second are for one key, and the one replica of {name} that holds it is full at {}. Other \
             replicas cannot help, however many there are.",
            words::number(load),
            words::number(capacity),
        );
        let fix = "Split the key into several, keep the hottest entries in a cache, or choose a key that spreads better.";
        Found::new(format!("One key keeps a partition of {name} busy"), reason, fix).at(situation, [index])
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn retries_want_a_bound_and_a_timeout() {
        let calling =
            Sketch::of(&["client -> service -> sql_database"]).property("service", "timeout_millis", 1000.0);
        is_quiet("unbounded_retries", &calling.clone().property("service", "retries", 5.0));
        let many = calling.clone().property("service", "retries", 6.0);
        fires_at("unbounded_retries", &many, &["service"]);
        is_quiet("unbounded_retries", &many.flag("service", "circuit_breaker", true));
        let for_ever = calling.property("service", "retries", 1.0).property("service", "timeout_millis", 0.0);
        fires_at("unbounded_retries", &for_ever, &["service"]);
    }

    #[test]
    fn retries_on_retries_are_a_storm() {
        // (1 + 3) x (1 + 2) = 12 attempts.
        let chain = Sketch::of(&["client -> a:service -> b:service -> sql_database"])
            .property("a", "retries", 3.0)
            .property("b", "retries", 2.0);
        fires_at("retry_storm", &chain, &["a", "b"]);
        assert!(chain.findings("retry_storm")[0].reason.contains("up to 12 at"));
        is_quiet("retry_storm", &chain.clone().property("a", "retries", 1.0));
        is_quiet("retry_storm", &chain.flag("a", "circuit_breaker", true));
    }

    #[test]
    fn a_database_that_lives_off_its_cache_can_be_stampeded() {
        // The database is full at 1,000 / 5 x 16 = 3,200 a second; 5,000 reads of which 90 % hit.
        let cached =
            Sketch::of(&["client -> service*20 -> cache -> sql_database"]).load("client", 5000.0, 100.0);
        fires_at("cache_stampede", &cached, &["cache", "sql_database"]);
        is_quiet("cache_stampede", &cached.clone().flag("cache", "stampede_protection", true));
        is_quiet("cache_stampede", &cached.load("client", 3000.0, 100.0));
    }

    #[test]
    fn a_cache_beside_the_database_can_be_stampeded_too() {
        let aside = Sketch::of(&["client -> service*20 -> cache", "service -> sql_database"])
            .routing("service", "cache", diagram::Routing::ReadsOnly, 1.0)
            .routing("service", "sql_database", diagram::Routing::OnCacheMiss, 1.0)
            .load("client", 5000.0, 100.0);
        fires_at("cache_stampede", &aside, &["cache", "sql_database"]);
    }

    #[test]
    fn one_key_can_be_too_much_for_its_partition() {
        // A replica is full at 1,000 / 3 x 32 = 10,667 a second; 40 % of 20,000 is 8,000, over 70 % of it.
        let hot = Sketch::of(&["client -> service*200 -> nosql_database*6"])
            .load("client", 20_000.0, 100.0)
            .property("nosql_database", "hottest_key_percent", 40.0);
        fires_at("hot_partition", &hot, &["nosql_database"]);
        is_quiet("hot_partition", &hot.property("nosql_database", "hottest_key_percent", 30.0));
    }
}
