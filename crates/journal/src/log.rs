use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};

use thiserror::Error;

use crate::order::CanonicalOrder;
use crate::{Checksum, Damage, DeviceId, Event, EventId, Tip, Tips, damage};

/// Every event that is at hand, of every device.
#[derive(Debug, Clone, Default)]
pub struct Log {
    chains: BTreeMap<DeviceId, Chain>,
    /// What was once known to exist, from outside the storage that the events came from.
    remembered: Tips,
}

/// The events of one device by sequence, perhaps with gaps.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chain {
    pub(crate) events: BTreeMap<u64, Event>,
    /// The latest time that any of them carries.
    latest_millis: i64,
}

/// What an append changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    Added {
        tip: Tip,
        /// The event is the last in canonical order, so projections may apply it. Otherwise they replay: another device
        /// has later ones.
        at_end: bool,
    },
    AlreadyThere,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AppendError {
    #[error(
        "event {id} does not follow: number {expected} comes next on its device; load the latest events and try again"
    )]
    NotNext { id: EventId, expected: u64 },
    #[error(
        "event {id} follows an event with checksum {found}, but the one before it has {expected}; load the latest events and try again"
    )]
    ChainBroken { id: EventId, expected: Checksum, found: Checksum },
    #[error(transparent)]
    Fork(#[from] Fork),
}

/// One name, two events: two copies of a profile went on writing as the same device.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "there are two different events {id}: one with checksum {held} is kept, one with {offered} is set aside; give one of the two profiles a new device id"
)]
pub struct Fork {
    pub id: EventId,
    pub held: Checksum,
    pub offered: Checksum,
}

/// An event that a merge could not take in, handed back so that it is not lost.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{fork}")]
pub struct Refused {
    pub event: Event,
    pub fork: Fork,
}

/// What a merge changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merged {
    pub added: Vec<EventId>,
    pub already_there: usize,
    pub refused: Vec<Refused>,
    /// Whether all that was added comes after all that was there, so that projections may apply it. Otherwise they replay.
    pub at_end: bool,
}

enum Placed {
    Added,
    AlreadyThere,
    Refused(Refused),
}

impl Log {
    /// An empty log which knows that the events up to `remembered` once existed.
    pub fn new(remembered: Tips) -> Log {
        Log { chains: BTreeMap::new(), remembered }
    }

    pub fn len(&self) -> usize {
        self.chains.values().map(|chain| chain.events.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.chains.is_empty()
    }

    pub fn get(&self, id: &EventId) -> Option<&Event> {
        self.chains.get(&id.device)?.events.get(&id.sequence)
    }

    /// Takes an event that was just made on its device, or was made in another tab, in its order.
    pub fn append(&mut self, event: Event) -> Result<Appended, AppendError> {
        if let Some(held) = self.get(event.id()) {
            return fork_between(held, &event).map_or(Ok(Appended::AlreadyThere), |fork| Err(fork.into()));
        }
        self.check_that_it_follows(&event)?;
        let tip = event.tip();
        let at_end = self.sorts_last(&event);
        self.place(event);
        Ok(Appended::Added { tip, at_end })
    }

    fn check_that_it_follows(&self, event: &Event) -> Result<(), AppendError> {
        let before = self.tip_to_follow(event.device());
        let (sequence, expected) = before.map_or((0, Checksum::START), |tip| (tip.sequence, tip.checksum));
        let id = || event.id().clone();
        if sequence.checked_add(1) != Some(event.sequence()) {
            return Err(AppendError::NotNext { id: id(), expected: sequence.saturating_add(1) });
        }
        if event.previous() != expected {
            return Err(AppendError::ChainBroken { id: id(), expected, found: event.previous() });
        }
        Ok(())
    }

    /// Takes in whatever is new, in any order: from storage, a backup or another replica. Gaps may stay; [`Log::verify`]
    /// finds them.
    pub fn merge(&mut self, events: impl IntoIterator<Item = Event>) -> Merged {
        let length_before = self.len();
        let mut merged = Merged::default();
        for event in events {
            let id = event.id().clone();
            match self.place(event) {
                Placed::Added => merged.added.push(id),
                Placed::AlreadyThere => merged.already_there += 1,
                Placed::Refused(refused) => merged.refused.push(refused),
            }
        }
        merged.at_end = self.ends_with(&merged.added, length_before);
        merged
    }

    fn ends_with(&self, added: &[EventId], length_before: usize) -> bool {
        if added.is_empty() || length_before == 0 {
            return true;
        }
        let added: HashSet<&EventId> = added.iter().collect();
        self.events().skip(length_before).all(|event| added.contains(event.id()))
    }

    /// Canonical order: by time, then device; but the events of one device always by sequence, whatever its clock did.
    /// The same set of events has the same order on every replica.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        CanonicalOrder::new(&self.chains)
    }

    /// The last event at hand of every device.
    pub fn tips(&self) -> Tips {
        let tip = |(device, chain): (&DeviceId, &Chain)| Some((device.clone(), chain.tip()?));
        self.chains.iter().filter_map(tip).collect()
    }

    /// What the next event of `device` has to follow: its last event at hand or, where that is lost, the one remembered.
    /// Going on from there keeps a new event from taking the name of a lost one.
    pub fn tip_to_follow(&self, device: &DeviceId) -> Option<Tip> {
        let held = self.chains.get(device).and_then(Chain::tip);
        let remembered = self.remembered.get(device).copied();
        [held, remembered].into_iter().flatten().max_by_key(|tip| tip.sequence)
    }

    /// Everything that is missing or does not fit together; empty when the log is whole.
    pub fn verify(&self) -> Vec<Damage> {
        damage::find(&self.chains, &self.remembered)
    }

    fn sorts_last(&self, event: &Event) -> bool {
        let own = self.chains.get(event.device()).map_or(i64::MIN, |chain| chain.latest_millis);
        let key = (own.max(event.at().utc_millis), event.device());
        self.chains.iter().all(|(device, chain)| (chain.latest_millis, device) <= key)
    }

    fn place(&mut self, event: Event) -> Placed {
        self.chains.entry(event.device().clone()).or_default().place(event)
    }
}

impl Chain {
    /// Keeps the event if its name is free.
    fn place(&mut self, event: Event) -> Placed {
        let time = event.at().utc_millis;
        let is_first = self.events.is_empty();
        match self.events.entry(event.sequence()) {
            Entry::Vacant(free) => {
                free.insert(event);
                self.latest_millis = if is_first { time } else { self.latest_millis.max(time) };
                Placed::Added
            }
            Entry::Occupied(held) => match fork_between(held.get(), &event) {
                None => Placed::AlreadyThere,
                Some(fork) => Placed::Refused(Refused { event, fork }),
            },
        }
    }

    pub(crate) fn tip(&self) -> Option<Tip> {
        self.events.last_key_value().map(|(_, event)| event.tip())
    }
}

/// `None` when the two, which have the same name, are the same.
fn fork_between(held: &Event, offered: &Event) -> Option<Fork> {
    let (id, held, offered) = (held.id(), held.checksum(), offered.checksum());
    (held != offered).then(|| Fork { id: id.clone(), held, offered })
}
