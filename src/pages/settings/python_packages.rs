//! Packages for programs: files that the learner has.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{FileButton, Outcome, notice};
use crate::browser::python::{self, packages};

#[component]
pub fn PythonPackages() -> impl IntoView {
    let names = RwSignal::new(Vec::<String>::new());
    let outcome = RwSignal::new(None::<Outcome>);
    let read = move || {
        spawn_local(async move {
            match packages::names().await {
                Ok(found) => drop(names.try_set(found)),
                Err(error) => drop(outcome.try_set(Some(Outcome::Failed(error.to_string())))),
            }
        });
    };
    read();
    let add = move |file: web_sys::File| {
        spawn_local(async move {
            let said = match packages::add(&file).await {
                Ok(wheel) => Outcome::Done(format!(
                    "{} {} was added. Programs can import it from the next run on.",
                    wheel.name, wheel.version
                )),
                Err(error) => Outcome::Failed(error.to_string()),
            };
            let _ = outcome.try_set(Some(said));
            read();
        });
    };
    let remove = move |name: String| {
        spawn_local(async move {
            let said = match packages::remove(&name).await {
                Ok(()) => Outcome::Done(format!("{} was removed.", packages::package_of(&name))),
                Err(error) => Outcome::Failed(error.to_string()),
            };
            let _ = outcome.try_set(Some(said));
            read();
        });
    };
    view! {
        <section class="page__section" aria-labelledby="python-packages">
            <h2 id="python-packages">"Packages for Python"</h2>
            <p class="muted">
                "Programs in steps and questions run on this device and fetch nothing. A package that you want to use, such as numpy, can be added from its file: a wheel (.whl) of Python alone, or one built for Pyodide. It is kept in this browser, works without a network, and is no part of a backup."
            </p>
            <ul class="package-files" aria-label="Packages that were added" hidden=move || names.with(Vec::is_empty)>
                {move || names.get().into_iter().map(|name| view! { <Package name remove /> }).collect_view()}
            </ul>
            <div class="row">
                <FileButton label="Add a package file" accept=".whl" chosen=add />
            </div>
            <div role="status">{move || outcome.get().map(notice)}</div>
        </section>
    }
}

#[component]
fn Package(name: String, remove: impl Fn(String) + Copy + Send + 'static) -> impl IntoView {
    let unopened = python::unopened_packages();
    let is_unopened = {
        let name = name.clone();
        move || unopened.with(|unopened| unopened.contains(&name))
    };
    let package = packages::package_of(&name).to_owned();
    let file = name.clone();
    view! {
        <li class="row package-file">
            <span class="package-file__name">{file}</span>
            {move || is_unopened().then_some(view! { <span class="muted">"It could not be opened: the file is damaged. Remove it and add it again."</span> })}
            <button
                type="button"
                class="button button--quiet"
                aria-label=format!("Remove {package}")
                on:click=move |_| remove(name.clone())
            >
                "Remove"
            </button>
        </li>
    }
}
