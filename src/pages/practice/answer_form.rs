//! The part of a question that is answered: options, a number, or steps to be put in order.

use assessment::{Answer, Item, Question, options_order};
use leptos::prelude::*;

use crate::widgets::icon::{Glyph, Icon};

/// What has been entered so far; becomes an [`Answer`] on submission.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft {
    Chosen(Vec<usize>),
    Number(String),
    Ordered(Vec<usize>),
}

impl Draft {
    /// Nothing chosen yet; steps as they are shown.
    pub fn new(item: &Item, seed: u64) -> Draft {
        match &item.question {
            Question::SingleChoice { .. } | Question::MultipleChoice { .. } => Draft::Chosen(Vec::new()),
            Question::Numeric { .. } => Draft::Number(String::new()),
            Question::Ordering { .. } => Draft::Ordered(options_order(item, seed)),
        }
    }

    /// The answer, or a sentence that says what is missing.
    pub fn answer(&self) -> Result<Answer, &'static str> {
        match self {
            Draft::Chosen(chosen) if chosen.is_empty() => {
                Err("Choose an option first, or skip the question.")
            }
            Draft::Chosen(chosen) => Ok(Answer::Chosen(chosen.clone())),
            Draft::Number(text) => match parse_number(text) {
                Some(number) => Ok(Answer::Number(number)),
                None => Err("Write a number first, such as 250 or 1.5e6, or skip the question."),
            },
            Draft::Ordered(order) => Ok(Answer::Ordered(order.clone())),
        }
    }

    /// Chooses or unchooses an option; in a single choice the others go.
    fn toggle(&mut self, option: usize, single: bool) {
        let Draft::Chosen(chosen) = self else { return };
        if single {
            *chosen = vec![option];
        } else if let Some(place) = chosen.iter().position(|other| *other == option) {
            chosen.remove(place);
        } else {
            chosen.push(option);
            chosen.sort_unstable();
        }
    }

    /// Moves the step at `place` by one; at the end of the list nothing happens.
    fn shift(&mut self, place: usize, down: bool) {
        let Draft::Ordered(order) = self else { return };
        let other = if down { place + 1 } else { place.wrapping_sub(1) };
        if place < order.len() && other < order.len() {
            order.swap(place, other);
        }
    }

    fn contains(&self, option: usize) -> bool {
        matches!(self, Draft::Chosen(chosen) if chosen.contains(&option))
    }
}

/// Accepts "1,000" and "1 000" beside "1000".
fn parse_number(text: &str) -> Option<f64> {
    let digits: String =
        text.chars().filter(|character| !matches!(character, ',' | ' ' | '_' | '\u{a0}')).collect();
    digits.parse().ok().filter(|number: &f64| number.is_finite())
}

#[component]
pub fn AnswerForm(item: Item, seed: u64, draft: RwSignal<Draft>) -> impl IntoView {
    let order = options_order(&item, seed);
    match item.question {
        Question::SingleChoice { options } => {
            let texts =
                order.iter().filter_map(|index| Some((*index, options.get(*index)?.text.clone()))).collect();
            view! { <Options texts single=true draft /> }.into_any()
        }
        Question::MultipleChoice { options } => {
            let texts =
                order.iter().filter_map(|index| Some((*index, options.get(*index)?.text.clone()))).collect();
            view! { <Options texts single=false draft /> }.into_any()
        }
        Question::Numeric { unit, .. } => view! { <NumberField unit draft /> }.into_any(),
        Question::Ordering { steps } => view! { <Steps steps draft /> }.into_any(),
    }
}

#[component]
fn Options(texts: Vec<(usize, String)>, single: bool, draft: RwSignal<Draft>) -> impl IntoView {
    let kind = if single { "radio" } else { "checkbox" };
    let option = move |(place, (index, text)): (usize, (usize, String))| {
        view! {
            <label class="option">
                <input
                    type=kind
                    name="answer"
                    class="option__input"
                    prop:checked=move || draft.with(|draft| draft.contains(index))
                    on:change=move |_| draft.update(|draft| draft.toggle(index, single))
                />
                <span class="option__face">
                    <kbd class="option__key" aria-hidden="true">{place + 1}</kbd>
                    <span>{text}</span>
                </span>
            </label>
        }
    };
    let legend = if single { "Choose one" } else { "Choose all that hold" };
    view! {
        <fieldset class="stack">
            <legend class="muted small">{legend}</legend>
            <div class="options">{texts.into_iter().enumerate().map(option).collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn NumberField(unit: String, draft: RwSignal<Draft>) -> impl IntoView {
    let value = move || match draft.get() {
        Draft::Number(text) => text,
        _ => String::new(),
    };
    view! {
        <label class="field number-field">
            <span class="field__label">{format!("Your answer, in {unit}")}</span>
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                class="input"
                prop:value=value
                on:input=move |event| draft.set(Draft::Number(event_target_value(&event)))
            />
        </label>
    }
}

#[component]
fn Steps(steps: Vec<String>, draft: RwSignal<Draft>) -> impl IntoView {
    let order = move || match draft.get() {
        Draft::Ordered(order) => order,
        _ => Vec::new(),
    };
    let row = move |(place, index): (usize, usize)| {
        let text = steps.get(index).cloned().unwrap_or_default();
        let last = order().len().saturating_sub(1);
        let shift = move |down| move |_| draft.update(|draft| draft.shift(place, down));
        view! {
            <li class="ordering__step">
                <span class="ordering__place">{place + 1}</span>
                <span class="ordering__text">{text.clone()}</span>
                <button type="button" class="icon-button" disabled=place == 0 on:click=shift(false) aria-label=format!("Move up: {text}")>
                    <Icon glyph=Glyph::ArrowUp class="button__icon" />
                </button>
                <button type="button" class="icon-button" disabled=place == last on:click=shift(true) aria-label=format!("Move down: {text}")>
                    <Icon glyph=Glyph::ArrowDown class="button__icon" />
                </button>
            </li>
        }
    };
    view! {
        <p class="muted small">"Put the steps in order with the arrows, the first on top"</p>
        <ol class="ordering">{move || order().into_iter().enumerate().map(row.clone()).collect_view()}</ol>
    }
}

/// What the number keys do: choose the option that is shown at this place.
pub fn choose_by_place(item: &Item, seed: u64, place: usize, draft: RwSignal<Draft>) {
    let single = matches!(item.question, Question::SingleChoice { .. });
    let choices = matches!(item.question, Question::SingleChoice { .. } | Question::MultipleChoice { .. });
    if let (true, Some(index)) = (choices, options_order(item, seed).get(place)) {
        draft.update(|draft| draft.toggle(*index, single));
    }
}
