//! New things: components, connections, frames, notes.

use diagram::edits::{self, innermost_group};
use diagram::hit::Target;
use diagram::scene::Drawing;
use diagram::tools::{Input, Key, Modifiers, Selection, Tool};
use diagram::{
    Annotation, AnnotationId, AnnotationKind, Command, Component, ComponentId, Connection, ConnectionId,
    GroupId, GroupKind, free_spot, unused_name,
};
use kurbo::{Point, Rect, Vec2};
use leptos::prelude::*;

use super::{Bench, PaletteRequest};
use crate::browser::random;

impl Bench {
    /// Puts a component of `kind` with its top left corner at `at` and selects it.
    pub fn place(self, kind: &str, at: Point) -> Option<ComponentId> {
        let kind = self.kinds.get_untracked().kind(kind)?;
        let id = ComponentId(random::id());
        let component = self.drawn.with_untracked(|drawn| {
            let name = unused_name(&drawn.diagram, kind);
            let mut component = Component::new(id.clone(), &kind.id, &name, at);
            let group = innermost_group(&drawn.diagram, component.bounds().center());
            component.group = group.map(|group| group.id.clone());
            component
        });
        self.apply(&Command::Add(component));
        self.selection.set(Selection::of_components([id.clone()]));
        Some(id)
    }

    /// Puts a component where there is room: beside what is selected, else in the middle of the view.
    pub fn place_near_selection(self, kind: &str) -> Option<ComponentId> {
        let near = match self.selected_component() {
            Some(selected) => selected.bounds().origin() + Vec2::new(160.0, 0.0),
            None => self.viewport.get_untracked().centre() - Component::DEFAULT_SIZE.to_vec2() / 2.0,
        };
        let at = self.drawn.with_untracked(|drawn| free_spot(&drawn.diagram, near));
        let id = self.place(kind, at);
        self.reveal_selection();
        id
    }

    pub fn connect(self, from: ComponentId, to: ComponentId) {
        self.apply(&Command::Connect(Connection::new(ConnectionId(random::id()), from, to)));
    }

    /// Search of the library, for a component that goes where there is room.
    pub fn open_palette(self) {
        self.palette.set(Some(PaletteRequest { at: None, connect_from: None }));
    }

    /// Takes a tool in hand and says how it is used.
    pub fn take(self, tool: Tool) {
        self.announcement.set(tool.instruction().to_owned());
        self.tool.set(tool);
    }

    /// Begins to choose several things one after another, or ends it; what was chosen stays chosen.
    pub fn toggle_several(self) {
        let is_on = self.tool.with_untracked(|tool| matches!(tool, Tool::Several(_)));
        if is_on {
            self.input(&Input::KeyDown { key: Key::Escape, modifiers: Modifiers::default() });
        } else {
            self.take(Tool::SEVERAL);
        }
    }

    /// Something drawn from one point to another; what has words is to be written in at once.
    pub(super) fn draw(self, what: Drawing, from: Point, to: Point) {
        match what {
            Drawing::Group(kind) => {
                let id = GroupId(random::id());
                let bounds = Rect::from_points(from, to);
                let command = self
                    .drawn
                    .with_untracked(|drawn| edits::drawn_group(&drawn.diagram, id.clone(), kind, bounds));
                if command.is_some_and(|command| self.apply(&command)) {
                    self.selection.set(Selection::one(&Target::Group(id)));
                }
            }
            Drawing::Annotation(kind) => {
                let id = AnnotationId(random::id());
                let annotation =
                    Annotation { id: id.clone(), kind, text: String::new(), start: from, end: to };
                if self.apply(&Command::AddAnnotation(annotation)) {
                    let target = Target::Annotation(id);
                    self.selection.set(Selection::one(&target));
                    if kind != AnnotationKind::Arrow {
                        self.naming.set(Some(target));
                    }
                }
            }
        }
    }

    /// A frame around what is selected, which is selected then.
    pub fn group(self, kind: GroupKind) {
        let id = GroupId(random::id());
        let selection = self.selection.get_untracked();
        let command =
            self.drawn.with_untracked(|drawn| edits::grouped(&drawn.diagram, &selection, id.clone(), kind));
        match command {
            Some(command) => {
                if self.apply(&command) {
                    self.selection.set(Selection::one(&Target::Group(id)));
                }
            }
            None => self.announcement.set("Select components to put a frame around them.".to_owned()),
        }
    }
}
