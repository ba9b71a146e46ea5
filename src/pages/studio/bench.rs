//! One design on the workbench: its document, its report and what the session adds to them.

use std::sync::Arc;

use analysis::Report;
use analysis::challenge::Brief;
use diagram::catalogue::PriceBook;
use diagram::hit::{Hit, Target};
use diagram::scene::{Activity, Findings, Status};
use diagram::tools::{Context, Input, Selection, Tool};
use diagram::{
    Applied, Catalogue, Command, ComponentId, Diagram, Document, DocumentError, SpatialIndex, Viewport,
};
use kurbo::{Point, Size};
use leptos::prelude::*;

use super::canvas::Stage;
use crate::browser::idb::StoreError;
use crate::browser::random;
use crate::browser::tabs::DesignTabs;
use crate::learner::Learner;
use crate::library::Library;
use crate::shelf::{Card, Shelf};
use measuring::Measuring;

mod clipboard;
mod conditions;
mod effect_in_words;
mod effects;
mod layout;
mod live;
mod making;
mod measuring;
mod milestone;
mod preview;
pub mod prices;
mod selected;
mod versions;
mod view;

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
    pub diagram: Arc<Diagram>,
    pub index: SpatialIndex,
    pub revision: u64,
}

impl Drawn {
    fn first(diagram: Arc<Diagram>) -> Drawn {
        Drawn { index: SpatialIndex::of(&diagram), diagram, revision: 0 }
    }

    /// What an edit leaves alone is taken over.
    fn next(&self, diagram: Arc<Diagram>) -> Drawn {
        let index = SpatialIndex::after(&self.index, &diagram);
        Drawn { index, diagram, revision: self.revision + 1 }
    }
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
    /// While `is_measured` does not hold, that of an earlier state.
    pub report: Memo<Arc<Report>>,
    /// Prices of the learner's own, which count in designs of their own.
    pub prices: Memo<PriceBook>,
    /// Whether the prices are being looked at.
    pub pricing: RwSignal<bool>,
    /// All kinds, at the catalogue's estimates.
    pub kinds: Memo<&'static Catalogue>,
    /// The kinds, with the learner's prices.
    pub catalogue: Memo<Arc<Catalogue>>,
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
    /// Where on the canvas the menu of actions is open, in CSS pixels.
    pub menu: RwSignal<Option<Point>>,
    /// Whether the design is searched.
    pub searching: RwSignal<bool>,
    /// What is painted instead while a new layout comes about, or a change is only shown.
    pub motion: RwSignal<Option<Arc<Drawn>>>,
    /// The brief under whose load it is measured; `None` for the load that is drawn.
    conditions: RwSignal<Option<Arc<Brief>>>,
    /// Whether figures are hidden, because somebody is asked to guess one.
    pub veiled: RwSignal<bool>,
    /// What a simulation of it does now.
    pub activity: RwSignal<Option<Arc<Activity>>>,
    /// What its dots stand for.
    pub activity_legend: RwSignal<String>,
    /// What of the stored design, or of what was pasted, could not be read or used.
    pub left_out: RwSignal<Vec<String>>,
    /// What it is painted with, while it is on the page.
    pub stage: StoredValue<Option<Stage>, LocalStorage>,
    history: RwSignal<(bool, bool)>,
    measuring: Measuring,
    inner: StoredValue<Inner, LocalStorage>,
    /// Other tabs that have the design open, while it is on the page.
    tabs: StoredValue<Option<DesignTabs>, LocalStorage>,
    /// Changes so far, to tell when there was none for a while.
    edits: StoredValue<u64>,
    learner: Learner,
    shelf: Shelf,
}

struct Inner {
    id: String,
    document: Document,
}

impl Bench {
    /// Opens a design of the shelf. `fresh` allows one that is not there yet.
    pub async fn open(
        learner: Learner,
        shelf: Shelf,
        library: Library,
        id: String,
        fresh: bool,
    ) -> Result<Bench, OpenError> {
        match shelf.load(&id).await? {
            Some(bytes) => {
                let (document, left_out) = Document::from_bytes(random::bits(), &bytes)?;
                Ok(Bench::with(learner, shelf, library, id, document, left_out))
            }
            None if fresh => {
                let diagram = Diagram { name: "Untitled design".to_owned(), ..Diagram::default() };
                let document = Document::from_diagram(random::bits(), &diagram);
                Ok(Bench::with(learner, shelf, library, id, document, Vec::new()))
            }
            None => Err(OpenError::NotHere),
        }
    }

    /// Opens a design of the shelf, or starts it from `starting` where it is not there yet.
    pub async fn open_or_start(
        learner: Learner,
        shelf: Shelf,
        library: Library,
        id: String,
        starting: Diagram,
    ) -> Result<Bench, OpenError> {
        match shelf.load(&id).await? {
            Some(_) => Bench::open(learner, shelf, library, id, false).await,
            None => {
                let document = Document::from_diagram(random::bits(), &starting);
                Ok(Bench::with(learner, shelf, library, id, document, Vec::new()))
            }
        }
    }

