//! Frames in which nothing happens, for tests to build on.

use analysis::simulation::{ComponentFrame, Frame};

pub(crate) fn frame() -> Frame {
    Frame {
        nanos: 0,
        events: 0,
        is_done: false,
        is_measuring: true,
        arrived: 0,
        completed: 0,
        failed: 0,
        in_flight: 0,
        completed_per_second: 0.0,
        failed_per_second: 0.0,
        p50_millis: None,
        p95_millis: None,
        p99_millis: None,
        cost_usd: 0.0,
        components: Vec::new(),
        movements: Vec::new(),
        messages: 0,
        moments: Vec::new(),
    }
}

pub(crate) fn component() -> ComponentFrame {
    ComponentFrame {
        waiting: 0,
        in_service: 0,
        places: 0,
        replicas: 1,
        utilisation: 0.0,
        served_per_second: 0.0,
        failed_per_second: 0.0,
        is_down: false,
        is_circuit_open: false,
        hit_ratio: None,
    }
}
