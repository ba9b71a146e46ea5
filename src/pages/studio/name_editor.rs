use diagram::edits::Handle;
use diagram::hit::Target;
use diagram::{Annotation, AnnotationKind, Command, ConnectionChange, Group};
use kurbo::Rect;
use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::bench::Bench;
use super::canvas::CANVAS;
use crate::browser::element;

/// What is typed into, and what it is about.
struct Subject {
    text: String,
    label: &'static str,
    /// CSS pixels on the canvas.
    place: Rect,
    /// It may have several lines.
    is_long: bool,
}

/// A field over whatever is being named or written.
#[component]
pub fn NameEditor(bench: Bench) -> impl IntoView {
    let field = NodeRef::<Textarea>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
            // Its text is not in it yet.
            request_animation_frame(move || field.select());
        }
    });
    let commit = move |target: &Target, text: &str| {
        bench.naming.set(None);
        rename(bench, target, text.trim());
    };
    move || {
        let target = bench.naming.get()?;
        let subject = untrack(|| subject(bench, &target))?;
        let is_long = subject.is_long;
        let on_key = {
            let target = target.clone();
            move |event: KeyboardEvent| {
                event.stop_propagation();
                match event.key().as_str() {
                    "Enter" if !(is_long && event.shift_key()) => {
                        event.prevent_default();
                        commit(&target, &event_target_value(&event));
                        element::focus(CANVAS);
                    }
                    "Escape" => {
                        bench.naming.set(None);
                        element::focus(CANVAS);
                    }
                    _ => {}
                }
            }
        };
        // Leaving the field keeps what was typed, unless Escape has closed it already.
        let on_blur = move |event| {
            if bench.naming.get_untracked().is_some() {
                commit(&target, &event_target_value(&event));
            }
        };
        let place = subject.place;
        Some(view! {
            <textarea
                class="input canvas__name"
                class:canvas__name--long=is_long
                aria-label=subject.label
                maxlength=if is_long { "2000" } else { "80" }
                rows=if is_long { "4" } else { "1" }
                node_ref=field
                prop:value=subject.text
                style:left=format!("{}px", place.x0)
                style:top=format!("{}px", place.y0)
                style:width=format!("{}px", place.width().max(160.0))
                on:keydown=on_key
                on:blur=on_blur
            ></textarea>
        })
    }
}

fn subject(bench: Bench, target: &Target) -> Option<Subject> {
    let drawn = bench.drawn.get();
    let diagram = &drawn.diagram;
    let (text, label, world, is_long) = match target {
        Target::Component(id) => {
            let component = diagram.component(id)?;
            (component.name.clone(), "Name", component.bounds(), false)
        }
        Target::Group(id) => {
            let group = diagram.group(id)?;
            let header =
                Rect::from_origin_size(group.bounds.origin(), (group.bounds.width().min(240.0), 0.0));
            (group.name.clone(), "Name of the group", header, false)
        }
        Target::Annotation(id) => {
            let one = diagram.annotation(id)?;
            let label = "Text. Enter keeps it, Shift and Enter start a new line";
            (one.text.clone(), label, one.bounds(), one.kind != AnnotationKind::Arrow)
        }
        Target::Connection(id) => {
            let place = diagram.connections.iter().position(|one| one.id == *id)?;
            let middle = drawn.index.route(place)?.middle();
            let label = diagram.connections.get(place)?.label.clone();
            (label, "Label", Rect::from_origin_size(middle, (0.0, 0.0)), false)
        }
    };
    let viewport = bench.viewport.get();
    let corner = viewport.screen_from_world(Handle::TopLeft.on(world));
    let place = Rect::from_origin_size(corner, world.size() * viewport.zoom);
    Some(Subject { text, label, place, is_long })
}

fn rename(bench: Bench, target: &Target, text: &str) {
    if untrack(|| subject(bench, target)).is_none_or(|subject| subject.text == text) {
        return;
    }
    let command = bench.drawn.with_untracked(|drawn| match target {
        Target::Component(id) if !text.is_empty() => {
            Some(Command::Rename { component: id.clone(), name: text.to_owned() })
        }
        Target::Component(_) => None,
        Target::Group(id) => drawn
            .diagram
            .group(id)
            .map(|group| Command::ChangeGroup(Group { name: text.to_owned(), ..group.clone() })),
        Target::Annotation(id) => drawn
            .diagram
            .annotation(id)
            .map(|one| Command::ChangeAnnotation(Annotation { text: text.to_owned(), ..one.clone() })),
        Target::Connection(id) => {
            let change = ConnectionChange { label: Some(text.to_owned()), ..ConnectionChange::default() };
            Some(Command::SetConnection { connection: id.clone(), change })
        }
    });
    match command {
        Some(command) => {
            bench.apply(&command);
        }
        None => bench.announcement.set("A component needs a name, so the old one stays.".to_owned()),
    }
}
