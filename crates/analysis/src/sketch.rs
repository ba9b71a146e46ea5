//! Small designs for tests, written as they are drawn.

use diagram::catalogue::Catalogue;
use diagram::{
    Component, ComponentId, Connection, ConnectionId, Diagram, Distribution, Group, GroupId, GroupKind,
    PropertyValue, Routing, ServiceTime,
};

use crate::{ComponentReport, Finding, Report};

/// A design under construction; components are named by their ids.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sketch {
    pub(crate) diagram: Diagram,
}

pub(crate) fn id(text: &str) -> ComponentId {
    ComponentId(text.to_owned())
}

impl Sketch {
    /// `"client -> load_balancer -> service*3 -> cache -> sql_database"`: kinds, joined by calls, with replicas.
    ///
    /// The kind is the id too; `name:kind` gives another one. A component that is named again is not added again.
    pub(crate) fn of(ways: &[&str]) -> Self {
        let mut sketch = Self::default();
        for way in ways {
            let mut before: Option<String> = None;
            for part in way.split("->").map(str::trim) {
                let (part, replicas) = part.split_once('*').unwrap_or((part, "1"));
                let (name, kind) = part.split_once(':').unwrap_or((part, part));
                if sketch.diagram.component(&id(name)).is_none() {
                    sketch = sketch.add(name, kind, replicas.parse().unwrap());
                }
                if let Some(from) = before {
                    sketch = sketch.connect(&from, name);
                }
                before = Some(name.to_owned());
            }
        }
        sketch
    }

    pub(crate) fn add(mut self, name: &str, kind: &str, replicas: u32) -> Self {
        let mut component = Component::new(id(name), kind, name, Default::default());
        component.replicas = replicas;
        self.diagram.components.push(component);
        self
    }

    pub(crate) fn connect(mut self, from: &str, to: &str) -> Self {
        let connection_id = ConnectionId(format!("{from}-{to}"));
        self.diagram.connections.push(Connection::new(connection_id, id(from), id(to)));
        self
    }

    pub(crate) fn change(mut self, name: &str, change: impl FnOnce(&mut Component)) -> Self {
        change(self.diagram.components.iter_mut().find(|component| component.id == id(name)).unwrap());
        self
    }

    pub(crate) fn change_connection(
        mut self,
        from: &str,
        to: &str,
        change: impl Fn(&mut Connection),
    ) -> Self {
        let between = |it: &&mut Connection| it.from == id(from) && it.to == id(to);
        let mut found = self.diagram.connections.iter_mut().filter(between).peekable();
        assert!(found.peek().is_some(), "no connection from {from} to {to}");
        found.for_each(change);
        self
    }

    pub(crate) fn routing(self, from: &str, to: &str, routing: Routing, share: f64) -> Self {
        self.change_connection(from, to, |connection| {
            connection.routing = Some(routing);
            connection.share = share;
        })
    }

    /// One place that takes `mean_millis` on average, exponentially distributed.
    pub(crate) fn serves(self, name: &str, mean_millis: f64) -> Self {
        self.serves_as(name, mean_millis, Distribution::Exponential, 1)
    }

    pub(crate) fn serves_as(
        self,
        name: &str,
        mean_millis: f64,
        distribution: Distribution,
        concurrency: u32,
    ) -> Self {
        self.change(name, |component| {
            let service_time = ServiceTime { mean_millis, distribution, coefficient_of_variation: 1.0 };
            component.service_time = Some(service_time);
            component.concurrency = Some(concurrency);
        })
    }

    pub(crate) fn property(self, name: &str, property: &str, value: f64) -> Self {
        self.change(name, |component| {
            component.properties.insert(property.to_owned(), PropertyValue::Number(value));
        })
    }

    /// Its replicas follow the first.
    pub(crate) fn following(self, name: &str) -> Self {
        self.change(name, |component| {
            let value = PropertyValue::Text("Primary and replicas".to_owned());
            component.properties.insert("replication".to_owned(), value);
        })
    }

    pub(crate) fn flag(self, name: &str, property: &str, value: bool) -> Self {
        self.change(name, |component| {
            component.properties.insert(property.to_owned(), PropertyValue::Flag(value));
        })
    }

    /// What a client asks for.
    pub(crate) fn load(self, name: &str, per_second: f64, read_share_percent: f64) -> Self {
        self.property(name, "requests_per_second", per_second).property(
            name,
            "read_share_percent",
            read_share_percent,
        )
    }

    pub(crate) fn available(self, name: &str, share: f64) -> Self {
        self.change(name, |component| component.availability = Some(share))
    }

    pub(crate) fn without_network(mut self) -> Self {
        self.diagram.connections.iter_mut().for_each(|connection| connection.network_millis = Some(0.0));
        self
    }

    pub(crate) fn group(
        mut self,
        name: &str,
        kind: GroupKind,
        parent: Option<&str>,
        members: &[&str],
    ) -> Self {
        self.diagram.groups.push(Group {
            id: GroupId(name.to_owned()),
            kind,
            name: name.to_owned(),
            bounds: Default::default(),
            parent: parent.map(|parent| GroupId(parent.to_owned())),
            locked: false,
        });
        members.iter().fold(self, |sketch, member| {
            sketch.change(member, |component| component.group = Some(GroupId(name.to_owned())))
        })
    }

    pub(crate) fn report(&self) -> Report {
        crate::report(&self.diagram, Catalogue::builtin())
    }

    pub(crate) fn component_report(&self, name: &str) -> ComponentReport {
        self.report().components.into_iter().find(|component| component.id == id(name)).unwrap()
    }

    /// Findings of one rule.
    pub(crate) fn findings(&self, rule: &str) -> Vec<Finding> {
        assert!(crate::check::available_rules().contains(&rule), "no rule {rule}");
        self.report().findings.into_iter().filter(|finding| finding.id == rule).collect()
    }
}

#[track_caller]
pub(crate) fn assert_close(found: f64, expected: f64, relative: f64) {
    let error = (found - expected).abs();
    assert!(
        error <= relative * expected.abs().max(1e-300),
        "{found} instead of {expected}, off by {error:e}"
    );
}
