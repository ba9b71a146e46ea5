//! One design on the workbench: its document, its report and what the session adds to them.

use std::sync::Arc;

use analysis::Report;
use diagram::hit::{Hit, Target};
use diagram::scene::{Findings, Status};
use diagram::tools::{Context, Effect, Input, Selection, Tool};
use diagram::{
    Applied, Catalogue, Command, Component, ComponentId, Connection, ConnectionId, Diagram, Document,
    DocumentError, SpatialIndex, Viewport, free_spot, unused_name,
};
use kurbo::{Point, Size, Vec2};
use leptos::prelude::*;

use super::canvas::Stage;
use crate::browser::idb::StoreError;
use crate::browser::random;
use crate::learner::Learner;
use crate::shelf::{Card, Shelf};

mod clipboard;
mod effect_in_words;
mod milestone;

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpenError {
    #[error("There is no design of this name.")]
    NotHere,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// The design as it is drawn now. `revision` is another one for each change.
#[derive(Debug)]
pub struct Drawn {
    pub diagram: Diagram,
    pub index: SpatialIndex,
    pub revision: u64,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Drawn) -> bool {
        self.revision == other.revision
    }
}

/// What the `/` search is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct PaletteRequest {
    /// World point for the middle of what is chosen; `None` leaves the place to the bench.
    pub at: Option<Point>,
    pub connect_from: Option<ComponentId>,
}

/// A handle that the parts of the workbench copy around.
#[derive(Clone, Copy)]
pub struct Bench {
    pub drawn: RwSignal<Arc<Drawn>>,
    pub report: Memo<Arc<Report>>,
    pub findings: Memo<Arc<Findings>>,
    pub selection: RwSignal<Selection>,
    pub hovered: RwSignal<Hit>,
    pub tool: RwSignal<Tool>,
    pub viewport: RwSignal<Viewport>,
    /// For the live region.
    pub announcement: RwSignal<String>,
    /// Whose name is being typed.
    pub naming: RwSignal<Option<Target>>,
    pub palette: RwSignal<Option<PaletteRequest>>,
    /// What of the stored design could not be read.
    pub left_out: RwSignal<Vec<String>>,
    /// What it is painted with, while it is on the page.
    pub stage: StoredValue<Option<Stage>, LocalStorage>,
    history: RwSignal<(bool, bool)>,
    inner: StoredValue<Inner, LocalStorage>,
    learner: Learner,
    shelf: Shelf,
}

struct Inner {
    id: String,
    document: Document,
}

impl Bench {
    /// Opens a design of the shelf. `fresh` allows one that is not there yet.
    pub async fn open(learner: Learner, shelf: Shelf, id: String, fresh: bool) -> Result<Bench, OpenError> {
        match shelf.load(&id).await? {
            Some(bytes) => {
                let (document, left_out) = Document::from_bytes(random::bits(), &bytes)?;
                Ok(Bench::with(learner, shelf, id, document, left_out))
            }
            None if fresh => {
                let diagram = Diagram { name: "Untitled design".to_owned(), ..Diagram::default() };
                let document = Document::from_diagram(random::bits(), &diagram);
                Ok(Bench::with(learner, shelf, id, document, Vec::new()))
            }
            None => Err(OpenError::NotHere),
        }
    }

    /// Opens a design of the shelf, or starts it from `starting` where it is not there yet.
    pub async fn open_or_start(
        learner: Learner,
        shelf: Shelf,
        id: String,
        starting: Diagram,
    ) -> Result<Bench, OpenError> {
        match shelf.load(&id).await? {
            Some(_) => Bench::open(learner, shelf, id, false).await,
            None => {
                let document = Document::from_diagram(random::bits(), &starting);
                Ok(Bench::with(learner, shelf, id, document, Vec::new()))
            }
        }
    }

