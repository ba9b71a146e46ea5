//! What could go wrong where data crosses a boundary of trust, flow by flow: spoofing, tampering, repudiation,
//! disclosure, denial of service, elevation.

use std::collections::BTreeSet;

use diagram::catalogue::Category;
use diagram::{Catalogue, ComponentId, ConnectionId, Diagram};
use serde::Serialize;

use super::{Found, Rule, Situation, is_compute, is_private_store};
use crate::model::{Edge, Model, Node, WRITES};
use crate::report::{AdviceList, Severity, Threat};
use crate::traffic::Traffic;
use crate::words;

pub(super) const RULES: [Rule; 5] = [
    Rule {
        id: "unencrypted_across_boundary",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: unencrypted_across_boundary,
    },
    Rule {
        id: "no_rate_limit",
        list: AdviceList::BestPractice,
        severity: Severity::Medium,
        look: no_rate_limit,
    },
    Rule {
        id: "no_authentication",
        list: AdviceList::Weakness,
        severity: Severity::Low,
        look: no_authentication,
    },
    Rule {
        id: "no_input_check",
        list: AdviceList::BestPractice,
        severity: Severity::Low,
        look: no_input_check,
    },
    Rule { id: "no_audit_log", list: AdviceList::BestPractice, severity: Severity::Low, look: no_audit_log },
];

const THREATS: [Threat; 6] = [
    Threat::Spoofing,
    Threat::Tampering,
    Threat::Repudiation,
    Threat::Disclosure,
    Threat::DenialOfService,
    Threat::Elevation,
];

/// A connection whose two ends do not trust each other, and what is done about each threat to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crossing {
    pub connection: ConnectionId,
    pub from: ComponentId,
    pub to: ComponentId,
    /// One for each letter of STRIDE, in that order.
    pub answers: Vec<ThreatAnswer>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThreatAnswer {
    pub threat: Threat,
    /// Nothing in the design answers it.
    pub is_open: bool,
    /// What answers it, or what is missing.
    pub reason: String,
}

/// Every flow that crosses a boundary of trust, in the order of the diagram.
///
/// Clients and third parties stand outside unless they are drawn within a boundary; everything else stands in the
/// innermost trust boundary or VPC around it. What answers a threat is looked for along the whole way behind the flow.
pub fn crossings(diagram: &Diagram, catalogue: &Catalogue) -> Vec<Crossing> {
    let model = Model::new(diagram, catalogue);
    let traffic = Traffic::of(&model);
    let report = crate::figures(&model, &traffic);
    let situation = Situation { diagram, model: &model, traffic: &traffic, report: &report };
    let boundaries = Boundaries::new(&situation);
    boundaries.flows().map(|flow| flow.crossing()).collect()
}

/// What is asked about every flow, found out once.
struct Boundaries<'s, 'a> {
    situation: &'s Situation<'a>,
    /// By component, whether what it does ends up in a log.
    is_logged: Vec<bool>,
    has_auth_service: bool,
}

/// A connection that crosses a boundary.
struct Flow<'s, 'a> {
    boundaries: &'s Boundaries<'s, 'a>,
    edge: &'a Edge<'a>,
    way: Way,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// From somebody nobody here knows.
    In,
    /// To somebody else's system.
    Out,
    /// Between two parts of the design.
    Between,
}

fn is_outside(node: &Node) -> bool {
    matches!(node.category(), Some(Category::Client | Category::ThirdParty)) && node.place.boundary.is_none()
}

impl<'s, 'a> Boundaries<'s, 'a> {
    fn new(situation: &'s Situation<'a>) -> Self {
        let model = situation.model;
        let mut is_logged = vec![false; model.nodes.len()];
        let mut next: Vec<usize> = situation.of_kinds(&["logging"]).collect();
        while let Some(node) = next.pop() {
            if !std::mem::replace(&mut is_logged[node], true) {
                next.extend(model.edges_to(node).map(|edge| edge.from));
            }
        }
        let has_auth_service = situation.of_kinds(&["auth_service"]).any(|node| situation.has_edges(node));
        Self { situation, is_logged, has_auth_service }
    }

