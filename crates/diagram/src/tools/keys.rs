//! The keyboard while no gesture is in flight.

use kurbo::Rect;

use super::neighbour::{self, Direction};
use super::{ConnectState, Context, Effect, GRID, Key, Modifiers, PanState, Selection, Step, Tool, Wire};
use crate::{Command, ComponentId};

const FINE_NUDGE: f64 = 1.0;
/// Screen pixels that an arrow moves the view while nothing is selected.
const VIEW_STEP: f64 = 64.0;
const ZOOM_STEP: f64 = 1.25;
const PADDING: f64 = 48.0;

pub(super) fn pressed(tool: Tool, key: Key, modifiers: Modifiers, context: &Context) -> Step {
    if modifiers.command {
        return with_command(tool, key, modifiers, context);
    }
    if let Some(direction) = Direction::of_key(key) {
        return arrow(tool, direction, modifiers, context);
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
        Key::Character(letter) => character(tool, letter, context),
        _ => Step::ignored(tool),
    }
}

fn with_command(tool: Tool, key: Key, modifiers: Modifiers, context: &Context) -> Step {
    let effect = match (key, modifiers.shift) {
        (Key::Character('z'), false) => Effect::Undo,
        (Key::Character('z'), true) | (Key::Character('y'), false) => Effect::Redo,
        (Key::Character('a'), false) => {
            let all = context.diagram.components.iter().map(|component| component.id.clone());
            Effect::Select(Selection::of_components(all))
        }
        (Key::Character('d'), false) if !context.selection.components.is_empty() => {
            Effect::Duplicate(context.selection.clone())
        }
        // The browser would make a bookmark.
        (Key::Character('d'), false) => return Step::to(tool),
        _ => return Step::ignored(tool),
    };
    Step::to(tool).and(effect)
}

fn character(tool: Tool, letter: char, context: &Context) -> Step {
    let view = context.viewport;
    let middle = (view.size / 2.0).to_vec2().to_point();
    let shown = match letter {
        '+' | '=' => view.zoomed_about(middle, ZOOM_STEP),
        '-' | '_' => view.zoomed_about(middle, 1.0 / ZOOM_STEP),
        '0' => context.index.extent().map_or(view, |extent| view.fitting(extent, PADDING)),
        '1' => view.at_zoom(1.0),
        '2' => bounds_of_selection(context).map_or(view, |bounds| view.fitting(bounds, PADDING)),
        '/' => return Step::to(tool).and(Effect::OpenPalette { at: None, connect_from: None }),
        'v' => return Step::to(Tool::default()),
        'h' => return Step::to(Tool::pan()),
        'c' => return connect(context),
        _ => return Step::ignored(tool),
    };
    Step::to(tool).and(Effect::View(shown))
}

/// From the selected component if there is one, otherwise by choosing two.
fn connect(context: &Context) -> Step {
    match context.selection.single_component() {
        Some(from) => {
            let name = context.name(from);
            let says = format!(
                "Connecting from {name}. Choose the other end with the arrow keys; Enter connects them."
            );
            let wire = Wire::chosen_from(from.clone());
            Step::to(Tool::Connect(ConnectState::Choosing(wire))).and(Effect::Announce(says))
        }
        None => Step::to(Tool::CONNECT)
            .and(Effect::Announce("Connect tool. Choose a component, then the one it calls.".to_owned())),
    }
}

/// From another tool to the select tool, then from a selection to none.
fn back_out(tool: Tool, context: &Context) -> Step {
    if !matches!(tool, Tool::Select(_)) {
        return Step::to(Tool::default());
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
    let components = context.selection.components.iter().cloned().collect();
    let connections = context.selection.connections.iter().cloned().collect();
    Step::to(tool)
        .and(Effect::Apply(Command::Delete { components, connections }))
        .and(Effect::Select(Selection::default()))
}

/// Alt moves the selection, otherwise what is selected moves, or the view if nothing is.
fn arrow(tool: Tool, direction: Direction, modifiers: Modifiers, context: &Context) -> Step {
    if modifiers.alt {
        return select_towards(tool, direction, context);
    }
    if context.selection.components.is_empty() {
        let view = context.viewport.panned(-direction.unit() * VIEW_STEP);
        return Step::to(tool).and(Effect::View(view));
    }
    let by = direction.unit() * if modifiers.shift { FINE_NUDGE } else { GRID };
    let ids = context.selection.components.iter().cloned().collect();
    Step::to(tool).and(Effect::Apply(Command::Move { ids, by }))
}

fn select_towards(tool: Tool, direction: Direction, context: &Context) -> Step {
    let next = match bounds_of_selection(context) {
        Some(from) => {
            let selected: Vec<&ComponentId> = context.selection.components.iter().collect();
            neighbour::towards(context, from, direction, &selected)
        }
        None => neighbour::cycled(context, None, false),
    };
    match next {
        Some(id) => selected(tool, id, context),
        None => Step::to(tool),
    }
}

/// Past the last component the browser's own order goes on, so that nobody is caught in the canvas.
fn tabbed(tool: Tool, modifiers: Modifiers, context: &Context) -> Step {
    let current = context.selection.components.last().filter(|_| context.selection.components.len() == 1);
    match neighbour::cycled(context, current, modifiers.shift) {
        Some(id) => selected(tool, id, context),
        None => Step::ignored(tool),
    }
}

fn selected(tool: Tool, id: ComponentId, context: &Context) -> Step {
    let order = neighbour::in_reading_order(context);
    let place = order.iter().position(|other| *other == id).unwrap_or_default() + 1;
    let says = format!("{}, {place} of {}.", context.name(&id), order.len());
    let view = context.index.bounds_of(&id).map(|bounds| context.viewport.revealing(bounds, PADDING));
    let step = Step::to(tool).and(Effect::Select(Selection::of_components([id])));
    let step = match view.filter(|view| *view != context.viewport) {
        Some(view) => step.and(Effect::View(view)),
        None => step,
    };
    step.and(Effect::Announce(says))
}

fn bounds_of_selection(context: &Context) -> Option<Rect> {
    let bounds = context.selection.components.iter().filter_map(|id| context.index.bounds_of(id));
    bounds.reduce(|all, one| all.union(one))
}
