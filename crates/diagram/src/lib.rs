//! The canvas document: components, connections, commands, history, tools and the scene to draw.
//!
//! There is no browser, clock or randomness in here: ids are handed in, pictures leave as display lists.

pub mod catalogue;
mod component;
mod connection;
mod diagram;

pub use catalogue::Catalogue;
pub use component::{Component, ComponentId, Distribution, PropertyValue, ServiceTime};
pub use connection::{Connection, ConnectionId, Mode, Protocol, Routing};
pub use diagram::{Diagram, Group, GroupId, GroupKind};
