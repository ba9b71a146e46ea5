//! Why the two engines part: what happened in the run, looked for along the connections.

use std::collections::{BTreeMap, VecDeque};

use diagram::{ComponentId, Diagram};

use crate::report::Report;
use crate::simulation::circumstance::{Circumstance, CircumstanceKind};
use crate::simulation::result::SimulationResult;
use crate::words;

pub(super) const OVER_CAPACITY: &str = "A component that it needs has more to do than it can. The formulas have no figure for that, and the simulated one \
     grows with the length of the run.";
pub(super) const WORK_AND_BUSY_SHARE: &str = "The formulas divide the work that arrives by what can be done, which is over 100 % where it is too much. The \
     simulation measures how much of the time is spent on work, which is never over 100 %. Both say that it is full.";
const BY_CHANCE: &str = "Nothing that the simulation does beyond the formulas explains it. One interval in a hundred \
                         misses by chance: another seed tells.";
/// Busy for so much of the time is full.
pub(super) const FULL: f64 = 0.95;
/// Reasons given for one difference.
const MOST_REASONS: usize = 2;

/// What a figure is about, which says where its reasons are: load comes from callers, latency from what is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Load,
    BusyShare,
    Wait,
    Latency,
}

/// How far a circumstance is from a figure, and whether along the way that its effect takes; the nearest comes first.
type Distance = (bool, usize);

#[derive(Debug)]
pub(super) struct Reasons<'a> {
    circumstances: &'a [Circumstance],
    index: BTreeMap<&'a ComponentId, usize>,
    callers: Vec<Vec<usize>>,
    callees: Vec<Vec<usize>>,
    /// Components with more to do than they can, and their names.
    overloaded: Vec<(usize, &'a str)>,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(diagram: &'a Diagram, report: &Report, result: &'a SimulationResult) -> Self {
        let components = diagram.components.iter().enumerate();
        let index: BTreeMap<&ComponentId, usize> = components.map(|(index, it)| (&it.id, index)).collect();
        let mut callers = vec![Vec::new(); diagram.components.len()];
        let mut callees = callers.clone();
        for connection in &diagram.connections {
            if let (Some(from), Some(to)) = (index.get(&connection.from), index.get(&connection.to)) {
                callers[*to].push(*from);
                callees[*from].push(*to);
            }
        }
        let components = report.components.iter().zip(&result.components);
        let full = components.filter(|(it, _)| it.utilisation > 1.0 || it.is_unbounded);
        let overloaded =
            full.filter_map(|(it, run)| Some((*index.get(&it.id)?, run.name.as_str()))).collect();
        Self { circumstances: &result.circumstances, index, callers, callees, overloaded }
    }

    /// In a sentence or two; that it is by chance where nothing is found.
    pub(super) fn of(&self, component: &ComponentId, about: About) -> String {
        let Some(component) = self.index.get(component) else { return BY_CHANCE.to_owned() };
        let forward = if about == About::Latency { &self.callees } else { &self.callers };
        let along = steps_from(*component, |node| forward[node].iter());
        let anyhow = steps_from(*component, |node| self.callers[node].iter().chain(&self.callees[node]));
        let place = Place { component: *component, along, anyhow };
        let mut found = self.circumstances_at(&place, about);
        found.extend(self.overload_before(&place, about));
        found.sort_by_key(|(is_slight, distance, _)| (*is_slight, *distance));
        let has_grave = found.first().is_some_and(|(is_slight, ..)| !is_slight);
        let sentences: Vec<String> = found
            .into_iter()
            .filter(|(is_slight, ..)| !(has_grave && *is_slight))
            .take(MOST_REASONS)
            .map(|(_, _, sentence)| sentence)
            .collect();
        if sentences.is_empty() { BY_CHANCE.to_owned() } else { sentences.join(" ") }
    }

    fn circumstances_at(&self, place: &Place, about: About) -> Vec<(bool, Distance, String)> {
        let reach = |it: &Circumstance| {
            let nodes = it.components.iter().filter_map(|id| self.index.get(id));
            let nearest = nodes.filter_map(|node| place.distance(*node)).min();
            let distance = if it.components.is_empty() { (false, 0) } else { nearest? };
            explains(it.kind, distance, about, self.is_source(place.component)).then_some(distance)
        };
        let circumstances = self.circumstances.iter();
        circumstances.filter_map(|it| Some((it.kind.is_slight(), reach(it)?, it.sentence.clone()))).collect()
    }

    /// What has more to do than it can passes on only what it can.
    fn overload_before(&self, place: &Place, about: About) -> Option<(bool, Distance, String)> {
        let is_before = |node: usize| node != place.component && about != About::Latency;
        let before = self.overloaded.iter().filter(|(node, _)| is_before(*node));
        let mut steps: Vec<(usize, &str)> =
            before.filter_map(|(node, name)| Some(((*place.along.get(*node)?)?, *name))).collect();
        steps.sort_by_key(|(steps, _)| *steps);
        let nearest = steps.first()?.0;
        let names = words::names(steps.iter().map(|(_, name)| *name));
        let verb = if steps.len() == 1 { "has more to do than it" } else { "have more to do than they" };
        let sentence = format!("{names} {verb} can, so less goes on from there than the formulas pass on.");
        Some((false, (false, nearest), sentence))
    }

    /// Nobody calls it, so nothing but itself makes its load.
    fn is_source(&self, component: usize) -> bool {
        self.callers.get(component).is_some_and(Vec::is_empty)
    }
}

/// A component, and how many steps it is to all others.
struct Place {
    component: usize,
    /// Towards where its figure comes from.
    along: Vec<Option<usize>>,
    /// Either way along connections.
    anyhow: Vec<Option<usize>>,
}

impl Place {
    /// `None` where no way leads.
    fn distance(&self, node: usize) -> Option<Distance> {
        let steps = |steps: &[Option<usize>]| steps.get(node).copied().flatten();
        steps(&self.along)
            .map(|steps| (false, steps))
            .or_else(|| steps(&self.anyhow).map(|steps| (true, steps)))
    }
}

fn explains(kind: CircumstanceKind, distance: Distance, about: About, is_source: bool) -> bool {
    let (is_elsewhere, steps) = distance;
    let is_grave = !kind.is_slight();
    match about {
        About::Load if is_source => kind == CircumstanceKind::LoadWasChanged && steps == 0,
        About::Load => is_grave || !kind.is_about_waits() && !is_elsewhere && steps > 0,
        About::BusyShare => is_grave || !kind.is_about_waits() && !is_elsewhere,
        About::Wait | About::Latency => is_grave || !is_elsewhere,
    }
}

/// Breadth first; the shortest way to each.
fn steps_from<'g, I: Iterator<Item = &'g usize>>(
    start: usize,
    next: impl Fn(usize) -> I,
) -> Vec<Option<usize>> {
    let mut steps: Vec<Option<usize>> = Vec::new();
    let mut queue = VecDeque::from([(start, 0)]);
    while let Some((node, far)) = queue.pop_front() {
        if steps.len() <= node {
            steps.resize(node + 1, None);
        }
        if steps[node].is_none() {
            steps[node] = Some(far);
            queue.extend(next(node).map(|node| (*node, far + 1)));
        }
    }
    steps
}
