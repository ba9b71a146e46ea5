use diagram::catalogue::{Kind, PropertyKind, PropertySpec};
use diagram::{
    Catalogue, Command, Component, Connection, ConnectionChange, Distribution, Mode, PropertyValue, Routing,
    ServiceTime,
};
use leptos::prelude::*;

use super::bench::Bench;
use super::library::KindIcon;
use super::metrics::component_name;
use analysis::words;

/// The most replicas that can be asked for; more is a typing mistake.
const MOST_REPLICAS: f64 = 10_000.0;

/// What is selected, with all that can be set on it.
#[component]
pub fn Inspector(bench: Bench) -> impl IntoView {
    // Rebuilt only when something else is selected, so that a field keeps the keyboard while it is typed in.
    let component =
        Memo::new(move |_| bench.selected_component().map(|component| (component.id, component.kind)));
    let connection = Memo::new(move |_| bench.selected_connection().map(|connection| connection.id));
    move || {
        if component.get().is_some() {
            bench
                .selected_component()
                .map(|component| view! { <ComponentInspector bench component /> })
                .into_any()
        } else if connection.get().is_some() {
            untrack(|| bench.selected_connection())
                .map(|connection| view! { <ConnectionInspector bench connection /> })
                .into_any()
        } else {
            ().into_any()
        }
    }
}

#[component]
fn ComponentInspector(bench: Bench, component: Component) -> impl IntoView {
    let id = component.id.clone();
    let kind = Catalogue::builtin().kind(&component.kind);
    let kind_name = kind.map_or_else(
        || format!("A kind that this version does not know ({})", component.kind),
        |kind| kind.name.clone(),
    );
    let current = {
        let id = id.clone();
        let before = component.clone();
        Memo::new(move |_| {
            bench.drawn.with(|drawn| drawn.diagram.component(&id).cloned()).unwrap_or_else(|| before.clone())
        })
    };
    let rename = {
        let id = id.clone();
        move |event| bench.apply(&Command::Rename { component: id.clone(), name: event_target_value(&event) })
    };
    let annotate = {
        move |event| {
            bench.apply(&Command::SetNotes { component: id.clone(), notes: event_target_value(&event) });
        }
    };
    let is_client = kind.is_some_and(|kind| kind.category == diagram::catalogue::Category::Client);
    view! {
        <section class="panel inspector" aria-labelledby="inspector">
            <div class="row">
                {kind.map(|kind| view! { <KindIcon kind /> })}
                <h2 id="inspector">{kind_name}</h2>
            </div>
            <label class="field">
                <span class="field__label">"Name"</span>
                <input class="input" maxlength="80" prop:value=move || current.get().name on:change=rename />
            </label>
            {(!is_client).then(|| view! { <Capacity bench current kind /> })}
            {kind.map(|kind| kind.properties.iter().map(|spec| view! { <Property bench current kind spec /> }).collect_view())}
            <label class="field">
                <span class="field__label">"Notes"</span>
                <textarea class="input" rows="2" prop:value=move || current.get().notes on:change=annotate></textarea>
            </label>
            {kind.map(|kind| view! { <About kind /> })}
        </section>
    }
}

