//! Prerequisites that wait for one another.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::{Objective, Pack, Place};

impl Checker<'_> {
    /// Tutorials that could never be begun because each waits for the other.
    pub(super) fn cycles(&mut self, pack: &Pack) {
        let tutorials: Vec<_> = pack
            .tutorials
            .iter()
            .map(|tutorial| (tutorial.id.as_str(), tutorial.prerequisites.as_slice()))
            .collect();
        let stuck = going_round(&tutorials);
        for (index, tutorial) in pack.tutorials.iter().enumerate() {
            self.expect(
                !stuck.contains(&index),
                Place::entry("tutorials", index).key("prerequisites"),
                || format!("\"{}\" can never be begun: its prerequisites go round in a circle", tutorial.id),
            );
        }
    }

    /// The same within a tutorial.
    pub(super) fn cycles_of_objectives(&mut self, place: &Place, objectives: &[Objective]) {
        let entries: Vec<_> = objectives
            .iter()
            .map(|objective| (objective.id.as_str(), objective.prerequisites.as_slice()))
            .collect();
        let stuck = going_round(&entries);
        for (index, objective) in objectives.iter().enumerate() {
            let place = place.key("objectives").index(index).key("prerequisites");
            self.expect(!stuck.contains(&index), place, || {
                format!("\"{}\" can never be reached: its prerequisites go round in a circle", objective.id)
            });
        }
    }
}

/// Places of those that can never come first, among ids with what each waits for. Ids that are not there are passed over.
fn going_round(entries: &[(&str, &[String])]) -> BTreeSet<usize> {
    let indices: BTreeMap<&str, usize> =
        entries.iter().enumerate().map(|(index, (id, _))| (*id, index)).collect();
    let before = |ids: &[String]| ids.iter().filter_map(|id| indices.get(id.as_str()).copied()).collect();
    let waits_for: Vec<Vec<usize>> = entries.iter().map(|(_, ids)| before(ids)).collect();
    stuck(&waits_for)
}

/// What is left when everything that waits for nothing (any more) is taken away, again and again (Kahn, 1962).
fn stuck(waits_for: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut unmet: Vec<usize> = waits_for.iter().map(Vec::len).collect();
    let mut opens = vec![Vec::new(); waits_for.len()];
    for (index, others) in waits_for.iter().enumerate() {
        for other in others {
            if let Some(opened) = opens.get_mut(*other) {
                opened.push(index);
            }
        }
    }
    let mut left: BTreeSet<usize> = (0..waits_for.len()).collect();
    let mut free: Vec<usize> = left.iter().copied().filter(|index| unmet.get(*index) == Some(&0)).collect();
    while let Some(index) = free.pop() {
        left.remove(&index);
        for opened in opens.get(index).into_iter().flatten() {
            if let Some(count) = unmet.get_mut(*opened) {
                *count -= 1;
                if *count == 0 {
                    free.push(*opened);
                }
            }
        }
    }
    left
}
