use diagram::{Diagram, GroupKind};
use leptos::prelude::*;

use super::lab::{Lab, State};

/// Something that can go wrong: how it is called, and how its word is made of what it happens to.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Trouble {
    name: &'static str,
    befalls: Befalls,
    /// `{}` stands for the id of what it happens to.
    word: &'static str,
    /// Whether it lasts: a flush happens at once.
    lasts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Befalls {
    Component,
    Cache,
    ThirdParty,
    Zone,
    Region,
    Everything,
}

const TROUBLES: [Trouble; 8] = [
    Trouble { name: "One replica is lost", befalls: Befalls::Component, word: "replica:{}", lasts: true },
    Trouble {
        name: "It gets five times slower",
        befalls: Befalls::Component,
        word: "slow:{}x5",
        lasts: true,
    },
    Trouble {
        name: "All of its replicas are lost",
        befalls: Befalls::Component,
        word: "gone:{}",
        lasts: true,
    },
    Trouble { name: "A third party goes away", befalls: Befalls::ThirdParty, word: "gone:{}", lasts: true },
    Trouble { name: "A cache is flushed", befalls: Befalls::Cache, word: "flush:{}", lasts: false },
    Trouble { name: "A zone is lost", befalls: Befalls::Zone, word: "zone:{}", lasts: true },
    Trouble { name: "A region is lost", befalls: Befalls::Region, word: "region:{}", lasts: true },
    Trouble { name: "Four times the traffic", befalls: Befalls::Everything, word: "spike:x4", lasts: true },
];
const LOST_PACKETS: Trouble = Trouble {
    name: "A tenth of all messages is lost",
    befalls: Befalls::Everything,
    word: "packets:0.1",
    lasts: true,
};

fn troubles() -> impl Iterator<Item = Trouble> {
    TROUBLES.into_iter().chain([LOST_PACKETS])
}

/// Ids and names of what a trouble can happen to in a design.
fn victims(befalls: Befalls, diagram: &Diagram) -> Vec<(String, String)> {
    let components = |counts: fn(&str) -> bool| {
        diagram
            .components
            .iter()
            .filter(|component| counts(&component.kind))
            .map(|component| (component.id.0.clone(), component.name.clone()))
            .collect()
    };
    let groups = |kind: GroupKind| {
        let groups = diagram.groups.iter().filter(|group| group.kind == kind);
        groups.map(|group| (group.id.0.clone(), group.name.clone())).collect()
    };
    match befalls {
        Befalls::Component => components(|kind| kind != "client"),
        Befalls::Cache => components(|kind| kind == "cache" || kind == "cdn"),
        Befalls::ThirdParty => components(|kind| kind == "third_party_api"),
        Befalls::Zone => groups(GroupKind::Zone),
        Befalls::Region => groups(GroupKind::Region),
        Befalls::Everything => Vec::new(),
    }
}

/// More than these are searched.
const MOST_WITHOUT_SEARCH: usize = 40;
/// So many are listed of those that are found.
const MOST_OFFERED: usize = 100;

/// Those whose name holds what is searched for, whatever the case.
fn matching(choices: &[(String, String)], search: &str) -> Vec<(String, String)> {
    let search = search.trim().to_lowercase();
    choices.iter().filter(|(_, name)| name.to_lowercase().contains(&search)).cloned().collect()
}

fn found_in_words(found: usize, all: usize) -> String {
    if found > MOST_OFFERED {
        format!("{found} of {all} match; the first {MOST_OFFERED} are listed.")
    } else {
        format!("{found} of {all} match.")
    }
}

/// Makes something go wrong while the run goes on.
#[component]
pub fn FaultForm(lab: Lab) -> impl IntoView {
    let chosen = RwSignal::new(0usize);
    let victim = RwSignal::new(None::<String>);
    let seconds = RwSignal::new(10u32);
    let trouble = Memo::new(move |_| troubles().nth(chosen.get()).unwrap_or(LOST_PACKETS));
    let choices =
        Memo::new(move |_| lab.bench.drawn.with(|drawn| victims(trouble.get().befalls, &drawn.diagram)));
    let search = RwSignal::new(String::new());
    let are_many = Memo::new(move |_| choices.with(Vec::len) > MOST_WITHOUT_SEARCH);
    let offered = Memo::new(move |_| choices.with(|all| matching(all, &search.get())));
    let needs_victim = move || trouble.get().befalls != Befalls::Everything;
    let target = Memo::new(move |_| {
        let offered = offered.get();
        let is_there = |id: &String| offered.iter().any(|(choice, _)| choice == id);
        victim.get().filter(is_there).or_else(|| offered.first().map(|(id, _)| id.clone()))
    });
    let is_possible = move || lab.state.get() != State::Idle && (!needs_victim() || target.get().is_some());
    let happen = move |_| {
        let trouble = trouble.get_untracked();
        let id = target.get_untracked().unwrap_or_default();
        let length = if trouble.lasts { seconds.get_untracked() } else { 0 };
        lab.inject(&trouble.word.replace("{}", &id), length);
        lab.bench.announcement.set(format!("{}.", trouble.name));
    };
    let choose = move |event| {
        if let Ok(index) = event_target_value(&event).parse() {
            chosen.set(index);
        }
    };
    let set_seconds = move |event| {
        if let Ok(length) = event_target_value(&event).parse::<u32>() {
            seconds.set(length.min(3_600));
        }
    };
    let kinds = troubles()
        .enumerate()
        .map(|(index, trouble)| view! { <option value=index.to_string()>{trouble.name}</option> });
    view! {
        <fieldset class="simulation__faults">
            <legend>"Let something go wrong"</legend>
            <label class="field">
                <span class="field__label">"What"</span>
                <select class="input" on:change=choose>{kinds.collect_view()}</select>
            </label>
            <label class="field" hidden=move || !needs_victim() || !are_many.get()>
                <span class="field__label">"Search by name"</span>
                <input class="input" type="search" maxlength="120" on:input=move |event| search.set(event_target_value(&event)) />
            </label>
            <p class="field__help" role="status" hidden=move || !needs_victim() || !are_many.get()>{move || found_in_words(offered.with(Vec::len), choices.with(Vec::len))}</p>
            <label class="field" hidden=move || !needs_victim()>
                <span class="field__label">"Where"</span>
                <select class="input" on:change=move |event| victim.set(Some(event_target_value(&event)))>
                    {move || offered.get().into_iter().take(MOST_OFFERED).map(|(id, name)| {
                        let is_chosen = target.get().as_ref() == Some(&id);
                        view! { <option value=id selected=is_chosen>{name}</option> }
                    }).collect_view()}
                </select>
            </label>
            <p class="field__help" hidden=move || !needs_victim() || !choices.get().is_empty()>"This design has nothing that this could happen to."</p>
            <label class="field" hidden=move || !trouble.get().lasts>
                <span class="field__label">"For how many seconds (0 is to the end)"</span>
                <input class="input" type="number" min="0" max="3600" prop:value=move || seconds.get().to_string() on:change=set_seconds />
            </label>
            <button type="button" class="button button--danger" disabled=move || !is_possible() on:click=happen>"Happen now"</button>
        </fieldset>
    }
}