/// Replicas, and how one of them works. What is left empty has the default of the kind.
#[component]
fn Capacity(bench: Bench, current: Memo<Component>, kind: Option<&'static Kind>) -> impl IntoView {
    let default_millis = kind.map_or(0.0, |kind| kind.performance.service_time_millis);
    let default_concurrency = kind.map_or(1, |kind| kind.performance.concurrency);
    let set_replicas = Callback::new(move |number: Option<f64>| {
        let component = current.get_untracked().id;
        bench.apply(&Command::SetReplicas {
            component,
            replicas: number.map_or(1, |number| number.round() as u32),
        });
    });
    let set_concurrency = Callback::new(move |number: Option<f64>| {
        let component = current.get_untracked().id;
        bench.apply(&Command::SetConcurrency {
            component,
            concurrency: number.map(|number| number.round() as u32),
        });
    });
    let set_service_time = Callback::new(move |number: Option<f64>| {
        let component = current.get_untracked();
        let service_time = number.map(|mean_millis| ServiceTime {
            mean_millis,
            ..component.service_time.unwrap_or(ServiceTime {
                mean_millis,
                distribution: Distribution::Exponential,
                coefficient_of_variation: 1.0,
            })
        });
        bench.apply(&Command::SetServiceTime { component: component.id, service_time });
    });
    view! {
        <NumberInput label="Replicas" unit="" minimum=1.0 maximum=MOST_REPLICAS value=Signal::derive(move || Some(f64::from(current.get().replicas))) default=1.0 set=set_replicas />
        <NumberInput
            label="Work on one request"
            unit="ms, on average"
            minimum=0.0
            maximum=1e7
            value=Signal::derive(move || current.get().service_time.map(|time| time.mean_millis))
            default=default_millis
            set=set_service_time
        />
        <NumberInput
            label="Requests at once"
            unit="for each replica"
            minimum=1.0
            maximum=1e6
            value=Signal::derive(move || current.get().concurrency.map(f64::from))
            default=f64::from(default_concurrency)
            set=set_concurrency
        />
    }
}

/// A number with its unit and range; empty returns to the default, which is shown faintly.
#[component]
fn NumberInput(
    #[prop(into)] label: String,
    #[prop(into)] unit: String,
    minimum: f64,
    maximum: f64,
    value: Signal<Option<f64>>,
    default: f64,
    set: Callback<Option<f64>>,
) -> impl IntoView {
    let complaint = RwSignal::new(None::<String>);
    let range = format!("from {} to {}", words::number(minimum), words::number(maximum));
    let changed = move |event| {
        let text = event_target_value(&event);
        let text = text.trim();
        let number = text.parse::<f64>().ok().filter(|number| (minimum..=maximum).contains(number));
        if text.is_empty() || number.is_some() {
            complaint.set(None);
            set.run(number);
        } else {
            complaint.set(Some(format!("Write a number {range}. The old value still holds.")));
        }
    };
    let full_label = if unit.is_empty() { label } else { format!("{label} ({unit})") };
    view! {
        <label class="field">
            <span class="field__label">{full_label}</span>
            <input
                class="input"
                type="text"
                inputmode="decimal"
                placeholder=plain(default)
                prop:value=move || value.get().map(plain).unwrap_or_default()
                aria-invalid=move || complaint.get().is_some().to_string()
                on:change=changed
            />
            <span class="field__help" role="alert">{complaint}</span>
        </label>
    }
}

/// As it would be typed again.
fn plain(number: f64) -> String {
    number.to_string()
}

