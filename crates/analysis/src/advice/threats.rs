//! What could go wrong where data crosses a boundary of trust, flow by flow: spoofing, tampering, repudiation,
//! disclosure, denial of service, elevation.

use super::crossing::{Boundaries, Flow, Way};
use super::{Found, Rule, Situation};
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
