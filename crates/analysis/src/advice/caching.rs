//! Caches and content delivery.

use diagram::Routing;

use super::{Found, Rule, Situation, is_data_store};
use crate::model::{CLASSES, Edge, READS, STATIC};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 6] = [
    Rule {
        id: "write_heavy_cache",
        list: AdviceList::AntiPattern,
        severity: Severity::Medium,
        look: write_heavy_cache,
    },
    Rule {
        id: "cache_not_used",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: cache_not_used,
    },
    Rule {
        id: "cdn_without_files",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: cdn_without_files,
    },
    Rule {
        id: "cache_missing",
        list: AdviceList::Suggestion,
        severity: Severity::Medium,
        look: cache_missing,
    },
    Rule { id: "cdn_missing", list: AdviceList::Suggestion, severity: Severity::Medium, look: cdn_missing },
    Rule { id: "cache_present", list: AdviceList::Strength, severity: Severity::Praise, look: cache_present },
];

pub(super) const CACHES: &[&str] = &["cache", "cdn"];
/// Share of reads from which a cache is worth suggesting.
const READS_DOMINATE: f64 = 0.6;
/// Share of static content from which a CDN is worth suggesting, in percent.
const STATIC_MATTERS_PERCENT: f64 = 20.0;

/// Share of reads, of files or not, in what arrives; `None` where nothing does.
fn read_share(situation: &Situation, node: usize) -> Option<f64> {
    let total = situation.traffic.total_per_second(node);
    (total > 0.0).then(|| situation.traffic.reads_per_second(node) / total)
}

/// Reads a second that a component which keeps copies answers itself.
fn answered_from_copies(situation: &Situation, cache: usize) -> f64 {
    let arrivals = &situation.traffic.arrivals_per_second[cache];
    (0..CLASSES).map(|class| arrivals[class] * situation.model.nodes[cache].hit_ratio_of(class)).sum()
}

fn cache_missing(situation: &Situation) -> Vec<Found> {
    if situation.of_kinds(CACHES).next().is_some() {
        return Vec::new();
    }
    let read_mostly = situation.nodes().filter(|(index, node)| {
        is_data_store(node) && read_share(situation, *index).is_some_and(|share| share >= READS_DOMINATE)
    });
    read_mostly
        .map(|(index, node)| {
            let reason = format!(
                "{} of the {} requests a second that reach {} are reads, and every one of them is worked out anew.",
                words::percent(read_share(situation, index).unwrap_or(0.0)),
                words::number(situation.traffic.total_per_second(index)),
                node.name(),
            );
            let title = format!("Reads of {} could come from a cache", node.name());
            Found::new(title, reason, "Put a cache in front of it for what is read often and changes seldom.")
                .at(situation, [index])
        })
        .collect()
}

fn cache_present(situation: &Situation) -> Vec<Found> {
    let used = situation.of_kinds(CACHES).filter(|cache| {
        read_share(situation, *cache).is_some_and(|share| share > 0.5)
            && answered_from_copies(situation, *cache) > 0.0
    });
    used.map(|cache| {
        let reads = situation.traffic.reads_per_second(cache);
        let hits = answered_from_copies(situation, cache) / reads;
        let reason = format!(
            "{} answers {} of {} reads a second itself, so that what is behind it only sees {} of them.",
            situation.name(cache),
            words::percent(hits),
            words::number(reads),
            words::number(reads * (1.0 - hits)),
        );
        Found::praise("A cache takes reads off what is behind it", reason).at(situation, [cache])
    })
    .collect()
}

fn write_heavy_cache(situation: &Situation) -> Vec<Found> {
    situation
        .of_kinds(&["cache"])
        .filter(|cache| read_share(situation, *cache).is_some_and(|share| share < 0.5))
        .map(|cache| {
            let reason = format!(
                "{} of what arrives at {} are writes. A write cannot be answered from a cache: it costs a step, and \
                 makes the copy that is kept out of date.",
                words::percent(1.0 - read_share(situation, cache).unwrap_or(1.0)),
                situation.name(cache),
            );
            let title = format!("{} mostly sees writes", situation.name(cache));
            Found::new(title, reason, "Send writes straight to where the data is kept, and only reads to the cache.")
                .at(situation, [cache])
        })
        .collect()
}

/// A caller that asks a cache, and then asks the data store for every read all the same.
fn cache_not_used(situation: &Situation) -> Vec<Found> {
    let model = situation.model;
    let mut found = Vec::new();
    for (caller, node) in situation.nodes().filter(|(_, node)| node.hit_ratio.is_none()) {
        let Some(cache) =
            model.edges_from(caller).find(|edge| edge.carries(READS) && model.nodes[edge.to].is_cache())
        else {
            continue;
        };
        // What is asked on a miss, or stands behind the cache, is what the cache is for; the others hold something else.
        let asks_on_a_miss = model.edges_from(caller).any(|edge| edge.routing == Routing::OnCacheMiss);
        let stands_before = model.edges_from(cache.to).any(|edge| edge.carries(READS));
        let reads = situation.traffic.reads_per_second(caller) > 0.0;
        if asks_on_a_miss || stands_before || !reads {
            continue;
        }
        let asks_anyway = |edge: &&Edge| {
            edge.waits
                && edge.routing == Routing::EveryCall
                && edge.carries(READS)
                && is_data_store(&model.nodes[edge.to])
        };
        for edge in model.edges_from(caller).filter(asks_anyway) {
            let (cache, store) = (situation.name(cache.to), situation.name(edge.to));
            let reason = format!(
                "{} asks {cache} and then {store} for every read, found or not, so that the cache saves nothing.",
                node.name(),
            );
            let fix = format!(
                "Set the connection to {store} to \"on cache miss\", or draw {store} behind {cache}."
            );
            let title = format!("{cache} does not spare {store} any work");
            found.push(Found::new(title, reason, fix).at(situation, [caller, edge.to]).along([edge]));
        }
    }
    found
}

