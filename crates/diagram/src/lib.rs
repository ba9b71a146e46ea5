//! The canvas document: components, connections, commands, history, tools and the scene to draw.
//!
//! There is no browser, clock or randomness in here: ids are handed in, pictures leave as display lists.

mod annotation;
pub mod catalogue;
mod command;
mod component;
mod connection;
mod diagram;
pub mod difference;
mod document;
pub mod edits;
pub mod format;
pub mod hit;
pub mod layout;
pub mod limits;
pub mod naming;
pub mod placement;
#[cfg(test)]
mod samples;
pub mod scene;
mod spatial;
pub mod tools;
pub mod versions;
mod viewport;
mod wire;

pub use annotation::{Annotation, AnnotationId, AnnotationKind};
pub use catalogue::Catalogue;
pub use command::{Command, ConnectionChange};
pub use component::{Component, ComponentId, Distribution, PropertyValue, ServiceTime};
pub use connection::{Connection, ConnectionId, Mode, Protocol, Routing};
pub use diagram::{Diagram, Group, GroupId, GroupKind};
pub use document::{Applied, Document, DocumentError, Refusal};
pub use naming::unused_name;
pub use placement::free_spot;
pub use spatial::{Found, SpatialIndex};
pub use viewport::Viewport;
