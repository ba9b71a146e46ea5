use std::fmt::Write;

use kurbo::{Point, Rect, Size, Vec2};

use super::super::*;
use crate::hit::Target;
use crate::scene::{RubberEnd, Side};
use crate::{
    Annotation, AnnotationId, AnnotationKind, Command, Component, ComponentId, Connection, ConnectionId,
    Diagram, Group, GroupId, GroupKind, SpatialIndex, Viewport,
};

/// A page with one design on it that carries effects out as the app does, documents aside.
struct Session {
    diagram: Diagram,
    index: SpatialIndex,
    tool: Tool,
    selection: Selection,
    hovered: Hit,
    viewport: Viewport,
    /// World.
    pointer: Point,
    kind: PointerKind,
    log: String,
}

pub(super) fn play(script: &str) -> String {
    play_in(diagram(), script)
}

/// The same with a group `g` around `d`, a note `n`, and a bend in `ab`.
pub(super) fn play_grouped(script: &str) -> String {
    let mut diagram = diagram();
    let bounds = Rect::new(200.0, 160.0, 500.0, 320.0);
    let id = GroupId("g".into());
    diagram.components[3].group = Some(id.clone());
    diagram.groups.push(Group {
        id,
        kind: GroupKind::Zone,
        name: "Zone".into(),
        bounds,
        parent: None,
        locked: false,
    });
    diagram.annotations.push(Annotation {
        id: AnnotationId("n".into()),
        kind: AnnotationKind::Note,
        text: "Why".into(),
        start: Point::new(600.0, 300.0),
        end: Point::new(700.0, 360.0),
    });
    diagram.connections[0].waypoints = vec![Point::new(180.0, 100.0)];
    play_in(diagram, script)
}

/// Components `C0`, `C1` and so on at these places, with nothing between them.
pub(super) fn play_scattered(places: &[(i32, i32)], script: &str) -> String {
    let component = |(number, (x, y)): (usize, &(i32, i32))| {
        let name = format!("C{number}");
        let at = Point::new(f64::from(*x), f64::from(*y));
        Component::new(ComponentId(name.clone()), "cache", &name, at)
    };
    let components = places.iter().enumerate().map(component).collect();
    play_in(Diagram { components, ..Diagram::default() }, script)
}

/// The same with `a` locked.
pub(super) fn play_locked(script: &str) -> String {
    let mut diagram = diagram();
    diagram.components[0].locked = true;
    play_in(diagram, script)
}

fn play_in(diagram: Diagram, script: &str) -> String {
    let mut session = Session::new(diagram);
    for step in script.split(';').map(str::trim).filter(|step| !step.is_empty()) {
        let input = session.input(step);
        if let Some(input) = input {
            session.take(step, &input);
        }
    }
    session.conclude()
}

fn diagram() -> Diagram {
    let place = |id: &str, x: f64, y: f64| {
        Component::new(ComponentId(id.into()), "cache", &id.to_uppercase(), Point::new(x, y))
    };
    let join = |from: &str, to: &str| {
        Connection::new(ConnectionId(format!("{from}{to}")), ComponentId(from.into()), ComponentId(to.into()))
    };
    Diagram {
        components: vec![
            place("a", 0.0, 0.0),
            place("b", 240.0, 0.0),
            place("c", 480.0, 0.0),
            place("d", 240.0, 200.0),
        ],
        connections: vec![join("a", "b"), join("b", "c")],
        ..Diagram::default()
    }
}

impl Session {
    fn new(diagram: Diagram) -> Self {
        Self {
            index: SpatialIndex::of(&diagram),
            diagram,
            tool: Tool::default(),
            selection: Selection::default(),
            hovered: Hit::Canvas,
            viewport: Viewport::new(Size::new(1000.0, 800.0)),
            pointer: Point::ZERO,
            kind: PointerKind::Mouse,
            log: String::new(),
        }
    }