/// A CDN that is asked for nothing that it may answer.
fn cdn_without_files(situation: &Situation) -> Vec<Found> {
    let asked_in_vain = situation.nodes().filter(|(index, node)| {
        node.answers_static_only()
            && situation.traffic.total_per_second(*index) > 0.0
            && situation.traffic.arrivals_per_second[*index][STATIC] == 0.0
    });
    asked_in_vain
        .map(|(index, node)| {
            let name = node.name();
            let reason = format!(
                "{} requests a second come to {name}, and none of them is for a file that is the same for everybody. What \
                 differs from person to person goes through to what is behind it, so that it answers nothing itself.",
                words::number(situation.traffic.total_per_second(index)),
            );
            let fix = format!(
                "Where clients do fetch files, give them a share of static files; where they do not, take {name} out."
            );
            Found::new(format!("{name} has nothing to keep copies of"), reason, fix).at(situation, [index])
        })
        .collect()
}

fn cdn_missing(situation: &Situation) -> Vec<Found> {
    if situation.of_kinds(&["cdn"]).next().is_some() {
        return Vec::new();
    }
    let asks_for_static = |client: usize| {
        let node = &situation.model.nodes[client];
        // Only what was said of this client: the default is nobody's statement.
        let is_said = node.component.properties.contains_key("static_share_percent");
        let percent = node.number("static_share_percent").filter(|_| is_said)?;
        (percent >= STATIC_MATTERS_PERCENT && situation.has_edges(client)).then_some((client, percent))
    };
    situation
        .model
        .clients()
        .filter_map(asks_for_static)
        .map(|(client, percent)| {
            let reason = format!(
                "{} of what {} asks for is static content: pictures, scripts, pages that are the same for everybody. \
                 All of it crosses the internet to your own servers, at {} one way.",
                words::percent(percent / 100.0),
                situation.name(client),
                words::millis(crate::INTERNET_MILLIS),
            );
            let fix = "Put a CDN between the clients and your servers; it answers from close by and keeps the load away.";
            Found::new("Static content has no CDN".to_owned(), reason, fix).at(situation, [client])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use diagram::Routing;

    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn a_database_that_is_mostly_read_wants_a_cache() {
        let read = Sketch::of(&["client -> service -> sql_database"]).load("client", 100.0, 80.0);
        fires_at("cache_missing", &read, &["sql_database"]);
        is_quiet("cache_missing", &read.load("client", 100.0, 20.0));
        is_quiet("cache_missing", &Sketch::of(&["client -> service -> cache -> sql_database"]));
    }

    #[test]
    fn a_cache_that_answers_reads_is_praised() {
        let cached = Sketch::of(&["client -> service -> cache -> sql_database"]).load("client", 100.0, 80.0);
        fires_at("cache_present", &cached, &["cache"]);
        is_quiet("cache_present", &cached.load("client", 0.0, 80.0));
    }

    #[test]
    fn a_cache_for_writes_is_an_anti_pattern() {
        let written = Sketch::of(&["client -> service -> cache -> sql_database"]).load("client", 100.0, 30.0);
        fires_at("write_heavy_cache", &written, &["cache"]);
        is_quiet("write_heavy_cache", &written.load("client", 100.0, 80.0));
    }

    #[test]
    fn a_cache_beside_a_database_that_is_asked_anyway_saves_nothing() {
        let both = Sketch::of(&["client -> service -> cache", "service -> sql_database"]);
        fires_at("cache_not_used", &both, &["service", "sql_database"]);
        let on_a_miss = both.routing("service", "sql_database", Routing::OnCacheMiss, 1.0);
        is_quiet("cache_not_used", &on_a_miss);
        is_quiet(
            "cache_not_used",
            &Sketch::of(&["client -> service -> cache -> object_store", "service -> sql_database"]),
        );
        is_quiet("cache_not_used", &on_a_miss.add("lists", "nosql_database", 1).connect("service", "lists"));
    }

    #[test]
    fn a3_a_cdn_needs_files_to_keep_copies_of() {
        let behind = Sketch::of(&["client -> cdn -> web_server"]);
        let none = behind.clone().property("client", "static_share_percent", 0.0);
        fires_at("cdn_without_files", &none, &["cdn"]);
        is_quiet("cache_present", &none);
        is_quiet("cdn_without_files", &behind);
        // 80 reads a second, 90 % of them files, of which 90 % are found: 64.8.
        let praise = &behind.findings("cache_present")[0].reason;
        assert!(praise.starts_with("cdn answers 81 % of 80 reads a second itself"), "{praise}");
        is_quiet("cdn_without_files", &none.load("client", 0.0, 80.0));
    }

    #[test]
    fn static_content_wants_a_cdn() {
        let direct = Sketch::of(&["client -> web_server"]).property("client", "static_share_percent", 50.0);
        fires_at("cdn_missing", &direct, &["client"]);
        is_quiet("cdn_missing", &Sketch::of(&["client -> web_server"]));
        let behind =
            Sketch::of(&["client -> cdn -> web_server"]).property("client", "static_share_percent", 50.0);
        is_quiet("cdn_missing", &behind);
    }
}
