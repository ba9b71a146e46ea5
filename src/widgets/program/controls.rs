use leptos::prelude::*;

use super::Program;
use crate::browser::python::{self, Stage};
use crate::widgets::icon::{Glyph, Icon};

/// Run and Stop; `children` are what else there is to do with the program.
#[component]
pub fn Controls(program: Program, children: Children) -> impl IntoView {
    let running = move || program.is_running.get() || !is_on_its_way();
    let not_running = move || !program.is_running.get();
    view! {
        <div class="row program__controls">
            <button type="button" class="button button--secondary" disabled=running on:click=move |_| program.run()>
                <Icon glyph=Glyph::Play class="button__icon" />
                "Run"
            </button>
            <button type="button" class="button button--danger" disabled=not_running on:click=move |_| python::stop()>
                <Icon glyph=Glyph::Stop class="button__icon" />
                "Stop"
            </button>
            {children()}
        </div>
    }
}

/// Whether a program can be run without fetching anything that was not agreed to.
pub fn is_on_its_way() -> bool {
    let stage = python::stage().get();
    stage != Stage::Off || python::is_kept()
}

/// What Python needs before the first program runs, and how far it is; nothing once it is there.
#[component]
pub fn Starting() -> impl IntoView {
    let stage = python::stage();
    let megabytes = LocalResource::new(python::first_start_megabytes);
    let size = move || match megabytes.get().flatten() {
        Some(megabytes) => format!("about {megabytes:.0} MB, once"),
        None => "once".to_owned(),
    };
    let start = |_| python::start();
    let words = move || {
        match stage.get() {
        Stage::Off if !python::is_kept() => view! {
            <div class="notice">
                <p>"Programs run on this device, in Python itself. It has to be fetched once; from then on it is here without a network too, and takes a few seconds to start."</p>
                <p><button type="button" class="button button--primary" on:click=start>{move || format!("Start Python ({})", size())}</button></p>
            </div>
        }
        .into_any(),
        Stage::Fetching => view! { <p class="muted">"Fetching Python"</p> }.into_any(),
        Stage::Starting => view! { <p class="muted">"Starting Python"</p> }.into_any(),
        Stage::Broken(error) => view! {
            <div class="notice notice--danger">
                <p>{error.to_string()}</p>
                <p><button type="button" class="button button--secondary" on:click=start>"Try again"</button></p>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <div role="status" aria-label="Python">{words}</div>
        <Unopened />
    }
}

/// Package files of the learner's that did not open.
#[component]
fn Unopened() -> impl IntoView {
    let unopened = python::unopened_packages();
    let words = move || {
        let names = unopened.get();
        (!names.is_empty()).then(|| {
            view! {
                <p class="notice notice--danger">
                    {format!("These package files are damaged and could not be opened: {}. ", names.join(", "))}
                    <a href="/settings">"Remove them in the settings"</a>
                </p>
            }
        })
    };
    view! { <div role="status" aria-label="Packages">{words}</div> }
}
