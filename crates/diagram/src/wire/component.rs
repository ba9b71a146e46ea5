use std::collections::{BTreeMap, HashMap};

use kurbo::{Point, Size};
use yrs::Any;

use super::Written;
use super::fields::{Fields, Reader, as_number, word};
use crate::limits;
use crate::{Component, ComponentId, Distribution, GroupId, PropertyValue, ServiceTime};

pub(crate) const PROPERTIES: &str = "properties";
const VARIATION: &str = "coefficient_of_variation";

pub(crate) struct ReadComponent {
    pub(crate) component: Component,
    /// Whether the fields said where it stands.
    pub(crate) placed: bool,
}

/// `None` without a kind: then there is nothing to show. What is left out is told.
pub(crate) fn read_component(id: &str, fields: &Fields, left_out: &mut Vec<String>) -> Option<ReadComponent> {
    let mut reader = Reader::new(fields, "component", id, left_out);
    let Some(kind) = reader.text("kind") else {
        reader.left_out(format!(
            "The field \"kind\" of component \"{id}\" is missing, so the component was left out."
        ));
        return None;
    };
    let name = reader.text("name").unwrap_or_else(|| crate::naming::kind_name(&kind));
    let x = reader.number("x", &limits::COORDINATE);
    let y = reader.number("y", &limits::COORDINATE);
    let position = Point::new(x.unwrap_or(0.0), y.unwrap_or(0.0));
    let mut component = Component::new(ComponentId(id.to_owned()), &kind, &name, position);
    component.size = Size::new(
        reader.number("width", &limits::EXTENT).unwrap_or(Component::DEFAULT_SIZE.width),
        reader.number("height", &limits::EXTENT).unwrap_or(Component::DEFAULT_SIZE.height),
    );
    component.replicas = reader.whole("replicas", &limits::REPLICAS).unwrap_or(component.replicas);
    component.replicas_needed = reader.whole("replicas_needed", &limits::REPLICAS);
    component.concurrency = reader.whole("concurrency", &limits::CONCURRENCY);
    component.service_time = read_service_time(&mut reader);
    component.availability = reader.number("availability", &limits::AVAILABILITY);
    component.notes = reader.text("notes").unwrap_or_default();
    component.group = reader.text("group").map(GroupId);
    component.locked = reader.flag("locked").unwrap_or(false);
    component.properties = read_properties(&mut reader);
    Some(ReadComponent { component, placed: x.is_some() && y.is_some() })
}

fn read_service_time(reader: &mut Reader<'_>) -> Option<ServiceTime> {
    let fields = reader.fields("service_time")?;
    let mut reader = reader.within("service_time", fields);
    let mean_millis = reader.number("mean_millis", &limits::SERVICE_MILLIS)?;
    let stated = reader.number(VARIATION, &limits::VARIATION);
    // A variation without a distribution is meant for one that can have it.
    let implied = if stated.is_some() { Distribution::Gamma } else { Distribution::Exponential };
    let distribution = reader.one_of("distribution").unwrap_or(implied);
    let only = match distribution {
        Distribution::Exponential => Some((1.0, "1, as it is of exponential times")),
        Distribution::Constant => Some((0.0, "0, as it is of constant times")),
        Distribution::Gamma | Distribution::LogNormal => None,
    };
    if let Some((only, expected)) = only
        && stated.is_some_and(|stated| stated != only)
    {
        reader.tell(VARIATION, expected);
    }
    let coefficient_of_variation = only.map(|(only, _)| only).or(stated).unwrap_or(1.0);
    Some(ServiceTime { mean_millis, distribution, coefficient_of_variation })
}

fn read_properties(reader: &mut Reader<'_>) -> BTreeMap<String, PropertyValue> {
    let Some(fields) = reader.fields(PROPERTIES) else {
        return BTreeMap::new();
    };
    // Sorted, so that what is told comes in the same order each time.
    let sorted: BTreeMap<&String, &Any> = fields.iter().collect();
    let mut properties = BTreeMap::new();
    let mut reader = reader.within(PROPERTIES, fields);
    for (id, any) in sorted {
        let value = match any {
            Any::Bool(flag) => Some(PropertyValue::Flag(*flag)),
            Any::String(text) => Some(PropertyValue::Text(text.to_string())),
            _ => as_number(any).map(PropertyValue::Number),
        };
        match value {
            Some(value) => {
                properties.insert(id.clone(), value);
            }
            None if matches!(any, Any::Null | Any::Undefined) => {}
            None => reader.tell(id, "true or false, a number or text"),
        }
    }
    properties
}

/// Everything but the id. `properties` are always there and come last.
pub(crate) fn component_fields(component: &Component) -> Written {
    let mut fields: Written = vec![
        ("kind", Any::from(component.kind.as_str())),
        ("name", Any::from(component.name.as_str())),
        ("x", Any::from(component.position.x)),
        ("y", Any::from(component.position.y)),
    ];
    if component.size != Component::DEFAULT_SIZE {
        fields.push(("width", Any::from(component.size.width)));
        fields.push(("height", Any::from(component.size.height)));
    }
    if component.replicas != 1 {
        fields.push(("replicas", Any::from(component.replicas)));
    }
    if let Some(needed) = component.replicas_needed {
        fields.push(("replicas_needed", Any::from(needed)));
    }
    if let Some(concurrency) = component.concurrency {
        fields.push(("concurrency", Any::from(concurrency)));
    }
    if let Some(service_time) = component.service_time {
        fields.push(("service_time", service_time_value(service_time)));
    }
    if let Some(availability) = component.availability {
        fields.push(("availability", Any::from(availability)));
    }
    if !component.notes.is_empty() {
        fields.push(("notes", Any::from(component.notes.as_str())));
    }
    if let Some(group) = &component.group {
        fields.push(("group", Any::from(group.0.as_str())));
    }
    if component.locked {
        fields.push(("locked", Any::from(true)));
    }
    let properties: HashMap<String, Any> =
        component.properties.iter().map(|(id, value)| (id.clone(), property_value(value))).collect();
    fields.push((PROPERTIES, Any::from(properties)));
    fields
}

pub(crate) fn service_time_value(service_time: ServiceTime) -> Any {
    Any::from(HashMap::from([
        ("mean_millis".to_owned(), Any::from(service_time.mean_millis)),
        ("distribution".to_owned(), word(&service_time.distribution)),
        (VARIATION.to_owned(), Any::from(service_time.coefficient_of_variation)),
    ]))
}

pub(crate) fn property_value(value: &PropertyValue) -> Any {
    match value {
        PropertyValue::Flag(flag) => Any::from(*flag),
        PropertyValue::Number(number) => Any::from(*number),
        PropertyValue::Text(text) => Any::from(text.as_str()),
    }
}
