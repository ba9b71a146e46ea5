//! One request that becomes many, and one piece of data that is reached in several ways.

use diagram::Routing;
use diagram::catalogue::Category;

use super::{Found, Rule, Situation, crosses_regions, is_data_store};
use crate::model::{CLASSES, Edge, READS};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 3] = [
    Rule { id: "fan_out", list: AdviceList::AntiPattern, severity: Severity::Medium, look: fan_out },
    Rule {
        id: "chatty_across_regions",
        list: AdviceList::AntiPattern,
        severity: Severity::High,
        look: chatty_across_regions,
    },
    Rule {
        id: "two_ways_to_data",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: two_ways_to_data,
    },
];

/// Components that one request waits for at once from which it fans out.
pub(super) const FAN: usize = 5;

/// Connections along which every request of some class goes from here, and waits.
pub(super) fn fan<'a>(situation: &Situation<'a>, node: usize) -> Vec<&'a Edge<'a>> {
    let along = |class: usize| -> Vec<&'a Edge<'a>> {
        let edges = situation.model.outgoing[node].iter().map(|edge| &situation.model.edges[*edge]);
        edges
            .filter(|edge| edge.waits && edge.chance[class] >= 1.0 && edge.calls > 0.0)
            .filter(|edge| edge.routing != Routing::OnCacheMiss && !situation.model.nodes[edge.to].is_client)
            .collect()
    };
    (0..CLASSES).map(along).max_by_key(Vec::len).unwrap_or_default()
}

fn fan_out(situation: &Situation) -> Vec<Found> {
    let wide = situation.nodes().map(|(index, node)| (index, node, fan(situation, index)));
    wide.filter(|(_, _, fan)| fan.len() >= FAN)
        .map(|(index, node, fan)| {
            let reason = format!(
                "One request at {} waits for {}: {}. It is as slow as all of them together, and if each is slow once in \
                 a hundred times, the request is slow {} of the time.",
                node.name(),
                words::count(fan.len(), "component"),
                words::names(fan.iter().map(|edge| situation.name(edge.to))),
                words::percent(1.0 - 0.99f64.powf(fan.len() as f64)),
            );
            let fix = if node.category() == Some(Category::Edge) {
                "If each request is for one of them only, let the connections be chosen by weight."
            } else {
                "Let those that the answer does not need follow a topic, and keep what the others know closer by."
            };
            let title = format!("{} asks {} components for every request", node.name(), fan.len());
            Found::new(title, reason, fix).at(situation, [index]).along(fan)
        })
        .collect()
}

fn chatty_across_regions(situation: &Situation) -> Vec<Found> {
    let chatty = situation.model.edges.iter().filter(|edge| is_chatty_across_regions(situation, edge));
    chatty
        .map(|edge| {
            let (caller, callee) = (situation.name(edge.from), situation.name(edge.to));
            let reason = format!(
                "{caller} calls {callee}, in another region, {} times for each request. Those calls spend {} on the \
                 network alone.",
                words::number(edge.calls),
                words::millis(edge.calls * edge.round_trip_millis()),
            );
            let fix = "Ask for everything in one call, or move what they talk about to one side.";
            Found::new(format!("{caller} and {callee} talk too much across regions"), reason, fix)
                .at(situation, [edge.from, edge.to])
                .along([edge])
        })
        .collect()
}

pub(super) fn is_chatty_across_regions(situation: &Situation, edge: &Edge) -> bool {
    edge.waits && edge.calls >= 2.0 && crosses_regions(situation, edge)
}

/// Somebody reads copies of what a store holds, and somebody else reads the store itself.
fn two_ways_to_data(situation: &Situation) -> Vec<Found> {
    let nodes = &situation.model.nodes;
    let stores = situation.nodes().filter(|(_, node)| is_data_store(node));
    stores
        .filter_map(|(store, node)| {
            let cache = copies_of(situation, store)?;
            let fresh = situation.model.edges_to(store).find(|edge| reads_itself(situation, edge))?;
            let reason = format!(
                "{} answers some readers from copies that may be out of date, while {} reads {} itself. Somebody who \
                 sees both sees two different answers to one question.",
                nodes[cache].name(),
                situation.name(fresh.from),
                node.name(),
            );
            let fix = "Let everybody read the same way, or say which answers must be fresh and read those, and only \
                       those, from the store.";
            let title = format!("{} is read fresh by some and from copies by others", node.name());
            Some(Found::new(title, reason, fix).at(situation, [store, cache, fresh.from]).along([fresh]))
        })
        .collect()
}

