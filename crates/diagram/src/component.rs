use std::collections::BTreeMap;

use kurbo::{Point, Rect, Size};
use serde::{Deserialize, Serialize};

/// Identifies a component within one diagram.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ComponentId(pub String);

/// One box of the drawing: a cache, a database, a client.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    pub id: ComponentId,
    /// Names a [`Kind`](crate::catalogue::Kind) of the catalogue; it may be one that this build does not know.
    pub kind: String,
    pub name: String,
    /// Top left corner, in document units.
    pub position: Point,
    pub size: Size,
    /// What the learner set; what is absent has the default of its kind.
    pub properties: BTreeMap<String, PropertyValue>,
    pub replicas: u32,
    /// How many of them have to be up for it to work; `None` takes the kind's, see
    /// [`Kind::replicas_needed`](crate::catalogue::Kind::replicas_needed).
    pub replicas_needed: Option<u32>,
    /// Requests that one replica works on at once; `None` takes the kind's.
    pub concurrency: Option<u32>,
    /// `None` takes the kind's.
    pub service_time: Option<ServiceTime>,
    /// Share of time that one replica is up, in `0..=1`; `None` takes the kind's.
    pub availability: Option<f64>,
    pub notes: String,
    pub group: Option<crate::GroupId>,
    /// It stays where it is and cannot be deleted until it is unlocked.
    pub locked: bool,
}

impl Component {
    /// Document units, as every component is before it is resized.
    pub const DEFAULT_SIZE: Size = Size::new(120.0, 80.0);

    /// A component with its kind's defaults.
    pub fn new(id: ComponentId, kind: &str, name: &str, position: Point) -> Self {
        Self {
            id,
            kind: kind.to_owned(),
            name: name.to_owned(),
            position,
            size: Self::DEFAULT_SIZE,
            properties: BTreeMap::new(),
            replicas: 1,
            replicas_needed: None,
            concurrency: None,
            service_time: None,
            availability: None,
            notes: String::new(),
            group: None,
            locked: false,
        }
    }

    pub fn bounds(&self) -> Rect {
        Rect::from_origin_size(self.position, self.size)
    }
}

/// What a learner set on a component.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PropertyValue {
    Flag(bool),
    Number(f64),
    Text(String),
}

/// How long one replica works on one request, waiting excluded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ServiceTime {
    pub mean_millis: f64,
    pub distribution: Distribution,
    /// Standard deviation divided by mean. Exponential is 1 and constant 0 whatever stands here.
    pub coefficient_of_variation: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    Exponential,
    Constant,
    /// Gamma with the stated coefficient of variation.
    Gamma,
    /// Log-normal with the stated coefficient of variation.
    LogNormal,
}