    /// `tool connect` and `place cache` take a tool; everything else is an input.
    fn input(&mut self, step: &str) -> Option<Input> {
        let words: Vec<&str> = step.split_whitespace().collect();
        let has = |word: &str| words.contains(&word);
        self.kind = match (has("touch"), has("pen")) {
            (true, _) => PointerKind::Touch,
            (_, true) => PointerKind::Pen,
            _ => self.kind,
        };
        let modifiers = Modifiers { shift: has("shift"), alt: has("alt"), command: has("ctrl") };
        let last = words.last().copied().unwrap_or_default();
        let verbs =
            ["key", "keyup", "down", "move", "up", "leave", "cancel", "wheel", "pinch", "drop", "tool"];
        let verb = verbs.into_iter().find(|verb| has(verb)).unwrap_or_else(|| panic!("no verb in {step}"));
        Some(match verb {
            "down" => Input::PointerDown(self.pointer_at(last, modifiers, &words)),
            "move" => Input::PointerMove(self.pointer_at(last, modifiers, &words)),
            "up" => Input::PointerUp(self.pointer_at("+0,0", modifiers, &words)),
            "leave" => Input::PointerLeave,
            "cancel" => Input::Cancel,
            "key" => Input::KeyDown { key: key(last), modifiers },
            "keyup" => Input::KeyUp { key: key(last) },
            "wheel" => Input::Wheel { screen: Point::new(100.0, 100.0), delta: pair(last), modifiers },
            "pinch" => Input::Pinch {
                screen: Point::new(100.0, 100.0),
                factor: last.parse().unwrap(),
                by: Vec2::new(10.0, 0.0),
            },
            "drop" => Input::Drop { kind: "cache".into(), at: pair(last).to_point() },
            _ => {
                self.tool = match last {
                    "connect" => Tool::CONNECT,
                    "several" => Tool::SEVERAL,
                    "pan" => Tool::pan(),
                    kind => Tool::place(kind),
                };
                return None;
            }
        })
    }

    /// `a`, `a.right`, `10,20` in the world or `+10,20` screen pixels from where the pointer was.
    fn pointer_at(&mut self, place: &str, modifiers: Modifiers, words: &[&str]) -> Pointer {
        let bounds = |id: &str| self.index.bounds_of(&ComponentId(id.into())).unwrap();
        self.pointer = if let Some(by) = place.strip_prefix('+') {
            self.pointer + pair(by) / self.viewport.zoom
        } else if place.contains(',') {
            pair(place).to_point()
        } else if let Some((id, side)) = place.split_once('.') {
            let sides =
                [("left", Side::Left), ("top", Side::Top), ("right", Side::Right), ("bottom", Side::Bottom)];
            sides.into_iter().find(|(name, _)| *name == side).unwrap().1.middle(bounds(id))
        } else {
            bounds(place).center()
        };
        let button = match (words.contains(&"middle"), words.contains(&"secondary")) {
            (true, _) => Button::Middle,
            (_, true) => Button::Secondary,
            _ => Button::Primary,
        };
        Pointer {
            world: self.pointer,
            screen: self.viewport.screen_from_world(self.pointer),
            kind: self.kind,
            button,
            modifiers,
            clicks: if words.contains(&"double") { 2 } else { 1 },
        }
    }

    fn take(&mut self, script: &str, input: &Input) {
        let context = Context {
            diagram: &self.diagram,
            index: &self.index,
            viewport: self.viewport,
            selection: &self.selection,
            hovered: &self.hovered,
        };
        let step = std::mem::take(&mut self.tool).transition(input, &context);
        let mut said: Vec<String> = step.effects.iter().map(describe).collect();
        if !step.is_handled && matches!(input, Input::KeyDown { .. }) {
            said.push("left to the browser".into());
        }
        if !said.is_empty() {
            writeln!(self.log, "{script}: {}", said.join(" | ")).unwrap();
        }
        self.tool = step.tool;
        for effect in step.effects {
            match effect {
                Effect::Select(selection) => self.selection = selection,
                Effect::Hover(hit) => self.hovered = hit,
                Effect::View(viewport) => {
                    // The pointer stays where it is on the screen.
                    let screen = self.viewport.screen_from_world(self.pointer);
                    self.viewport = viewport;
                    self.pointer = viewport.world_from_screen(screen);
                }
                _ => {}
            }
        }
    }

