use diagram::{Command, Connection, ConnectionChange, Mode, Routing, limits};
use kurbo::Point;
use leptos::prelude::*;

use super::component::say;
use super::fields::{NumberInput, TextInput};
use crate::pages::studio::bench::Bench;
use crate::pages::studio::metrics::component_name;

const ROUTINGS: [(Option<Routing>, &str, &str); 6] = [
    (None, "automatic", "As its kind does it"),
    (Some(Routing::EveryCall), "every_call", "Every request"),
    (Some(Routing::ByWeight), "by_weight", "One of several, by weight"),
    (Some(Routing::OnCacheMiss), "on_cache_miss", "What the cache does not hold"),
    (Some(Routing::ReadsOnly), "reads_only", "Reads only"),
    (Some(Routing::WritesOnly), "writes_only", "Writes only"),
];

#[component]
pub fn ConnectionInspector(bench: Bench, connection: Connection) -> impl IntoView {
    let id = connection.id.clone();
    let current = {
        let before = connection.clone();
        Memo::new(move |_| {
            bench.drawn.with(|drawn| drawn.diagram.connection(&id).cloned()).unwrap_or_else(|| before.clone())
        })
    };
    let change = move |change: ConnectionChange| {
        bench.apply(&Command::SetConnection { connection: current.get_untracked().id, change });
    };
    let title =
        format!("{} to {}", component_name(bench, &connection.from), component_name(bench, &connection.to));
    let routing = move |event| {
        let chosen = event_target_value(&event);
        if let Some((routing, _, _)) = ROUTINGS.into_iter().find(|(_, id, _)| *id == chosen) {
            change(ConnectionChange { routing: Some(routing), ..ConnectionChange::default() });
        }
    };
    let option = move |(routing, id, words): (Option<Routing>, &'static str, &'static str)| {
        view! { <option value=id prop:selected=move || current.get().routing == routing>{words}</option> }
    };
    let set_share = Callback::new(move |share: Option<f64>| {
        change(ConnectionChange { share: Some(share.unwrap_or(1.0)), ..ConnectionChange::default() });
    });
    let set_network = Callback::new(move |network_millis: Option<f64>| {
        change(ConnectionChange { network_millis: Some(network_millis), ..ConnectionChange::default() });
    });
    let waits = move |event| {
        let mode = if event_target_checked(&event) { Mode::Request } else { Mode::Asynchronous };
        change(ConnectionChange { mode: Some(mode), ..ConnectionChange::default() });
    };
    let encrypt = move |event| {
        change(ConnectionChange {
            encrypted: Some(event_target_checked(&event)),
            ..ConnectionChange::default()
        });
    };
    let relabel = Callback::new(move |(label, aloud): (String, bool)| {
        let connection = current.get_untracked();
        if connection.label != label || aloud {
            let change = ConnectionChange { label: Some(label), ..ConnectionChange::default() };
            say(bench, &Command::SetConnection { connection: connection.id, change }, aloud);
        }
    });
    let lead = move |waypoints: Vec<Point>| {
        change(ConnectionChange { waypoints: Some(waypoints), ..ConnectionChange::default() });
    };
    let bends = Memo::new(move |_| current.get().waypoints.len());
    let bend = move |place: usize| view! { <Bend current place lead=Callback::new(lead) /> };
    view! {
        <section class="panel inspector" aria-labelledby="inspector">
            <h2 id="inspector">{title}</h2>
            <TextInput label="Label" value=Signal::derive(move || current.get().label) set=relabel />
            <label class="field">
                <span class="field__label">"Which requests go this way"</span>
                <select class="input" on:change=routing>{ROUTINGS.map(option)}</select>
            </label>
            <NumberInput label="Weight, or calls for one request" unit="" minimum=*limits::SHARE.start() maximum=*limits::SHARE.end() value=Signal::derive(move || Some(current.get().share)) default=1.0 set=set_share />
            <NumberInput label="Network, one way" unit="ms" minimum=*limits::NETWORK_MILLIS.start() maximum=*limits::NETWORK_MILLIS.end() value=Signal::derive(move || current.get().network_millis) default=0.5 set=set_network />
            <label class="check">
                <input type="checkbox" prop:checked=move || current.get().mode == Mode::Request on:change=waits />
                <span>"The caller waits for the answer"</span>
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=move || current.get().encrypted on:change=encrypt />
                <span>"Encrypted (TLS)"</span>
            </label>
            <details class="small">
                <summary>"Where the line runs"</summary>
                <div class="stack">
                    <p class="muted">{move || if bends.get() == 0 { "It goes round what stands in its way." } else { "It goes through its bends." }}</p>
                    {move || (0..bends.get()).map(bend).collect_view()}
                    <p class="row">
                        <button type="button" class="button button--secondary" on:click=move |_| bench.bend()>"Add a bend"</button>
                        <button type="button" class="button button--secondary" disabled=move || bends.get() == 0 on:click=move |_| lead(Vec::new())>"Remove all bends"</button>
                    </p>
                </div>
            </details>
        </section>
    }
}

/// A bend as two numbers, for those who do not drag it.
#[component]
fn Bend(current: Memo<Connection>, place: usize, lead: Callback<Vec<Point>>) -> impl IntoView {
    let at = move || current.get().waypoints.get(place).copied().unwrap_or_default();
    let set = move |change: fn(&mut Point, f64)| {
        Callback::new(move |number: Option<f64>| {
            let mut waypoints = current.get_untracked().waypoints;
            if let (Some(point), Some(number)) = (waypoints.get_mut(place), number) {
                change(point, number);
                lead.run(waypoints);
            }
        })
    };
    let (minimum, maximum) = (*limits::COORDINATE.start(), *limits::COORDINATE.end());
    view! {
        <div class="pair">
            <NumberInput label=format!("Bend {}, across", place + 1) unit="" minimum maximum value=Signal::derive(move || Some(at().x)) default=0.0 set=set(|point, x| point.x = x) />
            <NumberInput label=format!("Bend {}, down", place + 1) unit="" minimum maximum value=Signal::derive(move || Some(at().y)) default=0.0 set=set(|point, y| point.y = y) />
        </div>
    }
}
