//! What belongs between the design and everybody else: limits, checks, logs, delivery, a service before the data.

use diagram::{Command, ConnectionChange, Mode, PropertyValue, Routing};
use kurbo::Point;

use super::super::is_compute;
use super::super::secrets::{SecretPlace, looks_secret, secrets_of, without_secrets};
use super::entrance::{Entrance, entrance};
use super::plan::Plan;
use crate::model::{Edge, READS, WRITES};
use crate::report::Threat;

/// Share of requests that are measured: enough for figures, and no load to speak of.
pub(super) const SAMPLED: f64 = 0.01;
/// Limit over what is sent today.
const LIMIT_FACTOR: f64 = 2.0;

/// The API gateway that a connection from outside comes to, if any.
fn gateway(plan: &Plan, edge: &Edge) -> Option<usize> {
    plan.on_the_way_in(edge).into_iter().find(|node| plan.node(*node).is("api_gateway"))
}

pub(super) fn limit_rate(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    if let Some(gateway) = gateway(plan, edge) {
        plan.turn_on(plan.id(gateway), "rate_limiting");
        return Some(format!("{} limits how much each caller sends", plan.name(gateway)));
    }
    let entrance = entrance(plan, Threat::DenialOfService)?;
    let limit_for = |load: f64| (LIMIT_FACTOR * load).max(1000.0).round().min(1e8);
    if let Some(limiter) = entrance.guard_there(plan, "rate_limiter") {
        let limit = limit_for(entrance.send_to(plan, limiter));
        if plan.node(limiter).number("limit_requests_per_second").is_some_and(|set| set < limit) {
            plan.set_number(plan.id(limiter), "limit_requests_per_second", limit);
        }
        return Some(sent_to(plan, &entrance, limiter));
    }
    if let Some(gateway) = entrance.guard_there(plan, "api_gateway") {
        entrance.send_to(plan, gateway);
        plan.turn_on(plan.id(gateway), "rate_limiting");
        return Some(sent_to(plan, &entrance, gateway));
    }
    let limit = limit_for(plan.load_along(&entrance.edges));
    let limiter = entrance.put_before(plan, "rate_limiter")?;
    plan.set_number(limiter, "limit_requests_per_second", limit);
    Some(format!("Rate limiter added before {}", plan.name(entrance.inner)))
}

fn sent_to(plan: &Plan, entrance: &Entrance, guard: usize) -> String {
    format!("What {} sends goes through {} as well", entrance.callers(plan), plan.name(guard))
}

pub(super) fn authenticate(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    let open = plan.subjects();
    let can_ask = |plan: &Plan, node: usize| {
        plan.node(node).kind.is_some_and(|kind| kind.property("authentication").is_some())
    };
    if plan.node(edge.to).category() == Some(diagram::catalogue::Category::ThirdParty) {
        return super::settings::encrypt(plan);
    }
    if let Some(gateway) = gateway(plan, edge) {
        plan.choose(plan.id(gateway), "authentication", "Token");
        return Some(format!("{} asks for a token", plan.name(gateway)));
    }
    if open.iter().all(|node| can_ask(plan, *node)) {
        for node in &open {
            plan.choose(plan.id(*node), "authentication", "Token");
        }
        return Some(format!("{} asks for a token", plan.name(*open.first()?)));
    }
    let asking: Vec<usize> = open.into_iter().filter(|node| is_compute(plan.node(*node))).collect();
    let first = *asking.first()?;
    let load = asking.iter().map(|node| plan.situation.traffic.total_per_second(*node)).sum();
    let at = plan.node(first).component.position;
    let replicas = plan.replicas_for("auth_service", load, 2);
    let auth = plan.add_at("auth_service", Point::new(at.x, at.y + 120.0), None, replicas)?;
    plan.turn_on(auth.clone(), "encryption_at_rest");
    for node in asking {
        let from = plan.id(node);
        plan.connect(&from, &auth, |_| {});
    }
    Some(format!("Auth service added that {} asks", plan.name(first)))
}

pub(super) fn check_input(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    if let Some(gateway) = gateway(plan, edge) {
        plan.turn_on(plan.id(gateway), "request_validation");
        return Some(format!("{} refuses what has not the agreed form", plan.name(gateway)));
    }
    if let Some(firewall) = counting_firewall(plan, edge) {
        plan.choose(plan.id(firewall), "mode", "Block");
        return Some(format!("{} stops what it only counted", plan.name(firewall)));
    }
    let entrance = entrance(plan, Threat::Elevation)?;
    for (kind, flag) in [("web_application_firewall", None), ("api_gateway", Some("request_validation"))] {
        if let Some(guard) = entrance.guard_there(plan, kind) {
            entrance.send_to(plan, guard);
            match flag {
                Some(flag) => plan.turn_on(plan.id(guard), flag),
                None if only_counts(plan, guard) => plan.choose(plan.id(guard), "mode", "Block"),
                None => {}
            }
            return Some(sent_to(plan, &entrance, guard));
        }
    }
    entrance.put_before(plan, "web_application_firewall")?;
    Some(format!("Web application firewall added before {}", plan.name(entrance.inner)))
}

