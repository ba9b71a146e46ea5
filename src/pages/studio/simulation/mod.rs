//! The simulation of a design, as far as it is seen: the run itself goes on in a worker.

mod controls;
mod faults;
mod lab;
mod live;
mod outcome;

use leptos::prelude::*;

use super::bench::Bench;
use controls::Controls;
use faults::FaultForm;
use lab::Lab;
use live::Live;
use outcome::OutcomeTables;

/// The panel under the canvas, while it is open.
#[component]
pub fn Simulation(bench: Bench, open: RwSignal<bool>) -> impl IntoView {
    let lab = Lab::new(bench);
    view! {
        <section class="simulation" aria-labelledby="simulation" hidden=move || !open.get()>
            <div class="row row--between">
                <h2 id="simulation">"Simulation"</h2>
                <button type="button" class="button button--quiet" on:click=move |_| open.set(false)>"Close"</button>
            </div>
            <div class="simulation__rooms">
                <div class="stack"><Controls lab /></div>
                <Live lab />
                <FaultForm lab />
            </div>
            <OutcomeTables lab />
        </section>
    }
}
