//! Fields that keep what is typed while it is typed.

use std::time::Duration;

use analysis::words;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use crate::browser::random;

/// After a pause this long somebody has typed what they meant, or gone for a coffee.
const PAUSE: Duration = Duration::from_millis(500);

/// Something that happens after a pause, unless it is put off again.
#[derive(Clone, Copy)]
pub struct Later(StoredValue<Option<TimeoutHandle>>);

impl Later {
    pub fn new() -> Later {
        Later(StoredValue::new(None))
    }

    pub fn start(self, act: impl FnOnce() + 'static) {
        self.stop();
        self.0.set_value(set_timeout_with_handle(act, PAUSE).ok());
    }

    pub fn stop(self) {
        if let Some(handle) = self.0.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

/// Text that is kept a moment after each pause in typing, quietly, and told when the field is left.
#[component]
pub fn TextInput(
    #[prop(into)] label: String,
    value: Signal<String>,
    /// The text, and whether it is told.
    set: Callback<(String, bool)>,
    /// How many lines are seen; one is a field of one line.
    #[prop(default = 1)]
    rows: u32,
    #[prop(default = 80)] most: u32,
) -> impl IntoView {
    let later = Later::new();
    let typed = move |event| {
        let text = event_target_value(&event);
        later.start(move || set.run((text, false)));
    };
    let changed = move |event| {
        later.stop();
        set.run((event_target_value(&event), true));
    };
    let field = if rows > 1 {
        view! { <textarea class="input" rows=rows.to_string() maxlength=most.to_string() prop:value=value on:input=typed on:change=changed></textarea> }
            .into_any()
    } else {
        view! { <input class="input" maxlength=most.to_string() prop:value=value on:input=typed on:change=changed /> }.into_any()
    };
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            {field}
        </label>
    }
}

/// A number with its unit and range; empty returns to the default, which is shown faintly.
#[component]
pub fn NumberInput(
    #[prop(into)] label: String,
    #[prop(into)] unit: String,
    minimum: f64,
    maximum: f64,
    value: Signal<Option<f64>>,
    #[prop(into)] default: Signal<f64>,
    set: Callback<Option<f64>>,
    /// A half of what is counted cannot be meant.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let complaint = RwSignal::new(None::<String>);
    let sort = if whole { "a whole number" } else { "a number" };
    let wanted = format!("{sort} from {} to {}", words::number(minimum), words::number(maximum));
    let read = move |text: &str| {
        let is_taken =
            |number: &f64| (minimum..=maximum).contains(number) && !(whole && number.fract() != 0.0);
        let number = text.trim().parse::<f64>().ok().filter(is_taken);
        (text.trim().is_empty() || number.is_some()).then_some(number)
    };
    let keep = move |number: Option<f64>| {
        complaint.set(None);
        // What is so already is neither a step of undo nor worth a word.
        if value.get_untracked() != number {
            set.run(number);
        }
    };
    let later = Later::new();
    let typed = move |event| {
        let text = event_target_value(&event);
        // An empty field is on its way to a number.
        if let Some(Some(number)) = read(&text) {
            later.start(move || keep(Some(number)));
        } else {
            later.stop();
        }
    };
    let changed = move |event| {
        later.stop();
        match read(&event_target_value(&event)) {
            Some(number) => keep(number),
            None => complaint.set(Some(format!("Write {wanted}. The old value still holds."))),
        }
    };
    let full_label = if unit.is_empty() { label } else { format!("{label} ({unit})") };
    let id = format!("number-{}", random::id());
    let says = format!("{id}-says");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{full_label}</label>
            <input
                class="input"
                type="text"
                inputmode="decimal"
                id=id
                aria-describedby=says.clone()
                placeholder=move || plain(default.get())
                prop:value=move || value.get().map(plain).unwrap_or_default()
                aria-invalid=move || complaint.get().is_some().to_string()
                on:input=typed
                on:change=changed
            />
            <span class="field__help" id=says role="alert">{complaint}</span>
        </div>
    }
}

/// As it would be typed again.
pub fn plain(number: f64) -> String {
    number.to_string()
}
