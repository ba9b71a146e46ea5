use diagram::edits::{Alignment, Spacing};
use diagram::tools::Selection;
use leptos::prelude::*;

use super::super::menu::{Action, carry_out};
use crate::browser::element;
use crate::pages::studio::bench::Bench;
use crate::pages::studio::canvas::CANVAS;

const LINES: [(Action, &str); 6] = [
    (Action::Align(Alignment::Left), "Left"),
    (Action::Align(Alignment::Centre), "Centres"),
    (Action::Align(Alignment::Right), "Right"),
    (Action::Align(Alignment::Top), "Top"),
    (Action::Align(Alignment::Middle), "Middles"),
    (Action::Align(Alignment::Bottom), "Bottom"),
];
const SPACES: [(Action, &str); 2] =
    [(Action::Space(Spacing::Across), "Across"), (Action::Space(Spacing::Down), "Down")];
const ALL: [(Action, &str); 4] = [
    (Action::Group, "Put a frame around them"),
    (Action::Lock, "Lock or unlock"),
    (Action::Duplicate, "Duplicate"),
    (Action::Delete, "Delete"),
];

/// What can be done to several things at once.
#[component]
pub fn SeveralInspector(bench: Bench) -> impl IntoView {
    let count = move || bench.selection.with(Selection::len);
    let button = move |(action, words): (Action, &'static str)| {
        let act = move |_| {
            carry_out(bench, action, None);
            if matches!(action, Action::Delete | Action::Group) {
                element::focus(CANVAS);
            }
        };
        view! { <button type="button" class="button button--secondary" on:click=act>{words}</button> }
    };
    view! {
        <section class="panel inspector" aria-labelledby="inspector">
            <h2 id="inspector">{move || format!("{} things selected", count())}</h2>
            <div role="group" aria-labelledby="align-them">
                <h3 id="align-them">"Bring into line"</h3>
                <p class="row">{LINES.map(button)}</p>
            </div>
            <div role="group" aria-labelledby="space-them" hidden=move || count() < 3>
                <h3 id="space-them">"Space evenly"</h3>
                <p class="row">{SPACES.map(button)}</p>
            </div>
            <p class="row">{ALL.map(button)}</p>
        </section>
    }
}