    fn conclude(mut self) -> String {
        let tool = match &self.tool {
            Tool::Select(SelectState::Idle) => "select".to_owned(),
            Tool::Select(SelectState::PointingCanvas { .. }) => "pointing at the canvas".to_owned(),
            Tool::Select(SelectState::PointingThing { .. }) => "pointing at something".to_owned(),
            Tool::Select(SelectState::Resizing(_)) => "resizing".to_owned(),
            Tool::Select(SelectState::Bending(_)) => "bending".to_owned(),
            Tool::Select(SelectState::Dragging { .. }) => "dragging".to_owned(),
            Tool::Select(SelectState::Marquee { .. }) => "marquee".to_owned(),
            Tool::Several(SeveralState::Idle) => "several".to_owned(),
            Tool::Several(_) => "choosing several".to_owned(),
            Tool::Connect(ConnectState::Idle) => "connect".to_owned(),
            Tool::Connect(ConnectState::Dragging(wire)) => format!("connecting {}", wire.from.0),
            Tool::Connect(ConnectState::Choosing(wire)) => format!("choosing an end for {}", wire.from.0),
            Tool::Pan(_) => "pan".to_owned(),
            Tool::Place(_) => "place".to_owned(),
            Tool::Draw(_) => "draw".to_owned(),
        };
        writeln!(self.log, "tool: {tool}").unwrap();
        let preview = self.tool.preview();
        if let Some(lift) = preview.lift {
            let guides = preview.guides.len();
            writeln!(
                self.log,
                "lifted: {} by {},{} with {guides} guides",
                carried(&lift.carried),
                lift.by.x,
                lift.by.y
            )
            .unwrap();
        }
        if let Some(rect) = preview.marquee {
            writeln!(self.log, "marquee: {} to {}", rect.origin(), Point::new(rect.x1, rect.y1)).unwrap();
        }
        if let Some(group) = preview.into {
            writeln!(self.log, "into: {}", group.0).unwrap();
        }
        if let Some(resize) = preview.resize {
            writeln!(self.log, "resized: {:?} from {} to {}", resize.target, resize.from, resize.to).unwrap();
        }
        if let Some(bend) = preview.bend {
            writeln!(self.log, "bent: {} through {:?}", bend.connection.0, bend.waypoints).unwrap();
        }
        if let Some(outline) = preview.drawing {
            writeln!(self.log, "drawing: {:?} from {} to {}", outline.what, outline.from, outline.to)
                .unwrap();
        }
        if let Some(rubber) = preview.rubber {
            let end = match rubber.to {
                RubberEnd::Loose(point) => point.to_string(),
                RubberEnd::Component(id) => id.0,
            };
            writeln!(self.log, "rubber: {} to {end}", rubber.from.0).unwrap();
        }
        if let Some(ghost) = preview.ghost {
            writeln!(self.log, "ghost: {} at {}", ghost.kind, ghost.at).unwrap();
        }
        self.log
    }
}

fn pair(text: &str) -> Vec2 {
    let (x, y) = text.split_once(',').unwrap();
    Vec2::new(x.parse().unwrap(), y.parse().unwrap())
}

fn key(name: &str) -> Key {
    match name {
        "left" => Key::ArrowLeft,
        "up" => Key::ArrowUp,
        "right" => Key::ArrowRight,
        "down" => Key::ArrowDown,
        "enter" => Key::Enter,
        "escape" => Key::Escape,
        "delete" => Key::Delete,
        "tab" => Key::Tab,
        "backspace" => Key::Backspace,
        "f2" => Key::F2,
        "space" => Key::Space,
        _ => Key::Character(name.chars().next().unwrap()),
    }
}

fn ids<'a>(components: impl IntoIterator<Item = &'a ComponentId>) -> String {
    components.into_iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(" ")
}

