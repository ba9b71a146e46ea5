//! What stands open to the outside.

use super::{Found, Rule, Situation, is_compute, is_data_store};
use crate::model::{Edge, Node};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 4] = [
    Rule {
        id: "client_to_data_store",
        list: AdviceList::AntiPattern,
        severity: Severity::High,
        look: client_to_data_store,
    },
    Rule {
        id: "unencrypted_from_client",
        list: AdviceList::Risk,
        severity: Severity::Medium,
        look: unencrypted_from_client,
    },
    Rule { id: "no_rate_limit", list: AdviceList::Risk, severity: Severity::Medium, look: no_rate_limit },
    Rule {
        id: "no_authentication",
        list: AdviceList::Risk,
        severity: Severity::Low,
        look: no_authentication,
    },
];

/// Clients may fetch files from an object store themselves; every other store is meant for services only.
fn is_private_store(node: &Node) -> bool {
    (is_data_store(node) || node.is("cache")) && !node.is("object_store")
}

fn client_to_data_store(situation: &Situation) -> Vec<Found> {
    let nodes = &situation.model.nodes;
    let exposed = situation
        .model
        .edges
        .iter()
        .filter(|edge| nodes[edge.from].is_client && is_private_store(&nodes[edge.to]));
    exposed
        .map(|edge| {
            let (client, store) = (situation.name(edge.from), situation.name(edge.to));
            let reason = format!(
                "{client} talks to {store} directly. Whoever holds the client can then read and change everything \
                 that the connection allows, and no rule of yours stands in between.",
            );
            let fix = format!("Put a service between {client} and {store} that checks who asks, and for what.");
            Found::new(format!("{store} is open to clients"), reason, &fix)
                .at(situation, [edge.from, edge.to])
                .along([edge])
        })
        .collect()
}

fn unencrypted_from_client(situation: &Situation) -> Vec<Found> {
    let is_open = |edge: &&Edge| situation.model.nodes[edge.from].is_client && !edge.connection.encrypted;
    let open: Vec<&Edge> = situation.model.edges.iter().filter(is_open).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let reason = format!(
        "Requests to {} cross the internet in the clear. Anybody on the way can read them, passwords included, and \
         change them.",
        words::names(open.iter().map(|edge| situation.name(edge.to))),
    );
    let fix = "Encrypt every connection that leaves a client, with TLS.";
    vec![
        Found::new("Clients connect without encryption".to_owned(), reason, fix)
            .at(situation, open.iter().map(|edge| edge.to))
            .along(open.iter().copied()),
    ]
}

fn limits_rate(node: &Node) -> bool {
    let has_limiter =
        |kind: &diagram::catalogue::Kind| kind.flag(node.component, "rate_limiting") == Some(true);
    node.is("rate_limiter") || node.kind.is_some_and(has_limiter)
}

/// Components that a request from outside reaches first, past edges that do not stop it.
fn reached_unhindered(situation: &Situation, stops: impl Fn(&Node) -> bool) -> Vec<usize> {
    let nodes = &situation.model.nodes;
    let mut first: Vec<usize> = Vec::new();
    for client in situation.model.clients() {
        let goes_on = |edge: &Edge| {
            let (caller, callee) = (&nodes[edge.from], &nodes[edge.to]);
            !stops(callee) && !does_work(caller)
        };
        let reached = situation.reached(client, goes_on);
        first.extend((0..nodes.len()).filter(|node| reached[*node] && does_work(&nodes[*node])));
    }
    first.sort_unstable();
    first.dedup();
    first
}

fn does_work(node: &Node) -> bool {
    is_compute(node) || is_private_store(node)
}

