//! Choosing the other end of a connection with the keyboard.
//!
//! Arrows go by direction, Tab goes through all from the nearest, and letters find a component by its name, so that
//! nothing is out of reach wherever it stands.

use super::connect::{ConnectState, Wire, cancelled, connected};
use super::neighbour::{self, Direction};
use super::{Context, Effect, Key, Modifiers, Step, Tool};
use crate::ComponentId;
use crate::scene::RubberEnd;

/// How the other end is chosen, for sentences.
pub(super) const WAYS: &str = "type its name, go there with the arrow keys, or through all with Tab";

pub(super) fn aimed(mut wire: Wire, key: Key, modifiers: Modifiers, context: &Context) -> Step {
    if let Some(letter) = typed_letter(&wire, key, modifiers) {
        return named(wire, letter, context);
    }
    let next = match (key, Direction::of_key(key)) {
        (Key::Escape, _) => return cancelled(&wire),
        (Key::Enter, _) => {
            return match wire.target().cloned() {
                Some(to) => connected(&wire, to),
                None => stay(wire, format!("Choose the other end first: {WAYS}.")),
            };
        }
        (Key::Backspace, _) if !wire.typed.is_empty() => {
            wire.typed.pop();
            let says = if wire.typed.is_empty() {
                "Nothing typed.".to_owned()
            } else {
                format!("Typed: {}.", wire.typed)
            };
            return stay(wire, says);
        }
        (Key::Tab, _) => by_distance(&wire, modifiers.shift, context),
        (_, Some(direction)) => in_direction(&wire, direction, context),
        _ => return Step::ignored(Tool::Connect(ConnectState::Choosing(wire))),
    };
    wire.typed.clear();
    match next {
        Some(to) => aim_at(wire, to, context),
        None => stay(wire, "There is no other component to connect to.".to_owned()),
    }
}

fn stay(wire: Wire, says: String) -> Step {
    Step::to(Tool::Connect(ConnectState::Choosing(wire))).and(Effect::Announce(says))
}

/// What belongs to a name that is being typed; signs that are shortcuts elsewhere do only within one.
fn typed_letter(wire: &Wire, key: Key, modifiers: Modifiers) -> Option<char> {
    let letter = match key {
        Key::Character(letter) => letter,
        Key::Space => ' ',
        _ => return None,
    };
    let belongs = letter.is_alphanumeric() || !wire.typed.is_empty();
    (belongs && !modifiers.command && !modifiers.alt).then_some(letter)
}

/// Of the names that hold what was typed, those that begin with it come first, then those with a word that does; the
/// nearest of them.
fn named(mut wire: Wire, letter: char, context: &Context) -> Step {
    let sought = format!("{}{letter}", wire.typed);
    let others = neighbour::by_distance(context, &wire.from);
    let found = others.into_iter().filter_map(|id| Some((fit(&context.name(&id), &sought)?, id)));
    match found.min_by_key(|(fit, _)| *fit) {
        Some((_, to)) => {
            wire.typed = sought;
            aim_at(wire, to, context)
        }
        None => stay(wire, format!("No other component has \"{sought}\" in its name.")),
    }
}

/// 0 where the name begins with what is sought, 1 where a word of it does, 2 where it holds it.
fn fit(name: &str, sought: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name.starts_with(sought) {
        Some(0)
    } else if name.split_whitespace().any(|word| word.starts_with(sought)) {
        Some(1)
    } else {
        name.contains(sought).then_some(2)
    }
}

fn by_distance(wire: &Wire, backwards: bool, context: &Context) -> Option<ComponentId> {
    let mut others = neighbour::by_distance(context, &wire.from);
    if backwards {
        others.reverse();
    }
    let here = wire.target().and_then(|target| others.iter().position(|id| id == target));
    let next = here.map_or(0, |here| (here + 1) % others.len().max(1));
    others.get(next).cloned()
}

/// Where nothing stands further in that direction, the nearest that was not offered yet.
fn in_direction(wire: &Wire, direction: Direction, context: &Context) -> Option<ComponentId> {
    let here = wire.target().unwrap_or(&wire.from);
    let ahead =
        || neighbour::towards(context, context.index.bounds_of(here)?, direction, &[&wire.from, here]);
    let fresh = || {
        let others = neighbour::by_distance(context, &wire.from);
        others.into_iter().find(|id| !wire.offered.contains(id))
    };
    ahead().or_else(fresh).or_else(|| by_distance(wire, false, context))
}

fn aim_at(mut wire: Wire, to: ComponentId, context: &Context) -> Step {
    let says = format!("From {} to {}. Enter connects them.", context.name(&wire.from), context.name(&to));
    let view = context.index.bounds_of(&to).map(|bounds| context.viewport.revealing(bounds, 24.0));
    if !wire.offered.contains(&to) {
        wire.offered.push(to.clone());
    }
    wire.end = Some(RubberEnd::Component(to));
    let step = stay(wire, says);
    match view.filter(|view| *view != context.viewport) {
        Some(view) => step.and(Effect::View(view)),
        None => step,
    }
}