fn only_counts(plan: &Plan, node: usize) -> bool {
    plan.node(node).is("web_application_firewall") && plan.node(node).choice("mode") == Some("Count only")
}

/// A firewall that the connection comes to and that lets everything pass.
fn counting_firewall(plan: &Plan, edge: &Edge) -> Option<usize> {
    let mut way = plan.on_the_way_in(edge).into_iter();
    way.find(|node| only_counts(plan, *node))
}

/// One log for all; a new one where there is none.
pub(super) fn log(plan: &mut Plan) -> Option<String> {
    let writers = plan.subjects();
    let writer = *writers.first()?;
    let there = plan.situation.of_kinds(&["logging"]).next();
    let log = match there {
        Some(log) => plan.id(log),
        None => {
            let arrivals = &plan.situation.traffic.arrivals_per_second;
            let writes = writers.iter().map(|writer| arrivals[*writer][WRITES]).sum();
            let at = plan.node(writer).component.position;
            plan.add_at(
                "logging",
                Point::new(at.x, at.y + 120.0),
                None,
                plan.replicas_for("logging", writes, 1),
            )?
        }
    };
    for writer in &writers {
        let from = plan.id(*writer);
        plan.connect(&from, &log, |connection| {
            connection.mode = Mode::Asynchronous;
            connection.routing = Some(Routing::WritesOnly);
        });
    }
    Some(format!("{} logs what it changes", plan.name(writer)))
}

pub(super) fn monitor(plan: &mut Plan) -> Option<String> {
    let all = || plan.situation.nodes().filter(|(_, node)| !node.is_client);
    let mut watched: Vec<usize> =
        all().filter(|(_, node)| is_compute(node)).map(|(index, _)| index).collect();
    if watched.is_empty() {
        watched = all().map(|(index, _)| index).collect();
    }
    let load =
        SAMPLED * watched.iter().map(|node| plan.situation.traffic.total_per_second(*node)).sum::<f64>();
    let at = plan.node(*watched.last()?).component.position;
    let replicas = plan.replicas_for("monitoring", load, 1);
    let monitoring = plan.add_at("monitoring", Point::new(at.x, at.y + 240.0), None, replicas)?;
    for index in watched {
        let from = plan.id(index);
        plan.connect(&from, &monitoring, |connection| {
            connection.mode = Mode::Asynchronous;
            connection.share = SAMPLED;
            connection.routing = Some(Routing::EveryCall);
        });
    }
    Some("Monitoring added that everything reports to".to_owned())
}

/// On one connection alone.
fn before<'a>(edge: &'a Edge<'a>) -> Entrance<'a> {
    Entrance { inner: edge.to, edges: vec![edge] }
}

/// A CDN before the first thing that a client reads from.
pub(super) fn deliver(plan: &mut Plan) -> Option<String> {
    let client = plan.subject()?;
    let read = plan
        .edges_from(client)
        .into_iter()
        .find(|edge| edge.carries(READS) && !plan.node(edge.to).is("dns"))?;
    before(read).put_before(plan, "cdn")?;
    Some(format!("CDN added between {} and {}", plan.name(client), plan.name(read.to)))
}

pub(super) fn put_service_between(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    let service = before(edge).put_before(plan, "service")?;
    plan.choose(service, "authentication", "Token");
    Some(format!("Service added between {} and {}", plan.name(edge.from), plan.name(edge.to)))
}

/// The secret goes; what needs it fetches it from a secret store when it starts.
pub(super) fn hide_secret(plan: &mut Plan) -> Option<String> {
    for edge in plan.edges().into_iter().filter(|edge| looks_secret(&edge.connection.label)) {
        let label = Some(without_secrets(&edge.connection.label));
        plan.change_connection(edge, ConnectionChange { label, ..ConnectionChange::default() });
    }
    let Some(index) = plan.subject() else {
        return Some("Secret taken out of the label".to_owned());
    };
    let (node, id) = (plan.node(index), plan.id(index));
    for place in secrets_of(node.component, node.kind) {
        match place {
            SecretPlace::Property(property) => plan.set(id.clone(), &property, None::<PropertyValue>),
            SecretPlace::Notes => {
                let notes = without_secrets(&node.component.notes);
                plan.command(Command::SetNotes { component: id.clone(), notes });
            }
            SecretPlace::Name => {
                let name = node.kind.map_or_else(|| "Component".to_owned(), |kind| kind.name.clone());
                plan.command(Command::Rename { component: id.clone(), name });
            }
        }
    }
    if is_compute(node) {
        let store = match plan.situation.of_kinds(&["secret_store"]).next() {
            Some(store) => plan.id(store),
            None => {
                let at = node.component.position;
                plan.add_at("secret_store", Point::new(at.x, at.y + 120.0), None, 1)?
            }
        };
        plan.connect(&id, &store, |connection| {
            // Once, when it starts: no request waits for it.
            connection.share = 0.0;
            connection.encrypted = true;
        });
    }
    Some(format!("Secret taken out of {}; change it, since it was seen", plan.name(index)))
}
