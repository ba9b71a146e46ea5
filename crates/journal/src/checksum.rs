use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// XXH3 (64 bit) of an event together with the checksum of the event before it on its device; printed as 16 hex digits.
///
/// It finds accidents (a flipped byte, a lost line), not forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Checksum(pub u64);

impl Checksum {
    /// What the first event of a device names as its predecessor.
    pub const START: Checksum = Checksum(0);
}

impl fmt::Display for Checksum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a checksum is 16 hexadecimal digits in small letters")]
pub struct ChecksumError;

impl FromStr for Checksum {
    type Err = ChecksumError;

    fn from_str(text: &str) -> Result<Self, ChecksumError> {
        if text.len() != 16 {
            return Err(ChecksumError);
        }
        let mut value = 0;
        for byte in text.bytes() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                _ => return Err(ChecksumError),
            };
            value = value << 4 | u64::from(digit);
        }
        Ok(Checksum(value))
    }
}

impl Serialize for Checksum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Checksum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct HexDigits;
        impl de::Visitor<'_> for HexDigits {
            type Value = Checksum;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("16 hexadecimal digits in small letters")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Checksum, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(HexDigits)
    }
}
