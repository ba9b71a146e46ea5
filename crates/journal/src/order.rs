use std::collections::BTreeMap;
use std::collections::btree_map::Values;

use crate::log::Chain;
use crate::{DeviceId, Event};

/// Merges the chains of all devices by time without ever reordering one of them: an event counts as no earlier than
/// the events before it on its device.
#[derive(Debug)]
pub(crate) struct CanonicalOrder<'log> {
    /// Of every device that has events left. A learner has few devices, so the earliest is found by looking at all.
    heads: Vec<Head<'log>>,
}

/// The next event of a device.
#[derive(Debug)]
struct Head<'log> {
    counts_as_millis: i64,
    device: &'log DeviceId,
    event: &'log Event,
    rest: Values<'log, u64, Event>,
}

impl<'log> CanonicalOrder<'log> {
    pub(crate) fn new(chains: &'log BTreeMap<DeviceId, Chain>) -> Self {
        let head = |(device, chain): (&'log DeviceId, &'log Chain)| {
            let mut rest = chain.events.values();
            let event = rest.next()?;
            Some(Head { counts_as_millis: event.at().utc_millis, device, event, rest })
        };
        CanonicalOrder { heads: chains.iter().filter_map(head).collect() }
    }
}

impl<'log> Iterator for CanonicalOrder<'log> {
    type Item = &'log Event;

    fn next(&mut self) -> Option<&'log Event> {
        let key = |(_, head): &(usize, &mut Head<'log>)| (head.counts_as_millis, head.device);
        let (place, head) = self.heads.iter_mut().enumerate().min_by_key(key)?;
        let event = head.event;
        match head.rest.next() {
            Some(next) => {
                head.event = next;
                head.counts_as_millis = head.counts_as_millis.max(next.at().utc_millis);
            }
            None => {
                self.heads.swap_remove(place);
            }
        }
        Some(event)
    }
}
