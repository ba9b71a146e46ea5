use std::collections::{BTreeSet, HashSet};

use crate::hit::{Hit, Target};
use crate::{AnnotationId, ComponentId, ConnectionId, Diagram, GroupId};

/// What commands from the keyboard act on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub components: BTreeSet<ComponentId>,
    pub connections: BTreeSet<ConnectionId>,
    pub groups: BTreeSet<GroupId>,
    pub annotations: BTreeSet<AnnotationId>,
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
        self.len() == 0
    }

    pub fn len(&self) -> usize {
        self.components.len() + self.connections.len() + self.groups.len() + self.annotations.len()
    }

    pub fn contains(&self, target: &Target) -> bool {
        match target {
            Target::Component(id) => self.components.contains(id),
            Target::Connection(id) => self.connections.contains(id),
            Target::Group(id) => self.groups.contains(id),
            Target::Annotation(id) => self.annotations.contains(id),
        }
    }

    /// Adds what is not in it and takes out what is.
    pub fn toggle(&mut self, target: &Target) {
        match target {
            Target::Component(id) => toggle(&mut self.components, id),
            Target::Connection(id) => toggle(&mut self.connections, id),
            Target::Group(id) => toggle(&mut self.groups, id),
            Target::Annotation(id) => toggle(&mut self.annotations, id),
        }
    }

    /// The component, if it is the only thing selected.
    pub fn single_component(&self) -> Option<&ComponentId> {
        self.components.first().filter(|_| self.len() == 1)
    }

    /// The thing, if it is the only one selected.
    pub fn single(&self) -> Option<Target> {
        let only = self.components.first().cloned().map(Target::Component);
        let only = only.or_else(|| self.connections.first().cloned().map(Target::Connection));
        let only = only.or_else(|| self.groups.first().cloned().map(Target::Group));
        let only = only.or_else(|| self.annotations.first().cloned().map(Target::Annotation));
        only.filter(|_| self.len() == 1)
    }

    /// Everything that is drawn, connections aside: they go where their ends go.
    pub fn everything(diagram: &Diagram) -> Self {
        Self {
            components: diagram.components.iter().map(|one| one.id.clone()).collect(),
            groups: diagram.groups.iter().map(|one| one.id.clone()).collect(),
            annotations: diagram.annotations.iter().map(|one| one.id.clone()).collect(),
            ..Self::default()
        }
    }

    /// Leaves out what is no longer there.
    pub fn forget_deleted(&mut self, diagram: &Diagram) {
        let components: HashSet<_> = diagram.components.iter().map(|one| &one.id).collect();
        self.components.retain(|id| components.contains(id));
        self.connections.retain(|id| diagram.connection(id).is_some());
        self.groups.retain(|id| diagram.group(id).is_some());
        self.annotations.retain(|id| diagram.annotation(id).is_some());
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

fn toggle<Id: Ord + Clone>(ids: &mut BTreeSet<Id>, id: &Id) {
    if !ids.remove(id) {
        ids.insert(id.clone());
    }
}
