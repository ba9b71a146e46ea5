use kurbo::Point;
use serde::{Deserialize, Serialize};

use crate::ComponentId;

/// Identifies a connection within one diagram.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConnectionId(pub String);

/// Requests go from `from` to `to`; what is answered comes back the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    pub id: ConnectionId,
    pub from: ComponentId,
    pub to: ComponentId,
    pub protocol: Protocol,
    pub mode: Mode,
    /// `None` takes what the kind of `from` does by default: a load balancer splits, a cache passes on misses.
    pub routing: Option<Routing>,
    /// Weight under [`Routing::ByWeight`]; calls made for one request otherwise. At least 0.
    pub share: f64,
    pub encrypted: bool,
    pub label: String,
    /// One way; `None` is estimated from where the two ends stand.
    pub network_millis: Option<f64>,
    /// Where the line is led through, in document units; empty leaves the way to the drawing.
    pub waypoints: Vec<Point>,
}

impl Connection {
    /// A plain request over HTTP, routed as the kind of `from` routes by default.
    pub fn new(id: ConnectionId, from: ComponentId, to: ComponentId) -> Self {
        Self {
            id,
            from,
            to,
            protocol: Protocol::Http,
            mode: Mode::Request,
            routing: None,
            share: 1.0,
            encrypted: false,
            label: String::new(),
            network_millis: None,
            waypoints: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    Http,
    Grpc,
    Tcp,
    Sql,
    PubSub,
}

/// Whether the caller waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    Request,
    Asynchronous,
}

/// Which of the requests that arrive at `from` go on along a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    EveryCall,
    /// Each request goes along one of the connections by weight, in proportion to their shares.
    ByWeight,
    /// Reads that the cache does not hold, and every write.
    OnCacheMiss,
    ReadsOnly,
    WritesOnly,
}
