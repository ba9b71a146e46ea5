use assessment::Draft;
use leptos::prelude::*;

use crate::widgets::icon::{Glyph, Icon};

/// Steps to put in order.
#[component]
pub fn Steps(steps: Vec<String>, draft: RwSignal<Draft>) -> impl IntoView {
    let order = move || draft.with(|draft| draft.picked().iter().flatten().copied().collect::<Vec<usize>>());
    let row = move |(place, index): (usize, usize)| {
        let text = steps.get(index).cloned().unwrap_or_default();
        let last = steps.len().saturating_sub(1);
        let shift = move |down| move |_| draft.update(|draft| draft.shift(place, down));
        view! {
            <li class="ordering__step">
                <span class="ordering__place">{place + 1}</span>
                <span class="ordering__text">{text.clone()}</span>
                <button type="button" class="icon-button" disabled=place == 0 on:click=shift(false) aria-label=format!("Move up: {text}")>
                    <Icon glyph=Glyph::ArrowUp class="button__icon" />
                </button>
                <button type="button" class="icon-button" disabled=place == last on:click=shift(true) aria-label=format!("Move down: {text}")>
                    <Icon glyph=Glyph::ArrowDown class="button__icon" />
                </button>
            </li>
        }
    };
    view! {
        <p class="muted small">"Put the steps in order with the arrows, the first on top"</p>
        <ol class="ordering">{move || order().into_iter().enumerate().map(row.clone()).collect_view()}</ol>
    }
}
