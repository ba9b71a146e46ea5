//! The keyboard while no gesture is in flight.

use kurbo::{Rect, Vec2};

use super::aim::WAYS;
use super::neighbour::{self, Direction};
use super::select::LOCKED;
use super::{
    ConnectState, Context, Effect, GRID, Key, Modifiers, PanState, Selection, Step, Tool, Wire, bend, several,
};
use crate::edits;
use crate::hit::Target;
use crate::scene::Drawing;
use crate::{AnnotationKind, Command, ComponentId, GroupKind, naming};

const FINE_NUDGE: f64 = 1.0;
/// Screen pixels that an arrow moves the view while nothing is selected.
const VIEW_STEP: f64 = 64.0;
const ZOOM_STEP: f64 = 1.25;
const PADDING: f64 = 48.0;

pub(super) fn pressed(tool: Tool, key: Key, modifiers: Modifiers, context: &Context) -> Step {
    if let Some(direction) = Direction::of_key(key) {
        return arrow(tool, direction, modifiers, context);
    }
    if modifiers.command {
        return with_command(tool, key, modifiers, context);
    }
    match key {
        Key::Escape => back_out(tool, context),
        Key::Tab => tabbed(tool, modifiers, context),
        Key::Delete | Key::Backspace => delete(tool, context),
        Key::Enter | Key::F2 => match context.selection.single() {
            Some(target) => Step::to(tool).and(Effect::EditName(target)),
            None => Step::ignored(tool),
        },
        Key::Space => Step::to(Tool::Pan(PanState::while_space(tool))),
        Key::Character(_) if modifiers.alt => Step::ignored(tool),
        Key::Character(letter) => view_key(tool, letter, modifiers, context),
        _ => Step::ignored(tool),
    }
}

/// Copy, cut and paste are the browser's own keys: their events carry the clipboard.
fn with_command(tool: Tool, key: Key, modifiers: Modifiers, context: &Context) -> Step {
    let effect = match (key, modifiers.shift) {
        (Key::Character('z'), false) => Effect::Undo,
        (Key::Character('z'), true) | (Key::Character('y'), false) => Effect::Redo,
        (Key::Character('a'), false) => Effect::Select(Selection::everything(context.diagram)),
        (Key::Character('f'), false) => Effect::OpenSearch,
        (Key::Character('g'), _) => return group(tool, modifiers, context),
        (Key::Character('d'), false) if !context.selection.is_empty() => {
            Effect::Duplicate(context.selection.clone())
        }
        // The browser would make a bookmark.
        (Key::Character('d'), false) => return Step::to(tool),
        _ => return Step::ignored(tool),
    };
    Step::to(tool).and(effect)
}

fn view_key(tool: Tool, letter: char, modifiers: Modifiers, context: &Context) -> Step {
    let view = context.viewport;
    let middle = (view.size / 2.0).to_vec2().to_point();
    let shown = match letter {
        '+' | '=' => view.zoomed_about(middle, ZOOM_STEP),
        '-' | '_' => view.zoomed_about(middle, 1.0 / ZOOM_STEP),
        '0' => context.index.extent().map_or(view, |extent| view.fitting(extent, PADDING)),
        '1' => view.at_zoom(1.0),
        '2' => bounds_of_selection(context).map_or(view, |bounds| view.fitting(bounds, PADDING)),
        _ => return letter_key(tool, letter, modifiers, context),
    };
    Step::to(tool).and(Effect::View(shown))
}

fn letter_key(tool: Tool, letter: char, modifiers: Modifiers, context: &Context) -> Step {
    let components = || context.selection.components.iter().cloned().collect::<Vec<_>>();
    let has_components = !context.selection.components.is_empty();
    match letter {
        '/' => Step::to(tool).and(Effect::OpenPalette { at: None, connect_from: None }),
        'v' => in_hand(Tool::default()),
        's' if matches!(tool, Tool::Several(_)) => several::ended(context),
        's' => in_hand(Tool::SEVERAL),
        'h' => in_hand(Tool::pan()),
        'c' => connect(context),
        'g' => group(tool, modifiers, context),
        'n' => drawing(Drawing::Annotation(AnnotationKind::Note)),
        't' => drawing(Drawing::Annotation(AnnotationKind::Text)),
        'a' => drawing(Drawing::Annotation(AnnotationKind::Arrow)),
        'l' if modifiers.shift => Step::to(tool).and(Effect::LayOut),
        'l' => applied(tool, edits::locked(context.diagram, context.selection)),
        ']' if has_components => {
            Step::to(tool).and(Effect::Apply(Command::BringToFront { components: components() }))
        }
        '[' if has_components => {
            Step::to(tool).and(Effect::Apply(Command::SendToBack { components: components() }))
        }
        'b' => bent(tool, context),
        'm' => Step::to(tool).and(Effect::OpenMenu),
        _ => Step::ignored(tool),
    }
}