    fn with(
        learner: Learner,
        shelf: Shelf,
        library: Library,
        id: String,
        document: Document,
        left_out: Vec<String>,
    ) -> Bench {
        let drawn = RwSignal::new(Arc::new(Drawn::first(document.shared_diagram())));
        let measuring = Measuring::of(drawn);
        let prices = prices::counting_in(learner, &id);
        let kinds = library.catalogue();
        let catalogue = Memo::new(move |_| prices.with(|book| Arc::new(book.applied_to(kinds.get()))));
        let conditions = RwSignal::new(None);
        let report = measuring.report(catalogue, conditions);
        let veiled = RwSignal::new(false);
        let findings = Memo::new(move |_| {
            if veiled.get() {
                return Arc::default();
            }
            report.with(|report| Arc::new(findings(report)))
        });
        Bench {
            drawn,
            measuring,
            report,
            prices,
            pricing: RwSignal::new(false),
            kinds,
            catalogue,
            findings,
            selection: RwSignal::new(Selection::default()),
            hovered: RwSignal::new(Hit::Canvas),
            tool: RwSignal::new(Tool::default()),
            viewport: RwSignal::new(Viewport::new(Size::new(800.0, 600.0))),
            announcement: RwSignal::new(String::new()),
            naming: RwSignal::new(None),
            palette: RwSignal::new(None),
            menu: RwSignal::new(None),
            searching: RwSignal::new(false),
            motion: RwSignal::new(None),
            conditions,
            veiled,
            activity: RwSignal::new(None),
            activity_legend: RwSignal::new(String::new()),
            left_out: RwSignal::new(left_out),
            stage: StoredValue::new_local(None),
            history: RwSignal::new((document.can_undo(), document.can_redo())),
            inner: StoredValue::new_local(Inner { id, document }),
            tabs: StoredValue::new_local(None),
            edits: StoredValue::new(0),
            learner,
            shelf,
        }
    }

    pub fn name(self) -> String {
        self.drawn.with(|drawn| drawn.diagram.name.clone())
    }

    /// Whether the report is of the design as it is drawn now.
    pub fn is_measured(self) -> bool {
        self.measuring.is_current()
    }

    /// Another number whenever the design or what was found in it is drawn otherwise.
    pub fn picture_revision(self, drawn: &Drawn) -> u64 {
        drawn.revision.wrapping_mul(2).wrapping_add(u64::from(self.is_measured()))
    }

    pub fn can_undo(self) -> bool {
        self.history.get().0
    }

    pub fn can_redo(self) -> bool {
        self.history.get().1
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
        // What nobody holds is changed where it is.
        drop(drawn);
        if step.tool != before {
            self.tool.set(step.tool);
        }
        step.effects.into_iter().for_each(|effect| self.carry_out(effect));
        step.is_handled
    }

    /// Makes a change, or says why it cannot be made. Whether it was made.
    pub fn apply(self, command: &Command) -> bool {
        self.make(command, true)
    }

    /// The same without a word, for what is saved while somebody is still typing it.
    pub fn apply_quietly(self, command: &Command) {
        self.make(command, false);
    }

    fn make(self, command: &Command, aloud: bool) -> bool {
        match self.alter(|document| document.apply(command)) {
            Some(Ok(applied)) => {
                self.changed(&applied, aloud);
                true
            }
            Some(Err(refusal)) => {
                self.announcement.set(refusal.to_string());
                false
            }
            None => false,
        }
    }

    pub fn undo(self) {
        let applied = self.alter(Document::undo).flatten();
        self.changed_or_say(applied, "There is nothing to undo.");
    }

    pub fn redo(self) {
        let applied = self.alter(Document::redo).flatten();
        self.changed_or_say(applied, "There is nothing to do again.");
    }

    fn changed_or_say(self, applied: Option<Applied>, otherwise: &str) {
        match applied {
            Some(applied) => self.changed(&applied, true),
            None => self.announcement.set(otherwise.to_owned()),
        }
    }

    fn changed(self, applied: &Applied, aloud: bool) {
        if applied.is_empty() {
            if aloud {
                self.announcement.set(applied.summary.clone());
            }
            return;
        }
        let before = self.report.get_untracked();
        self.draw_anew();
        let after = self.report.get_untracked();
        // Where the figures come later they are not the effect of this.
        let before = if self.is_measured() { before } else { Arc::clone(&after) };
        if aloud {
            let words = if self.veiled.get_untracked() {
                format!("{}.", applied.summary)
            } else {
                effect_in_words::announcement(&applied.summary, &before, &after)
            };
            self.announcement.set(words);
        }
        self.keep();
        if self.is_measured() {
            self.inner.with_value(|inner| {
                milestone::record(self.learner, &inner.id, inner.document.diagram(), &after);
            });
        }
        self.keep_version_when_quiet();
    }

    /// Takes over what the document has become.
    fn draw_anew(self) {
        self.drawn.try_update_untracked(|drawn| {
            if let Some(drawn) = Arc::get_mut(drawn) {
                drawn.index.keep_ways_only();
            }
        });
        let drawn = self.drawn.get_untracked();
        self.inner.with_value(|inner| {
            self.drawn.set(Arc::new(drawn.next(inner.document.shared_diagram())));
            self.history.set((inner.document.can_undo(), inner.document.can_redo()));
        });
        self.forget_deleted();
        self.measuring.after_a_change();
    }

    fn forget_deleted(self) {
        let drawn = self.drawn.get_untracked();
        self.selection.update(|selection| selection.forget_deleted(&drawn.diagram));
        self.hovered.set(Hit::Canvas);
    }

    /// Hands the newest state to the shelf.
    pub fn keep(self) {
        let (card, bytes) = self
            .inner
            .with_value(|inner| (Card::of(&inner.id, inner.document.diagram()), inner.document.to_bytes()));
        self.shelf.save(card, bytes);
    }
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