fn carried(carried: &crate::edits::Carried) -> String {
    let groups = carried.groups.iter().map(|id| format!(" group {}", id.0));
    let annotations = carried.annotations.iter().map(|id| format!(" annotation {}", id.0));
    let others: String = groups.chain(annotations).collect();
    format!("{}{others}", ids(&carried.components)).trim().to_owned()
}

fn describe(effect: &Effect) -> String {
    match effect {
        Effect::Apply(Command::Move { ids: moved, by }) => {
            format!("move {} by {},{}", ids(moved), by.x, by.y)
        }
        Effect::Apply(Command::Delete { components, connections }) => {
            format!("delete {} and {} connections", ids(components), connections.len())
        }
        Effect::Apply(Command::Together { summary, .. }) => format!("together '{summary}'"),
        Effect::Apply(Command::SetConnection { connection, change }) => {
            format!("lead {} through {:?}", connection.0, change.waypoints.clone().unwrap_or_default())
        }
        Effect::Apply(other) => format!("{other:?}"),
        Effect::Draw { what, from, to } => format!("draw {what:?} from {from} to {to}"),
        Effect::Group(kind) => format!("group as {kind:?}"),
        Effect::LayOut => "lay out".to_owned(),
        Effect::OpenMenu => "open menu".to_owned(),
        Effect::OpenSearch => "open search".to_owned(),
        Effect::Place { kind, at } => format!("place {kind} at {at}"),
        Effect::Connect { from, to } => format!("connect {} to {}", from.0, to.0),
        Effect::Duplicate(selection) => format!("duplicate {}", ids(&selection.components)),
        Effect::Select(selection) if selection.is_empty() => "select nothing".to_owned(),
        Effect::Select(selection) => {
            let components = selection.components.iter().map(|id| format!(" {}", id.0));
            let connections = selection.connections.iter().map(|id| format!(" line {}", id.0));
            let groups = selection.groups.iter().map(|id| format!(" group {}", id.0));
            let annotations = selection.annotations.iter().map(|id| format!(" annotation {}", id.0));
            let all = components.chain(connections).chain(groups).chain(annotations);
            format!("select{}", all.collect::<String>())
        }
        Effect::Hover(Hit::Canvas) => "hover nothing".to_owned(),
        Effect::Hover(Hit::Port { component, side }) => format!("hover port {} {side:?}", component.0),
        Effect::Hover(Hit::Component(id)) => format!("hover {}", id.0),
        Effect::Hover(Hit::Connection(id)) => format!("hover line {}", id.0),
        Effect::Hover(Hit::Group(id)) => format!("hover group {}", id.0),
        Effect::Hover(Hit::Annotation(id)) => format!("hover annotation {}", id.0),
        Effect::Hover(Hit::Handle { handle, .. }) => format!("hover handle {handle:?}"),
        Effect::Hover(Hit::Waypoint { waypoint, .. }) => format!("hover bend {waypoint}"),
        Effect::Hover(Hit::NewWaypoint { waypoint, .. }) => format!("hover a new bend {waypoint}"),
        Effect::View(view) => format!("view from {:.1} at {:.2}", view.origin, view.zoom),
        Effect::EditName(Target::Component(id)) => format!("edit name of {}", id.0),
        Effect::EditName(Target::Connection(id)) => format!("edit label of {}", id.0),
        Effect::EditName(Target::Group(id)) => format!("edit name of group {}", id.0),
        Effect::EditName(Target::Annotation(id)) => format!("edit text of {}", id.0),
        Effect::OpenPalette { at, connect_from } => {
            let place = at.map_or_else(|| "the middle".to_owned(), |at| at.to_string());
            let from = connect_from.as_ref().map_or_else(String::new, |id| format!(" from {}", id.0));
            format!("open palette at {place}{from}")
        }
        Effect::Announce(words) => format!("say '{words}'"),
        Effect::Undo => "undo".to_owned(),
        Effect::Redo => "redo".to_owned(),
    }
}
