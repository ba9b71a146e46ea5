use std::sync::Arc;

use analysis::challenge::{Comparison, Difference, Figures, MeasuredOn};
use analysis::words;
use content::Challenge;
use diagram::{Component, Diagram, Document, naming};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::key::Place;
use super::still::StillDrawing;
use super::with_challenge;
use crate::browser::random;
use crate::learner::Learner;
use crate::library::Library;
use crate::pages::not_found::Missing;
use crate::pages::studio::bench::OpenError;
use crate::shelf::{Card, Shelf};
use crate::widgets::markdown::Markdown;
use crate::widgets::page::PageTitle;

/// Our solution of a challenge beside an attempt of the learner's, once one was graded.
#[component]
pub fn OurSolution() -> impl IntoView {
    let learner = expect_context::<Learner>();
    with_challenge(move |shelved, place| {
        let is_graded = Memo::new(move |_| {
            learner.progress().with(|progress| place.with(|place| place.key.record(progress).is_some()))
        });
        let page = move || {
            let place = place.get();
            match place.key.challenge(&shelved) {
                Err(instead) => instead,
                Ok(challenge) if is_graded.get() => view! { <Open challenge place /> }.into_any(),
                Ok(_) => view! { <NotTried /> }.into_any(),
            }
        };
        page.into_any()
    })
}

#[component]
fn NotTried() -> impl IntoView {
    view! {
        <Missing
            title="Try it yourself first"
            words="Our solution is shown once a design of yours was graded, whatever the grade."
            href="/studio/challenges"
            label="Back to the challenges"
        />
    }
}

async fn design_of(shelf: Shelf, id: String) -> Result<Option<Diagram>, OpenError> {
    match shelf.load(&id).await? {
        Some(bytes) => {
            let (document, _) = Document::from_bytes(random::bits(), &bytes)?;
            Ok(Some(document.diagram().clone()))
        }
        None => Ok(None),
    }
}

#[component]
fn Open(challenge: Arc<Challenge>, place: Place) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let id = place.design();
    let loaded = LocalResource::new(move || design_of(shelf, id.clone()));
    move || {
        match (loaded.get(), challenge.solved()) {
        (None, _) => view! { <p class="page" role="status">"Opening both designs"</p> }.into_any(),
        (Some(Ok(Some(yours))), Some(ours)) => {
            let (challenge, place) = (challenge.clone(), place.clone());
            view! { <SideBySide challenge yours=Arc::new(yours) ours=Arc::new(ours) place /> }.into_any()
        }
        (Some(Err(error)), _) => view! {
            <Missing title="Your design could not be opened" words=error.to_string() href="/studio/challenges" label="Back to the challenges" />
        }
        .into_any(),
        (Some(Ok(_)), _) => view! {
            <Missing
                title="This attempt is not here"
                words="The link names an attempt that this browser does not have. It may have been deleted."
                href="/studio/challenges"
                label="Back to the challenges"
            />
        }
        .into_any(),
    }
    }
}

#[component]
fn SideBySide(
    challenge: Arc<Challenge>,
    yours: Arc<Diagram>,
    ours: Arc<Diagram>,
    place: Place,
) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let navigate = use_navigate();
    let catalogue = expect_context::<Library>().catalogue().get_untracked();
    let comparison = challenge.compare(&yours, catalogue);
    let take = {
        let (ours, title) = (ours.clone(), challenge.title.clone());
        move |_| {
            let id = random::id();
            let own = Diagram { name: format!("{title}, our solution"), ..(*ours).clone() };
            let document = Document::from_diagram(random::bits(), &own);
            shelf.save(Card::of(&id, document.diagram()), document.to_bytes());
            navigate(&format!("/studio/{id}"), Default::default());
        }
    };
    view! {
        <div class="page">
            <div class="page__head">
                <p class="crumbs">
                    <a href="/studio/challenges">"Challenges"</a>
                    <span aria-hidden="true">"/"</span>
                    <a href=place.key.address()>{challenge.title.clone()}</a>
                    <span aria-hidden="true">"/"</span>
                    <a href=place.address()>"Your attempt"</a>
                </p>
                <PageTitle title=format!("Our solution: {}", challenge.title) />
                <p class="page__lead">"One way that passes. Yours may be as good and look quite different."</p>
                <p><button type="button" class="button button--secondary" on:click=take>"Open our solution as a design of mine"</button></p>
            </div>
            <div class="side-by-side">
                <figure>
                    <figcaption>"Yours"</figcaption>
                    <StillDrawing diagram=yours label="Drawing of your design" />
                </figure>
                <figure>
                    <figcaption>"Ours"</figcaption>
                    <StillDrawing diagram=ours.clone() label="Drawing of our solution; it is told in words further down" />
                </figure>
            </div>
            {comparison.map(|comparison| view! { <Compared comparison /> })}
            <section class="page__section" aria-labelledby="why">
                <h2 id="why">"Why it is so"</h2>
                <Markdown source=challenge.explanation.clone() />
            </section>
            <InWords design=ours />
        </div>
    }
}

/// Writes a figure, or says that there is none.
fn written(figure: Option<f64>, write: fn(f64) -> String) -> String {
    figure.map_or("none".to_owned(), write)
}

fn per_second(value: f64) -> String {
    format!("{} requests/s", words::number(value))
}

