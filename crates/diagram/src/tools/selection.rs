use std::collections::BTreeSet;

use crate::hit::{Hit, Target};
use crate::{ComponentId, ConnectionId};

/// What commands from the keyboard act on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub components: BTreeSet<ComponentId>,
    pub connections: BTreeSet<ConnectionId>,
}

impl Selection {
    pub fn one(target: &Target) -> Self {
        let mut selection = Self::default();
        selection.toggle(target);
        selection
    }

    pub fn of_components(components: impl IntoIterator<Item = ComponentId>) -> Self {
        Self { components: components.into_iter().collect(), ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.components.is_empty() && self.connections.is_empty()
    }

    pub fn contains(&self, target: &Target) -> bool {
        match target {
            Target::Component(id) => self.components.contains(id),
            Target::Connection(id) => self.connections.contains(id),
        }
    }

    /// Adds what is not in it and takes out what is.
    pub fn toggle(&mut self, target: &Target) {
        match target {
            Target::Component(id) => {
                if !self.components.remove(id) {
                    self.components.insert(id.clone());
                }
            }
            Target::Connection(id) => {
                if !self.connections.remove(id) {
                    self.connections.insert(id.clone());
                }
            }
        }
    }

    /// The component, if it is the only thing selected.
    pub fn single_component(&self) -> Option<&ComponentId> {
        let only = self.components.first()?;
        (self.components.len() == 1 && self.connections.is_empty()).then_some(only)
    }

    /// The thing, if it is the only one selected.
    pub fn single(&self) -> Option<Target> {
        match (self.components.len(), self.connections.len()) {
            (1, 0) => self.components.first().cloned().map(Target::Component),
            (0, 1) => self.connections.first().cloned().map(Target::Connection),
            _ => None,
        }
    }

    /// Components whose ports are shown: the hovered one, and the selected one if it is alone.
    pub fn showing_ports(&self, hovered: &Hit) -> Vec<ComponentId> {
        let mut showing: Vec<ComponentId> = self.single_component().cloned().into_iter().collect();
        if let Some(Target::Component(id)) = hovered.target()
            && !showing.contains(&id)
        {
            showing.push(id);
        }
        showing
    }
}
