//! The simulation of a design, as far as it is seen: the run itself goes on in a worker.

mod controls;
mod drawing;
mod faults;
mod lab;
mod live;
mod outcome;

use leptos::prelude::*;

use super::bench::Bench;
use super::toolbar::SIMULATE;
use crate::browser::element;
use controls::Controls;
use faults::FaultForm;
use lab::Lab;
use live::Live;
use outcome::OutcomeTables;

/// What the marks on the canvas mean.
#[component]
fn Legend() -> impl IntoView {
    view! {
        <details class="simulation__legend">
            <summary>"What the canvas shows while it runs"</summary>
            <ul>
                <li>"Dots travel along connections: full ones are requests, rings are answers, crosses are failures. How many each stands for is written on the canvas. They travel slowly enough to be followed, not as fast as the network."</li>
                <li>"The bar above a component is the share of its places in use. The bar on its left is its line: half full when as many wait as are worked on."</li>
                <li>"What is down is crossed out."</li>
                <li>"Where your device asks for less motion, numbers on the lines stand in for dots."</li>
            </ul>
        </details>
    }
}

/// The panel beside the canvas. The run goes on while it is closed; what it lists of the design is made only while it is open.
#[component]
pub fn Simulation(bench: Bench, open: RwSignal<bool>) -> impl IntoView {
    let lab = Lab::new(bench);
    let close = move |_| {
        open.set(false);
        element::focus(SIMULATE);
    };
    move || {
        open.get().then(|| {
            view! {
                <section class="simulation" aria-labelledby="simulation">
                    <div class="row row--between">
                        <h2 id="simulation">"Simulation"</h2>
                        <button type="button" class="button button--quiet" on:click=close>"Close"</button>
                    </div>
                    <div class="simulation__rooms">
                        <div class="stack"><Controls lab /><Legend /></div>
                        <Live lab />
                        <FaultForm lab />
                    </div>
                    <OutcomeTables lab />
                </section>
            }
        })
    }
}