/// A cache that holds copies of what a store has: it stands before it, or its callers go to the store on a miss.
pub(super) fn copies_of(situation: &Situation, store: usize) -> Option<usize> {
    let model = situation.model;
    model.edges_to(store).filter(|edge| edge.carries(READS) && edge.waits).find_map(|edge| {
        if model.nodes[edge.from].is_cache() {
            return Some(edge.from);
        }
        let asked = model.edges_from(edge.from).filter(|asked| asked.waits && asked.carries(READS));
        let mut caches = asked.map(|asked| asked.to).filter(|cache| model.nodes[*cache].is_cache());
        (edge.routing == Routing::OnCacheMiss).then(|| caches.next()).flatten()
    })
}

/// Reads that nobody keeps copies of: code of the learner's own asks the store for each of them.
fn reads_itself(situation: &Situation, edge: &Edge) -> bool {
    let caller = &situation.model.nodes[edge.from];
    let reads = situation.traffic.reads_per_second(edge.from) > 0.0;
    super::is_compute(caller)
        && caller.hit_ratio.is_none()
        && reads
        && edge.waits
        && edge.carries(READS)
        && edge.routing != Routing::OnCacheMiss
        // That a cache is asked first and saves nothing is said by a rule of its own.
        && !situation.model.edges_from(edge.from).any(|other| situation.model.nodes[other.to].is_cache())
}

#[cfg(test)]
mod tests {
    use diagram::{GroupKind, Routing};

    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn a_request_that_waits_for_five_components_fans_out() {
        let ways = [
            "client -> page:service -> a:service",
            "page -> b:service",
            "page -> c:service",
            "page -> d:service",
            "page -> e:service",
        ];
        let wide = Sketch::of(&ways);
        fires_at("fan_out", &wide, &["page"]);
        // 1 - 0.99^5 = 4.9 %.
        assert!(wide.findings("fan_out")[0].reason.contains("slow 4.9 % of the time"));
        is_quiet("fan_out", &Sketch::of(&ways[..4]));
        let one_of_two =
            wide.routing("page", "d", Routing::ByWeight, 1.0).routing("page", "e", Routing::ByWeight, 1.0);
        is_quiet("fan_out", &one_of_two);
    }

    #[test]
    fn several_calls_to_another_region_are_too_much_talk() {
        let across = Sketch::of(&["client -> service -> sql_database"])
            .group("west", GroupKind::Region, None, &["service"])
            .group("east", GroupKind::Region, None, &["sql_database"]);
        is_quiet("chatty_across_regions", &across);
        let chatty = across.routing("service", "sql_database", Routing::EveryCall, 3.0);
        fires_at("chatty_across_regions", &chatty, &["service", "sql_database"]);
        // 3 calls x 2 ways x 35 ms.
        assert!(chatty.findings("chatty_across_regions")[0].reason.contains("spend 210 ms"));
        is_quiet("call_across_regions", &chatty);
    }

    #[test]
    fn fresh_reads_beside_copies_are_two_answers_to_one_question() {
        let mixed = Sketch::of(&[
            "client -> shop:service -> cache -> sql_database",
            "client -> admin:service -> sql_database",
        ]);
        fires_at("two_ways_to_data", &mixed, &["sql_database", "cache", "admin"]);
        is_quiet(
            "two_ways_to_data",
            &mixed.clone().routing("admin", "sql_database", Routing::WritesOnly, 1.0),
        );
        is_quiet(
            "two_ways_to_data",
            &mixed.connect("admin", "cache").routing("admin", "sql_database", Routing::OnCacheMiss, 1.0),
        );
    }
}