    fn with(learner: Learner, shelf: Shelf, id: String, document: Document, left_out: Vec<String>) -> Bench {
        let drawn = RwSignal::new(Arc::new(drawn(document.diagram(), 0)));
        let report = Memo::new(move |_| {
            drawn.with(|drawn| Arc::new(analysis::report(&drawn.diagram, Catalogue::builtin())))
        });
        let findings = Memo::new(move |_| report.with(|report| Arc::new(findings(report))));
        Bench {
            drawn,
            report,
            findings,
            selection: RwSignal::new(Selection::default()),
            hovered: RwSignal::new(Hit::Canvas),
            tool: RwSignal::new(Tool::default()),
            viewport: RwSignal::new(Viewport::new(Size::new(800.0, 600.0))),
            announcement: RwSignal::new(String::new()),
            naming: RwSignal::new(None),
            palette: RwSignal::new(None),
            left_out: RwSignal::new(left_out),
            stage: StoredValue::new_local(None),
            history: RwSignal::new((document.can_undo(), document.can_redo())),
            inner: StoredValue::new_local(Inner { id, document }),
            learner,
            shelf,
        }
    }

    pub fn name(self) -> String {
        self.drawn.with(|drawn| drawn.diagram.name.clone())
    }

    pub fn can_undo(self) -> bool {
        self.history.get().0
    }

    pub fn can_redo(self) -> bool {
        self.history.get().1
    }

    /// The component that alone is selected.
    pub fn selected_component(self) -> Option<Component> {
        let id = self.selection.with(|selection| selection.single_component().cloned())?;
        self.drawn.with(|drawn| drawn.diagram.component(&id).cloned())
    }

    /// The connection that alone is selected.
    pub fn selected_connection(self) -> Option<Connection> {
        match self.selection.with(Selection::single)? {
            Target::Connection(id) => self.drawn.with(|drawn| drawn.diagram.connection(&id).cloned()),
            Target::Component(_) => None,
        }
    }

    /// What the pointer or the keyboard did on the canvas. Whether the browser must leave it alone.
    pub fn input(self, input: &Input) -> bool {
        let drawn = self.drawn.get_untracked();
        let selection = self.selection.get_untracked();
        let hovered = self.hovered.get_untracked();
        let context = Context {
            diagram: &drawn.diagram,
            index: &drawn.index,
            viewport: self.viewport.get_untracked(),
            selection: &selection,
            hovered: &hovered,
        };
        let before = self.tool.get_untracked();
        let step = before.clone().transition(input, &context);
        if step.tool != before {
            self.tool.set(step.tool);
        }
        step.effects.into_iter().for_each(|effect| self.carry_out(effect));
        step.is_handled
    }

    fn carry_out(self, effect: Effect) {
        match effect {
            Effect::Apply(command) => self.apply(&command),
            Effect::Place { kind, at } => {
                self.place(&kind, at);
            }
            Effect::Connect { from, to } => self.connect(from, to),
            Effect::Duplicate(selection) => self.duplicate(&selection),
            Effect::Select(selection) => self.selection.set(selection),
            Effect::Hover(hit) => self.hovered.set(hit),
            Effect::View(viewport) => self.viewport.set(viewport),
            Effect::EditName(target) => self.naming.set(Some(target)),
            Effect::OpenPalette { at, connect_from } => {
                self.palette.set(Some(PaletteRequest { at, connect_from }));
            }
            Effect::Announce(words) => self.announcement.set(words),
            Effect::Undo => self.undo(),
            Effect::Redo => self.redo(),
        }
    }

    /// Makes a change, or says why it cannot be made.
    pub fn apply(self, command: &Command) {
        let outcome = self.inner.try_update_value(|inner| inner.document.apply(command));
        match outcome {
            Some(Ok(applied)) => self.changed(&applied),
            Some(Err(refusal)) => self.announcement.set(refusal.to_string()),
            None => {}
        }
    }

    pub fn undo(self) {
        let applied = self.inner.try_update_value(|inner| inner.document.undo()).flatten();
        self.changed_or_say(applied, "There is nothing to undo.");
    }

    pub fn redo(self) {
        let applied = self.inner.try_update_value(|inner| inner.document.redo()).flatten();
        self.changed_or_say(applied, "There is nothing to do again.");
    }

    fn changed_or_say(self, applied: Option<Applied>, otherwise: &str) {
        match applied {
            Some(applied) => self.changed(&applied),
            None => self.announcement.set(otherwise.to_owned()),
        }
    }

