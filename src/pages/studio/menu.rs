use diagram::edits::{Alignment, Spacing};
use diagram::hit::Target;
use diagram::scene::Drawing;
use diagram::tools::{Selection, Tool};
use diagram::{AnnotationKind, GroupKind};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::bench::Bench;
use super::canvas::CANVAS;
use super::inspector;
use crate::browser::element;

/// One thing that can be done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action {
    Rename,
    Properties,
    Duplicate,
    Copy,
    Cut,
    Paste,
    Group,
    Ungroup,
    Lock,
    Front,
    Back,
    Align(Alignment),
    Space(Spacing),
    Bend,
    ShowSelected,
    Delete,
    AddComponent,
    Draw(Drawing),
    LayOut,
    Find,
    Prices,
    SelectAll,
    SelectSeveral,
    ShowAll,
}

/// An action with its words and its keys.
type Entry = (Action, &'static str, &'static str);

const FOR_ONE: [Entry; 2] =
    [(Action::Rename, "Rename", "F2"), (Action::Properties, "Set its properties", "P")];
const FOR_CONNECTION: [Entry; 1] = [(Action::Bend, "Add a bend", "B")];
const FOR_SELECTED: [Entry; 6] = [
    (Action::SelectSeveral, "Select several", "S"),
    (Action::Duplicate, "Duplicate", "Ctrl+D"),
    (Action::Copy, "Copy", "Ctrl+C"),
    (Action::Cut, "Cut", "Ctrl+X"),
    (Action::Group, "Put a frame around it", "G"),
    (Action::ShowSelected, "Show what is selected", "2"),
];
const FOR_GROUPS: [Entry; 1] = [(Action::Ungroup, "Ungroup", "Shift+G")];
const FOR_LOCKABLE: [Entry; 1] = [(Action::Lock, "Lock or unlock", "L")];
const FOR_COMPONENTS: [Entry; 2] =
    [(Action::Front, "Bring to the front", "]"), (Action::Back, "Send to the back", "[")];
const FOR_SEVERAL: [Entry; 6] = [
    (Action::Align(Alignment::Left), "Align left", ""),
    (Action::Align(Alignment::Centre), "Align centres", ""),
    (Action::Align(Alignment::Right), "Align right", ""),
    (Action::Align(Alignment::Top), "Align top", ""),
    (Action::Align(Alignment::Middle), "Align middles", ""),
    (Action::Align(Alignment::Bottom), "Align bottom", ""),
];
const FOR_MANY: [Entry; 2] = [
    (Action::Space(Spacing::Across), "Space evenly across", ""),
    (Action::Space(Spacing::Down), "Space evenly down", ""),
];
const DELETE: [Entry; 1] = [(Action::Delete, "Delete", "Delete")];
const FOR_NONE: [Entry; 12] = [
    (Action::AddComponent, "Add a component", "/"),
    (Action::Draw(Drawing::Group(GroupKind::Frame)), "Draw a group", "G"),
    (Action::Draw(Drawing::Annotation(AnnotationKind::Note)), "Write a note", "N"),
    (Action::Draw(Drawing::Annotation(AnnotationKind::Text)), "Write a text", "T"),
    (Action::Draw(Drawing::Annotation(AnnotationKind::Arrow)), "Draw an arrow", "A"),
    (Action::Paste, "Paste", "Ctrl+V"),
    (Action::SelectSeveral, "Select several", "S"),
    (Action::SelectAll, "Select everything", "Ctrl+A"),
    (Action::Find, "Find in this design", "Ctrl+F"),
    (Action::LayOut, "Lay out the design", "Shift+L"),
    (Action::ShowAll, "Show everything", "0"),
    (Action::Prices, "Prices", ""),
];

/// What makes sense for what is selected, in sections.
fn sections(selection: &Selection) -> Vec<&'static [Entry]> {
    let things = selection.len() - selection.connections.len();
    let mut sections: Vec<&'static [Entry]> = Vec::new();
    if selection.len() == 1 {
        sections.push(&FOR_ONE);
    }
    if matches!(selection.single(), Some(Target::Connection(_))) {
        sections.push(&FOR_CONNECTION);
    }
    if things > 0 {
        sections.push(&FOR_SELECTED);
    }
    if !selection.groups.is_empty() {
        sections.push(&FOR_GROUPS);
    }
    if !selection.components.is_empty() || !selection.groups.is_empty() {
        sections.push(&FOR_LOCKABLE);
    }
    if !selection.components.is_empty() {
        sections.push(&FOR_COMPONENTS);
    }
    if things > 1 {
        sections.push(&FOR_SEVERAL);
    }
    if things > 2 {
        sections.push(&FOR_MANY);
    }
    if selection.is_empty() {
        sections.push(&FOR_NONE);
    } else {
        sections.push(&DELETE);
    }
    sections
}

