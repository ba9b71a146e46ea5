//! The designs that are measured, in the app's own format.

use serde_json::{Value, json};

const KINDS: [&str; 8] = [
    "service",
    "load_balancer",
    "cache",
    "sql_database",
    "message_queue",
    "worker",
    "api_gateway",
    "object_store",
];
/// Columns for each row, so that the whole is about as wide as a screen.
const ASPECT: f64 = 1.2;

/// Cards of 120 x 80 with a title on a grid, one and a half connections a card: to the next, and half of them to the one below.
pub fn cards(count: usize) -> String {
    let columns = ((count as f64 * ASPECT).sqrt().ceil() as usize).max(1);
    let components = (0..count).map(|n| {
        json!({
            "id": format!("c{n}"), "kind": KINDS[n % KINDS.len()], "name": format!("Component {n}"),
            "x": (n % columns) * 200, "y": (n / columns) * 140,
        })
    });
    let connections = (0..count * 3 / 2).map(|n| {
        let (from, step) = if n < count { (n, 1) } else { ((n - count) * 2, columns) };
        json!({ "id": format!("l{n}"), "from": format!("c{from}"), "to": format!("c{}", (from + step) % count) })
    });
    design(&format!("{count} cards"), components.collect(), connections.collect())
}

/// A hundred shops of ten components, each with four hundred requests a second.
pub fn shops() -> String {
    const PARTS: [(&str, &str, u32); 10] = [
        ("client", "client", 1),
        ("gateway", "api_gateway", 2),
        ("balancer", "load_balancer", 2),
        ("one", "service", 4),
        ("two", "service", 4),
        ("cache", "cache", 2),
        ("database", "sql_database", 2),
        ("queue", "message_queue", 1),
        ("worker", "worker", 60),
        ("monitoring", "monitoring", 1),
    ];
    const WAYS: [(&str, &str); 10] = [
        ("client", "gateway"),
        ("gateway", "balancer"),
        ("balancer", "one"),
        ("balancer", "two"),
        ("one", "cache"),
        ("two", "cache"),
        ("cache", "database"),
        ("one", "queue"),
        ("queue", "worker"),
        ("gateway", "monitoring"),
    ];
    let (mut components, mut connections) = (Vec::new(), Vec::new());
    for shop in 0..100 {
        for (name, kind, replicas) in PARTS {
            let mut component = json!({
                "id": format!("{name}-{shop}"), "kind": kind, "name": name, "replicas": replicas, "x": 0, "y": 0,
            });
            if kind == "client" {
                component["properties"] = json!({ "requests_per_second": 400 });
            }
            components.push(component);
        }
        for (from, to) in WAYS {
            connections.push(json!({
                "id": format!("{from}-{to}-{shop}"), "from": format!("{from}-{shop}"), "to": format!("{to}-{shop}"),
            }));
        }
    }
    design("shops", components, connections)
}

fn design(name: &str, components: Vec<Value>, connections: Vec<Value>) -> String {
    json!({
        "format": "systemcraft-design", "version": 1, "name": name,
        "components": components, "connections": connections,
    })
    .to_string()
}
