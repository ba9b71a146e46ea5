//! How many requests reach each component.
//!
//! The traffic equations of an open network of queues: what arrives is what clients send and what other components
//! pass on (J. R. Jackson, "Jobshop-like queueing systems", 1963; L. Kleinrock, "Queueing Systems", volume 1, 1975,
//! section 4.8). Solved for each class of requests apart, because caches and replicas treat them differently.

use crate::linear::Gains;
use crate::model::{CLASSES, Edge, LIMIT, Model, READS, STATIC};

/// Loads of all components, by index into the model.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Traffic {
    /// Requests a second, `[reads, writes, static files]`; each at most [`LIMIT`].
    pub(crate) arrivals_per_second: Vec<[f64; CLASSES]>,
    /// The load has no end: the component is on, or behind, a cycle that amplifies itself. Its arrivals are then those
    /// of one turn, as if the connections that lead back were cut.
    pub(crate) unbounded: Vec<bool>,
    /// Components of each cycle that amplifies itself, whether or not a client reaches it.
    pub(crate) amplifying_cycles: Vec<Vec<usize>>,
    scope: Scope,
}

/// Which load is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Scope {
    /// That of one client, by index, instead of all.
    client: Option<usize>,
    /// What somebody waits for, all the way from the client.
    waited_for: bool,
}

impl Traffic {
    pub(crate) fn of(model: &Model) -> Self {
        Self::within(model, Scope::default())
    }

    /// The load that one client alone brings.
    pub(crate) fn of_client(model: &Model, client: usize) -> Self {
        Self::within(model, Scope { client: Some(client), ..Scope::default() })
    }

    /// The load that a client waits for: without what goes along an asynchronous connection, and what that leads to.
    pub(crate) fn waited_for(model: &Model) -> Self {
        Self::within(model, Scope { waited_for: true, ..Scope::default() })
    }

    fn within(model: &Model, scope: Scope) -> Self {
        let mut traffic = Self {
            arrivals_per_second: vec![[0.0; CLASSES]; model.nodes.len()],
            unbounded: vec![false; model.nodes.len()],
            amplifying_cycles: Vec::new(),
            scope,
        };
        for group in model.callees_first(passes_on(model, scope)).iter().rev() {
            traffic.add_group(model, group);
        }
        traffic
    }

    pub(crate) fn total_per_second(&self, node: usize) -> f64 {
        self.arrivals_per_second[node].iter().sum::<f64>().min(LIMIT)
    }

    /// Requests a second that read, files or not.
    pub(crate) fn reads_per_second(&self, node: usize) -> f64 {
        (self.arrivals_per_second[node][READS] + self.arrivals_per_second[node][STATIC]).min(LIMIT)
    }

    /// Requests a second along one connection.
    pub(crate) fn along_per_second(&self, model: &Model, edge: &Edge) -> f64 {
        (0..CLASSES).map(|class| self.sent(model, edge, class)).sum::<f64>().min(LIMIT)
    }

    fn add_group(&mut self, model: &Model, group: &[usize]) {
        let scope = self.scope;
        let is_cycle = model.is_cycle(group, passes_on(model, scope));
        let mut amplifies = false;
        for class in 0..CLASSES {
            let outside: Vec<f64> =
                group.iter().map(|node| self.arriving_from_outside(model, group, *node, class)).collect();
            let is_reached = outside.iter().any(|load| *load > 0.0);
            let solution = if is_cycle {
                solve_cycle(model, scope, group, class, &outside)
            } else {
                Some(outside.clone())
            };
            amplifies |= solution.is_none();
            let endless = is_reached && (solution.is_none() || self.is_fed_without_end(model, group, class));
            let loads = solution.unwrap_or_else(|| one_turn(model, scope, group, class, &outside));
            for (node, load) in group.iter().zip(loads) {
                self.arrivals_per_second[*node][class] = load.min(LIMIT);
                self.unbounded[*node] |= endless;
            }
        }
        if amplifies {
            self.amplifying_cycles.push(group.to_vec());
        }
    }

    /// What reaches a node of a group from outside the group.
    fn arriving_from_outside(&self, model: &Model, group: &[usize], node: usize, class: usize) -> f64 {
        model
            .edges_to(node)
            .filter(|edge| passes_on(model, self.scope)(edge) && group.binary_search(&edge.from).is_err())
            .map(|edge| self.sent(model, edge, class))
            .fold(0.0, |sum: f64, load| (sum + load).min(LIMIT))
    }

    fn is_fed_without_end(&self, model: &Model, group: &[usize], class: usize) -> bool {
        group.iter().flat_map(|node| model.edges_to(*node)).any(|edge| {
            group.binary_search(&edge.from).is_err()
                && self.unbounded[edge.from]
                && self.sent(model, edge, class) > 0.0
        })
    }

    fn sent(&self, model: &Model, edge: &Edge, class: usize) -> f64 {
        let caller = &model.nodes[edge.from];
        let arriving = if caller.is_client {
            if self.scope.client.is_some_and(|client| client != edge.from) {
                return 0.0;
            }
            caller.requests_per_second * caller.class_shares()[class]
        } else {
            self.arrivals_per_second[edge.from][class]
        };
        arriving * edge.calls_per_request(class)
    }
}

/// Whether load crosses an edge to be passed on; what arrives at a client ends there.
fn passes_on(model: &Model, scope: Scope) -> impl Fn(&Edge) -> bool + Copy {
    move |edge| {
        let is_looked_at = edge.waits || !scope.waited_for;
        is_looked_at && edge.carries_any() && !model.nodes[edge.to].is_client
    }
}

fn solve_cycle(
    model: &Model,
    scope: Scope,
    group: &[usize],
    class: usize,
    outside: &[f64],
) -> Option<Vec<f64>> {
    let mut gains = Gains::new(group.len());
    for (to, node) in group.iter().enumerate() {
        for edge in model.edges_to(*node).filter(|edge| passes_on(model, scope)(edge)) {
            if let Ok(from) = group.binary_search(&edge.from) {
                let gain = edge.calls_per_request(class);
                if gain > 0.0 {
                    gains.add(to, from, gain);
                }
            }
        }
    }
    Some(gains.factor()?.solve(outside.to_vec()))
}

/// Loads when every connection that leads back to a component already reached is cut.
fn one_turn(model: &Model, scope: Scope, group: &[usize], class: usize, outside: &[f64]) -> Vec<f64> {
    let mut loads = outside.to_vec();
    let mut order: Vec<usize> = (0..group.len()).filter(|index| outside[*index] > 0.0).collect();
    let mut reached: Vec<bool> = outside.iter().map(|load| *load > 0.0).collect();
    let mut next = 0;
    while let Some(&from) = order.get(next) {
        next += 1;
        let mut newly = Vec::new();
        for edge in
            model.edges_from(group[from]).filter(|edge| passes_on(model, scope)(edge) && edge.carries(class))
        {
            let Ok(to) = group.binary_search(&edge.to) else { continue };
            if !reached[to] || newly.contains(&to) {
                loads[to] = (loads[to] + loads[from] * edge.calls_per_request(class)).min(LIMIT);
                if !reached[to] {
                    reached[to] = true;
                    newly.push(to);
                }
            }
        }
        order.extend(newly);
    }
    loads
}
