//! What a reader of a foreign format found, and how it becomes a design.

mod ids;
mod placing;

use diagram::limits::{COORDINATE, EXTENT, MOST_ANNOTATIONS, MOST_COMPONENTS, MOST_CONNECTIONS, MOST_GROUPS};
use diagram::naming::kind_name;
use diagram::{
    Annotation, AnnotationId, Component, ComponentId, Connection, ConnectionId, Diagram, Group, GroupId,
    GroupKind, Mode,
};
use kurbo::{Point, Rect, Size};

use crate::limits::{DEEPEST_GROUP, MOST_NOTES};
use crate::{ReadError, guess, html};
use ids::Ids;

/// A drawing: boxes, frames around them and arrows between them, by their place in these lists.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    pub(crate) name: String,
    pub(crate) rationale: String,
    pub(crate) nodes: Vec<Node>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) arrows: Vec<Arrow>,
    /// What stands beside them, with the ids that are wanted.
    pub(crate) annotations: Vec<Annotation>,
}

#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) id: String,
    /// What stands on it; `None` where that is just what we wrote for the component that is known.
    pub(crate) text: Option<String>,
    /// The kind that its words or looks say.
    pub(crate) kind: Option<&'static str>,
    /// Document units; `None` leaves it to us.
    pub(crate) bounds: Option<Rect>,
    pub(crate) frame: Option<usize>,
    /// From our own notes in the file.
    pub(crate) known: Option<Component>,
}

#[derive(Debug, Default)]
pub(crate) struct Frame {
    pub(crate) id: String,
    pub(crate) text: Option<String>,
    pub(crate) bounds: Option<Rect>,
    pub(crate) parent: Option<usize>,
    pub(crate) known: Option<Group>,
}

#[derive(Debug)]
pub(crate) struct Arrow {
    pub(crate) id: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) text: Option<String>,
    /// As asynchronous connections are drawn; `None` where it is as we wrote it.
    pub(crate) is_dashed: Option<bool>,
    pub(crate) known: Option<Connection>,
}

/// Longer names are cut: nobody can read them, and all of them are measured.
const LONGEST_TEXT: usize = 500;

impl Sketch {
    /// A design that can be written and opened again without a loss.
    pub(crate) fn settled(mut self, told: &mut Told) -> Result<Diagram, ReadError> {
        check("components", self.nodes.len(), MOST_COMPONENTS)?;
        check("connections", self.arrows.len(), MOST_CONNECTIONS)?;
        check("groups", self.frames.len(), MOST_GROUPS)?;
        check("notes and loose arrows", self.annotations.len(), MOST_ANNOTATIONS)?;
        self.part_rings(told);
        let places = placing::places(&self);
        let mut ids = Ids::default();
        let groups: Vec<GroupId> =
            self.frames.iter().map(|frame| GroupId(frame.wanted_id(&mut ids))).collect();
        let group_id = |at: Option<usize>| groups.get(at?).cloned();
        let frames = self.frames.into_iter().zip(&groups).zip(places.frames);
        let groups = frames
            .map(|((frame, id), bounds)| {
                let parent = group_id(frame.parent);
                Group { id: id.clone(), parent, ..frame.group(in_range(bounds)) }
            })
            .collect();
        let mut ids = Ids::default();
        let nodes = self.nodes.into_iter().zip(places.nodes);
        let components: Vec<Component> = nodes
            .map(|(node, bounds)| {
                let id = ComponentId(node.wanted_id(&mut ids));
                Component { id, group: group_id(node.frame), ..node.component(in_range(bounds)) }
            })
            .collect();
        let connections = connections(self.arrows, &components, told);
        let annotations = annotations(self.annotations);
        let (name, rationale) = (self.name, self.rationale);
        Ok(Diagram { name, rationale, components, connections, groups, annotations })
    }

    /// Frames that stand in each other, or deeper than anybody draws, stand free.
    fn part_rings(&mut self, told: &mut Told) {
        let mut depths: Vec<Option<usize>> = vec![None; self.frames.len()];
        for start in 0..self.frames.len() {
            let mut path = Vec::new();
            let mut here = Some(start);
            // Up to a frame whose depth is known, or one that is on the way already.
            while let Some(at) = here.filter(|at| depths.get(*at) == Some(&None)) {
                if let Some(depth) = depths.get_mut(at) {
                    *depth = Some(usize::MAX);
                }
                path.push(at);
                here = self.frames.get(at).and_then(|frame| frame.parent);
            }
            let above = here.and_then(|at| depths.get(at).copied().flatten());
            let mut depth = above.map_or(Some(0), |above| above.checked_add(1));
            for at in path.into_iter().rev() {
                let stands_free = depth.filter(|depth| *depth <= DEEPEST_GROUP).is_none();
                if stands_free && let Some(frame) = self.frames.get_mut(at) {
                    frame.parent = None;
                    told.say("A group that stands in itself or too deep in other groups stands free now.");
                }
                let settled = depth.filter(|_| !stands_free).unwrap_or(0);
                if let Some(depth) = depths.get_mut(at) {
                    *depth = Some(settled);
                }
                depth = Some(settled + 1);
            }
        }
    }
}

fn check(what: &'static str, count: usize, most: usize) -> Result<(), ReadError> {
    if count > most { Err(ReadError::TooMany { what, count, most }) } else { Ok(()) }
}

