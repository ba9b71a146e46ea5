//! The learner's path on Learn: its map, its stops, how it ends, and the tree of skills.

mod certification;
mod map;
mod skill_tree;
mod stops;

use std::sync::Arc;

use content::{Experience, Stop};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use progress::{Progress, StopState};

use crate::browser::element;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::study::{self, Plan};
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::meter::{Meter, Tone};
use map::Map;
use stops::{Beyond, Stops};

pub use certification::{EndOfPath, Held};
pub use skill_tree::SkillTree;

/// The path where one is chosen, else the way to choose one. Nothing where the pack has none.
#[component]
pub fn YourPath(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    if shelved.pack.paths.is_empty() {
        return ().into_any();
    }
    let plan = {
        let shelved = shelved.clone();
        Memo::new(move |_| learner.progress().with(|progress| Plan::of(progress, &shelved.pack)))
    };
    let view = move || match plan.get() {
        Some(plan) => view! { <Chosen plan shelved=shelved.clone() /> }.into_any(),
        None => view! { <NotChosen subject=shelved.pack.id.clone() /> }.into_any(),
    };
    view.into_any()
}

#[component]
fn NotChosen(subject: String) -> impl IntoView {
    let heading = study::heading_of_path(&subject);
    let labelled_by = heading.clone();
    view! {
        <section class="card" aria-labelledby=labelled_by>
            <h2 id=heading>"A path of your own"</h2>
            <p class="muted">"Say who you are, what you know and what you want, and the tutorials come in an order that suits you. It takes a minute and can be changed at any time."</p>
            <p>
                <a class="button button--primary" href=format!("/welcome?subject={subject}")>
                    "Choose a path"
                    <Icon glyph=Glyph::ArrowRight class="button__icon" />
                </a>
            </p>
        </section>
    }
}

#[component]
fn Chosen(plan: Plan, shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let pack = &shelved.pack;
    let (path, route) = (plan.path(pack)?, plan.route(pack)?);
    let states = {
        let (plan, shelved) = (plan.clone(), shelved.clone());
        Memo::new(move |_| learner.progress().with(|progress| states(progress, &plan, &shelved)))
    };
    let count = route.stops.len();
    let done = Memo::new(move |_| {
        states.with(|states| states.iter().filter(|state| **state == StopState::Done).count())
    });
    let share = Signal::derive(move || done.get() as f64 / count.max(1) as f64);
    let tone = Signal::derive(move || if done.get() == count { Tone::Good } else { Tone::Plain });
    let label = Signal::derive(move || format!("{} of {count} tutorials of your path done", done.get()));
    let heading = study::heading_of_path(&pack.id);
    let labelled_by = heading.clone();
    come_into_view(heading.clone());
    Some(view! {
        <section class="page__section" aria-labelledby=labelled_by>
            <div class="row row--between">
                <h2 id=heading tabindex="-1">{format!("Your path: {}", path.title)}</h2>
                <a class="button button--quiet" href=format!("/welcome?subject={}", pack.id)>"Change"</a>
            </div>
            <p class="muted">{in_words(&plan, path)}</p>
            <Meter share label tone />
            <p class="small muted">{label}</p>
            <Map places=map::places(&route) states />
            <Stops stops=stops::lines(&route, path, &plan) states shelved=shelved.clone() />
            <Beyond title="Before these: what you may know already" stops=beyond(&route.easier) />
            <Beyond title="After these: harder ones for later" stops=beyond(&route.harder) />
            <EndOfPath path=path.clone() subject=pack.id.clone() all_done=Signal::derive(move || done.get() == count) />
        </section>
    })
}

/// Where the address leads to this heading, the page begins there, and the keyboard with it.
fn come_into_view(heading: String) {
    let hash = use_location().hash;
    Effect::new(move || {
        if hash.with(|hash| hash.strip_prefix('#') == Some(heading.as_str())) {
            let heading = heading.clone();
            request_animation_frame(move || element::go_to(&heading));
        }
    });
}

fn states(progress: &Progress, plan: &Plan, shelved: &Shelved) -> Vec<StopState> {
    plan.route(&shelved.pack).map(|route| study::states(progress, &route)).unwrap_or_default()
}

fn beyond(stops: &[Stop<'_>]) -> Vec<(String, String)> {
    stops.iter().map(|stop| (stop.tutorial.id.clone(), stop.tutorial.title.clone())).collect()
}

/// "Backend engineer, beginner. You want to keep a service quick while its load grows."
fn in_words(plan: &Plan, path: &content::Path) -> String {
    let level = match plan.experience {
        Experience::Beginner => "starting out",
        Experience::Intermediate => "with some experience",
        Experience::Advanced => "with much experience",
    };
    let goals: Vec<String> =
        plan.goals.iter().filter_map(|id| path.goal(id)).map(|goal| lower_first(&goal.title)).collect();
    match goals.split_last() {
        None => format!("{}, {level}.", path.role),
        Some((only, [])) => format!("{}, {level}. You want to {only}.", path.role),
        Some((last, others)) => {
            format!("{}, {level}. You want to {}, and {last}.", path.role, others.join(", "))
        }
    }
}

fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
