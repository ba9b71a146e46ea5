//! What sets the connections of two answers apart: how calls go, and who calls whom at all.

use diagram::{Component, ComponentId, Connection, ConnectionId, Diagram, Mode, Routing};

use super::{MOST_DIFFERENCES, Measure, MeasuredOn, Pairs};
use crate::challenge::figures::Figures;
use crate::words;

impl Measure<'_> {
    /// How calls go between paired parts that are connected on both sides.
    pub(super) fn connections(&mut self, yours: &Diagram, reference: &Diagram, pairs: &Pairs) {
        for theirs in &reference.connections {
            let (Some(from), Some(to)) = (
                counterpart(yours, reference, pairs, &theirs.from),
                counterpart(yours, reference, pairs, &theirs.to),
            ) else {
                continue;
            };
            let Some(at) = yours.connections.iter().position(|own| own.from == from.id && own.to == to.id)
            else {
                continue;
            };
            let Some(own) = yours.connections.get(at) else { continue };
            if how(theirs) == how(own) {
                continue;
            }
            let text = format!(
                "Calls from {} to {} go {} in the reference and {} in yours.",
                from.name,
                to.name,
                how(theirs),
                how(own),
            );
            let mut as_theirs = yours.clone();
            if let Some(connection) = as_theirs.connections.get_mut(at) {
                go_as(connection, theirs);
            }
            self.measured(text, from, &as_theirs);
        }
    }

    /// Paired parts that only one side connects. Where the other side goes through parts that have no counterpart, what they
    /// do is told with them.
    pub(super) fn connections_of_one_side(&mut self, yours: &Diagram, reference: &Diagram, pairs: &Pairs) {
        for theirs in ways(reference) {
            let (Some(from), Some(to)) = (
                counterpart(yours, reference, pairs, &theirs.from),
                counterpart(yours, reference, pairs, &theirs.to),
            ) else {
                continue;
            };
            let is_paired = |id: &ComponentId| pairs.values().any(|at| has_id(yours, *at, id));
            if is_connected(yours, &from.id, &to.id) || goes_through(yours, &from.id, &to.id, is_paired) {
                continue;
            }
            let text =
                format!("Yours has no connection from {} to {}; the reference has one.", from.name, to.name);
            let mut connected = yours.clone();
            let id = ConnectionId(format!("as the reference has it: {}", theirs.id.0));
            let mut connection = Connection::new(id, from.id.clone(), to.id.clone());
            connection.protocol = theirs.protocol;
            go_as(&mut connection, theirs);
            connected.connections.push(connection);
            self.measured(text, from, &connected);
        }
        for own in ways(yours) {
            let (Some(from), Some(to)) =
                (paired(reference, yours, pairs, &own.from), paired(reference, yours, pairs, &own.to))
            else {
                continue;
            };
            let is_paired = |id: &ComponentId| pairs.keys().any(|at| has_id(reference, *at, id));
            if is_connected(reference, &from.id, &to.id)
                || goes_through(reference, &from.id, &to.id, is_paired)
            {
                continue;
            }
            let (Some(caller), Some(called)) = (yours.component(&own.from), yours.component(&own.to)) else {
                continue;
            };
            let text = format!(
                "The reference has no connection from {} to {}; yours has one.",
                caller.name, called.name
            );
            let mut without = yours.clone();
            without.connections.retain(|one| one.from != own.from || one.to != own.to);
            self.measured(text, caller, &without);
        }
    }

    /// What yours would come to as `changed`.
    fn measured(&mut self, text: String, component: &Component, changed: &Diagram) {
        if self.differences.len() >= MOST_DIFFERENCES {
            return;
        }
        let then = Figures::measure(changed, self.catalogue);
        self.add(text, &component.id, MeasuredOn::Yours, &self.figures.0.clone(), &then);
    }
}

/// Of a part of the reference, the one in yours.
fn counterpart<'d>(
    yours: &'d Diagram,
    reference: &Diagram,
    pairs: &Pairs,
    id: &ComponentId,
) -> Option<&'d Component> {
    let at = reference.components.iter().position(|component| component.id == *id)?;
    yours.components.get(*pairs.get(&at)?)
}

/// Of a part of yours, the one in the reference.
fn paired<'d>(
    reference: &'d Diagram,
    yours: &Diagram,
    pairs: &Pairs,
    id: &ComponentId,
) -> Option<&'d Component> {
    let at = yours.components.iter().position(|component| component.id == *id)?;
    let (theirs, _) = pairs.iter().find(|(_, own)| **own == at)?;
    reference.components.get(*theirs)
}

fn has_id(diagram: &Diagram, at: usize, id: &ComponentId) -> bool {
    diagram.components.get(at).is_some_and(|component| component.id == *id)
}

/// The first connection of each pair of ends.
fn ways(diagram: &Diagram) -> impl Iterator<Item = &Connection> {
    let connections = &diagram.connections;
    connections.iter().enumerate().filter_map(|(at, one)| {
        let before = connections.get(..at).unwrap_or_default();
        let is_first = !before.iter().any(|earlier| earlier.from == one.from && earlier.to == one.to);
        is_first.then_some(one)
    })
}

fn is_connected(diagram: &Diagram, from: &ComponentId, to: &ComponentId) -> bool {
    diagram.connections.iter().any(|one| one.from == *from && one.to == *to)
}

/// Whether calls get from one part to another with nothing but parts without a counterpart between.
fn goes_through(
    diagram: &Diagram,
    from: &ComponentId,
    to: &ComponentId,
    is_paired: impl Fn(&ComponentId) -> bool,
) -> bool {
    let mut seen: Vec<&ComponentId> = Vec::new();
    let mut next = vec![from];
    while let Some(at) = next.pop() {
        for connection in diagram.connections.iter().filter(|one| one.from == *at) {
            if connection.to == *to {
                return true;
            }
            if !is_paired(&connection.to) && !seen.contains(&&connection.to) {
                seen.push(&connection.to);
                next.push(&connection.to);
            }
        }
    }
    false
}

fn go_as(connection: &mut Connection, other: &Connection) {
    (connection.mode, connection.routing, connection.share) = (other.mode, other.routing, other.share);
    connection.encrypted = other.encrypted;
}

/// How calls go along a connection, in words.
fn how(connection: &Connection) -> String {
    let routing = match connection.routing {
        None => "as they do by default",
        Some(Routing::EveryCall) => "every time",
        Some(Routing::ByWeight) => "by weight",
        Some(Routing::OnCacheMiss) => "on a cache miss",
        Some(Routing::ReadsOnly) => "for reads only",
        Some(Routing::WritesOnly) => "for writes only",
    };
    let mode = if connection.mode == Mode::Asynchronous { ", without waiting" } else { "" };
    let share = if connection.share == 1.0 {
        String::new()
    } else {
        format!(", {} times", words::number(connection.share))
    };
    let encrypted = if connection.encrypted { ", encrypted" } else { "" };
    format!("{routing}{share}{mode}{encrypted}")
}