#[component]
fn Property(
    bench: Bench,
    current: Memo<Component>,
    kind: &'static Kind,
    spec: &'static PropertySpec,
) -> impl IntoView {
    let set = move |value: Option<PropertyValue>| {
        let component = current.get_untracked().id;
        bench.apply(&Command::SetProperty { component, property: spec.id.clone(), value });
    };
    match &spec.value {
        PropertyKind::Number { default, minimum, maximum, unit } => {
            let value = Signal::derive(move || match current.get().properties.get(&spec.id) {
                Some(PropertyValue::Number(number)) => Some(*number),
                _ => None,
            });
            let set = Callback::new(move |number: Option<f64>| set(number.map(PropertyValue::Number)));
            view! { <NumberInput label=spec.name.clone() unit=unit.clone() minimum=*minimum maximum=*maximum value default=*default set /> }.into_any()
        }
        PropertyKind::Flag { .. } => {
            let checked = move || kind.flag(&current.get(), &spec.id).unwrap_or(false);
            view! {
                <label class="check" title=spec.help.clone()>
                    <input type="checkbox" prop:checked=checked on:change=move |event| set(Some(PropertyValue::Flag(event_target_checked(&event)))) />
                    <span>{spec.name.clone()}</span>
                </label>
            }
            .into_any()
        }
        PropertyKind::Choice { options, .. } => {
            let chosen = move || kind.text(&current.get(), &spec.id).unwrap_or_default().to_owned();
            let option = move |option: &String| {
                let (value, this) = (option.clone(), option.clone());
                view! { <option value=value prop:selected=move || chosen() == this>{option.clone()}</option> }
            };
            view! {
                <label class="field" title=spec.help.clone()>
                    <span class="field__label">{spec.name.clone()}</span>
                    <select class="input" on:change=move |event| set(Some(PropertyValue::Text(event_target_value(&event))))>
                        {options.iter().map(option).collect_view()}
                    </select>
                </label>
            }
            .into_any()
        }
        PropertyKind::Text { .. } => {
            let value = move || kind.text(&current.get(), &spec.id).unwrap_or_default().to_owned();
            view! {
                <label class="field" title=spec.help.clone()>
                    <span class="field__label">{spec.name.clone()}</span>
                    <input class="input" prop:value=value on:change=move |event| set(Some(PropertyValue::Text(event_target_value(&event)))) />
                </label>
            }
            .into_any()
        }
    }
}

/// What the kind is, for those who meet it for the first time.
#[component]
fn About(kind: &'static Kind) -> impl IntoView {
    view! {
        <details class="small">
            <summary>{format!("What is this: {}", kind.name.to_lowercase())}</summary>
            <div class="stack">
                <p>{kind.explanation.clone()}</p>
                <p class="muted">{format!("Takes in {}; gives {}.", kind.inputs.join(", "), kind.outputs.join(", "))}</p>
                <ul>{kind.limits.iter().map(|limit| view! { <li>{limit.clone()}</li> }).collect_view()}</ul>
                <p class="muted">{format!("Price: {}, as of {}.", kind.price.basis, kind.price.as_of)}</p>
            </div>
        </details>
    }
}

const ROUTINGS: [(Option<Routing>, &str, &str); 6] = [
    (None, "automatic", "As its kind does it"),
    (Some(Routing::EveryCall), "every_call", "Every request"),
    (Some(Routing::ByWeight), "by_weight", "One of several, by weight"),
    (Some(Routing::OnCacheMiss), "on_cache_miss", "What the cache does not hold"),
    (Some(Routing::ReadsOnly), "reads_only", "Reads only"),
    (Some(Routing::WritesOnly), "writes_only", "Writes only"),
];

#[component]
fn ConnectionInspector(bench: Bench, connection: Connection) -> impl IntoView {
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
    let relabel = move |event| {
        change(ConnectionChange { label: Some(event_target_value(&event)), ..ConnectionChange::default() });
    };
    view! {
        <section class="panel inspector" aria-labelledby="inspector">
            <h2 id="inspector">{title}</h2>
            <label class="field">
                <span class="field__label">"Label"</span>
                <input class="input" maxlength="80" prop:value=move || current.get().label on:change=relabel />
            </label>
            <label class="field">
                <span class="field__label">"Which requests go this way"</span>
                <select class="input" on:change=routing>{ROUTINGS.map(option)}</select>
            </label>
            <NumberInput label="Weight, or calls for one request" unit="" minimum=0.0 maximum=1000.0 value=Signal::derive(move || Some(current.get().share)) default=1.0 set=set_share />
            <NumberInput label="Network, one way" unit="ms" minimum=0.0 maximum=10_000.0 value=Signal::derive(move || current.get().network_millis) default=0.5 set=set_network />
            <label class="check">
                <input type="checkbox" prop:checked=move || current.get().mode == Mode::Request on:change=waits />
                <span>"The caller waits for the answer"</span>
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=move || current.get().encrypted on:change=encrypt />
                <span>"Encrypted (TLS)"</span>
            </label>
        </section>
    }
}
