//! Prerequisites that wait for one another.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::{Pack, Place};

impl Checker<'_> {
    /// Tutorials that could never be begun because each waits for the other.
    pub(super) fn cycles(&mut self, pack: &Pack) {
        let indices: BTreeMap<&str, usize> = pack
            .tutorials
            .iter()
            .enumerate()
            .map(|(index, tutorial)| (tutorial.id.as_str(), index))
            .collect();
        let waits_for: Vec<Vec<usize>> = pack
            .tutorials
            .iter()
            .map(|tutorial| {
                tutorial.prerequisites.iter().filter_map(|id| indices.get(id.as_str()).copied()).collect()
            })
            .collect();
        let stuck = stuck(&waits_for);
        for (index, tutorial) in pack.tutorials.iter().enumerate() {
            self.expect(
                !stuck.contains(&index),
                Place::entry("tutorials", index).key("prerequisites"),
                || format!("\"{}\" can never be begun: its prerequisites go round in a circle", tutorial.id),
            );
        }
    }
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
