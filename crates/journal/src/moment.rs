use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// When something happened, as the learner's own clock and calendar said it then. Handed in; nothing here reads a clock.
///
/// The civil time is kept beside the instant, so that the learner's day can be told later without a time zone database
/// and does not change when a zone's rules do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_millis: i64,
    /// What the wall clock showed.
    pub civil: DateTime,
    /// Minutes that the wall clock was ahead of UTC.
    pub offset_minutes: i32,
    /// IANA name, such as `Asia/Kolkata`.
    pub zone: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "the time {utc_millis} ms with an offset of {offset_minutes} minutes is outside the calendar; check the device's clock"
)]
pub struct MomentError {
    utc_millis: i64,
    offset_minutes: i32,
}

impl Moment {
    /// The moment at `utc_millis` where the wall clock is `offset_minutes` ahead of UTC.
    pub fn new(utc_millis: i64, offset_minutes: i32, zone: impl Into<String>) -> Result<Moment, MomentError> {
        let error = MomentError { utc_millis, offset_minutes };
        let instant = Timestamp::from_millisecond(utc_millis).map_err(|_| error)?;
        let offset = Offset::from_seconds(offset_minutes.saturating_mul(60)).map_err(|_| error)?;
        Ok(Moment { utc_millis, civil: offset.to_datetime(instant), offset_minutes, zone: zone.into() })
    }
}
