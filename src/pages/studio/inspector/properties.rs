use diagram::catalogue::{Kind, PropertyKind, PropertySpec};
use diagram::{Command, Component, PropertyValue};
use leptos::prelude::*;

use super::fields::{NumberInput, TextInput};
use crate::pages::studio::bench::Bench;

#[component]
pub fn Property(
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
            // What is typed is in the range; what a file brought need not be.
            let is_out = move || value.get().is_some_and(|number| !(*minimum..=*maximum).contains(&number));
            let unused = move || {
                is_out().then(|| {
                    format!("This is not from {minimum} to {maximum}, so the default is used: {default}.")
                })
            };
            view! {
                <NumberInput label=spec.name.clone() unit=unit.clone() minimum=*minimum maximum=*maximum value default=*default set />
                {move || unused().map(|words| view! { <p class="field__help">{words}</p> })}
            }
            .into_any()
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
            let value =
                Signal::derive(move || kind.text(&current.get(), &spec.id).unwrap_or_default().to_owned());
            let keep = Callback::new(move |(text, _): (String, bool)| {
                if value.get_untracked() != text {
                    set(Some(PropertyValue::Text(text)));
                }
            });
            view! { <TextInput label=spec.name.clone() value set=keep most=400 /> }.into_any()
        }
    }
}

/// What the kind is, for those who meet it for the first time.
#[component]
pub fn About(kind: &'static Kind) -> impl IntoView {
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
