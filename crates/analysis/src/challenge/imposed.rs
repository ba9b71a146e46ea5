use diagram::catalogue::Category;
use diagram::{
    Catalogue, Component, ComponentId, Connection, Diagram, Distribution, Group, GroupId, GroupKind,
    PropertyValue, ServiceTime,
};

use super::brief::{Brief, BriefClient, Given};
use crate::words;

/// A design under the conditions of a brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Imposed {
    pub diagram: Diagram,
    /// What was otherwise in the design, a sentence each.
    pub changes: Vec<String>,
    /// Names of clients of the brief that are not drawn.
    pub missing: Vec<String>,
    /// Ids of the brief's clients as they are drawn and as the brief has them.
    known_as: Vec<(ComponentId, ComponentId)>,
}

/// Puts the brief's load on the clients and its figures on the components.
///
/// Clients are known by their id, else by their name, else by their order. A client that the brief does not have is left
/// out. Times, places, availabilities and network times that the learner stated give way to those of the brief and
/// the catalogue: they are the brief's to state.
pub fn imposed(diagram: &Diagram, catalogue: &Catalogue, brief: &Brief) -> Imposed {
    let mut imposed =
        Imposed { diagram: diagram.clone(), changes: Vec::new(), missing: Vec::new(), known_as: Vec::new() };
    imposed.clients(catalogue, brief);
    for component in &mut imposed.diagram.components {
        if !is_client(catalogue, component) {
            let given = brief.given.iter().find(|given| given.kind == component.kind);
            impose(catalogue, component, given, &mut imposed.changes);
        }
    }
    for group in imposed.diagram.groups.iter_mut().filter(|group| group.kind == GroupKind::Host) {
        group.kind = GroupKind::Frame;
        imposed.changes.push(format!("That {} is one machine does not count.", group.name));
    }
    for connection in &mut imposed.diagram.connections {
        if connection.network_millis.take().is_some() {
            imposed.changes.push(network_sentence(diagram, connection));
        }
    }
    imposed
}

fn is_client(catalogue: &Catalogue, component: &Component) -> bool {
    catalogue.kind(&component.kind).is_some_and(|kind| kind.category == Category::Client)
}

fn network_sentence(diagram: &Diagram, connection: &Connection) -> String {
    let name = |id| diagram.component(id).map_or("?", |component| component.name.as_str());
    format!(
        "The network time from {} to {} is worked out from where they stand, not from what was set.",
        name(&connection.from),
        name(&connection.to)
    )
}

impl Imposed {
    fn clients(&mut self, catalogue: &Catalogue, brief: &Brief) {
        let drawn: Vec<usize> = (0..self.diagram.components.len())
            .filter(|at| self.diagram.components.get(*at).is_some_and(|one| is_client(catalogue, one)))
            .collect();
        let mut free = drawn;
        let mut matched: Vec<Option<usize>> = vec![None; brief.clients.len()];
        let ways: [fn(&Component, &BriefClient) -> bool; 3] =
            [|one, wanted| one.id.0 == wanted.id, |one, wanted| one.name.trim() == wanted.name, |_, _| true];
        for is_meant in ways {
            for (wanted, place) in brief.clients.iter().zip(&mut matched).filter(|(_, place)| place.is_none())
            {
                let fits =
                    |at: &usize| self.diagram.components.get(*at).is_some_and(|one| is_meant(one, wanted));
                if let Some(found) = free.iter().position(fits) {
                    *place = Some(free.remove(found));
                }
            }
        }
        for (wanted, place) in brief.clients.iter().zip(matched) {
            match place {
                Some(at) => self.client(at, wanted),
                None => self.missing.push(wanted.name.clone()),
            }
        }
        let others: Vec<ComponentId> =
            free.into_iter().filter_map(|at| Some(self.diagram.components.get(at)?.id.clone())).collect();
        for id in others {
            let name = self.diagram.component(&id).map_or("?", |component| component.name.as_str());
            self.changes.push(format!("{name} is not in the brief and was left out."));
            self.diagram.components.retain(|component| component.id != id);
            self.diagram.connections.retain(|connection| connection.from != id && connection.to != id);
        }
    }

