//! What the learner did: an append-only log of events that everything else is derived from.
//!
//! There is no clock, no storage and no randomness in here; see `SPEC.md` for the numbered rules.

mod backup;
mod body;
mod checksum;
mod damage;
mod event;
mod event_id;
mod line;
mod log;
mod moment;
mod order;
mod payload;
mod snapshot;
mod upgrade;

pub use backup::*;
pub use body::*;
pub use checksum::{Checksum, ChecksumError};
pub use damage::Damage;
pub use event::{Event, LineError, RecordError};
pub use event_id::{DeviceId, EventId, Tip, Tips};
pub use log::{AppendError, Appended, Fork, Log, Merged, Refused};
pub use moment::{Moment, MomentError};
pub use payload::Payload;
pub use snapshot::Snapshot;
pub use upgrade::SCHEMA;
