//! The line that an event is stored as. It is always written the same way, so it is read the same way: piece by piece, and
//! without looking into the body, for which the checksum vouches.

use std::str::FromStr;

use crate::{Checksum, Event, EventId, LineError, Moment};

/// The parts of a line, before its checksum is checked.
pub(crate) struct Line<'text> {
    pub(crate) id: EventId,
    pub(crate) at: Moment,
    pub(crate) schema: u16,
    pub(crate) previous: Checksum,
    pub(crate) checksum: Checksum,
    pub(crate) body: &'text str,
}

pub(crate) fn write(event: &Event) -> String {
    let EventId { device, sequence } = event.id();
    let Moment { utc_millis, civil, offset_minutes, zone } = event.at();
    let (device, zone) = (quoted(device.as_str()), quoted(zone));
    let (schema, previous, checksum) = (event.schema(), event.previous(), event.checksum());
    let body = event.payload().text();
    format!(
        r#"{{"device":{device},"sequence":{sequence},"at":{{"utc_millis":{utc_millis},"civil":"{civil}","offset_minutes":{offset_minutes},"zone":{zone}}},"schema":{schema},"previous":"{previous}","checksum":"{checksum}","body":{body}}}"#
    )
}

impl Line<'_> {
    pub(crate) fn read(text: &str) -> Result<Line<'_>, LineError> {
        let mut cursor = Cursor { text, rest: text };
        cursor.take(r#"{"device":"#)?;
        let device = cursor.string()?.into();
        cursor.take(r#","sequence":"#)?;
        let sequence = cursor.number()?;
        if sequence == 0 {
            return Err(cursor.expected("a sequence from 1 on"));
        }
        cursor.take(r#","at":{"utc_millis":"#)?;
        let utc_millis = cursor.number()?;
        cursor.take(r#","civil":""#)?;
        let civil = cursor.text()?;
        cursor.take(r#"","offset_minutes":"#)?;
        let offset_minutes = cursor.number()?;
        cursor.take(r#","zone":"#)?;
        let zone = cursor.string()?;
        cursor.take(r#"},"schema":"#)?;
        let schema = cursor.number()?;
        cursor.take(r#","previous":""#)?;
        let previous = cursor.text()?;
        cursor.take(r#"","checksum":""#)?;
        let checksum = cursor.text()?;
        cursor.take(r#"","body":"#)?;
        let body = cursor.rest_before('}')?;
        let at = Moment { utc_millis, civil, offset_minutes, zone };
        Ok(Line { id: EventId { device, sequence }, at, schema, previous, checksum, body })
    }
}

fn quoted(text: &str) -> String {
    // A string can always be written as JSON.
    serde_json::to_string(text).unwrap_or_default()
}

struct Cursor<'text> {
    text: &'text str,
    rest: &'text str,
}

impl<'text> Cursor<'text> {
    fn take(&mut self, expected: &str) -> Result<(), LineError> {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(self.expected(expected)),
        }
    }

    fn number<N: FromStr>(&mut self) -> Result<N, LineError> {
        let is_part = |byte: &u8| byte.is_ascii_digit() || *byte == b'-';
        self.parse(self.rest.as_bytes().iter().take_while(|byte| is_part(byte)).count())
    }

    /// Up to the next quote, which stays.
    fn text<T: FromStr>(&mut self) -> Result<T, LineError> {
        self.parse(self.length_up_to(|byte| byte == b'"')?)
    }

    fn parse<T: FromStr>(&mut self, length: usize) -> Result<T, LineError> {
        let parts = self.rest.split_at_checked(length);
        let parsed = parts.and_then(|(value, rest)| Some((value.parse().ok()?, rest)));
        let (value, rest) = parsed.ok_or_else(|| self.expected("a value that fits"))?;
        self.rest = rest;
        Ok(value)
    }

    fn length_up_to(&self, is_end: impl Fn(u8) -> bool) -> Result<usize, LineError> {
        let length = self.rest.as_bytes().iter().position(|byte| is_end(*byte));
        length.ok_or_else(|| self.expected("a closing quote"))
    }

    /// A JSON string, with its quotes.
    fn string(&mut self) -> Result<String, LineError> {
        self.take("\"")?;
        let length = self.length_up_to(|byte| byte == b'"' || byte == b'\\')?;
        if let Some((value, rest)) = self.rest.split_at_checked(length)
            && let Some(rest) = rest.strip_prefix('"')
        {
            self.rest = rest;
            return Ok(value.to_owned());
        }
        self.string_with_escapes()
    }

    /// Stands behind the opening quote.
    fn string_with_escapes(&mut self) -> Result<String, LineError> {
        let start = self.text.len() - self.rest.len() - 1;
        let quoted = self.text.get(start..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(quoted).into_iter::<String>();
        let value = values.next().and_then(Result::ok).ok_or_else(|| self.expected("a string"))?;
        self.rest = quoted.get(values.byte_offset()..).unwrap_or_default();
        Ok(value)
    }

    /// All that is left, up to the end of the line, which closes the envelope.
    fn rest_before(&mut self, end: char) -> Result<&'text str, LineError> {
        let body = self.rest.strip_suffix(end).filter(|body| !body.is_empty());
        let body = body.ok_or_else(|| self.expected("a body and a closing brace"))?;
        if body.as_bytes().contains(&b'\n') || body.as_bytes().contains(&b'\r') {
            return Err(self.expected("one line"));
        }
        Ok(body)
    }

    fn expected(&self, what: &str) -> LineError {
        let place = self.text.len() - self.rest.len();
        LineError::Malformed { reason: format!("{what} expected at byte {place}") }
    }
}