    /// Puts a component of `kind` with its top left corner at `at` and selects it.
    pub fn place(self, kind: &str, at: Point) -> Option<ComponentId> {
        let kind = Catalogue::builtin().kind(kind)?;
        let name = self.drawn.with_untracked(|drawn| unused_name(&drawn.diagram, kind));
        let id = ComponentId(random::id());
        self.apply(&Command::Add(Component::new(id.clone(), &kind.id, &name, at)));
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
        self.reveal(at);
        id
    }

    fn reveal(self, at: Point) {
        let bounds = kurbo::Rect::from_origin_size(at, Component::DEFAULT_SIZE);
        self.viewport.update(|viewport| *viewport = viewport.revealing(bounds, 24.0));
    }

    pub fn connect(self, from: ComponentId, to: ComponentId) {
        self.apply(&Command::Connect(Connection::new(ConnectionId(random::id()), from, to)));
    }

    pub fn delete_selection(self) {
        let Selection { components, connections } = self.selection.get_untracked();
        let command = Command::Delete {
            components: components.into_iter().collect(),
            connections: connections.into_iter().collect(),
        };
        self.apply(&command);
    }

    fn duplicate(self, selection: &Selection) {
        let (command, copies) =
            self.drawn.with_untracked(|drawn| clipboard::duplicate(&drawn.diagram, selection));
        if let Some(command) = command {
            self.apply(&command);
            self.selection.set(copies);
        }
    }

    /// Search of the library, for a component that goes where there is room.
    pub fn open_palette(self) {
        self.palette.set(Some(PaletteRequest { at: None, connect_from: None }));
    }

    /// The whole design in view.
    pub fn fit(self) {
        let extent = self.drawn.with_untracked(|drawn| drawn.index.extent());
        if let Some(extent) = extent {
            self.viewport.update(|viewport| *viewport = viewport.fitting(extent, 48.0));
        }
    }

    pub fn zoom(self, factor: f64) {
        self.viewport.update(|viewport| {
            let middle = Point::new(viewport.size.width / 2.0, viewport.size.height / 2.0);
            *viewport = viewport.zoomed_about(middle, factor);
        });
    }

    fn changed(self, applied: &Applied) {
        if applied.is_empty() {
            self.announcement.set(applied.summary.clone());
            return;
        }
        let before = self.report.get_untracked();
        let revision = self.drawn.with_untracked(|drawn| drawn.revision) + 1;
        self.inner.with_value(|inner| {
            self.drawn.set(Arc::new(drawn(inner.document.diagram(), revision)));
            self.history.set((inner.document.can_undo(), inner.document.can_redo()));
        });
        self.forget_deleted();
        let after = self.report.get_untracked();
        self.announcement.set(effect_in_words::announcement(&applied.summary, &before, &after));
        self.keep();
        self.inner.with_value(|inner| {
            milestone::record(self.learner, &inner.id, inner.document.diagram(), &after);
        });
    }

    fn forget_deleted(self) {
        let drawn = self.drawn.get_untracked();
        let diagram = &drawn.diagram;
        self.selection.update(|selection| {
            selection.components.retain(|id| diagram.component(id).is_some());
            selection.connections.retain(|id| diagram.connection(id).is_some());
        });
        self.hovered.set(Hit::Canvas);
    }

    /// Hands the newest state to the shelf.
    fn keep(self) {
        let (card, bytes) = self
            .inner
            .with_value(|inner| (Card::of(&inner.id, inner.document.diagram()), inner.document.to_bytes()));
        self.shelf.save(card, bytes);
    }
}

fn drawn(diagram: &Diagram, revision: u64) -> Drawn {
    Drawn { index: SpatialIndex::of(diagram), diagram: diagram.clone(), revision }
}

/// What of the report the drawing shows.
fn findings(report: &Report) -> Findings {
    let on_critical_path =
        |id: &ComponentId| report.latency.iter().any(|latency| latency.critical_path.contains(id));
    let statuses = report.components.iter().map(|component| {
        let status = Status {
            utilisation: component.capacity_per_second.map(|_| component.utilisation),
            is_on_critical_path: on_critical_path(&component.id),
            is_single_point_of_failure: report.availability.single_points_of_failure.contains(&component.id),
        };
        (component.id.clone(), status)
    });
    let highlighted = report.latency.iter().flat_map(|latency| latency.critical_connections.iter().cloned());
    Findings { statuses: statuses.collect(), highlighted: highlighted.collect() }
}