fn no_rate_limit(situation: &Situation) -> Vec<Found> {
    let open = reached_unhindered(situation, limits_rate);
    if open.is_empty() {
        return Vec::new();
    }
    let reason = format!(
        "Nothing limits how many requests one caller can send to {}. A single faulty or hostile client can take all \
         capacity away from the others.",
        words::names(open.iter().map(|node| situation.name(*node))),
    );
    let fix = "Put a rate limiter at the edge, or turn rate limiting on at the API gateway.";
    vec![Found::new("There is no rate limit at the edge".to_owned(), reason, fix).at(situation, open)]
}

fn authenticates(node: &Node) -> bool {
    let asks = |kind: &diagram::catalogue::Kind| {
        kind.text(node.component, "authentication").is_some_and(|choice| choice != "None")
    };
    node.is("auth_service") || node.kind.is_some_and(asks)
}

/// A component that asks an authentication service before it answers is as good as one that asks itself.
fn no_authentication(situation: &Situation) -> Vec<Found> {
    let asks_somebody = |node: &usize| {
        let asked = situation.model.edges_from(*node).map(|edge| &situation.model.nodes[edge.to]);
        asked.into_iter().any(authenticates)
    };
    if situation.of_kinds(&["auth_service"]).any(|node| situation.has_edges(node)) {
        return Vec::new();
    }
    let mut open = reached_unhindered(situation, authenticates);
    open.retain(|node| !asks_somebody(node));
    if open.is_empty() {
        return Vec::new();
    }
    let reason = format!(
        "Nothing on the way from a client to {} asks who is calling, so that everybody may do everything.",
        words::names(open.iter().map(|node| situation.name(*node))),
    );
    let fix =
        "Turn authentication on at the API gateway or the service, or add an auth service that it asks.";
    vec![Found::new("Nobody asks who is calling".to_owned(), reason, fix).at(situation, open)]
}

#[cfg(test)]
mod tests {
    use diagram::PropertyValue;

    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn a_client_must_not_talk_to_a_database() {
        fires_at(
            "client_to_data_store",
            &Sketch::of(&["client -> sql_database"]),
            &["client", "sql_database"],
        );
        fires_at("client_to_data_store", &Sketch::of(&["client -> cache"]), &["client", "cache"]);
        is_quiet("client_to_data_store", &Sketch::of(&["client -> service -> sql_database"]));
        is_quiet("client_to_data_store", &Sketch::of(&["client -> object_store"]));
    }

    #[test]
    fn clients_connect_encrypted_or_it_is_said() {
        let plain = Sketch::of(&["client -> service -> sql_database"]);
        fires_at("unencrypted_from_client", &plain, &["service"]);
        let encrypted =
            plain.change_connection("client", "service", |connection| connection.encrypted = true);
        is_quiet("unencrypted_from_client", &encrypted);
    }

    #[test]
    fn a_public_edge_wants_a_rate_limit() {
        fires_at("no_rate_limit", &Sketch::of(&["client -> load_balancer -> service"]), &["service"]);
        is_quiet("no_rate_limit", &Sketch::of(&["client -> rate_limiter -> load_balancer -> service"]));
        let gateway = Sketch::of(&["client -> api_gateway -> service"]);
        fires_at("no_rate_limit", &gateway, &["service"]);
        is_quiet("no_rate_limit", &gateway.flag("api_gateway", "rate_limiting", true));
    }

    #[test]
    fn one_way_round_the_limiter_is_enough_to_need_another() {
        let around = Sketch::of(&["client -> rate_limiter -> a:service", "client -> b:service"]);
        fires_at("no_rate_limit", &around, &["b"]);
    }

    #[test]
    fn somebody_has_to_ask_who_is_calling() {
        fires_at("no_authentication", &Sketch::of(&["client -> service"]), &["service"]);
        is_quiet("no_authentication", &Sketch::of(&["client -> service -> auth_service"]));
        let gateway = Sketch::of(&["client -> api_gateway -> service"]).change("api_gateway", |component| {
            component.properties.insert("authentication".to_owned(), PropertyValue::Text("Token".to_owned()));
        });
        is_quiet("no_authentication", &gateway);
    }
}
