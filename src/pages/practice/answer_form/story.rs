use std::sync::Arc;

use assessment::{Draft, StoryCheck, story_checks};
use content::Principle;
use leptos::prelude::*;

use super::rubric::Rubric;
use super::text::TextField;
use crate::library::Shelved;
use crate::widgets::icon::{Glyph, Icon};

/// The four parts, and what each is for.
const PARTS: [(&str, &str); 4] = [
    ("Situation", "Where were you, and what was going on? Only what one needs to understand the rest."),
    ("Task", "What was asked of you, or what did you take on?"),
    ("Action", "What did you do, and why that? Say “I”."),
    ("Result", "What came of it, in figures, and what did you learn?"),
];

/// A story in four parts, looked at while it is written, and rated by the learner at the end.
#[component]
pub fn StoryEditor(
    asked_for: Vec<String>,
    rubric: Vec<String>,
    draft: RwSignal<Draft>,
    shelved: Arc<Shelved>,
) -> impl IntoView {
    let has_principles = !shelved.pack.principles.is_empty();
    let is_rating = Memo::new(move |_| draft.with(Draft::is_rating));
    let checks = Memo::new(move |_| draft.with(|draft| story_checks(&draft.story(), has_principles)));
    let rating = move || {
        let story = draft.with_untracked(Draft::story);
        let parts = story.parts().map(|(name, text)| {
            view! { <dt>{name}</dt><dd class="own-text">{text.to_owned()}</dd> }
        });
        view! {
            <dl class="story">{parts}</dl>
            <p>
                <button type="button" class="button button--quiet" on:click=move |_| draft.update(Draft::write_on)>
                    "Write on"
                </button>
            </p>
            <Rubric lines=rubric.clone() draft />
        }
    };
    view! {
        {move || if is_rating.get() {
            rating().into_any()
        } else {
            view! { <FourParts draft /> }.into_any()
        }}
        {has_principles.then(|| view! { <Principles all=shelved.pack.principles.clone() asked_for draft /> })}
        <StoryChecks checks />
    }
}

/// Room to write each part.
#[component]
pub fn FourParts(draft: RwSignal<Draft>) -> impl IntoView {
    let part = |(place, (label, help)): (usize, (&'static str, &'static str))| {
        let rows = if place == 2 { 7 } else { 4 };
        view! { <TextField label help place rows draft /> }
    };
    view! { <div class="stack">{PARTS.into_iter().enumerate().map(part).collect_view()}</div> }
}

#[component]
pub fn Principles(all: Vec<Principle>, asked_for: Vec<String>, draft: RwSignal<Draft>) -> impl IntoView {
    let named = all.iter().filter(|principle| asked_for.contains(&principle.id));
    let named = named.map(|principle| format!("“{}”", principle.name)).collect::<Vec<_>>().join(" and ");
    let help = if named.is_empty() {
        "Tag the principles that the story shows.".to_owned()
    } else {
        format!("Tag the principles that the story shows. This question asks for {named}.")
    };
    let tag = move |principle: Principle| {
        let (checked, toggled) = (principle.id.clone(), principle.id);
        view! {
            <label class="choice" title=principle.summary>
                <input
                    type="checkbox"
                    prop:checked=move || draft.with(|draft| draft.tags().contains(&checked))
                    on:change=move |_| draft.update(|draft| draft.toggle_tag(&toggled))
                />
                <span class="choice__face">{principle.name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="stack">
            <legend class="field__label">"Principles"</legend>
            <p class="field__help">{help}</p>
            <div class="choices">{all.into_iter().map(tag).collect_view()}</div>
        </fieldset>
    }
}

/// What is there and what is missing, told as it changes.
#[component]
pub fn StoryChecks(#[prop(into)] checks: Signal<Vec<StoryCheck>>) -> impl IntoView {
    let row = |check: StoryCheck| {
        let (class, glyph, word) = if check.holds {
            ("criterion criterion--met", Glyph::Check, "Holds: ")
        } else {
            ("criterion", Glyph::Minus, "Open: ")
        };
        view! {
            <li class=class>
                <span class="criterion__mark"><Icon glyph class="criterion__icon" /></span>
                <span>
                    <span class="for-screen-readers">{word}</span>
                    <strong>{check.about.name()}</strong>
                    ". "
                    {check.sentence}
                </span>
            </li>
        }
    };
    view! {
        <section class="stack small" aria-label="What the story has">
            <ul class="criteria">{move || checks.get().into_iter().map(row).collect_view()}</ul>
        </section>
    }
}