    fn client(&mut self, at: usize, wanted: &BriefClient) {
        let group = wanted.region.as_deref().map(|region| self.region(region));
        let Some(component) = self.diagram.components.get_mut(at) else { return };
        let figures = [
            ("requests_per_second", wanted.requests_per_second),
            ("read_share_percent", wanted.read_share_percent),
            ("static_share_percent", wanted.static_share_percent),
            ("response_kilobytes", wanted.response_kilobytes),
            ("peak_factor", wanted.peak_factor),
        ];
        let is_so = |(property, number): &(&str, f64)| {
            component.properties.get(*property) == Some(&PropertyValue::Number(*number))
        };
        if !figures.iter().all(is_so) {
            self.changes.push(format!(
                "{} asks for {} requests a second, {} of them reads, as the brief says.",
                wanted.name,
                words::number(wanted.requests_per_second),
                words::percent(wanted.read_share_percent / 100.0),
            ));
        }
        for (property, number) in figures {
            component.properties.insert(property.to_owned(), PropertyValue::Number(number));
        }
        // Nor does it help to say that a limit for each caller is met by millions of them.
        component.properties.remove("callers");
        // The brief's load is that of the busy hour already: no hour of the day brings more.
        component.properties.insert("daily_shape".to_owned(), PropertyValue::Text("Flat".to_owned()));
        component.name = wanted.name.clone();
        component.replicas = 1;
        if group.is_some() {
            component.group = group;
        }
        let drawn_as = component.id.clone();
        self.known_as.push((drawn_as, ComponentId(wanted.id.clone())));
    }

    /// The design with its clients under the ids by which the checks of the brief know them.
    pub(super) fn with_the_briefs_ids(mut self) -> Self {
        for (drawn_as, id) in std::mem::take(&mut self.known_as) {
            self.call(&drawn_as, id);
        }
        self
    }

    /// An id that something else has stays where it is.
    fn call(&mut self, drawn_as: &ComponentId, id: ComponentId) {
        if self.diagram.component(&id).is_some() {
            return;
        }
        let components = self.diagram.components.iter_mut().map(|component| &mut component.id);
        let ends = self.diagram.connections.iter_mut().flat_map(|one| [&mut one.from, &mut one.to]);
        components.chain(ends).filter(|own| *own == drawn_as).for_each(|own| *own = id.clone());
    }

    /// The region of this name; a new one, empty but for the client, where none is drawn.
    fn region(&mut self, name: &str) -> GroupId {
        let is_meant =
            |group: &&Group| group.kind == GroupKind::Region && group.name.trim().eq_ignore_ascii_case(name);
        if let Some(group) = self.diagram.groups.iter().find(is_meant) {
            return group.id.clone();
        }
        let id = GroupId(format!("region of the brief: {name}"));
        self.diagram.groups.push(Group {
            id: id.clone(),
            kind: GroupKind::Region,
            name: name.to_owned(),
            bounds: Default::default(),
            parent: None,
            locked: false,
        });
        id
    }
}

fn impose(
    catalogue: &Catalogue,
    component: &mut Component,
    given: Option<&Given>,
    changes: &mut Vec<String>,
) {
    let name = component.name.clone();
    let service = given.and_then(|given| given.service_millis).map(|mean_millis| ServiceTime {
        mean_millis,
        distribution: Distribution::Exponential,
        coefficient_of_variation: 1.0,
    });
    let concurrency = given.and_then(|given| given.concurrency);
    let availability = given.and_then(|given| given.availability);
    let is_stated = component.service_time.is_some_and(|own| Some(own) != service)
        || component.concurrency.is_some_and(|own| Some(own) != concurrency)
        || component.availability.is_some_and(|own| Some(own) != availability)
        || component.replicas_needed.is_some();
    if is_stated {
        changes.push(format!(
            "{name} works as fast, and fails as often, as the brief and the catalogue say, not as was set."
        ));
    }
    (component.service_time, component.concurrency, component.availability) =
        (service, concurrency, availability);
    component.replicas_needed = None;
    for (property, value) in given.into_iter().flat_map(|given| &given.set) {
        if component.properties.insert(property.clone(), value.clone()).is_some_and(|own| own != *value) {
            changes.push(format!("\"{}\" of {name} is as the brief says.", property.replace('_', " ")));
        }
    }
    for (property, most) in given.into_iter().flat_map(|given| &given.at_most) {
        let default = catalogue.kind(&component.kind).and_then(|kind| kind.number(component, property));
        if default.is_some_and(|own| own > *most) {
            if component.properties.contains_key(property) {
                let shown = property.replace('_', " ");
                changes.push(format!(
                    "\"{shown}\" of {name} is at most {}, as the brief says.",
                    words::number(*most)
                ));
            }
            component.properties.insert(property.clone(), PropertyValue::Number(*most));
        }
    }
}
