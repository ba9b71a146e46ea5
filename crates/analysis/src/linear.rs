//! Sparse linear systems of loads and times that feed on each other.

use std::collections::BTreeMap;

/// A pivot below this means that what goes round comes back as at least as much.
const LEAST_PIVOT: f64 = 1e-12;

/// `x = b + G x` with gains `G >= 0`: how much of each unknown adds to each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gains {
    /// `rows[i][j]`: how much of `x[j]` adds to `x[i]`.
    rows: Vec<BTreeMap<usize, f64>>,
}

/// One unknown solved for the ones that are eliminated after it.
#[derive(Debug)]
struct Eliminated {
    unknown: usize,
    pivot: f64,
    row: Vec<(usize, f64)>,
    /// Rows that it was substituted into, with the factor.
    targets: Vec<(usize, f64)>,
}

/// The factored system, to be solved for any number of right-hand sides.
#[derive(Debug)]
pub(crate) struct Solver {
    steps: Vec<Eliminated>,
}

impl Gains {
    pub(crate) fn new(unknowns: usize) -> Self {
        Self { rows: vec![BTreeMap::new(); unknowns] }
    }

    pub(crate) fn add(&mut self, to: usize, from: usize, gain: f64) {
        *self.rows[to].entry(from).or_insert(0.0) += gain;
    }

    /// The same gains the other way round.
    pub(crate) fn transposed(&self) -> Self {
        let mut transposed = Self::new(self.rows.len());
        for (to, row) in self.rows.iter().enumerate() {
            row.iter().for_each(|(from, gain)| transposed.add(*from, to, *gain));
        }
        transposed
    }

    /// `None` when something amplifies itself without end: the spectral radius of the gains is at least 1.
    ///
    /// Gaussian elimination without pivoting, fewest neighbours first. For gains of at least 0 every pivot of `1 - G`
    /// is positive exactly when the spectral radius is under 1 (Berman and Plemmons, "Nonnegative matrices in the
    /// mathematical sciences", 1979, theorem 6.2.3), and no digit is lost to cancellation between the other entries.
    pub(crate) fn factor(mut self) -> Option<Solver> {
        let count = self.rows.len();
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (row, entries) in self.rows.iter().enumerate() {
            for column in entries.keys() {
                users[*column].push(row);
            }
        }
        let mut left: Vec<usize> = (0..count).collect();
        let mut steps = Vec::with_capacity(count);
        while let Some(position) = (0..left.len())
            .min_by_key(|position| self.rows[left[*position]].len() * users[left[*position]].len())
        {
            let unknown = left.swap_remove(position);
            steps.push(self.eliminate(unknown, &mut users)?);
        }
        Some(Solver { steps })
    }

    fn eliminate(&mut self, unknown: usize, users: &mut [Vec<usize>]) -> Option<Eliminated> {
        let mut row = std::mem::take(&mut self.rows[unknown]);
        let pivot = 1.0 - row.remove(&unknown).unwrap_or(0.0);
        if pivot.is_nan() || pivot <= LEAST_PIVOT {
            return None;
        }
        let row: Vec<(usize, f64)> = row.into_iter().collect();
        let mut targets = Vec::new();
        for user in std::mem::take(&mut users[unknown]) {
            let Some(gain) = self.rows[user].remove(&unknown) else { continue };
            let factor = gain / pivot;
            targets.push((user, factor));
            for (column, entry) in &row {
                let sum = self.rows[user].entry(*column).or_insert_with(|| {
                    users[*column].push(user);
                    0.0
                });
                *sum += factor * entry;
            }
        }
        Some(Eliminated { unknown, pivot, row, targets })
    }
}

impl Solver {
    /// The unknowns for constants `b`.
    pub(crate) fn solve(&self, mut constants: Vec<f64>) -> Vec<f64> {
        for step in &self.steps {
            for (target, factor) in &step.targets {
                constants[*target] += factor * constants[step.unknown];
            }
        }
        for step in self.steps.iter().rev() {
            let others: f64 = step.row.iter().map(|(column, gain)| gain * constants[*column]).sum();
            constants[step.unknown] = (constants[step.unknown] + others) / step.pivot;
        }
        constants
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn solve(gains: &[(usize, usize, f64)], constants: &[f64]) -> Option<Vec<f64>> {
        let mut system = Gains::new(constants.len());
        for (to, from, gain) in gains {
            system.add(*to, *from, *gain);
        }
        Some(system.factor()?.solve(constants.to_vec()))
    }

    #[test]
    fn half_of_what_arrives_coming_back_doubles_it() {
        // x = 10 + 0.5 x, so x = 20.
        assert_eq!(solve(&[(0, 0, 0.5)], &[10.0]), Some(vec![20.0]));
    }

    #[test]
    fn two_that_call_each_other_share_a_geometric_series() {
        // x = 8 + 0.5 y and y = x: x = y = 16.
        assert_eq!(solve(&[(0, 1, 0.5), (1, 0, 1.0)], &[8.0, 0.0]), Some(vec![16.0, 16.0]));
    }

    #[test]
    fn a_cycle_that_gives_back_all_it_gets_has_no_solution() {
        assert_eq!(solve(&[(0, 1, 1.0), (1, 0, 1.0)], &[1.0, 0.0]), None);
        assert_eq!(solve(&[(0, 1, 2.0), (1, 2, 1.0), (2, 0, 0.6)], &[1.0, 0.0, 0.0]), None);
    }

    proptest! {
        #[test]
        fn what_is_found_satisfies_the_equations(
            gains in proptest::collection::vec((0usize..8, 0usize..8, 0.0..0.2f64), 0..40),
            constants in proptest::collection::vec(0.0..10.0f64, 8),
        ) {
            if let Some(solution) = solve(&gains, &constants) {
                for (index, constant) in constants.iter().enumerate() {
                    let others: f64 =
                        gains.iter().filter(|gain| gain.0 == index).map(|gain| gain.2 * solution[gain.1]).sum();
                    let error = (solution[index] - constant - others).abs();
                    prop_assert!(error <= 1e-9 * (1.0 + solution[index].abs()), "{error}");
                    prop_assert!(solution[index] >= 0.0);
                }
            }
        }

        #[test]
        fn it_gives_up_exactly_when_repeated_application_does_not_die_out(
            gains in proptest::collection::vec((0usize..5, 0usize..5, 0.0..0.7f64), 0..15),
        ) {
            let mut size = vec![1.0; 5];
            let mut growth = 0.0;
            for _ in 0..400 {
                let mut next = vec![0.0; 5];
                for (to, from, gain) in &gains { next[*to] += gain * size[*from]; }
                growth = next.iter().sum::<f64>();
                size = next;
            }
            // Sizes in between are too close to call by counting.
            if growth < 1e-12 {
                prop_assert!(solve(&gains, &[1.0; 5]).is_some());
            } else if growth > 1e6 {
                prop_assert!(solve(&gains, &[1.0; 5]).is_none());
            }
        }
    }
}