fn connections(arrows: Vec<Arrow>, components: &[Component], told: &mut Told) -> Vec<Connection> {
    let mut ids = Ids::default();
    let mut connections = Vec::new();
    for arrow in arrows {
        let (Some(from), Some(to)) = (components.get(arrow.from), components.get(arrow.to)) else { continue };
        if from.id == to.id {
            let name = &from.name;
            told.say(&format!("An arrow from \"{name}\" back to itself was left out."));
            continue;
        }
        let known = arrow.known.as_ref().map(|known| known.id.0.as_str());
        let id = ConnectionId(ids.claim(known.unwrap_or(&arrow.id), "connection"));
        let (from, to) = (from.id.clone(), to.id.clone());
        connections.push(Connection { id, from, to, ..arrow.connection() });
    }
    connections
}

fn annotations(wanted: Vec<Annotation>) -> Vec<Annotation> {
    let mut ids = Ids::default();
    let settled = |one: Annotation| Annotation {
        id: AnnotationId(ids.claim(&one.id.0, "annotation")),
        start: point_in_range(one.start),
        end: point_in_range(one.end),
        ..one
    };
    wanted.into_iter().map(settled).collect()
}

impl Node {
    fn wanted_id(&self, ids: &mut Ids) -> String {
        let known = self.known.as_ref().map(|known| known.id.0.as_str());
        ids.claim(known.unwrap_or(&self.id), "component")
    }

    /// Its id and group are the caller's.
    fn component(self, bounds: Rect) -> Component {
        let text = self.text.map(|text| shortened(&text));
        let mut component = match self.known {
            Some(known) => Component { name: text.unwrap_or(known.name.clone()), ..known },
            None => {
                let text = text.unwrap_or_default();
                let kind = self.kind.unwrap_or(guess::USUAL);
                let name = if text.is_empty() { kind_name(kind) } else { text };
                Component::new(ComponentId(String::new()), kind, &name, Point::ORIGIN)
            }
        };
        // What was only written down more coarsely did not move.
        if !is_about(component.bounds(), bounds) {
            (component.position, component.size) = (bounds.origin(), bounds.size());
        }
        component
    }
}

impl Frame {
    fn wanted_id(&self, ids: &mut Ids) -> String {
        let known = self.known.as_ref().map(|known| known.id.0.as_str());
        ids.claim(known.unwrap_or(&self.id), "group")
    }

    fn group(self, bounds: Rect) -> Group {
        let text = self.text.map(|text| shortened(&text));
        match self.known {
            Some(known) => {
                let bounds = if is_about(known.bounds, bounds) { known.bounds } else { bounds };
                Group { name: text.unwrap_or(known.name.clone()), bounds, ..known }
            }
            None => {
                let name = text.unwrap_or_default();
                Group {
                    id: GroupId(String::new()),
                    kind: frame_kind(&name),
                    name,
                    bounds,
                    parent: None,
                    locked: false,
                }
            }
        }
    }
}

/// By the words on it, like components.
fn frame_kind(name: &str) -> GroupKind {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["vpc", "virtual private", "vnet"]) {
        GroupKind::Vpc
    } else if has(&["availability zone", "zone"]) {
        GroupKind::Zone
    } else if has(&["region"]) {
        GroupKind::Region
    } else if has(&["trust boundary", "trusted", "dmz"]) {
        GroupKind::TrustBoundary
    } else {
        GroupKind::Frame
    }
}

impl Arrow {
    /// Its id and ends are the caller's.
    fn connection(self) -> Connection {
        let none = || ComponentId(String::new());
        let known =
            self.known.unwrap_or_else(|| Connection::new(ConnectionId(String::new()), none(), none()));
        let mode = match self.is_dashed {
            Some(true) => Mode::Asynchronous,
            Some(false) => Mode::Request,
            None => known.mode,
        };
        let label = self.text.map_or(known.label.clone(), |text| shortened(&text));
        Connection { mode, label, ..known }
    }
}

pub(crate) fn shortened(text: &str) -> String {
    let text = html::single_spaced(text);
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

pub(crate) fn is_about(one: Rect, other: Rect) -> bool {
    const NEAR: f64 = 0.01;
    let near = |a: f64, b: f64| (a - b).abs() < NEAR;
    near(one.x0, other.x0) && near(one.y0, other.y0) && near(one.x1, other.x1) && near(one.y1, other.y1)
}

/// Whatever a file says, as a design may have it.
fn in_range(bounds: Rect) -> Rect {
    let extent =
        |number: f64| if number.is_finite() { number.clamp(*EXTENT.start(), *EXTENT.end()) } else { 100.0 };
    Rect::from_origin_size(
        point_in_range(bounds.origin()),
        Size::new(extent(bounds.width()), extent(bounds.height())),
    )
}

fn point_in_range(point: Point) -> Point {
    let coordinate = |number: f64| {
        if number.is_finite() { number.clamp(*COORDINATE.start(), *COORDINATE.end()) } else { 0.0 }
    };
    Point::new(coordinate(point.x), coordinate(point.y))
}

/// Sentences for the learner about what was left out; each once, and not thousands of them.
#[derive(Debug, Default)]
pub(crate) struct Told {
    sentences: Vec<String>,
    more: usize,
}

impl Told {
    pub(crate) fn say(&mut self, sentence: &str) {
        if self.sentences.iter().any(|said| said == sentence) {
            return;
        }
        if self.sentences.len() < MOST_NOTES {
            self.sentences.push(sentence.to_owned());
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn finished(mut self) -> Vec<String> {
        if self.more > 0 {
            self.sentences.push(format!("There were {} more of these.", self.more));
        }
        self.sentences
    }
}
