use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;

use serde::Serialize;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use yrs::Any;

pub(crate) type Fields = HashMap<String, Any>;

/// Reads fields of one thing; what is wrong with one is told and the field left out.
pub(crate) struct Reader<'a> {
    fields: &'a Fields,
    whose: Whose<'a>,
    left_out: &'a mut Vec<String>,
}

/// What the fields belong to; words are only made of it when something is wrong.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whose<'a> {
    /// "component"
    pub(crate) what: &'static str,
    pub(crate) id: &'a str,
    /// A field with fields of its own, in which the reader is.
    pub(crate) within: Option<&'static str>,
}

impl fmt::Display for Whose<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.within {
            write!(formatter, "\"{field}\" of ")?;
        }
        if self.id.is_empty() {
            write!(formatter, "the {}", self.what)
        } else {
            write!(formatter, "{} \"{}\"", self.what, self.id)
        }
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        fields: &'a Fields,
        what: &'static str,
        id: &'a str,
        left_out: &'a mut Vec<String>,
    ) -> Self {
        Self { fields, whose: Whose { what, id, within: None }, left_out }
    }

    /// `None` where the field is absent or unusable.
    pub(crate) fn number(&mut self, field: &str, allowed: &RangeInclusive<f64>) -> Option<f64> {
        let any = self.present(field)?;
        let number = as_number(any).filter(|number| allowed.contains(number));
        if number.is_none() {
            self.tell(field, &format!("a number from {} to {}", allowed.start(), allowed.end()));
        }
        number
    }

    pub(crate) fn whole(&mut self, field: &str, allowed: &RangeInclusive<u32>) -> Option<u32> {
        let any = self.present(field)?;
        let whole = as_number(any)
            .filter(|number| number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(number))
            .map(|number| number as u32)
            .filter(|whole| allowed.contains(whole));
        if whole.is_none() {
            self.tell(field, &format!("a whole number from {} to {}", allowed.start(), allowed.end()));
        }
        whole
    }

    pub(crate) fn text(&mut self, field: &str) -> Option<String> {
        match self.present(field)? {
            Any::String(text) => Some(text.to_string()),
            _ => {
                self.tell(field, "text");
                None
            }
        }
    }

    pub(crate) fn flag(&mut self, field: &str) -> Option<bool> {
        match self.present(field)? {
            Any::Bool(flag) => Some(*flag),
            _ => {
                self.tell(field, "true or false");
                None
            }
        }
    }

    /// One of an enum's words.
    pub(crate) fn one_of<T: DeserializeOwned>(&mut self, field: &str) -> Option<T> {
        let read = match self.present(field)? {
            Any::String(text) => {
                let deserializer: StrDeserializer<WordError> = text.as_ref().into_deserializer();
                T::deserialize(deserializer).ok()
            }
            _ => None,
        };
        if read.is_none() {
            self.tell(field, "one of the words this version knows");
        }
        read
    }

    pub(crate) fn fields(&mut self, field: &str) -> Option<&'a Fields> {
        match self.present(field)? {
            Any::Map(fields) => Some(fields),
            _ => {
                self.tell(field, "a set of named values");
                None
            }
        }
    }

    pub(crate) fn list(&mut self, field: &str) -> Option<&'a [Any]> {
        match self.present(field)? {
            Any::Array(items) => Some(items),
            _ => {
                self.tell(field, "a list");
                None
            }
        }
    }

    /// The same reader one level down.
    pub(crate) fn within<'b>(&'b mut self, field: &'static str, fields: &'b Fields) -> Reader<'b> {
        let whose = Whose { within: Some(field), ..self.whose };
        Reader { fields, whose, left_out: &mut *self.left_out }
    }

    pub(crate) fn left_out(&mut self, sentence: String) {
        self.left_out.push(sentence);
    }

    /// `null` is the same as absent.
    fn present(&self, field: &str) -> Option<&'a Any> {
        self.fields.get(field).filter(|any| !matches!(any, Any::Null | Any::Undefined))
    }

    pub(crate) fn tell(&mut self, field: &str, expected: &str) {
        let sentence = format!(
            "The field \"{field}\" of {} was expected to be {expected}, so its default is used.",
            self.whose
        );
        self.left_out.push(sentence);
    }
}

pub(crate) fn as_number(any: &Any) -> Option<f64> {
    match any {
        Any::Number(number) => number.as_f64().filter(|number| number.is_finite()),
        _ => None,
    }
}

/// The word that stands for a value of an enum without fields.
pub(crate) fn word<T: Serialize>(value: &T) -> Any {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Any::from(word),
        _ => Any::Null,
    }
}
