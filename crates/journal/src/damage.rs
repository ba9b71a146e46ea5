use std::collections::BTreeMap;

use thiserror::Error;

use crate::log::Chain;
use crate::{Checksum, DeviceId, EventId, Tip, Tips};

/// Something that is wrong with a log. It is told, and never mended by deleting.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Damage {
    #[error(
        "events {first} to {last} of device {device} are missing; a backup or another device may have them"
    )]
    Gap { device: DeviceId, first: u64, last: u64 },
    #[error(
        "event {id} was written after an event with checksum {written}, but the one before it has {held}: two histories were mixed"
    )]
    BrokenChain { id: EventId, written: Checksum, held: Checksum },
    #[error(
        "events {first} to {last} of device {device} once existed and are gone; a backup or another device may have them"
    )]
    MissingTail { device: DeviceId, first: u64, last: u64 },
    #[error(
        "event {id} is not the one that was there before: its checksum is {held}, {remembered} was remembered"
    )]
    Replaced { id: EventId, remembered: Checksum, held: Checksum },
}

pub(crate) fn find(chains: &BTreeMap<DeviceId, Chain>, remembered: &Tips) -> Vec<Damage> {
    let mut found = Vec::new();
    for (device, chain) in chains {
        check_chain(device, chain, &mut found);
    }
    for (device, tip) in remembered {
        check_against_memory(device, *tip, chains.get(device), &mut found);
    }
    found
}

fn check_chain(device: &DeviceId, chain: &Chain, found: &mut Vec<Damage>) {
    let mut before = Tip { sequence: 0, checksum: Checksum::START };
    for event in chain.events.values() {
        if event.sequence() > before.sequence + 1 {
            let (first, last) = (before.sequence + 1, event.sequence() - 1);
            found.push(Damage::Gap { device: device.clone(), first, last });
        } else if event.previous() != before.checksum {
            let (written, held) = (event.previous(), before.checksum);
            found.push(Damage::BrokenChain { id: event.id().clone(), written, held });
        }
        before = event.tip();
    }
}

fn check_against_memory(device: &DeviceId, remembered: Tip, chain: Option<&Chain>, found: &mut Vec<Damage>) {
    let held_up_to = chain.and_then(Chain::tip).map_or(0, |tip| tip.sequence);
    if held_up_to < remembered.sequence {
        let (first, last) = (held_up_to + 1, remembered.sequence);
        found.push(Damage::MissingTail { device: device.clone(), first, last });
        return;
    }
    let held = chain.and_then(|chain| chain.events.get(&remembered.sequence));
    if let Some(event) = held.filter(|event| event.checksum() != remembered.checksum) {
        let (remembered, held) = (remembered.checksum, event.checksum());
        found.push(Damage::Replaced { id: event.id().clone(), remembered, held });
    }
}
