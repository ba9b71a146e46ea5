use super::{Pointer, Selection};
use crate::hit::{Hit, Probe, hit};
use crate::scene::Detail;
use crate::{Component, ComponentId, Diagram, SpatialIndex, Viewport, naming};

/// What is there when an input arrives.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub diagram: &'a Diagram,
    /// Made of this diagram.
    pub index: &'a SpatialIndex,
    pub viewport: Viewport,
    pub selection: &'a Selection,
    /// From the last [`Effect::Hover`](super::Effect::Hover).
    pub hovered: &'a Hit,
}

impl Context<'_> {
    /// Ports leave room on a small card to take hold of it.
    const LARGEST_PORT: f64 = 16.0;

    pub(super) fn hit(&self, pointer: &Pointer) -> Hit {
        let zoom = self.viewport.zoom;
        let showing = self.selection.showing_ports(self.hovered);
        let is_small = Detail::at(zoom) == Detail::Boxes;
        let single = self.selection.single();
        hit(
            self.diagram,
            self.index,
            &Probe {
                at: pointer.world,
                line_tolerance: pointer.kind.line_tolerance() / zoom,
                port_radius: (pointer.kind.port_radius() / zoom).min(Self::LARGEST_PORT),
                showing_ports: if is_small { &[] } else { &showing },
                showing_handles: if is_small { None } else { single.as_ref() },
            },
        )
    }

    /// The component under a pointer, its ports included.
    pub(super) fn component_under(&self, pointer: &Pointer) -> Option<ComponentId> {
        match self.hit(pointer) {
            Hit::Port { component, .. } | Hit::Component(component) => Some(component),
            _ => None,
        }
    }

    pub(super) fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.diagram.components.get(self.index.position(id)?)
    }

    /// How a component is called in a sentence.
    pub(super) fn name(&self, id: &ComponentId) -> String {
        match self.component(id) {
            Some(component) => naming::of_component(component),
            None => "a component".to_owned(),
        }
    }
}
