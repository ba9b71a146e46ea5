use std::time::Duration;

use leptos::prelude::*;
use web_sys::DragEvent;

use super::advice::Advice;
use super::bench::Bench;
use super::canvas::DesignCanvas;
use super::exchange::{ExportDialog, ImportDialog, Importing, dropped_file, has_files};
use super::find::Find;
use super::history::HistoryDialog;
use super::inspector::Inspector;
use super::keys;
use super::library::ComponentLibrary;
use super::metrics::Metrics;
use super::outline::Outline;
use super::palette::Palette;
use super::prices::PricesDialog;
use super::rationale::RationalePanel;
use super::shortcuts::Shortcuts;
use super::simulation::Simulation;
use super::toolbar::Toolbar;
use crate::shelf::Why;
use crate::widgets::icon::{Glyph, Icon};

/// Library, canvas, and what the design adds up to, side by side; on a phone one below the other.
#[component]
pub fn Workbench(
    bench: Bench,
    /// Whether the rationale is written here too.
    #[prop(default = true)]
    rationale: bool,
    /// Whether figures are shown without the words under them at first, where something stands beside the workbench.
    #[prop(optional)]
    brief_figures: bool,
) -> impl IntoView {
    let sheet = RwSignal::new(false);
    let simulating = RwSignal::new(false);
    Effect::new(move || {
        if bench.veiled.get() {
            simulating.set(false);
        }
    });
    let is_drawn = drawn_first(bench);
    let doors = Doors::new(bench);
    keys::listen(bench, doors.importing, sheet);
    bench.join_tabs();
    bench.keep_version_aside(Why::Opened);
    let drag_over = move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
        }
    };
    let dropped = move |event: DragEvent| {
        if let Some(file) = dropped_file(&event) {
            event.prevent_default();
            doors.importing.read(file);
        }
    };
    view! {
        <div class="workbench" on:dragover=drag_over on:drop=dropped>
            <Toolbar bench sheet simulating doors />
            <LeftOut bench />
            <div class="workbench__rooms" class:workbench__rooms--simulating=simulating>
                <ComponentLibrary bench />
                <DesignCanvas bench />
                {move || is_drawn.get().then(|| view! {
                    <FoldableFigures bench folded=RwSignal::new(brief_figures) />
                    <div class="workbench__column">
                        <Simulation bench open=simulating />
                        <aside class="workbench__side" aria-label="Details and feedback">
                            <Inspector bench />
                            <Advice bench />
                            {rationale.then(|| view! { <RationalePanel bench /> })}
                            <Outline bench />
                        </aside>
                    </div>
                })}
            </div>
            <p class="for-screen-readers" aria-live="polite" data-announcement="">{move || announced(bench)}</p>
            <Palette bench />
            <Find bench />
            <Shortcuts open=sheet />
            <PricesDialog bench />
            <ExportDialog bench open=doors.exporting />
            <ImportDialog importing=doors.importing bench />
            {bench.has_versions().then(|| view! { <HistoryDialog bench open=doors.looking_back /> })}
        </div>
    }
}

/// What was said last as the page was left may be asked for when the bench is gone.
fn announced(bench: Bench) -> String {
    bench.announcement.try_get().unwrap_or_default()
}

/// The figures, with the words under them or without.
#[component]
fn FoldableFigures(bench: Bench, folded: RwSignal<bool>) -> impl IntoView {
    let label = move || if folded.get() { "Explain the figures" } else { "Only the figures" };
    view! {
        <div class="foldable-figures" class:foldable-figures--folded=folded>
            <Metrics bench />
            <button
                type="button"
                class="icon-button foldable-figures__fold"
                aria-expanded=move || (!folded.get()).to_string()
                aria-label=label
                title=label
                on:click=move |_| folded.update(|folded| *folded = !*folded)
            >
                <Icon glyph=Glyph::ArrowUp class="button__icon foldable-figures__icon" />
            </button>
        </div>
    }
}

/// The ways out of the drawing and into it, each a dialog.
#[derive(Debug, Clone, Copy)]
pub struct Doors {
    pub exporting: RwSignal<bool>,
    pub importing: Importing,
    pub looking_back: RwSignal<bool>,
}

impl Doors {
    fn new(bench: Bench) -> Doors {
        Doors {
            exporting: RwSignal::new(false),
            importing: Importing::new(bench.kinds),
            looking_back: RwSignal::new(false),
        }
    }
}

/// Of a large design the drawing is there before its lists and figures are made; holds once they may be.
fn drawn_first(bench: Bench) -> RwSignal<bool> {
    const AT_ONCE: usize = 300;
    let is_small = bench.drawn.with_untracked(|drawn| drawn.diagram.components.len() <= AT_ONCE);
    let is_drawn = RwSignal::new(is_small);
    if !is_small {
        // The page may have been left meanwhile.
        let then = move || {
            let _ = is_drawn.try_set(true);
        };
        set_timeout(then, Duration::from_millis(120));
    }
    is_drawn
}

/// What of a stored or pasted design could not be read or used.
#[component]
fn LeftOut(bench: Bench) -> impl IntoView {
    move || {
        let sentences = bench.left_out.get();
        (!sentences.is_empty()).then(|| {
            view! {
                <div class="notice notice--warning" role="alert">
                    <p>"Some of this design could not be read or used. What could be is shown."</p>
                    <ul>{sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                    <p><button type="button" class="button button--secondary" on:click=move |_| bench.left_out.set(Vec::new())>"I have seen this"</button></p>
                </div>
            }
        })
    }
}