    fn flows(&self) -> impl Iterator<Item = Flow<'_, 'a>> {
        let model = self.situation.model;
        model.edges.iter().filter_map(move |edge| {
            let (from, to) = (&model.nodes[edge.from], &model.nodes[edge.to]);
            let way = match (is_outside(from), is_outside(to)) {
                (true, false) => Way::In,
                (false, true) => Way::Out,
                (false, false) if from.place.boundary != to.place.boundary => Way::Between,
                _ => return None,
            };
            Some(Flow { boundaries: self, edge, way })
        })
    }
}

impl<'a> Flow<'_, 'a> {
    fn crossing(&self) -> Crossing {
        let id = |node: usize| self.node(node).component.id.clone();
        Crossing {
            connection: self.edge.connection.id.clone(),
            from: id(self.edge.from),
            to: id(self.edge.to),
            answers: THREATS.map(|threat| self.answer(threat)).to_vec(),
        }
    }

    fn answer(&self, threat: Threat) -> ThreatAnswer {
        let exposed = self.exposed(threat);
        let is_open = !exposed.is_empty();
        let reason = match (threat, is_open) {
            (Threat::Spoofing, true) => "Nothing on the way asks who is calling",
            (Threat::Spoofing, false) => "The other side shows who it is, or only known callers can reach it",
            (Threat::Tampering, true) => "Without encryption it can be changed on the way",
            (Threat::Disclosure, true) => "Without encryption it can be read on the way",
            (Threat::Tampering | Threat::Disclosure, false) => "It is encrypted, or public by its nature",
            (Threat::Repudiation, true) => "No log keeps who asked for what",
            (Threat::Repudiation, false) => "A log keeps it, or it changes nothing",
            (Threat::DenialOfService, true) => "Nothing limits how much one caller can ask for",
            (Threat::DenialOfService, false) => {
                "A rate limit holds callers back, or no stranger can call here"
            }
            (Threat::Elevation, true) => "Nothing checks what is sent before it is acted on",
            (Threat::Elevation, false) => "Requests are checked first, or come from a part of the design",
        };
        ThreatAnswer { threat, is_open, reason: format!("{reason}.") }
    }

    /// Components that the threat reaches along this flow; none where it is answered or cannot be.
    fn exposed(&self, threat: Threat) -> Vec<usize> {
        match (threat, self.way) {
            (Threat::Tampering | Threat::Disclosure, _) => {
                let is_public = self.node(self.edge.to).is("dns");
                if self.edge.connection.encrypted || is_public { Vec::new() } else { vec![self.edge.to] }
            }
            (Threat::Spoofing, Way::In) => {
                let asks = |node: &usize| self.asks_somebody(*node);
                let mut open = self.reached_unhindered(authenticates);
                open.retain(|node| !asks(node));
                open
            }
            (Threat::Spoofing, Way::Out) => {
                if self.edge.connection.encrypted {
                    Vec::new()
                } else {
                    vec![self.edge.to]
                }
            }
            (Threat::Spoofing | Threat::Elevation, Way::Between) => {
                let callee = self.node(self.edge.to);
                let could_ask = callee.kind.is_some_and(|kind| kind.property("authentication").is_some());
                let is_open = could_ask && !authenticates(callee) && !self.asks_somebody(self.edge.to);
                if is_open { vec![self.edge.to] } else { Vec::new() }
            }
            (Threat::DenialOfService, Way::In) => self.reached_unhindered(limits_rate),
            (Threat::Elevation, Way::In) => self.reached_unhindered(checks_input),
            (Threat::Repudiation, _) => self.unlogged(),
            (Threat::DenialOfService | Threat::Elevation, _) => Vec::new(),
        }
    }

    fn node(&self, node: usize) -> &'a Node<'a> {
        &self.boundaries.situation.model.nodes[node]
    }

    /// Components that do work and that the flow reaches first, past edges that do not stop it.
    fn reached_unhindered(&self, stops: impl Fn(&Node) -> bool) -> Vec<usize> {
        let (mut met, mut working) = (BTreeSet::new(), BTreeSet::new());
        let mut next = vec![self.edge.to];
        while let Some(index) = next.pop() {
            let node = self.node(index);
            if stops(node) || !met.insert(index) {
                continue;
            }
            if does_work(node) {
                working.insert(index);
            } else {
                // The counters of a rate limiter are its own: no request gets there.
                let is_own = |edge: &&Edge| node.is("rate_limiter") && is_private_store(self.node(edge.to));
                let edges = self.boundaries.situation.model.edges_from(index);
                next.extend(edges.filter(|edge| !is_own(edge)).map(|edge| edge.to));
            }
        }
        working.into_iter().collect()
    }

    /// A component that asks an authentication service before it answers is as good as one that asks itself.
    fn asks_somebody(&self, node: usize) -> bool {
        let asks = |edge: &Edge| authenticates(self.node(edge.to));
        self.boundaries.has_auth_service || self.boundaries.situation.model.edges_from(node).any(asks)
    }

    /// Components that first work for what the flow writes, unless what they do ends up in a log.
    fn unlogged(&self) -> Vec<usize> {
        let caller = self.node(self.edge.from);
        let writes = self.edge.carries(WRITES) && (!caller.is_client || caller.class_shares()[WRITES] > 0.0);
        let mut working = match self.way {
            _ if !writes => Vec::new(),
            Way::Out => vec![self.edge.from],
            Way::In | Way::Between => self.reached_unhindered(|_| false),
        };
        working.retain(|node| is_compute(self.node(*node)) && !self.boundaries.is_logged[*node]);
        working
    }
}

