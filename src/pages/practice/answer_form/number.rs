use assessment::Draft;
use leptos::prelude::*;

#[component]
pub fn NumberField(unit: String, help: Option<&'static str>, draft: RwSignal<Draft>) -> impl IntoView {
    let label = if unit.is_empty() { "Your answer".to_owned() } else { format!("Your answer, in {unit}") };
    view! {
        <div class="field number-field">
            <label class="field__label" for="number">{label}</label>
            <input
                type="text"
                id="number"
                inputmode="text"
                autocomplete="off"
                class="input"
                aria-describedby=help.map(|_| "number-help")
                prop:value=move || draft.with(|draft| draft.text(0).to_owned())
                on:input=move |event| draft.update(|draft| draft.write(0, event_target_value(&event)))
            />
            {help.map(|help| view! { <span class="field__help" id="number-help">{help}</span> })}
        </div>
    }
}