fn taken(tool: Tool, says: &str) -> Step {
    Step::to(tool).and(Effect::Announce(says.to_owned()))
}

fn in_hand(tool: Tool) -> Step {
    let says = tool.instruction();
    taken(tool, says)
}

fn drawing(what: Drawing) -> Step {
    in_hand(Tool::draw(what))
}

fn applied(tool: Tool, command: Option<Command>) -> Step {
    match command {
        Some(command) => Step::to(tool).and(Effect::Apply(command)),
        None => Step::ignored(tool),
    }
}

/// Around what is selected, or by drawing; with Shift the frames of selected groups go.
fn group(tool: Tool, modifiers: Modifiers, context: &Context) -> Step {
    let selection = context.selection;
    if modifiers.shift {
        return applied(tool, edits::ungrouped(context.diagram, selection));
    }
    if selection.components.is_empty() && selection.groups.is_empty() {
        return drawing(Drawing::Group(GroupKind::Frame));
    }
    Step::to(tool).and(Effect::Group(GroupKind::Frame))
}

/// A bend in the middle of the connection that is selected.
fn bent(tool: Tool, context: &Context) -> Step {
    let Some(Target::Connection(id)) = context.selection.single() else { return Step::ignored(tool) };
    match edits::bent(context.diagram, context.index, &id) {
        Some(command) => Step::to(tool).and(Effect::Apply(command)),
        None => Step::to(tool).and(Effect::Announce("This connection cannot have more bends.".to_owned())),
    }
}

/// From the selected component if there is one, otherwise by choosing two.
fn connect(context: &Context) -> Step {
    match context.selection.single_component() {
        Some(from) => {
            let name = context.name(from);
            let says = format!("Connecting from {name}. Choose the other end: {WAYS}. Enter connects them.");
            let wire = Wire::chosen_from(from.clone());
            Step::to(Tool::Connect(ConnectState::Choosing(wire))).and(Effect::Announce(says))
        }
        None => in_hand(Tool::CONNECT),
    }
}

/// From another tool to the select tool, then from a selection to none.
fn back_out(tool: Tool, context: &Context) -> Step {
    if matches!(tool, Tool::Several(_)) {
        return several::ended(context);
    }
    if !matches!(tool, Tool::Select(_)) {
        return in_hand(Tool::default());
    }
    if context.selection.is_empty() {
        return Step::ignored(tool);
    }
    Step::to(tool).and(Effect::Select(Selection::default()))
}

fn delete(tool: Tool, context: &Context) -> Step {
    if context.selection.is_empty() {
        return Step::ignored(tool);
    }
    match edits::deleted(context.diagram, context.selection) {
        Some(command) => Step::to(tool).and(Effect::Apply(command)).and(Effect::Select(Selection::default())),
        None => taken(tool, LOCKED),
    }
}

/// Alt moves the selection, with Shift it takes in the next one; Control makes larger and smaller; otherwise what is
/// selected moves, or the view if nothing is.
fn arrow(tool: Tool, direction: Direction, modifiers: Modifiers, context: &Context) -> Step {
    if modifiers.alt {
        return select_towards(tool, direction, modifiers, context);
    }
    let by = direction.unit() * if modifiers.shift { FINE_NUDGE } else { GRID };
    if modifiers.command {
        let target = context.selection.single();
        return applied(tool, target.and_then(|target| edits::grown(context.diagram, &target, by)));
    }
    if context.selection.is_empty() {
        let view = context.viewport.panned(-direction.unit() * VIEW_STEP);
        return Step::to(tool).and(Effect::View(view));
    }
    nudged(tool, by, context)
}

