//! What the statements have drawn so far.

use std::collections::{HashMap, VecDeque};

use diagram::{Component, Connection, Group, Mode};

use super::label::{decoded, encoded};
use super::link::Link;
use super::node::Mention;
use super::writing::{component_label, group_label};
use crate::sketch::{Arrow, Frame, Node, Sketch, Told};
use crate::{guess, note};

#[derive(Default)]
pub(super) struct Drawn {
    name: String,
    rationale: String,
    boxes: Vec<Drawing>,
    boxes_by_name: HashMap<String, usize>,
    groups: Vec<GroupDrawing>,
    groups_by_name: HashMap<String, usize>,
    /// Groups that the next statement stands in, the innermost last.
    open: Vec<usize>,
    arrows: Vec<(String, String, Link)>,
    component_notes: Noted<Component>,
    group_notes: Noted<Group>,
    /// By the names of both ends with a space between.
    connection_notes: Noted<Connection>,
}

/// What comments say, by name. Where several have the same name they are taken in their order.
struct Noted<T> {
    places: HashMap<String, usize>,
    lists: Vec<VecDeque<T>>,
}

impl<T> Default for Noted<T> {
    fn default() -> Self {
        Self { places: HashMap::new(), lists: Vec::new() }
    }
}

impl<T> Noted<T> {
    fn add(&mut self, name: String, known: T) {
        let at = *self.places.entry(name).or_insert(self.lists.len());
        match self.lists.get_mut(at) {
            Some(list) => list.push_back(known),
            None => self.lists.push(VecDeque::from([known])),
        }
    }

    fn take(&mut self, name: &str) -> Option<T> {
        self.lists.get_mut(*self.places.get(name)?)?.pop_front()
    }
}

struct Drawing {
    name: String,
    label: Option<String>,
    looks_like: Option<&'static str>,
    group: Option<usize>,
}

struct GroupDrawing {
    name: String,
    title: String,
    parent: Option<usize>,
}

impl Drawn {
    /// Components, connections and groups.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        (self.boxes.len(), self.arrows.len(), self.groups.len())
    }

    pub(super) fn has_open_groups(&self) -> bool {
        !self.open.is_empty()
    }

    /// From a comment of ours; what cannot be read counts as any other comment.
    pub(super) fn note(&mut self, what: &str, rest: &str) {
        let (name, note) = rest.split_once(' ').unwrap_or_default();
        match what {
            "design" => {
                if let Some(design) = note::design(rest) {
                    (self.name, self.rationale) = (design.name, design.rationale);
                }
            }
            "component" => {
                if let Some(known) = note::component(note) {
                    self.component_notes.add(name.to_owned(), known);
                }
            }
            "group" => {
                if let Some(known) = note::group(note) {
                    self.group_notes.add(name.to_owned(), known);
                }
            }
            "connection" => {
                let (to, note) = note.split_once(' ').unwrap_or_default();
                if let Some(known) = note::connection(note) {
                    self.connection_notes.add(format!("{name} {to}"), known);
                }
            }
            _ => {}
        }
    }

    pub(super) fn open_group(&mut self, name: String, title: String) {
        let at = self.groups.len();
        self.groups_by_name.insert(name.clone(), at);
        self.groups.push(GroupDrawing { name, title, parent: self.open.last().copied() });
        self.open.push(at);
    }

    pub(super) fn close_group(&mut self) {
        self.open.pop();
    }

    /// A box stands in the first group that mentions it.
    pub(super) fn mention(&mut self, mention: &Mention) {
        let next = self.boxes.len();
        let at = *self.boxes_by_name.entry(mention.name.clone()).or_insert(next);
        if at == next {
            let name = mention.name.clone();
            self.boxes.push(Drawing { name, label: None, looks_like: None, group: None });
        }
        let Some(drawing) = self.boxes.get_mut(at) else { return };
        drawing.group = drawing.group.or(self.open.last().copied());
        drawing.label = mention.label.clone().or(drawing.label.take());
        drawing.looks_like = mention.looks_like.or(drawing.looks_like);
    }

    pub(super) fn arrow(&mut self, from: &str, to: &str, link: &Link) {
        if !link.is_invisible {
            let (from, to) = if link.is_backwards { (to, from) } else { (from, to) };
            self.arrows.push((from.to_owned(), to.to_owned(), link.clone()));
        }
    }

    pub(super) fn finished(mut self, told: &mut Told) -> Sketch {
        // An arrow may mention a group before it is drawn.
        let mut count = 0;
        let places: Vec<Option<usize>> = self
            .boxes
            .iter()
            .map(|drawing| {
                let is_box = !self.groups_by_name.contains_key(&drawing.name);
                count += usize::from(is_box);
                is_box.then(|| count - 1)
            })
            .collect();
        let place = |name: &String| places.get(*self.boxes_by_name.get(name)?).copied().flatten();
        let mut arrows = Vec::with_capacity(self.arrows.len());
        for (from, to, link) in self.arrows {
            match (place(&from), place(&to)) {
                (Some(start), Some(end)) => {
                    let known = self.connection_notes.take(&format!("{from} {to}"));
                    arrows.push(arrow(start, end, link, known));
                }
                (start, _) => {
                    let group = if start.is_none() { from } else { to };
                    told.say(&format!(
                        "An arrow at the group \"{group}\" was left out: connections go between components."
                    ));
                }
            }
        }
        let mut places = places.iter();
        self.boxes.retain(|_| places.next().is_some_and(Option::is_some));
        let nodes = self.boxes.into_iter().map(|drawing| drawing.node(&mut self.component_notes)).collect();
        let frames = self.groups.into_iter().map(|group| group.frame(&mut self.group_notes)).collect();
        let (name, rationale) = (self.name, self.rationale);
        // A flowchart has no place for what stands beside it.
        Sketch { name, rationale, nodes, frames, arrows, annotations: Vec::new() }
    }
}

impl Drawing {
    fn node(self, notes: &mut Noted<Component>) -> Node {
        let known = notes.take(&self.name);
        let written = known.as_ref().map(|known| decoded(&component_label(known)));
        let label = self.label.filter(|label| written.as_ref() != Some(label));
        // Without a label its name is what Mermaid shows.
        let text = if known.is_none() { label.or(Some(self.name.clone())) } else { label };
        let kind = guess::of_words(text.as_deref().unwrap_or_default()).or(self.looks_like);
        Node { id: self.name, text, kind, bounds: None, frame: self.group, known }
    }
}

impl GroupDrawing {
    fn frame(self, notes: &mut Noted<Group>) -> Frame {
        let known = notes.take(&self.name);
        let written = known.as_ref().map(|known| decoded(&group_label(&known.name)));
        let text = Some(self.title).filter(|title| written.as_ref() != Some(title));
        Frame { id: self.name, text, bounds: None, parent: self.parent, known }
    }
}

fn arrow(from: usize, to: usize, link: Link, known: Option<Connection>) -> Arrow {
    let mode = if link.is_dotted { Mode::Asynchronous } else { Mode::Request };
    let is_same_mode = known.as_ref().is_some_and(|known| known.mode == mode);
    let written = known.as_ref().map(|known| decoded(&encoded(&known.label)));
    Arrow {
        id: String::new(),
        from,
        to,
        is_dashed: (!is_same_mode).then_some(link.is_dotted),
        text: Some(link.label).filter(|label| written.as_ref() != Some(label)),
        known,
    }
}