fn does_work(node: &Node) -> bool {
    is_compute(node) || is_private_store(node)
}

fn limits_rate(node: &Node) -> bool {
    node.is("rate_limiter") || node.has_flag("rate_limiting")
}

fn authenticates(node: &Node) -> bool {
    node.is("auth_service") || node.choice("authentication").is_some_and(|choice| choice != "None")
}

fn checks_input(node: &Node) -> bool {
    let blocks = node.is("web_application_firewall") && node.choice("mode") != Some("Count only");
    blocks || node.has_flag("request_validation")
}

/// One finding a flow that is open to a threat.
fn open_flows(situation: &Situation, threat: Threat, found: impl Fn(&Flow, &[usize]) -> Found) -> Vec<Found> {
    let boundaries = Boundaries::new(situation);
    boundaries
        .flows()
        .filter_map(|flow| {
            let exposed = flow.exposed(threat);
            (!exposed.is_empty())
                .then(|| found(&flow, &exposed).at(situation, exposed.iter().copied()).along([flow.edge]))
        })
        .collect()
}

fn names(situation: &Situation, nodes: &[usize]) -> String {
    words::names(nodes.iter().map(|node| situation.name(*node)))
}

fn unencrypted_across_boundary(situation: &Situation) -> Vec<Found> {
    open_flows(situation, Threat::Disclosure, |flow, _| {
        let (from, to) = (situation.name(flow.edge.from), situation.name(flow.edge.to));
        let place = if flow.way == Way::Between { "a boundary of trust" } else { "the internet" };
        let reason = format!(
            "What {from} and {to} send each other crosses {place} in the clear. Anybody on the way can read it, \
             passwords included, and change it."
        );
        let fix = "Encrypt the connection, with TLS.";
        Found::new(format!("{from} talks to {to} without encryption"), reason, fix)
    })
}

fn no_rate_limit(situation: &Situation) -> Vec<Found> {
    open_flows(situation, Threat::DenialOfService, |flow, open| {
        let reason = format!(
            "Nothing limits how many requests one caller can send to {}. A single faulty or hostile client can take \
             all capacity away from the others.",
            names(situation, open),
        );
        let title = format!("Nothing limits how much {} can send", situation.name(flow.edge.from));
        Found::new(
            title,
            reason,
            "Put a rate limiter at the edge, or turn rate limiting on at the API gateway.",
        )
    })
}

fn no_authentication(situation: &Situation) -> Vec<Found> {
    open_flows(situation, Threat::Spoofing, |flow, open| {
        let open = names(situation, open);
        if flow.way == Way::Out {
            let reason = format!("Without encryption nothing proves that an answer comes from {open}.");
            return Found::new(
                format!("{open} could be anybody"),
                reason,
                "Encrypt the connection, and check its certificate.",
            );
        }
        let reason = format!(
            "Nothing on the way from {} to {open} asks who is calling, so that everybody may do everything.",
            situation.name(flow.edge.from),
        );
        let fix =
            "Turn authentication on at the API gateway or the service, or add an auth service that it asks.";
        Found::new(format!("{open} does not ask who is calling"), reason, fix)
    })
}

fn no_input_check(situation: &Situation) -> Vec<Found> {
    open_flows(situation, Threat::Elevation, |flow, open| {
        let open = names(situation, open);
        let reason = format!(
            "What {} sends reaches {open} as it is. A request that carries code, or asks for more than its sender may, \
             is only stopped if every line there is right.",
            situation.name(flow.edge.from),
        );
        let fix = "Let a web application firewall, or request validation at the API gateway, refuse what has not the \
                   agreed form.";
        Found::new(format!("Nothing checks what reaches {open}"), reason, fix)
    })
}

