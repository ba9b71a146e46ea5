use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use super::advice::Advice;
use super::bench::Bench;
use super::canvas::DesignCanvas;
use super::inspector::Inspector;
use super::library::ComponentLibrary;
use super::metrics::Metrics;
use super::outline::Outline;
use super::palette::Palette;
use super::shortcuts::Shortcuts;
use super::simulation::Simulation;
use super::toolbar::Toolbar;
use crate::browser::element;

/// Library, canvas, and what the design adds up to, side by side; on a phone one below the other.
#[component]
pub fn Workbench(bench: Bench) -> impl IntoView {
    let sheet = RwSignal::new(false);
    let simulating = RwSignal::new(false);
    let on_key = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if element::typing_text() || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "?" => {
                event.prevent_default();
                sheet.set(true);
            }
            "/" if !event.default_prevented() => {
                event.prevent_default();
                bench.open_palette();
            }
            _ => {}
        }
    });
    on_cleanup(move || on_key.remove());
    view! {
        <div class="workbench">
            <Toolbar bench sheet simulating />
            <LeftOut bench />
            <div class="workbench__rooms">
                <ComponentLibrary bench />
                <DesignCanvas bench />
                <Metrics bench />
                <Simulation bench open=simulating />
                <aside class="workbench__side" aria-label="Details and feedback">
                    <Inspector bench />
                    <Advice bench />
                    <Outline bench />
                </aside>
            </div>
            <p class="for-screen-readers" aria-live="polite" data-announcement="">{bench.announcement}</p>
            <Palette bench />
            <Shortcuts open=sheet />
        </div>
    }
}

/// What of a stored design could not be read.
#[component]
fn LeftOut(bench: Bench) -> impl IntoView {
    move || {
        let sentences = bench.left_out.get();
        (!sentences.is_empty()).then(|| {
            view! {
                <div class="notice notice--warning" role="alert">
                    <p>"Some of this design could not be read. What could be is shown."</p>
                    <ul>{sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                    <p><button type="button" class="button button--secondary" on:click=move |_| bench.left_out.set(Vec::new())>"I have seen this"</button></p>
                </div>
            }
        })
    }
}
