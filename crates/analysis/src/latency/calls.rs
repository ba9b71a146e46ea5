use diagram::Routing;

use crate::linear::{Gains, Solver};
use crate::model::{Edge, LIMIT, Model};

/// The calls that requests of one class wait for.
#[derive(Debug)]
pub(crate) struct Calls<'m> {
    model: &'m Model<'m>,
    pub(crate) class: usize,
    /// Groups of components on a common cycle, callees before callers.
    pub(crate) callees_first: Vec<Vec<usize>>,
    cycles: Vec<Cycle>,
}

/// What a group of [`Calls::callees_first`] is.
#[derive(Debug)]
enum Cycle {
    None,
    /// Calls go round, and end.
    Ends(Solver),
    /// Each call leads to at least one more, so no answer ever comes.
    Endless,
}

impl<'m> Calls<'m> {
    pub(crate) fn new(model: &'m Model<'m>, class: usize) -> Self {
        let counts = |edge: &Edge| waits_for(model, class, edge);
        let callees_first = model.callees_first(counts);
        let cycle = |group: &Vec<usize>| {
            if !model.is_cycle(group, counts) {
                return Cycle::None;
            }
            gains_within(model, class, group).factor().map_or(Cycle::Endless, Cycle::Ends)
        };
        Self { cycles: callees_first.iter().map(cycle).collect(), callees_first, model, class }
    }

    /// A client that is called answers at once, so nobody waits for it.
    pub(crate) fn is_waited_for(&self, edge: &Edge) -> bool {
        waits_for(self.model, self.class, edge)
    }

    pub(crate) fn waited_for(&self, node: usize) -> impl Iterator<Item = &'m Edge<'m>> + '_ {
        self.model.edges_from(node).filter(|edge| self.is_waited_for(edge))
    }

    /// Edges of which each request takes one.
    pub(crate) fn chosen(&self, node: usize) -> impl Iterator<Item = &'m Edge<'m>> + '_ {
        let class = self.class;
        self.model
            .edges_from(node)
            .filter(move |edge| edge.routing == Routing::ByWeight && edge.carries(class))
    }

    /// Mean time on the network of the calls that a request makes from `node` itself.
    pub(crate) fn network_millis(&self, node: usize) -> f64 {
        self.waited_for(node).map(|edge| edge.calls_per_request(self.class) * edge.round_trip_millis()).sum()
    }

    /// Solves `x = own + calls x`: what a request meets at a component and at everything that is called for it.
    pub(crate) fn add_up(&self, own: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.model.nodes.len()];
        for (group, cycle) in self.callees_first.iter().zip(&self.cycles) {
            let constants = group.iter().map(|node| {
                let called =
                    self.waited_for(*node).map(|edge| edge.calls_per_request(self.class) * sums[edge.to]);
                own(*node) + called.sum::<f64>()
            });
            let mut found: Vec<f64> = constants.collect();
            if let Cycle::Ends(solver) = cycle {
                found = solver.solve(found);
            }
            for (node, sum) in group.iter().zip(found) {
                sums[*node] = sum.min(LIMIT * LIMIT);
            }
        }
        sums
    }

    /// How often one request of a client comes to each component, on average.
    pub(crate) fn visits(&self, client: usize) -> Vec<f64> {
        let mut visits = vec![0.0; self.model.nodes.len()];
        visits[client] = 1.0;
        for (group, cycle) in self.callees_first.iter().zip(&self.cycles).rev() {
            if matches!(cycle, Cycle::Ends(_)) {
                let arriving = group.iter().map(|node| visits[*node]).collect();
                let solved = gains_within(self.model, self.class, group).transposed().factor();
                let found = solved.map_or_else(|| vec![0.0; group.len()], |solver| solver.solve(arriving));
                group.iter().zip(found).for_each(|(node, found)| visits[*node] = found);
            }
            for node in group {
                for edge in self.waited_for(*node).filter(|edge| group.binary_search(&edge.to).is_err()) {
                    let more = visits[*node] * edge.calls_per_request(self.class);
                    visits[edge.to] = (visits[edge.to] + more).min(LIMIT);
                }
            }
        }
        visits
    }

    /// Components that are, or wait for, one that `is_stuck` or a cycle without end.
    pub(crate) fn behind_any(&self, is_stuck: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut stuck = vec![false; self.model.nodes.len()];
        for (group, cycle) in self.callees_first.iter().zip(&self.cycles) {
            let any = matches!(cycle, Cycle::Endless)
                || group
                    .iter()
                    .any(|node| is_stuck(*node) || self.waited_for(*node).any(|edge| stuck[edge.to]));
            for node in group {
                stuck[*node] = any;
            }
        }
        stuck
    }

    pub(crate) fn is_cycle(&self, group: usize) -> bool {
        !matches!(self.cycles[group], Cycle::None)
    }
}

fn waits_for(model: &Model, class: usize, edge: &Edge) -> bool {
    edge.waits && edge.carries(class) && !model.nodes[edge.to].is_client
}

fn gains_within(model: &Model, class: usize, group: &[usize]) -> Gains {
    let mut gains = Gains::new(group.len());
    for (caller, node) in group.iter().enumerate() {
        for edge in model.edges_from(*node).filter(|edge| waits_for(model, class, edge)) {
            if let Ok(callee) = group.binary_search(&edge.to) {
                gains.add(caller, callee, edge.calls_per_request(class));
            }
        }
    }
    gains
}