fn no_audit_log(situation: &Situation) -> Vec<Found> {
    open_flows(situation, Threat::Repudiation, |flow, open| {
        let reason = format!(
            "{} changes data by way of {}, and no log keeps who did what. After an incident, or a quarrel, nothing can \
             be shown.",
            situation.name(flow.edge.from),
            names(situation, open),
        );
        let title = format!("Nobody keeps a record of what {} changes", situation.name(flow.edge.from));
        Found::new(title, reason, "Send a line about every change to a log that the writer cannot edit.")
    })
}

#[cfg(test)]
mod tests {
    use diagram::{Catalogue, GroupKind, PropertyValue};

    use super::super::tests::{fires_at, is_quiet};
    use super::*;
    use crate::sketch::Sketch;

    fn encrypted(sketch: Sketch, from: &str, to: &str) -> Sketch {
        sketch.change_connection(from, to, |connection| connection.encrypted = true)
    }

    #[test]
    fn clients_connect_encrypted_or_it_is_said() {
        let plain = Sketch::of(&["client -> service -> sql_database"]);
        fires_at("unencrypted_across_boundary", &plain, &["service"]);
        is_quiet("unencrypted_across_boundary", &encrypted(plain, "client", "service"));
        is_quiet("unencrypted_across_boundary", &Sketch::of(&["client -> dns"]));
    }

    #[test]
    fn a_drawn_boundary_and_a_third_party_want_encryption_too() {
        let out = encrypted(Sketch::of(&["client -> service -> third_party_api"]), "client", "service");
        fires_at("unencrypted_across_boundary", &out, &["third_party_api"]);
        let inner = encrypted(Sketch::of(&["client -> service -> sql_database"]), "client", "service");
        is_quiet("unencrypted_across_boundary", &inner);
        let apart = inner.group("data", GroupKind::TrustBoundary, None, &["sql_database"]);
        fires_at("unencrypted_across_boundary", &apart, &["sql_database"]);
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
    fn the_counters_of_a_limiter_are_its_own() {
        let limited = Sketch::of(&["client -> rate_limiter -> cache", "rate_limiter -> service"]);
        fires_at("no_authentication", &limited, &["service"]);
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

    #[test]
    fn what_strangers_send_is_checked() {
        fires_at("no_input_check", &Sketch::of(&["client -> load_balancer -> service"]), &["service"]);
        let walled = Sketch::of(&["client -> web_application_firewall -> service"]);
        is_quiet("no_input_check", &walled);
        let counting = walled.change("web_application_firewall", |component| {
            component.properties.insert("mode".to_owned(), PropertyValue::Text("Count only".to_owned()));
        });
        fires_at("no_input_check", &counting, &["service"]);
    }

    #[test]
    fn what_strangers_change_is_logged() {
        let silent = Sketch::of(&["client -> service -> sql_database"]);
        fires_at("no_audit_log", &silent, &["service"]);
        is_quiet("no_audit_log", &silent.clone().load("client", 100.0, 100.0));
        is_quiet("no_audit_log", &silent.add("logging", "logging", 1).connect("service", "logging"));
    }

    #[test]
    fn every_flow_across_a_boundary_has_an_answer_for_each_of_the_six_threats() {
        let design =
            Sketch::of(&["client -> load_balancer -> service -> third_party_api", "service -> cache"]);
        let crossings = crossings(&design.diagram, Catalogue::builtin());
        let ends: Vec<(&str, &str)> =
            crossings.iter().map(|crossing| (crossing.from.0.as_str(), crossing.to.0.as_str())).collect();
        assert_eq!(ends, [("client", "load_balancer"), ("service", "third_party_api")]);
        let open = |crossing: &Crossing| -> Vec<Threat> {
            assert_eq!(crossing.answers.len(), 6);
            crossing.answers.iter().filter(|answer| answer.is_open).map(|answer| answer.threat).collect()
        };
        assert_eq!(open(&crossings[0]), THREATS);
        let outwards = [Threat::Spoofing, Threat::Tampering, Threat::Repudiation, Threat::Disclosure];
        assert_eq!(open(&crossings[1]), outwards);
    }
}
