//! Load balancers.

use super::{Found, Rule, Situation};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 2] = [
    Rule {
        id: "load_balancer_missing",
        list: AdviceList::Suggestion,
        severity: Severity::Medium,
        look: load_balancer_missing,
    },
    Rule {
        id: "load_balancer_present",
        list: AdviceList::Strength,
        severity: Severity::Praise,
        look: load_balancer_present,
    },
];

/// Components beyond which a design is expected to have a load balancer.
const MOST_WITHOUT: usize = 3;

fn load_balancer_missing(situation: &Situation) -> Vec<Found> {
    let servers: Vec<usize> = situation.of_kinds(&["web_server", "service"]).collect();
    if situation.built() <= MOST_WITHOUT
        || servers.is_empty()
        || situation.of_kinds(&["load_balancer"]).next().is_some()
    {
        return Vec::new();
    }
    let names = words::names(servers.iter().map(|node| situation.name(*node)));
    vec![
        Found::new(
            "There is no load balancer".to_owned(),
            format!(
                "The design has {}, and nothing spreads requests over copies of {names}. One copy that fails or is \
                 slow then holds up every request that reaches it.",
                words::count(situation.built(), "component"),
            ),
            "Put a load balancer in front of the servers and run at least two replicas behind it.",
        )
        .at(situation, servers),
    ]
}

fn load_balancer_present(situation: &Situation) -> Vec<Found> {
    let spreads = |balancer: &usize| {
        let targets: u32 = situation
            .model
            .edges_from(*balancer)
            .map(|edge| situation.model.nodes[edge.to].replicas)
            .fold(0, u32::saturating_add);
        let checks = situation.model.nodes[*balancer].checks_health();
        checks && targets >= 2 && situation.model.edges_to(*balancer).next().is_some()
    };
    let balancers = situation.of_kinds(&["load_balancer"]).filter(spreads);
    balancers
        .map(|balancer| {
            let targets = situation.model.edges_from(balancer).map(|edge| situation.name(edge.to));
            let reason = format!(
                "{} spreads requests over {}, so that one copy can fail, or be replaced, without anybody noticing.",
                situation.name(balancer),
                words::names(targets),
            );
            Found::praise("Load is balanced over several copies", reason).at(situation, [balancer])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn four_components_without_a_balancer_want_one() {
        let without = Sketch::of(&["client -> web_server -> service -> cache -> sql_database"]);
        fires_at("load_balancer_missing", &without, &["web_server", "service"]);
        is_quiet("load_balancer_missing", &Sketch::of(&["client -> web_server -> service -> sql_database"]));
        is_quiet(
            "load_balancer_missing",
            &Sketch::of(&["client -> load_balancer -> service -> cache -> sql_database"]),
        );
    }

    #[test]
    fn a_balancer_with_several_copies_behind_it_is_praised() {
        fires_at(
            "load_balancer_present",
            &Sketch::of(&["client -> load_balancer -> service*2"]),
            &["load_balancer"],
        );
        is_quiet("load_balancer_present", &Sketch::of(&["client -> load_balancer -> service"]));
    }
}
