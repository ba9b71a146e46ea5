//! What could go wrong where data crosses a boundary of trust, flow by flow: spoofing, tampering, repudiation,
//! disclosure, denial of service, elevation.

use super::crossing::{Boundaries, Way};
use super::{Found, Rule, Situation};
use crate::model::Edge;
use crate::report::{AdviceList, Severity, Threat};
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

/// Flows along which the same components are open to a threat.
struct OpenFlows<'a> {
    way: Way,
    exposed: Vec<usize>,
    edges: Vec<&'a Edge<'a>>,
}

impl OpenFlows<'_> {
    /// "Readers", "Readers and Authors": whoever the flows come from.
    fn callers(&self, situation: &Situation) -> String {
        let mut callers: Vec<usize> = self.edges.iter().map(|edge| edge.from).collect();
        callers.dedup();
        names(situation, &callers)
    }

    fn exposed(&self, situation: &Situation) -> String {
        names(situation, &self.exposed)
    }
}

/// One finding for each place that is open to a threat, however many come there.
fn open_places(situation: &Situation, threat: Threat, found: impl Fn(&OpenFlows) -> Found) -> Vec<Found> {
    let boundaries = Boundaries::new(situation);
    let mut open: Vec<OpenFlows> = Vec::new();
    for flow in boundaries.flows() {
        let exposed = flow.exposed(threat);
        if exposed.is_empty() {
            continue;
        }
        match open.iter_mut().find(|one| one.way == flow.way && one.exposed == exposed) {
            Some(one) => one.edges.push(flow.edge),
            None => open.push(OpenFlows { way: flow.way, exposed, edges: vec![flow.edge] }),
        }
    }
    let place = |one: &OpenFlows| {
        found(one).at(situation, one.exposed.iter().copied()).along(one.edges.iter().copied())
    };
    open.iter().map(place).collect()
}

fn names(situation: &Situation, nodes: &[usize]) -> String {
    words::names(nodes.iter().map(|node| situation.name(*node)))
}

fn unencrypted_across_boundary(situation: &Situation) -> Vec<Found> {
    let boundaries = Boundaries::new(situation);
    let open = boundaries.flows().filter(|flow| !flow.exposed(Threat::Disclosure).is_empty());
    open.map(|flow| {
        let (from, to) = (situation.name(flow.edge.from), situation.name(flow.edge.to));
        let place = if flow.way == Way::Between { "a boundary of trust" } else { "the internet" };
        let reason = format!(
            "It crosses {place} in the clear. Anybody on the way can read it, passwords included, and change it."
        );
        let fix = "Encrypt the connection, with TLS.";
        Found::new(format!("What {from} and {to} send each other is not encrypted"), reason, fix)
            .at(situation, [flow.edge.to])
            .along([flow.edge])
    })
    .collect()
}

fn no_rate_limit(situation: &Situation) -> Vec<Found> {
    open_places(situation, Threat::DenialOfService, |open| {
        let reason = format!(
            "Nothing limits how many requests one caller can send to {}. A single faulty or hostile client can take \
             all capacity away from the others.",
            open.exposed(situation),
        );
        let title = format!("Nothing limits how much {} can send", open.callers(situation));
        Found::new(
            title,
            reason,
            "Put a rate limiter at the edge, or turn rate limiting on at the API gateway.",
        )
    })
}

fn no_authentication(situation: &Situation) -> Vec<Found> {
    open_places(situation, Threat::Spoofing, |places| {
        let open = places.exposed(situation);
        if places.way == Way::Out {
            let reason = format!("Without encryption nothing proves that an answer comes from {open}.");
            return Found::new(
                format!("{open} could be anybody"),
                reason,
                "Encrypt the connection, and check its certificate.",
            );
        }
        let reason = format!(
            "Nothing on the way from {} to {open} asks who is calling, so that everybody may do everything.",
            places.callers(situation),
        );
        let fix =
            "Turn authentication on at the API gateway or the service, or add an auth service that it asks.";
        Found::new(format!("Nobody asks who is calling {open}"), reason, fix)
    })
}

fn no_input_check(situation: &Situation) -> Vec<Found> {
    open_places(situation, Threat::Elevation, |places| {
        let open = places.exposed(situation);
        let reason = format!(
            "What comes from {} reaches {open} as it is. A request that carries code, or asks for more than its sender may, \
             is only stopped if every line there is right.",
            places.callers(situation),
        );
        let fix = "Let a web application firewall, or request validation at the API gateway, refuse what has not the \
                   agreed form.";
        Found::new(format!("Nothing checks what reaches {open}"), reason, fix)
    })
}

fn no_audit_log(situation: &Situation) -> Vec<Found> {
    open_places(situation, Threat::Repudiation, |open| {
        let reason = format!(
            "{} can change data by way of {}, and no log keeps who did what. After an incident, or a quarrel, nothing \
             can be shown.",
            open.callers(situation),
            open.exposed(situation),
        );
        let title = format!("Nobody keeps a record of what comes from {}", open.callers(situation));
        Found::new(title, reason, "Send a line about every change to a log that the writer cannot edit.")
    })
}

#[cfg(test)]
mod tests {
    use diagram::{Catalogue, GroupKind, PropertyValue};

    use super::super::crossing::{Crossing, THREATS, crossings};
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
    fn however_many_clients_come_to_a_place_it_is_found_once() {
        let two =
            Sketch::of(&["Readers:client -> load_balancer -> service", "Authors:client -> load_balancer"]);
        let one = |rule: &str, title: &str| {
            let findings = two.findings(rule);
            assert_eq!(findings.len(), 1, "{rule}: {findings:?}");
            assert_eq!(findings[0].title, title);
            let along: Vec<&str> = findings[0].connections.iter().map(|id| id.0.as_str()).collect();
            assert_eq!(along, ["Readers-load_balancer", "Authors-load_balancer"], "{rule}");
        };
        one("no_authentication", "Nobody asks who is calling service");
        one("no_rate_limit", "Nothing limits how much Readers and Authors can send");
        one("no_input_check", "Nothing checks what reaches service");
        one("no_audit_log", "Nobody keeps a record of what comes from Readers and Authors");
        // Another place is another finding.
        let apart = two.clone().add("other", "service", 1).connect("Authors", "other");
        assert_eq!(apart.findings("no_authentication").len(), 2);
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
