use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;
use yrs::Any;

use super::{FORMAT, VERSION};
use crate::Diagram;
use crate::wire::{
    PROPERTIES, Written, annotation_fields, component_fields, connection_fields, group_fields,
};

/// The file for a design: one line for each thing, always in the same order, so that versions compare well.
pub fn write(diagram: &Diagram) -> String {
    /// Bytes, about; of thousands the text is not to be moved while it grows.
    const LINE: usize = 96;
    let lines = diagram.components.len() + diagram.connections.len();
    let mut text = String::with_capacity(LINE * (lines + 4));
    text.push_str(&format!("{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION}"));
    for (field, words) in [("name", &diagram.name), ("rationale", &diagram.rationale)] {
        if !words.is_empty() {
            text.push_str(&format!(",\n  \"{field}\": {}", Value::from(words.as_str())));
        }
    }
    let groups = diagram.groups.iter().map(|group| Line(&group.id.0, group_fields(group)));
    let components =
        diagram.components.iter().map(|component| Line(&component.id.0, component_fields(component)));
    let connections =
        diagram.connections.iter().map(|connection| Line(&connection.id.0, connection_fields(connection)));
    let annotations =
        diagram.annotations.iter().map(|annotation| Line(&annotation.id.0, annotation_fields(annotation)));
    if !diagram.groups.is_empty() {
        list(&mut text, "groups", groups);
    }
    list(&mut text, "components", components);
    list(&mut text, "connections", connections);
    if !diagram.annotations.is_empty() {
        list(&mut text, "annotations", annotations);
    }
    text.push_str("\n}\n");
    text
}

fn list<'a>(text: &mut String, name: &str, things: impl Iterator<Item = Line<'a>>) {
    text.push_str(&format!(",\n  \"{name}\": ["));
    let mut is_empty = true;
    for thing in things {
        text.push_str(if is_empty { "\n    " } else { ",\n    " });
        // Maps with text keys always become JSON.
        text.push_str(&serde_json::to_string(&thing).unwrap_or_default());
        is_empty = false;
    }
    text.push_str(if is_empty { "]" } else { "\n  ]" });
}

/// One component, connection or group: its id and its fields.
struct Line<'a>(&'a str, Written);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.0)?;
        for (field, any) in &self.1 {
            let value = json(any);
            if *field != PROPERTIES || value.as_object().is_some_and(|properties| !properties.is_empty()) {
                map.serialize_entry(field, &value)?;
            }
        }
        map.end()
    }
}

/// The same value as JSON, names sorted and whole numbers without a point.
fn json(any: &Any) -> Value {
    match any {
        Any::Null | Any::Undefined | Any::Buffer(_) => Value::Null,
        Any::Bool(flag) => Value::from(*flag),
        Any::Number(number) => {
            let number = number.as_f64().unwrap_or(0.0);
            let whole = number as i64;
            // Whole numbers up to 2^53 are exact in both.
            if whole as f64 == number && number.abs() < 9e15 {
                Value::from(whole)
            } else {
                Value::from(number)
            }
        }
        Any::String(text) => Value::from(text.as_ref()),
        Any::Array(items) => Value::from(items.iter().map(json).collect::<Vec<_>>()),
        Any::Map(fields) => {
            Value::Object(fields.iter().map(|(name, any)| (name.clone(), json(any))).collect())
        }
    }
}
