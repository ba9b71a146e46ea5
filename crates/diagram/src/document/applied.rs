use crate::{AnnotationId, ComponentId, ConnectionId, GroupId};

/// What a command, an undo, a redo or a merge changed. Ids of what was deleted are among them; all are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// For the live region: "Cache added".
    pub summary: String,
    pub components: Vec<ComponentId>,
    pub connections: Vec<ConnectionId>,
    pub groups: Vec<GroupId>,
    pub annotations: Vec<AnnotationId>,
    /// The name or the rationale.
    pub design: bool,
}

impl Applied {
    /// The design is as it was. Changes of one step that cancel each other out are listed all the same.
    pub fn is_empty(&self) -> bool {
        self.components.is_empty()
            && self.connections.is_empty()
            && self.groups.is_empty()
            && self.annotations.is_empty()
            && !self.design
    }
}