/// All that can be done with what is selected, or with the design where nothing is. Every entry has its keys beside it.
#[component]
pub fn ActionMenu(bench: Bench) -> impl IntoView {
    let menu = NodeRef::<Div>::new();
    Effect::new(move || {
        if let Some(menu) = menu.get() {
            step(&menu, Step::First);
        }
    });
    let close = move || {
        bench.menu.set(None);
        element::focus(CANVAS);
    };
    let act = move |action: Action| {
        let at = bench.menu.get_untracked();
        close();
        carry_out(bench, action, at);
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        let Some(menu) = menu.get_untracked() else { return };
        match event.key().as_str() {
            "ArrowDown" => step(&menu, Step::Next),
            "ArrowUp" => step(&menu, Step::Before),
            "Home" => step(&menu, Step::First),
            "End" => step(&menu, Step::Last),
            "Escape" | "Tab" => close(),
            _ => return,
        }
        event.prevent_default();
    };
    // Pressing elsewhere takes the focus away, and with it the menu.
    let on_focus_out = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if !stays {
            bench.menu.set(None);
        }
    };
    let entry = move |(action, words, keys): Entry| {
        view! {
            <button type="button" role="menuitem" tabindex="-1" class="menu__item" on:click=move |_| act(action)>
                <span>{words}</span>
                {(!keys.is_empty()).then(|| view! { <kbd aria-hidden="true">{keys}</kbd> })}
            </button>
        }
    };
    let section = move |entries: &'static [Entry]| {
        view! { <div role="group" class="menu__section">{entries.iter().copied().map(entry).collect_view()}</div> }
    };
    move || {
        let at = bench.menu.get()?;
        let size = bench.viewport.with_untracked(|viewport| viewport.size);
        let sections = bench.selection.with_untracked(sections);
        // It opens towards the side where there is more room.
        let (from_right, from_bottom) = (at.x > size.width / 2.0, at.y > size.height / 2.0);
        let pixels = |number: f64| format!("{number}px");
        let left = (!from_right).then(|| pixels(at.x));
        let right = from_right.then(|| pixels((size.width - at.x).max(0.0)));
        let top = (!from_bottom).then(|| pixels(at.y));
        let bottom = from_bottom.then(|| pixels((size.height - at.y).max(0.0)));
        let most = if from_bottom { at.y } else { size.height - at.y };
        Some(view! {
            <div
                class="menu"
                role="menu"
                aria-label="Actions"
                node_ref=menu
                style:left=left
                style:right=right
                style:top=top
                style:bottom=bottom
                style:max-height=pixels((most - 8.0).max(160.0))
                on:keydown=on_key
                on:focusout=on_focus_out
            >
                {sections.into_iter().map(section).collect_view()}
            </div>
        })
    }
}

enum Step {
    First,
    Last,
    Next,
    Before,
}

/// Moves the focus among the entries, round and round.
fn step(menu: &HtmlElement, step: Step) {
    let Ok(found) = menu.query_selector_all("[role=menuitem]") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let now = items.iter().position(|item| active.as_ref() == Some(item.as_ref()));
    let count = items.len().max(1);
    let at = match (step, now) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Before, None) => count - 1,
        (Step::Next, Some(now)) => (now + 1) % count,
        (Step::Before, Some(now)) => (now + count - 1) % count,
    };
    if let Some(item) = items.get(at) {
        let _ = item.focus();
    }
}

/// Does one of the things; `at` is where on the canvas the menu was.
pub fn carry_out(bench: Bench, action: Action, at: Option<kurbo::Point>) {
    match action {
        Action::Rename => bench.naming.set(bench.selection.with_untracked(Selection::single)),
        Action::Properties => inspector::take_keyboard(),
        Action::Duplicate => bench.duplicate(),
        Action::Copy => bench.copy_from_menu(false),
        Action::Cut => bench.copy_from_menu(true),
        Action::Paste => {
            let world = at.map(|at| bench.viewport.with_untracked(|viewport| viewport.world_from_screen(at)));
            bench.paste_from_menu(world);
        }
        Action::Group => bench.group(GroupKind::Frame),
        Action::Ungroup => bench.ungroup(),
        Action::Lock => bench.lock(),
        Action::Front => bench.bring_to_front(),
        Action::Back => bench.send_to_back(),
        Action::Align(alignment) => bench.align(alignment),
        Action::Space(spacing) => bench.distribute(spacing),
        Action::Bend => bench.bend(),
        Action::ShowSelected => bench.fit_selection(),
        Action::Delete => bench.delete_selection(),
        Action::AddComponent => bench.open_palette(),
        Action::Draw(what) => bench.take(Tool::draw(what)),
        Action::LayOut => bench.lay_out(),
        Action::Find => bench.searching.set(true),
        Action::Prices => bench.pricing.set(true),
        Action::SelectAll => {
            let all = bench.drawn.with_untracked(|drawn| Selection::everything(&drawn.diagram));
            bench.selection.set(all);
        }
        Action::SelectSeveral => bench.toggle_several(),
        Action::ShowAll => bench.fit(),
    }
}
