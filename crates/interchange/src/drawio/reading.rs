use std::collections::{HashMap, HashSet};

use diagram::{Annotation, AnnotationId, AnnotationKind, Diagram, Mode};
use kurbo::{Point, Rect, Size};

use super::cells::{self, Cell, Known};
use super::geometry;
use super::writing::{component_label, label};
use crate::sketch::{Arrow, Frame, Node, Sketch, Told, is_about, shortened};
use crate::{ReadError, guess, html, note};

/// # Errors
/// When it is no draw.io file, or larger than a design may be.
pub(crate) fn read(text: &str, told: &mut Told) -> Result<Diagram, ReadError> {
    let page = cells::first_page(text)?;
    if page.more_pages > 0 {
        told.say(&format!("The first page was opened. There are {} more in the file.", page.more_pages));
    }
    let drawing = Drawing::of(page.cells);
    let mut sketch = drawing.sketch(told);
    sketch.name = page.name;
    if let Some(design) = page.design_note.as_deref().and_then(note::design) {
        (sketch.name, sketch.rationale) = (design.name, design.rationale);
    }
    sketch.settled(told)
}

/// What a cell is in a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Node,
    Frame,
    Arrow,
    /// Words on another cell, or on nothing.
    Words,
    /// A sheet with words on it.
    Note,
    /// A layer, or the cell around all.
    None,
}

struct Drawing {
    cells: Vec<Cell>,
    parents: Vec<Option<usize>>,
    roles: Vec<Role>,
    by_id: HashMap<String, usize>,
}

impl Drawing {
    fn of(cells: Vec<Cell>) -> Self {
        let mut by_id = HashMap::new();
        for (at, cell) in cells.iter().enumerate() {
            by_id.entry(cell.id.clone()).or_insert(at);
        }
        let parents: Vec<Option<usize>> = cells.iter().map(|cell| by_id.get(&cell.parent).copied()).collect();
        let roles = roles(&cells, &parents, &by_id);
        Self { cells, parents, roles, by_id }
    }

    fn role(&self, at: usize) -> Role {
        self.roles.get(at).copied().unwrap_or(Role::None)
    }

    fn sketch(mut self, told: &mut Told) -> Sketch {
        let alone = self.words_to_what_they_stand_on();
        let mut bounds = geometry::in_drawing(&self.cells, &self.parents);
        let factor = self.enlarge(&mut bounds);
        // The place of each cell in the sketch's lists.
        let places = self.places();
        let place = |at: Option<usize>| places.get(at?).copied();
        let mut sketch = Sketch::default();
        for at in 0..self.cells.len() {
            let (role, around) = (self.role(at), place(self.frame_around(at)));
            let bounds = bounds.get(at).copied().flatten();
            let line = if role == Role::Arrow { self.loose_line(at, factor) } else { None };
            let ends = if role == Role::Arrow && line.is_none() { self.ends(at, told) } else { None };
            let Some(cell) = self.cells.get_mut(at) else { continue };
            match role {
                Role::Node => sketch.nodes.push(node(cell, bounds, around)),
                Role::Frame => sketch.frames.push(frame(cell, bounds, around)),
                Role::Arrow if line.is_some() => {
                    let drawn = line.map(|line| annotation(cell, AnnotationKind::Arrow, line));
                    sketch.annotations.extend(drawn);
                }
                Role::Arrow => {
                    let ends = ends.and_then(|(from, to)| Some((place(Some(from))?, place(Some(to))?)));
                    sketch.arrows.extend(ends.map(|(from, to)| arrow(cell, from, to)));
                }
                Role::Words | Role::Note if role == Role::Note || alone.contains(&at) => match bounds {
                    Some(bounds) => {
                        let kind =
                            if role == Role::Note { AnnotationKind::Note } else { AnnotationKind::Text };
                        let corners = (bounds.origin(), Point::new(bounds.x1, bounds.y1));
                        sketch.annotations.push(annotation(cell, kind, corners));
                    }
                    None => told.say(&format!(
                        "The text \"{}\" stands nowhere and was left out.",
                        first_words(&plain(cell))
                    )),
                },
                Role::Words | Role::Note | Role::None => {}
            }
        }
        sketch
    }

    /// From where to where an arrow leads that joins nothing.
    fn loose_line(&self, at: usize, factor: f64) -> Option<(Point, Point)> {
        let cell = self.cells.get(at)?;
        let is_tied = |id: &String| self.by_id.contains_key(id) && !id.is_empty();
        if is_tied(&cell.source) || is_tied(&cell.target) {
            return None;
        }
        let origin = geometry::origin(&self.cells, &self.parents, at);
        let place = |point: Point| ((point + origin).to_vec2() * factor).to_point();
        let (start, end) = (place(cell.start?), place(cell.end?));
        Some(if cell.style.is_backwards() { (end, start) } else { (start, end) })
    }

