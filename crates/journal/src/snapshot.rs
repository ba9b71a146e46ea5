use serde::{Deserialize, Serialize};

use crate::{Event, Log, Tips};

/// What a projection had become after the events up to `tips`. It saves time and is never the truth: where it does not
/// fit the log any more, everything is replayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot<T> {
    pub tips: Tips,
    /// How many events it covers.
    pub events: u64,
    pub state: T,
}

impl<T> Snapshot<T> {
    /// `state` must be what all of `log` gives.
    pub fn of(log: &Log, state: T) -> Snapshot<T> {
        Snapshot { tips: log.tips(), events: log.len() as u64, state }
    }

    /// The events to apply to `state`, in canonical order. `None` when it has to be replayed from nothing: an event that
    /// the snapshot covers is gone or another one, or an event that it does not cover belongs before one that it does.
    pub fn events_after<'log>(&self, log: &'log Log) -> Option<Vec<&'log Event>> {
        let mut events = log.events();
        let mut tips = Tips::new();
        for _ in 0..self.events {
            let event = events.next()?;
            tips.insert(event.device().clone(), event.tip());
        }
        (tips == self.tips).then(|| events.collect())
    }
}
