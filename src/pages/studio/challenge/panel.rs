use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::brief::BriefText;
use super::predict::Predict;
use super::result::GradeResult;
use super::state::{Attempt, Tab};
use crate::browser::element;
use crate::pages::studio::rationale::Rationale;
use crate::widgets::icon::{Glyph, Icon};

const FOLD: &str = "fold-brief";

/// Brief, rationale and grade, beside the canvas. It can be folded away where both are seen.
#[component]
pub fn Panel(attempt: Attempt) -> impl IntoView {
    let challenge = attempt.challenge();
    let fold = move |_| {
        attempt.folded.update(|folded| *folded = !*folded);
        element::focus(FOLD);
    };
    let fold_label = move || if attempt.folded.get() { "Show the brief" } else { "Fold the brief away" };
    let shows = move |tab: Tab| {
        // Where both are seen, the tab of the canvas has nothing of its own to show: the brief is shown then.
        move || attempt.tab.get() != tab && !(tab == Tab::Brief && attempt.tab.get() == Tab::Drawing)
    };
    view! {
        <section class="challenge__panel" aria-label="Challenge">
            <div class="challenge__bar">
                <p class="crumbs challenge__crumbs">
                    <a href="/studio/challenges">"Challenges"</a>
                    <span aria-hidden="true">"/"</span>
                    <a href=attempt.place().key.address()>{challenge.title.clone()}</a>
                </p>
                <button id=FOLD type="button" class="icon-button challenge__fold" aria-expanded=move || (!attempt.folded.get()).to_string() aria-label=fold_label title=fold_label on:click=fold>
                    <Icon glyph=Glyph::ArrowRight class="button__icon challenge__fold-icon" />
                </button>
            </div>
            <Tabs attempt />
            <div class="challenge__body">
                <div id="panel-brief" role="tabpanel" aria-labelledby="tab-brief" hidden=shows(Tab::Brief)>
                    <BriefText challenge />
                </div>
                <div id="panel-rationale" role="tabpanel" aria-labelledby="tab-rationale" hidden=shows(Tab::Rationale)>
                    <p class="muted">"Say what you decided, what you decided against, what it costs, and at which load you would decide otherwise. Speak of the parts by their names."</p>
                    <Rationale bench=attempt.bench rows=16 />
                </div>
                <div id="panel-grade" role="tabpanel" aria-labelledby="tab-grade" hidden=shows(Tab::Grade)>
                    <GradeTab attempt />
                </div>
            </div>
        </section>
    }
}

fn tab_id(tab: Tab) -> String {
    format!("tab-{}", tab.name().to_lowercase())
}

#[component]
fn Tabs(attempt: Attempt) -> impl IntoView {
    let go = move |tab: Tab| {
        attempt.tab.set(tab);
        element::focus(&tab_id(tab));
    };
    let key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        event.prevent_default();
        // A tab that is not seen cannot be gone to.
        let seen: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| element::is_seen(&tab_id(*tab))).collect();
        let here = seen.iter().position(|tab| *tab == attempt.tab.get_untracked()).unwrap_or(0);
        let count = isize::try_from(seen.len().max(1)).unwrap_or(1);
        let next = (isize::try_from(here).unwrap_or(0) + by).rem_euclid(count);
        if let Some(tab) = usize::try_from(next).ok().and_then(|next| seen.get(next)) {
            go(*tab);
        }
    };
    let tab = move |tab: Tab| {
        let is_on = Memo::new(move |_| attempt.tab.get() == tab);
        let class =
            if tab == Tab::Drawing { "challenge__tab challenge__tab--drawing" } else { "challenge__tab" };
        let controls = match tab {
            Tab::Drawing => "challenge-drawing".to_owned(),
            _ => format!("panel-{}", tab.name().to_lowercase()),
        };
        view! {
            <button
                id=tab_id(tab)
                type="button"
                role="tab"
                class=class
                aria-selected=move || is_on.get().to_string()
                aria-controls=controls
                tabindex=move || if is_on.get() { "0" } else { "-1" }
                on:click=move |_| go(tab)
            >
                {tab.name()}
            </button>
        }
    };
    view! { <div class="challenge__tabs" role="tablist" aria-label="Challenge" on:keydown=key>{Tab::ALL.map(tab)}</div> }
}

#[component]
fn GradeTab(attempt: Attempt) -> impl IntoView {
    let is_asked = Memo::new(move |_| attempt.question.get().is_some());
    let is_first = Memo::new(move |_| attempt.shown.with(Option::is_none));
    let said = move || {
        if is_asked.get() {
            return String::new();
        }
        let note = attempt.said.get().unwrap_or_default();
        let verdict = attempt.shown.with(|shown| {
            let shown = shown.as_ref()?;
            let passed = if shown.graded.passed { "Passed." } else { "Not passed." };
            Some(format!("{passed} {}", shown.graded.verdict))
        });
        [note, verdict.unwrap_or_default()].join(" ").trim().to_owned()
    };
    view! {
        <div class="stack">
            <p class="for-screen-readers" role="status">{said}</p>
            {move || attempt.said.get().map(|words| view! { <p class="notice">{words}</p> })}
            <Predict attempt />
            <p class="row" hidden=is_asked>
                <button type="button" class="button button--primary" on:click=move |_| attempt.hand_in()>
                    {move || if is_first.get() { "Grade my design" } else { "Grade it again" }}
                </button>
                <button type="button" class="button button--secondary" on:click=move |_| attempt.ask(false)>"Guess a figure"</button>
            </p>
            <p class="muted" hidden=move || !is_first.get()>
                "Here every figure is measured under the load of the brief, whatever the clients are set to. You can have your design graded as often as you like; a solution of ours can be seen after the first time."
            </p>
            <div hidden=is_asked><GradeResult attempt /></div>
        </div>
    }
}