    fn places(&self) -> Vec<usize> {
        let (mut nodes, mut frames) = (0, 0);
        let mut next = |role: &Role| {
            let count = if *role == Role::Frame { &mut frames } else { &mut nodes };
            let place = *count;
            *count += usize::from(matches!(role, Role::Frame | Role::Node));
            place
        };
        self.roles.iter().map(&mut next).collect()
    }

    /// The nearest cell around that is a frame.
    fn frame_around(&self, at: usize) -> Option<usize> {
        self.around(at).find(|at| self.role(*at) == Role::Frame)
    }

    /// The cells around, from the inside out; rings of them end somewhere.
    fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        let up = |at: &usize| self.parents.get(*at).copied().flatten();
        std::iter::successors(up(&at), up).take(crate::limits::DEEPEST_GROUP)
    }

    /// Words that stand on an arrow or a box without words become its label. The answer is the places of all others.
    fn words_to_what_they_stand_on(&mut self) -> HashSet<usize> {
        let mut alone = HashSet::new();
        for at in 0..self.cells.len() {
            if self.role(at) != Role::Words {
                continue;
            }
            let cell = self.cells.get(at);
            let words = cell.map(plain).unwrap_or_default();
            let is_known = cell.is_some_and(|cell| matches!(cell.known, Some(Known::Annotation(_))));
            let below = self.parents.get(at).copied().flatten();
            let below = below.filter(|at| self.role(*at) != Role::None && !is_known);
            match below.and_then(|at| self.cells.get_mut(at)) {
                _ if words.is_empty() && !is_known => {}
                Some(cell) if plain(cell).is_empty() => cell.label = escaped_for(cell, &words),
                _ => {
                    alone.insert(at);
                }
            }
        }
        alone
    }

    /// Foreign symbols are often smaller than a card; then the whole drawing grows. The answer says by how much.
    fn enlarge(&self, bounds: &mut [Option<Rect>]) -> f64 {
        if self.cells.iter().any(|cell| cell.known.is_some()) {
            return 1.0;
        }
        let nodes = self.roles.iter().zip(&*bounds).filter(|(role, _)| **role == Role::Node);
        let symbols: Vec<Rect> = nodes.filter_map(|(_, bounds)| *bounds).collect();
        let factor = geometry::enlargement(&symbols);
        for bounds in bounds.iter_mut().flatten() {
            *bounds = geometry::enlarged(*bounds, factor);
        }
        factor
    }

    /// The nodes at the ends of an arrow, from where calls start.
    fn ends(&self, at: usize, told: &mut Told) -> Option<(usize, usize)> {
        let cell = self.cells.get(at)?;
        let end = |id: &str| self.by_id.get(id).copied().filter(|_| !id.is_empty());
        let what = first_words(&plain(cell));
        let named = if what.is_empty() { "An arrow".to_owned() } else { format!("The arrow \"{what}\"") };
        let (Some(source), Some(target)) = (end(&cell.source), end(&cell.target)) else {
            told.say(&format!("{named} with a loose end was left out."));
            return None;
        };
        // An arrow at the words on a box is an arrow at the box.
        let node =
            |at: usize| std::iter::once(at).chain(self.around(at)).find(|at| self.role(*at) != Role::Words);
        let ends = node(source).zip(node(target));
        let Some((from, to)) =
            ends.filter(|(from, to)| [from, to].iter().all(|at| self.role(**at) == Role::Node))
        else {
            told.say(&format!("{named} at a group was left out: connections go between components."));
            return None;
        };
        Some(if cell.style.is_backwards() { (to, from) } else { (from, to) })
    }
}

fn roles(cells: &[Cell], parents: &[Option<usize>], by_id: &HashMap<String, usize>) -> Vec<Role> {
    let mut holds_boxes = vec![false; cells.len()];
    for (cell, parent) in cells.iter().zip(parents) {
        if cell.is_box
            && !cell.style.is_text()
            && let Some(holds) = parent.and_then(|at| holds_boxes.get_mut(at))
        {
            *holds = true;
        }
    }
    let mut has_arrow = vec![false; cells.len()];
    for id in cells.iter().filter(|cell| cell.is_arrow).flat_map(|cell| [&cell.source, &cell.target]) {
        if let Some(has) = by_id.get(id).and_then(|at| has_arrow.get_mut(*at)) {
            *has = true;
        }
    }
    let role = |(at, cell): (usize, &Cell)| {
        let stands_on_arrow =
            || parents.get(at).copied().flatten().and_then(|at| cells.get(at)).is_some_and(|it| it.is_arrow);
        let holds = holds_boxes.get(at) == Some(&true);
        match cell {
            Cell { is_arrow: true, .. } => Role::Arrow,
            Cell { is_box: false, .. } => Role::None,
            Cell { known: Some(Known::Component(_)), .. } => Role::Node,
            Cell { known: Some(Known::Group(_)), .. } => Role::Frame,
            Cell { known: Some(Known::Annotation(known)), .. } if known.kind == AnnotationKind::Note => {
                Role::Note
            }
            Cell { known: Some(Known::Annotation(_)), .. } => Role::Words,
            _ if cell.style.is_text() || stands_on_arrow() => Role::Words,
            _ if cell.style.is_note() && !holds && has_arrow.get(at) != Some(&true) => Role::Note,
            _ if holds || cell.style.is_container() && has_arrow.get(at) != Some(&true) => Role::Frame,
            _ => Role::Node,
        }
    };
    cells.iter().enumerate().map(role).collect()
}

