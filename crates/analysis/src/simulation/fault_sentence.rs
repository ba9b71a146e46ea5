//! Faults as a learner reads them, with names and seconds.

use super::circumstance::{Circumstance, CircumstanceKind};
use super::effect::{Effect, PlannedFault};
use super::{FaultKind, Simulation};
use crate::words;

impl Simulation {
    /// One for each fault that has started, with what it took or changed; what took most comes first.
    pub(super) fn about_faults(&self) -> Vec<Circumstance> {
        let mut faults: Vec<&PlannedFault> = self.faults_so_far().collect();
        faults.sort_by_key(|planned| !matches!(planned.effect, Effect::Gone(_)));
        let circumstance = |planned: &PlannedFault| {
            let nodes = match &planned.effect {
                Effect::Replica(node) | Effect::Slow(node, _) | Effect::Flush(node) => vec![*node],
                Effect::Gone(nodes) | Effect::Spike(nodes, _) => nodes.clone(),
                Effect::Packets(None, _) => Vec::new(),
                Effect::Packets(Some(edge), _) => {
                    let edge = &self.plan.edges[*edge as usize];
                    vec![edge.from, edge.to]
                }
            };
            Circumstance {
                kind: match planned.effect {
                    Effect::Spike(..) => CircumstanceKind::LoadWasChanged,
                    _ => CircumstanceKind::FaultsHappened,
                },
                components: nodes.iter().map(|node| self.plan.nodes[*node as usize].id.clone()).collect(),
                sentence: format!("{} {}.", self.what_happened(planned), when(planned)),
            }
        };
        faults.into_iter().map(circumstance).collect()
    }

    /// "A replica of Database was lost"
    fn what_happened(&self, planned: &PlannedFault) -> String {
        let name = |node: u32| self.plan.nodes[node as usize].name.as_str();
        let group = |id: &diagram::GroupId| {
            let found = self.plan.groups.iter().position(|(group, _)| group == id);
            let name = found.and_then(|index| self.plan.group_names.get(index));
            name.filter(|name| !name.trim().is_empty()).unwrap_or(&id.0).clone()
        };
        match (&planned.effect, &planned.fault.kind) {
            (Effect::Gone(_), FaultKind::Zone(id)) => {
                format!("The zone {} was lost with all that stands in it", group(id))
            }
            (Effect::Gone(_), FaultKind::Region(id)) => {
                format!("The region {} was lost with all that stands in it", group(id))
            }
            (Effect::Gone(nodes), _) => {
                format!("{} was gone", words::names(nodes.iter().map(|node| name(*node))))
            }
            (Effect::Replica(node), _) => format!("A replica of {} was lost", name(*node)),
            (Effect::Slow(node, times), _) => {
                format!("Work at {} took {} times as long", name(*node), words::number(*times))
            }
            (Effect::Packets(None, share), _) => {
                format!("{} of all messages were lost on the way", words::percent(*share))
            }
            (Effect::Packets(Some(edge), share), _) => {
                let edge = &self.plan.edges[*edge as usize];
                let (from, to) = (name(edge.from), name(edge.to));
                format!("{} of the messages between {from} and {to} were lost", words::percent(*share))
            }
            (Effect::Spike(clients, times), _) => {
                let clients = words::names(clients.iter().map(|client| name(*client)));
                format!("Requests of {clients} were {} times as many", words::number(*times))
            }
            (Effect::Flush(cache), _) => format!("{} was emptied", name(*cache)),
        }
    }
}

/// "from second 30 of the run on, for 10 seconds"
fn when(planned: &PlannedFault) -> String {
    let start = words::number(planned.fault.start_seconds);
    match (&planned.effect, planned.fault.seconds) {
        (Effect::Flush(_), _) => format!("in second {start} of the run"),
        (_, Some(seconds)) => {
            let seconds = words::number(seconds);
            let unit = if seconds == "1" { "second" } else { "seconds" };
            format!("from second {start} of the run on, for {seconds} {unit}")
        }
        (_, None) => format!("from second {start} of the run to its end"),
    }
}