/// Where nothing answers and nothing carries load, there is nothing whose availability could be told.
fn availability(figures: &Figures) -> Option<f64> {
    let serves = figures.p99_millis.or(figures.max_requests_per_second);
    serves.map(|_| figures.availability)
}

#[component]
fn Compared(comparison: Comparison) -> impl IntoView {
    let Comparison { yours, reference, differences } = comparison;
    type Line = (&'static str, fn(&Figures) -> Option<f64>, fn(f64) -> String);
    let lines: [Line; 5] = [
        ("p99", |figures| figures.p99_millis, words::millis),
        ("Mean response time", |figures| figures.mean_millis, words::millis),
        ("Availability", availability, words::percent),
        ("Cost a month", |figures| Some(figures.monthly_usd), words::usd),
        ("Most it can carry", |figures| figures.max_requests_per_second, per_second),
    ];
    let row = move |(name, figure, write): Line| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{written(figure(&yours), write)}</td>
                <td>{written(figure(&reference), write)}</td>
            </tr>
        }
    };
    let are_alike = differences.is_empty();
    let items = differences.into_iter().map(|difference| view! { <DifferenceItem difference /> });
    view! {
        <section class="page__section" aria-labelledby="figures">
            <h2 id="figures">"What the two come to, under the load of the brief"</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Figures">
                <table class="wide compared">
                    <thead><tr><th scope="col">"Figure"</th><th scope="col">"Yours"</th><th scope="col">"Ours"</th></tr></thead>
                    <tbody>{lines.map(row)}</tbody>
                </table>
            </div>
        </section>
        <section class="page__section" aria-labelledby="differences">
            <h2 id="differences">"What sets them apart"</h2>
            <p class="muted" hidden=are_alike>"The reference is our solution. Under each difference stands what your design would gain or pay by doing as it does, each one alone; together they need not add up."</p>
            <p hidden=!are_alike>"No part, setting or way of calling that could be paired is different."</p>
            <ul class="differences">{items.collect_view()}</ul>
        </section>
    }
}

/// What a change of one figure is, and whether it is for the better.
struct Change {
    words: String,
    is_better: bool,
}

fn changes(difference: &Difference) -> Vec<Change> {
    let signed = |delta: f64, text: String| format!("{}{text}", if delta > 0.0 { "+" } else { "−" });
    let mut changes = Vec::new();
    if let Some(delta) = difference.p99_millis.filter(|delta| delta.abs() >= 0.05) {
        let words = format!("p99 {}", signed(delta, words::millis(delta.abs())));
        changes.push(Change { words, is_better: delta < 0.0 });
    }
    let delta = difference.availability;
    if delta.abs() >= 1e-7 {
        let words = format!("availability {}", signed(delta, words::percent(delta.abs())));
        changes.push(Change { words, is_better: delta > 0.0 });
    }
    let delta = difference.monthly_usd;
    if delta.abs() >= 0.5 {
        let words = format!("{} a month", signed(delta, words::usd(delta.abs().round())));
        changes.push(Change { words, is_better: delta < 0.0 });
    }
    if let Some(delta) = difference.max_requests_per_second.filter(|delta| delta.abs() >= 0.5) {
        let words = format!("carries {}", signed(delta, per_second(delta.abs())));
        changes.push(Change { words, is_better: delta > 0.0 });
    }
    changes
}

#[component]
fn DifferenceItem(difference: Difference) -> impl IntoView {
    let changes = changes(&difference);
    let note = match (difference.measured_on, changes.is_empty()) {
        (_, true) => Some("Changes none of these figures."),
        (MeasuredOn::Reference, false) => Some("Measured on ours, by taking the part out."),
        (MeasuredOn::Yours, false) => None,
    };
    let tag = |change: Change| {
        let (class, word) =
            if change.is_better { ("tag tag--good", "Better: ") } else { ("tag tag--warning", "Worse: ") };
        view! { <li class=class><span class="for-screen-readers">{word}</span>{change.words}</li> }
    };
    view! {
        <li class="difference">
            <p>{difference.text}</p>
            <ul class="difference__changes">{changes.into_iter().map(tag).collect_view()}</ul>
            {note.map(|note| view! { <p class="small muted">{note}</p> })}
        </li>
    }
}

/// The solution as a list: every part, and where its calls go.
#[component]
fn InWords(design: Arc<Diagram>) -> impl IntoView {
    let catalogue = expect_context::<Library>().catalogue().get_untracked();
    let name = |id| design.component(id).map_or_else(String::new, naming::of_component);
    let line = |component: &Component| {
        let kind = catalogue.kind(&component.kind).map_or("", |kind| kind.name.as_str());
        let calls = design.connections.iter().filter(|connection| connection.from == component.id);
        let calls: Vec<String> = calls.map(|connection| name(&connection.to)).collect();
        let replicas = match component.replicas {
            0 | 1 => String::new(),
            more => format!(", {more} replicas"),
        };
        let to = if calls.is_empty() { String::new() } else { format!(", to {}", calls.join(" and ")) };
        view! { <li><strong>{naming::of_component(component)}</strong>{format!(" ({kind}{replicas}){to}")}</li> }
    };
    view! {
        <section class="page__section" aria-labelledby="in-words">
            <h2 id="in-words">"Our solution in words"</h2>
            <ul>{design.components.iter().map(line).collect_view()}</ul>
        </section>
    }
}
