//! The first visit: who are you, how much do you know, what do you want. Can be skipped, and changed at any time.

mod goals;
mod level;
mod placement;
mod role;
mod subject;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::browser::element;
use crate::library::{Library, Shelved, with_subject_held};
use crate::pages::not_found::Missing;
use crate::widgets::page::PageTitle;

/// The screens, in their order; the address says which is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    Role,
    Level,
    /// Instead of saying it, the learner finds out.
    Placement,
    Goals,
}

impl Screen {
    fn of(step: &str) -> Screen {
        match step {
            "level" => Screen::Level,
            "placement" => Screen::Placement,
            "goals" => Screen::Goals,
            _ => Screen::Role,
        }
    }

    fn href(self, subject: &str) -> String {
        let step = match self {
            Screen::Role => "",
            Screen::Level => "&step=level",
            Screen::Placement => "&step=placement",
            Screen::Goals => "&step=goals",
        };
        format!("/welcome?subject={subject}{step}")
    }
}

#[component]
pub fn Welcome() -> impl IntoView {
    let library = expect_context::<Library>();
    let query = use_query_map();
    let screen = Memo::new(move |_| Screen::of(&query.read().get("step").unwrap_or_default()));
    // The address names the subject; without one it is asked for, unless there is only one or the questions go on.
    let subject = Memo::new(move |_| {
        let query = query.read();
        let is_settled = query.get("step").is_some() || library.entries().len() == 1;
        query.get("subject").or_else(|| is_settled.then(|| library.first_subject()))
    });
    let is_asked = Memo::new(move |_| subject.with(Option::is_none));
    let was_asked = StoredValue::new(false);
    move || match is_asked.get() {
        true => {
            was_asked.set_value(true);
            view! { <div class="page page--narrow"><subject::Subject /></div> }.into_any()
        }
        false => with_subject_held(
            move || subject.get().unwrap_or_default(),
            move |shelved| view! { <Questions screen shelved is_next=was_asked.get_value() /> }.into_any(),
        )
        .into_any(),
    }
}

/// The three questions of a subject that has paths.
#[component]
fn Questions(
    screen: Memo<Screen>,
    shelved: Arc<Shelved>,
    /// The question which subject it is came before.
    is_next: bool,
) -> impl IntoView {
    if shelved.pack.paths.is_empty() {
        return view! { <NothingToChoose shelved /> }.into_any();
    }
    // The keyboard, and who listens, follow to each new screen.
    Effect::new(move |before: Option<Screen>| {
        let now = screen.get();
        if before.map_or(is_next, |before| before != now) {
            request_animation_frame(|| element::focus("page-title"));
        }
        now
    });
    view! { <div class="page page--narrow">{move || shown(screen.get(), &shelved)}</div> }.into_any()
}

fn shown(screen: Screen, shelved: &Arc<Shelved>) -> AnyView {
    let shelved = shelved.clone();
    match screen {
        Screen::Role => view! { <role::Role shelved /> }.into_any(),
        Screen::Level => view! { <level::Level shelved /> }.into_any(),
        Screen::Placement => view! { <placement::Placement shelved /> }.into_any(),
        Screen::Goals => view! { <goals::Goals shelved /> }.into_any(),
    }
}

#[component]
fn NothingToChoose(shelved: Arc<Shelved>) -> impl IntoView {
    let has_tutorials = !shelved.pack.tutorials.is_empty();
    let words = format!("{} has one way through it, so that is all we had to ask.", shelved.pack.title);
    let (href, label) = match has_tutorials {
        true => ("/learn".to_owned(), "See the tutorials"),
        false => (format!("/practice?subject={}", shelved.pack.id), "Practise its questions"),
    };
    view! { <Missing title="There is nothing to choose" words href label /> }
}

/// Heading of a screen, and which of the three it is.
#[component]
fn Head(number: u8, title: &'static str, lead: &'static str) -> impl IntoView {
    let dots = (1..=3u8).map(|dot| {
        let class = match dot.cmp(&number) {
            std::cmp::Ordering::Less => "step-dot step-dot--done",
            std::cmp::Ordering::Equal => "step-dot step-dot--here",
            std::cmp::Ordering::Greater => "step-dot",
        };
        view! { <li class=class></li> }
    });
    view! {
        <div class="page__head">
            <p class="crumbs">{format!("Question {number} of 3")}</p>
            <ol class="step-dots" aria-hidden="true">{dots.collect_view()}</ol>
            <PageTitle title=title />
            <p class="page__lead">{lead}</p>
        </div>
    }
}

/// One of several answers, of which one is chosen.
#[component]
fn Answer(
    group: &'static str,
    title: String,
    words: String,
    #[prop(into)] chosen: Signal<bool>,
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="option">
            <input type="radio" class="option__input" name=group prop:checked=chosen on:change=move |_| on_choose.run(()) />
            <span class="option__face answer">
                <strong>{title}</strong>
                <span class="muted">{words}</span>
            </span>
        </label>
    }
}

/// The way on, the way round, and what is missing.
#[component]
fn Foot(
    label: &'static str,
    skip_href: String,
    skip_label: &'static str,
    #[prop(into)] complaint: Signal<Option<&'static str>>,
) -> impl IntoView {
    view! {
        <p class="notice notice--warning" role="alert" hidden=move || complaint.get().is_none()>{complaint}</p>
        <p class="row">
            <button type="submit" class="button button--primary">{label}</button>
            <a class="button button--quiet" href=skip_href>{skip_label}</a>
        </p>
    }
}
