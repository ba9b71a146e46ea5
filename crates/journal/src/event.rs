use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::line::{self, Line};
use crate::{Body, Checksum, DeviceId, EventId, Moment, Payload, SCHEMA, Tip, upgrade};

/// Something that happened, in an envelope that says who wrote it, when, and after what.
///
/// Its checksum always fits its contents: there is no way to make one that does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    id: EventId,
    at: Moment,
    schema: u16,
    previous: Checksum,
    checksum: Checksum,
    payload: Payload,
}

/// Why something could not be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecordError {
    #[error("this could not be written down so that it can be read again: {reason}")]
    Unreadable { reason: String },
    #[error("this device has used up its event numbers; export a backup and restore it in a new profile")]
    Exhausted,
}

/// Why a line is not an event that can be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LineError {
    #[error("the line is not a complete event: {reason}")]
    Malformed { reason: String },
    #[error(
        "event {id} was altered after it was written: its checksum is {written}, its contents give {computed}"
    )]
    Altered { id: EventId, written: Checksum, computed: Checksum },
}

impl Event {
    /// The event that follows `previous` on `device`. `None` where there is none yet.
    pub fn next(
        previous: Option<&Tip>,
        device: DeviceId,
        at: Moment,
        body: &Body,
    ) -> Result<Event, RecordError> {
        let text = serde_json::to_string(body).map_err(unreadable)?;
        // JSON has no infinity and no NaN: a body that holds one would be written and never read again.
        serde_json::from_str::<Body>(&text).map_err(unreadable)?;
        let payload = Payload(text.into());
        let start = Tip { sequence: 0, checksum: Checksum::START };
        let tip = previous.unwrap_or(&start);
        let sequence = tip.sequence.checked_add(1).ok_or(RecordError::Exhausted)?;
        let id = EventId { device, sequence };
        let checksum = checksum_of(tip.checksum, &id, &at, SCHEMA, payload.text());
        Ok(Event { id, at, schema: SCHEMA, previous: tip.checksum, checksum, payload })
    }

    /// One line of JSON, without the line's end.
    pub fn to_line(&self) -> String {
        line::write(self)
    }

    /// Reads what [`Event::to_line`] wrote and checks it against its checksum.
    pub fn from_line(text: &str) -> Result<Event, LineError> {
        let Line { id, at, schema, previous, checksum: written, body } = Line::read(text)?;
        let computed = checksum_of(previous, &id, &at, schema, body);
        if computed != written {
            return Err(LineError::Altered { id, written, computed });
        }
        Ok(Event { id, at, schema, previous, checksum: written, payload: Payload(body.into()) })
    }

    pub fn id(&self) -> &EventId {
        &self.id
    }

    pub fn device(&self) -> &DeviceId {
        &self.id.device
    }

    pub fn sequence(&self) -> u64 {
        self.id.sequence
    }

    pub fn at(&self) -> &Moment {
        &self.at
    }

    pub fn schema(&self) -> u16 {
        self.schema
    }

    pub fn previous(&self) -> Checksum {
        self.previous
    }

    pub fn checksum(&self) -> Checksum {
        self.checksum
    }

    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The tip of its device when this is its last event.
    pub fn tip(&self) -> Tip {
        Tip { sequence: self.id.sequence, checksum: self.checksum }
    }

    /// Parses the payload, upgraded to today's schema; `None` for a kind, a shape or a version that this build does not
    /// know, which is kept and passed over. The result is not cached: call it once an event.
    pub fn body(&self) -> Option<Body> {
        upgrade::read(self.schema, self.payload.text())
    }
}

fn unreadable(error: serde_json::Error) -> RecordError {
    RecordError::Unreadable { reason: error.to_string() }
}

/// XXH3 (64 bit) of four pieces, each with the checksum of the piece before as its seed and the first with `previous`: the
/// numbers of the envelope as little-endian 64-bit integers, the device, the zone and the payload.
fn checksum_of(previous: Checksum, id: &EventId, at: &Moment, schema: u16, payload: &str) -> Checksum {
    let civil = at.civil;
    let numbers = [
        id.sequence.cast_signed(),
        at.utc_millis,
        at.offset_minutes.into(),
        schema.into(),
        civil.year().into(),
        civil.month().into(),
        civil.day().into(),
        civil.hour().into(),
        civil.minute().into(),
        civil.second().into(),
        civil.subsec_nanosecond().into(),
    ];
    let numbers = numbers.map(i64::to_le_bytes);
    let pieces =
        [numbers.as_flattened(), id.device.as_str().as_bytes(), at.zone.as_bytes(), payload.as_bytes()];
    Checksum(pieces.into_iter().fold(previous.0, |seed, piece| xxh3_64_with_seed(piece, seed)))
}