fn node(cell: &mut Cell, bounds: Option<Rect>, frame: Option<usize>) -> Node {
    let known = match cell.known.take() {
        Some(Known::Component(known)) => Some(*known),
        _ => None,
    };
    let text = changed(cell, known.as_ref().map(component_label));
    let bounds = bounds.map(|bounds| if known.is_some() { bounds } else { as_card(bounds) });
    // A symbol that somebody chose says more than a word, and a word more than a cylinder.
    let of_words = || guess::of_words(text.as_deref().unwrap_or_default());
    let kind = cell.style.symbol_kind().or_else(of_words).or_else(|| cell.style.shape_kind());
    Node { id: std::mem::take(&mut cell.id), text, kind, bounds, frame, known }
}

fn frame(cell: &mut Cell, bounds: Option<Rect>, parent: Option<usize>) -> Frame {
    let known = match cell.known.take() {
        Some(Known::Group(known)) => Some(*known),
        _ => None,
    };
    let text = changed(cell, known.as_ref().map(|known| known.name.clone()));
    Frame { id: std::mem::take(&mut cell.id), text, bounds, parent, known }
}

fn arrow(cell: &mut Cell, from: usize, to: usize) -> Arrow {
    let known = match cell.known.take() {
        Some(Known::Connection(known)) => Some(*known),
        _ => None,
    };
    let text = changed(cell, known.as_ref().map(|known| known.label.clone()));
    let is_dashed = cell.style.is_dashed();
    let was_dashed = known.as_ref().map(|known| known.mode == Mode::Asynchronous);
    let is_dashed = (was_dashed != Some(is_dashed)).then_some(is_dashed);
    Arrow { id: std::mem::take(&mut cell.id), from, to, text, is_dashed, known }
}

fn annotation(cell: &mut Cell, kind: AnnotationKind, (start, end): (Point, Point)) -> Annotation {
    let known = match cell.known.take() {
        Some(Known::Annotation(known)) => Some(*known),
        _ => None,
    };
    let text = changed(cell, known.as_ref().map(|known| known.text.clone())).map(|text| shortened(&text));
    match known {
        // What was only written down more coarsely did not move.
        Some(known) => {
            let (text, drawn) =
                (text.unwrap_or(known.text.clone()), Annotation { start, end, ..known.clone() });
            let has_moved = !is_about(drawn.bounds(), known.bounds()) || points_elsewhere(&known, &drawn);
            Annotation { text, ..if has_moved { drawn } else { known } }
        }
        None => {
            let id = AnnotationId(std::mem::take(&mut cell.id));
            Annotation { id, kind, text: text.unwrap_or_default(), start, end }
        }
    }
}

/// An arrow can turn round without leaving its place.
fn points_elsewhere(known: &Annotation, drawn: &Annotation) -> bool {
    known.kind == AnnotationKind::Arrow && known.end.distance(drawn.end) > 0.1
}

/// What stands on a cell, unless it is what we wrote there.
fn changed(cell: &Cell, written: Option<String>) -> Option<String> {
    let text = plain(cell);
    let is_ours = written.is_some_and(|written| html::to_text(&label(&written)) == text);
    (!is_ours).then_some(text)
}

fn plain(cell: &Cell) -> String {
    if cell.style.is_html() { html::to_text(&cell.label) } else { html::single_spaced(&cell.label) }
}

fn escaped_for(cell: &Cell, words: &str) -> String {
    if cell.style.is_html() { label(words) } else { words.to_owned() }
}

fn first_words(text: &str) -> String {
    text.chars().take(40).collect()
}

/// At least so large that a name can be read.
fn as_card(bounds: Rect) -> Rect {
    const LEAST: Size = Size::new(90.0, 60.0);
    let size = Size::new(bounds.width().max(LEAST.width), bounds.height().max(LEAST.height));
    Rect::from_center_size(bounds.center(), size)
}
