//! What stands open to the outside, or is written where everybody sees it.

use super::secrets::{looks_secret, secrets_of};
use super::{Found, Rule, Situation, is_private_store};
use crate::report::{AdviceList, Severity};

pub(super) const RULES: [Rule; 2] = [
    Rule {
        id: "client_to_data_store",
        list: AdviceList::AntiPattern,
        severity: Severity::High,
        look: client_to_data_store,
    },
    Rule {
        id: "secrets_in_properties",
        list: AdviceList::AntiPattern,
        severity: Severity::High,
        look: secrets_in_properties,
    },
];

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
                "Nothing stands between {client} and {store}. Whoever holds the client can then read and change everything \
                 that the connection allows, and no rule of yours is asked.",
            );
            let fix = format!("Put a service between {client} and {store} that checks who asks, and for what.");
            Found::new(format!("{store} is open to clients"), reason, fix)
                .at(situation, [edge.from, edge.to])
                .along([edge])
        })
        .collect()
}

/// Never says the secret again.
fn secrets_in_properties(situation: &Situation) -> Vec<Found> {
    let fix = "Take it out, change it, since everybody who opened the design may have seen it, and let the component \
               fetch it from a secret store.";
    let held = situation.nodes().filter_map(|(index, node)| {
        let place = secrets_of(node.component, node.kind).first()?.in_words();
        let reason = format!(
            "{place} of {} looks like a password or a key. A design is copied, exported and shared, and whoever \
             sees it can use the secret.",
            node.name(),
        );
        let title = format!("{} carries a secret in the open", node.name());
        Some(Found::new(title, reason, fix).at(situation, [index]))
    });
    let labelled = situation.model.edges.iter().filter(|edge| looks_secret(&edge.connection.label));
    let labelled = labelled.map(|edge| {
        let (from, to) = (situation.name(edge.from), situation.name(edge.to));
        let reason = format!(
            "The label of the connection from {from} to {to} looks like a password or a key, for all to see."
        );
        Found::new(format!("The way from {from} to {to} carries a secret in the open"), reason, fix)
            .along([edge])
    });
    held.chain(labelled).collect()
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
    fn a_secret_on_a_component_is_said_without_being_repeated() {
        let plain = Sketch::of(&["client -> service -> sql_database"]);
        is_quiet("secrets_in_properties", &plain);
        let noted = plain.clone().change("service", |component| {
            component.notes = "connects with password=hunter2-and-more".to_owned();
        });
        fires_at("secrets_in_properties", &noted, &["service"]);
        let finding = &noted.findings("secrets_in_properties")[0];
        assert!(!format!("{finding:?}").contains("hunter2"), "{finding:?}");
        let set = plain.clone().change("service", |component| {
            let value = PropertyValue::Text("hunter2-and-more".to_owned());
            component.properties.insert("database_password".to_owned(), value);
        });
        fires_at("secrets_in_properties", &set, &["service"]);
        let labelled = plain.change_connection("service", "sql_database", |connection| {
            connection.label = "postgres://app:hunter2@db:5432".to_owned();
        });
        assert_eq!(labelled.findings("secrets_in_properties").len(), 1);
    }
}