fn nudged(tool: Tool, by: Vec2, context: &Context) -> Step {
    if let Some(Target::Connection(id)) = context.selection.single() {
        let waypoints =
            context.diagram.connection(&id).map(|one| one.waypoints.as_slice()).unwrap_or_default();
        if waypoints.is_empty() {
            return Step::ignored(tool);
        }
        let moved = waypoints.iter().map(|at| *at + by).collect();
        return Step::to(tool).and(bend::led_through(id, moved));
    }
    match edits::moved(context.diagram, context.selection, by) {
        Some(command) => Step::to(tool).and(Effect::Apply(command)),
        None => taken(tool, LOCKED),
    }
}

fn select_towards(tool: Tool, direction: Direction, modifiers: Modifiers, context: &Context) -> Step {
    let next = match bounds_of_selection(context) {
        Some(from) => {
            let selected: Vec<&ComponentId> = context.selection.components.iter().collect();
            neighbour::towards(context, from, direction, &selected)
        }
        None => neighbour::cycled_component(context, None, false),
    };
    match next {
        Some(id) if modifiers.shift || matches!(tool, Tool::Several(_)) => taken_in(tool, id, context),
        Some(id) => selected(tool, &Target::Component(id), context),
        None => Step::to(tool),
    }
}

fn taken_in(tool: Tool, id: ComponentId, context: &Context) -> Step {
    let mut selection = context.selection.clone();
    selection.components.insert(id.clone());
    let says = format!("{} as well, {} selected.", context.name(&id), selection.len());
    let view = context.index.bounds_of(&id).map(|bounds| context.viewport.revealing(bounds, PADDING));
    let step = Step::to(tool).and(Effect::Select(selection));
    let step = match view.filter(|view| *view != context.viewport) {
        Some(view) => step.and(Effect::View(view)),
        None => step,
    };
    step.and(Effect::Announce(says))
}

/// Past the last thing the browser's own order goes on, so that nobody is caught in the canvas.
fn tabbed(tool: Tool, modifiers: Modifiers, context: &Context) -> Step {
    let current = context.selection.single().filter(|target| !matches!(target, Target::Connection(_)));
    match neighbour::cycled(context, current.as_ref(), modifiers.shift) {
        Some(target) => selected(tool, &target, context),
        None => Step::ignored(tool),
    }
}

fn selected(tool: Tool, target: &Target, context: &Context) -> Step {
    let order = neighbour::in_reading_order(context);
    let place = order.iter().position(|other| other == target).unwrap_or_default() + 1;
    let says = format!("{}, {place} of {}.", described(target, context), order.len());
    let view = bounds_of(target, context).map(|bounds| context.viewport.revealing(bounds, PADDING));
    let step = Step::to(tool).and(Effect::Select(Selection::one(target)));
    let step = match view.filter(|view| *view != context.viewport) {
        Some(view) => step.and(Effect::View(view)),
        None => step,
    };
    step.and(Effect::Announce(says))
}

pub(super) fn described(target: &Target, context: &Context) -> String {
    match target {
        Target::Component(id) => {
            let locked = context.component(id).is_some_and(|one| one.locked);
            format!("{}{}", context.name(id), if locked { ", locked" } else { "" })
        }
        Target::Group(id) => context.diagram.group(id).map_or_else(
            || "Group".to_owned(),
            |group| {
                let inside =
                    context.diagram.components.iter().filter(|one| one.group.as_ref() == Some(id)).count();
                let noun = if inside == 1 { "component" } else { "components" };
                let locked = if group.locked { ", locked" } else { "" };
                format!("{}, group of {inside} {noun}{locked}", naming::of_group(group))
            },
        ),
        Target::Annotation(id) => {
            context.diagram.annotation(id).map_or_else(|| "Annotation".to_owned(), naming::of_annotation)
        }
        Target::Connection(_) => "Connection".to_owned(),
    }
}

fn bounds_of(target: &Target, context: &Context) -> Option<Rect> {
    match target {
        Target::Component(id) => context.index.bounds_of(id),
        Target::Group(id) => context.diagram.group(id).map(|group| group.bounds),
        Target::Annotation(id) => context.diagram.annotation(id).map(crate::Annotation::bounds),
        Target::Connection(_) => None,
    }
}

fn bounds_of_selection(context: &Context) -> Option<Rect> {
    let selection = context.selection;
    let components = selection.components.iter().filter_map(|id| context.index.bounds_of(id));
    let groups = selection.groups.iter().filter_map(|id| Some(context.diagram.group(id)?.bounds));
    let annotations =
        selection.annotations.iter().filter_map(|id| Some(context.diagram.annotation(id)?.bounds()));
    components.chain(groups).chain(annotations).reduce(|all, one| all.union(one))
}
