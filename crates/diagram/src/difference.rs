//! What changed between two states of a design, in words.

use std::collections::{BTreeMap, HashMap};

use crate::{Component, ComponentId, Diagram, naming};

/// Names in one sentence; the rest is counted.
const NAMED: usize = 3;

/// One short sentence for each sort of change, without a full stop: "Cache and Queue added". None for the same design.
pub fn in_words(before: &Diagram, after: &Diagram) -> Vec<String> {
    let mut sentences = Vec::new();
    if before.name != after.name {
        sentences.push(format!("Design renamed to {}", after.name));
    }
    components(before, after, &mut sentences);
    let ends = |diagram: &Diagram| -> BTreeMap<_, String> {
        let of = |id: &ComponentId| diagram.component(id).map_or_else(|| id.0.clone(), naming::of_component);
        let title = |one: &crate::Connection| format!("{} to {}", of(&one.from), of(&one.to));
        diagram.connections.iter().map(|one| (one.id.0.clone(), title(one))).collect()
    };
    listed(&ends(before), &ends(after), "Connection ", &mut sentences);
    let settled = |before: &crate::Connection| {
        let after = after.connection(&before.id);
        after.is_some_and(|after| after != before)
    };
    counted(before.connections.iter().filter(|one| settled(one)).count(), "connection", &mut sentences);
    let groups = |diagram: &Diagram| -> BTreeMap<_, _> {
        diagram.groups.iter().map(|one| (one.id.0.clone(), naming::of_group(one))).collect()
    };
    listed(&groups(before), &groups(after), "", &mut sentences);
    let moved = |one: &&crate::Group| after.group(&one.id).is_some_and(|after| after != *one);
    counted(before.groups.iter().filter(moved).count(), "group", &mut sentences);
    if before.annotations != after.annotations {
        sentences.push("Notes and arrows changed".to_owned());
    }
    if before.rationale != after.rationale {
        sentences.push("Rationale changed".to_owned());
    }
    sentences
}

fn components(before: &Diagram, after: &Diagram, sentences: &mut Vec<String>) {
    let names = |diagram: &Diagram| -> BTreeMap<_, _> {
        diagram.components.iter().map(|one| (one.id.0.clone(), naming::of_component(one))).collect()
    };
    listed(&names(before), &names(after), "", sentences);
    let were: HashMap<_, _> = before.components.iter().map(|one| (&one.id, one)).collect();
    let both = after.components.iter().filter_map(|is| Some((*were.get(&is.id)?, is)));
    let both: Vec<(&Component, &Component)> = both.collect();
    for (was, is) in both.iter().filter(|(was, is)| was.name != is.name).take(NAMED) {
        sentences.push(format!("{} renamed to {}", naming::of_component(was), naming::of_component(is)));
    }
    let set: Vec<String> = both
        .iter()
        .filter(|(was, is)| !has_same_settings(was, is))
        .map(|(_, is)| naming::of_component(is))
        .collect();
    if !set.is_empty() {
        sentences.push(format!("Settings of {} changed", named(&set)));
    }
    let moved = both.iter().filter(|(was, is)| was.bounds() != is.bounds()).count();
    match moved {
        0 => {}
        1 => sentences.push("1 component moved".to_owned()),
        more => sentences.push(format!("{more} components moved")),
    }
}

/// Where it stands and what it is called aside.
fn has_same_settings(was: &Component, is: &Component) -> bool {
    let elsewhere =
        Component { position: is.position, size: is.size, name: is.name.clone(), ..(*was).clone() };
    elsewhere == *is
}

/// What is there in one of two lists only.
fn listed(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
    what: &str,
    sentences: &mut Vec<String>,
) {
    for (here, there, done) in [(after, before, "added"), (before, after, "removed")] {
        let only: Vec<String> =
            here.iter().filter(|(id, _)| !there.contains_key(*id)).map(|(_, name)| name.clone()).collect();
        match only.len() {
            0 => {}
            count if count > NAMED && !what.is_empty() => {
                sentences.push(format!("{count} {}s {done}", what.trim().to_lowercase()));
            }
            _ => sentences.push(format!("{what}{} {done}", named(&only))),
        }
    }
}

fn counted(count: usize, what: &str, sentences: &mut Vec<String>) {
    match count {
        0 => {}
        1 => sentences.push(format!("1 {what} changed")),
        more => sentences.push(format!("{more} {what}s changed")),
    }
}

/// "Cache, Queue and 3 more"
fn named(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] if names.len() <= NAMED => format!("{} and {last}", rest.join(", ")),
        more => {
            let first = more.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            format!("{first} and {} more", more.len() - NAMED)
        }
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Point;

    use super::*;
    use crate::{Connection, ConnectionId};

    fn design(names: &str) -> Diagram {
        let card = |name: &str| {
            Component::new(ComponentId(name.to_lowercase()), "service", name, Point::new(0.0, 0.0))
        };
        Diagram { components: names.split_whitespace().map(card).collect(), ..Diagram::default() }
    }

    fn joined(mut design: Diagram, from: &str, to: &str) -> Diagram {
        let id = ConnectionId(format!("{from}{to}"));
        design.connections.push(Connection::new(id, ComponentId(from.into()), ComponentId(to.into())));
        design
    }

    #[test]
    fn the_same_design_has_no_differences() {
        assert_eq!(in_words(&design("A B"), &design("A B")), Vec::<String>::new());
    }

    #[test]
    fn what_was_added_removed_and_renamed_is_named() {
        assert_eq!(in_words(&design("A B"), &design("B C D")), ["C and D added", "A removed"]);
        assert_eq!(in_words(&design(""), &design("A B C D E")), ["A, B, C and 2 more added"]);
        let mut renamed = design("A B");
        renamed.components[0].name = "Cache".to_owned();
        assert_eq!(in_words(&design("A B"), &renamed), ["A renamed to Cache"]);
    }

    #[test]
    fn connections_settings_and_moves_are_told_apart() {
        let mut after = joined(design("A B"), "a", "b");
        after.components[0].replicas = 3;
        after.components[1].position.x += 8.0;
        assert_eq!(
            in_words(&design("A B"), &after),
            ["Settings of A changed", "1 component moved", "Connection A to B added"]
        );
        let mut changed = after.clone();
        changed.connections[0].encrypted = true;
        changed.rationale = "Reads win.".to_owned();
        assert_eq!(in_words(&after, &changed), ["1 connection changed", "Rationale changed"]);
    }
}
