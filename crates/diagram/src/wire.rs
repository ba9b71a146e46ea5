//! The one shape of components, connections and groups as named fields.
//!
//! The JSON file and the shared document both hold it, so both are read and checked by the same code.

mod annotation;
mod component;
mod connection;
mod fields;
mod group;

pub(crate) use annotation::{annotation_fields, read_annotation};
pub(crate) use component::{
    PROPERTIES, component_fields, property_value, read_component, service_time_value,
};
pub(crate) use connection::{connection_fields, read_connection, waypoints_value};
pub(crate) use fields::{Fields, Reader, as_number, word};
pub(crate) use group::{group_fields, read_group, settle_parents};

/// Fields in the order in which they are written; what has its default is absent.
pub(crate) type Written = Vec<(&'static str, yrs::Any)>;

/// Enough to see what is the matter.
const MOST_SENTENCES: usize = 100;

/// A damaged file can have one complaint for each of thousands of components.
pub(crate) fn summed_up(left_out: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut left_out = left_out.into_iter();
    let mut first: Vec<String> = left_out.by_ref().take(MOST_SENTENCES).collect();
    let more = left_out.count();
    if more > 0 {
        first.push(format!("There were {more} more of these."));
    }
    first
}
