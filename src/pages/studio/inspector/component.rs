use diagram::catalogue::Kind;
use diagram::hit::Target;
use diagram::limits::{CONCURRENCY, REPLICAS, SERVICE_MILLIS};
use diagram::{Command, Component, Distribution, ServiceTime};
use leptos::prelude::*;

use super::fields::{NumberInput, TextInput};
use super::place::{GroupChoice, PlaceAndSize};
use super::properties::{About, Property};
use crate::pages::studio::bench::Bench;
use crate::pages::studio::library::KindIcon;

#[component]
pub fn ComponentInspector(bench: Bench, component: Component) -> impl IntoView {
    let id = component.id.clone();
    let kind = bench.kinds.get_untracked().kind(&component.kind);
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
    let target = Target::Component(id.clone());
    let rename = {
        let id = id.clone();
        Callback::new(move |(name, aloud): (String, bool)| {
            if current.get_untracked().name != name || aloud {
                say(bench, &Command::Rename { component: id.clone(), name }, aloud);
            }
        })
    };
    let annotate = {
        let id = id.clone();
        Callback::new(move |(notes, aloud): (String, bool)| {
            if current.get_untracked().notes != notes || aloud {
                say(bench, &Command::SetNotes { component: id.clone(), notes }, aloud);
            }
        })
    };
    let lock = move |event| {
        let locked = event_target_checked(&event);
        bench.apply(&Command::SetLocked { components: vec![id.clone()], locked });
    };
    let is_client = kind.is_some_and(|kind| kind.category == diagram::catalogue::Category::Client);
    view! {
        <section class="panel inspector" aria-labelledby="inspector">
            <div class="row">
                {kind.map(|kind| view! { <KindIcon kind /> })}
                <h2 id="inspector">{kind_name}</h2>
            </div>
            <TextInput label="Name" value=Signal::derive(move || current.get().name) set=rename />
            {(!is_client).then(|| view! { <Capacity bench current kind /> })}
            {kind.map(|kind| properties(bench, current, kind, false))}
            {kind.filter(|kind| kind.properties.iter().any(|spec| spec.note)).map(|kind| view! {
                <p class="muted small">"These describe the design and change no figure. A brief may ask for them."</p>
                {properties(bench, current, kind, true)}
            })}
            <TextInput label="Notes" value=Signal::derive(move || current.get().notes) set=annotate rows=2 most=4000 />
            <GroupChoice bench target=target.clone() />
            <label class="check">
                <input type="checkbox" prop:checked=move || current.get().locked on:change=lock />
                <span>"Locked: it stays where it is"</span>
            </label>
            <PlaceAndSize bench target />
            {kind.map(|kind| view! { <About kind /> })}
        </section>
    }
}

/// Those that the figures, the advice or the simulation ask for, or those that are notes only.
fn properties(bench: Bench, current: Memo<Component>, kind: &'static Kind, notes: bool) -> impl IntoView {
    let wanted = kind.properties.iter().filter(move |spec| spec.note == notes);
    wanted.map(|spec| view! { <Property bench current kind spec /> }).collect_view()
}

/// Replicas, and how one of them works. What is left empty has the default of the kind.
#[component]
fn Capacity(bench: Bench, current: Memo<Component>, kind: Option<&'static Kind>) -> impl IntoView {
    let default_millis = kind.map_or(0.0, |kind| kind.performance.service_time_millis);
    let default_concurrency = kind.map_or(1, |kind| kind.performance.concurrency);
    let set_replicas = Callback::new(move |number: Option<f64>| {
        let component = current.get_untracked().id;
        bench.apply(&Command::SetReplicas { component, replicas: number.map_or(1, |number| number as u32) });
    });
    // As many as the kind needs of so many replicas, which changes with them and with how they agree.
    let usually_needed = Signal::derive(move || {
        let component = Component { replicas_needed: None, ..current.get() };
        f64::from(kind.map_or(1, |kind| kind.replicas_needed(&component)))
    });
    let set_needed = Callback::new(move |number: Option<f64>| {
        let component = current.get_untracked().id;
        let replicas_needed = number.map(|number| number as u32);
        bench.apply(&Command::SetReplicasNeeded { component, replicas_needed });
    });
    let set_concurrency = Callback::new(move |number: Option<f64>| {
        let component = current.get_untracked().id;
        bench.apply(&Command::SetConcurrency { component, concurrency: number.map(|number| number as u32) });
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
        <NumberInput label="Replicas" unit="" whole=true minimum=f64::from(*REPLICAS.start()) maximum=f64::from(*REPLICAS.end()) value=Signal::derive(move || Some(f64::from(current.get().replicas))) default=1.0 set=set_replicas />
        <NumberInput
            label="Replicas needed"
            unit="up at once for it to work"
            whole=true
            minimum=f64::from(*REPLICAS.start())
            maximum=f64::from(*REPLICAS.end())
            value=Signal::derive(move || current.get().replicas_needed.map(f64::from))
            default=usually_needed
            set=set_needed
        />
        <NumberInput
            label="Work on one request"
            unit="ms, on average"
            minimum=*SERVICE_MILLIS.start()
            maximum=*SERVICE_MILLIS.end()
            value=Signal::derive(move || current.get().service_time.map(|time| time.mean_millis))
            default=default_millis
            set=set_service_time
        />
        <NumberInput
            label="Requests at once"
            unit="for each replica"
            whole=true
            minimum=f64::from(*CONCURRENCY.start())
            maximum=f64::from(*CONCURRENCY.end())
            value=Signal::derive(move || current.get().concurrency.map(f64::from))
            default=f64::from(default_concurrency)
            set=set_concurrency
        />
    }
}

/// What is kept while somebody types is told only once they are done.
pub fn say(bench: Bench, command: &Command, aloud: bool) {
    if aloud {
        bench.apply(command);
    } else {
        bench.apply_quietly(command);
    }
}
