//! The next step of the learner's path on the first page, or the question which path it should be.

use content::Summary;
use leptos::prelude::*;
use progress::{Progress, StopState};

use crate::learner::Learner;
use crate::library::{Library, Opened, Shelved};
use crate::study::{self, Plan};
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::meter::Meter;

#[derive(Debug, Clone, PartialEq)]
enum Card {
    /// No path was chosen yet, and the learner did not put the question off.
    Ask,
    Next(NextStop),
    AllDone {
        subject: String,
        title: String,
        href: String,
        is_certified: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
struct NextStop {
    subject: String,
    tutorial: String,
    title: String,
    reason: String,
    href: String,
    role: String,
    done: usize,
    count: usize,
}

fn card(progress: &Progress, shelved: &Shelved) -> Option<Card> {
    let pack = &shelved.pack;
    let Some(plan) = Plan::of(progress, pack) else {
        return (!pack.paths.is_empty() && study::asks_for_path(progress)).then_some(Card::Ask);
    };
    let (path, route) = (plan.path(pack)?, plan.route(pack)?);
    let states = study::states(progress, &route);
    let next = route.stops.iter().zip(&states).find(|(_, state)| **state == StopState::Next);
    let Some((stop, _)) = next else {
        return Some(Card::AllDone {
            subject: pack.id.clone(),
            title: path.title.clone(),
            href: format!("/certificate/{}/{}", pack.id, path.id),
            is_certified: progress.certificates.best(&pack.id, &path.id).is_some(),
        });
    };
    Some(Card::Next(NextStop {
        subject: pack.id.clone(),
        tutorial: stop.tutorial.id.clone(),
        title: stop.tutorial.title.clone(),
        reason: stop.reason.to_owned(),
        href: study::href_to_continue(progress, stop.tutorial),
        role: path.role.clone(),
        done: states.iter().filter(|state| **state == StopState::Done).count(),
        count: states.len(),
    }))
}

/// The tutorial that the card offers, which need not be suggested once more.
pub fn offered_tutorial(progress: &Progress, shelved: &Shelved) -> Option<String> {
    match card(progress, shelved)? {
        Card::Next(next) => Some(next.tutorial),
        Card::Ask | Card::AllDone { .. } => None,
    }
}

#[component]
pub fn PathCard() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let library = expect_context::<Library>();
    let cards = Memo::new(move |_| {
        let of_subject = |summary: Summary| match library.opened(&summary.id) {
            Opened::Here(shelved) => learner.progress().with(|progress| card(progress, &shelved)),
            Opened::Coming | Opened::Missing(_) => None,
        };
        let subjects = learner.progress().with(|progress| study::chosen_first(progress, library.subjects()));
        only_needed(subjects.into_iter().filter_map(of_subject).collect())
    });
    move || {
        let section = |(place, card): (usize, Card)| {
            let heading = format!("path-card-{place}");
            let labelled_by = heading.clone();
            view! { <section class="card path-card" aria-labelledby=labelled_by>{shown(card, heading, learner)}</section> }
        };
        cards.get().into_iter().enumerate().map(section).collect_view()
    }
}

/// The question is asked once, and by nobody who is on a path in one of their subjects.
fn only_needed(mut cards: Vec<Card>) -> Vec<Card> {
    if cards.iter().all(|card| *card == Card::Ask) {
        cards.truncate(1);
    } else {
        cards.retain(|card| *card != Card::Ask);
    }
    cards
}

fn shown(card: Card, heading: String, learner: Learner) -> AnyView {
    match card {
        Card::Ask => {
            let later = move |_| study::put_off(learner);
            view! {
                <h2 id=heading>"Where shall we start?"</h2>
                <p class="muted">"Three short questions: who you are, what you know, what you want. Then the tutorials come in an order that suits you."</p>
                <p class="row">
                    <Way href="/welcome".to_owned() label="Choose a path" />
                    <button type="button" class="button button--quiet" on:click=later>"Not now"</button>
                </p>
            }
            .into_any()
        }
        Card::Next(next) => {
            let share = next.done as f64 / next.count.max(1) as f64;
            let stand = format!("{} of {} tutorials of your path done", next.done, next.count);
            view! {
                <p class="small muted">{format!("Your path as {}", lower_first(&next.role))} " · " <a href=study::href_of_path(&next.subject)>{stand.clone()}</a></p>
                <Meter share label=stand />
                <h2 id=heading>{format!("Next: {}", next.title)}</h2>
                <p class="muted">{next.reason}</p>
                <p><Way href=next.href label="Go on with it" /></p>
            }
            .into_any()
        }
        Card::AllDone { subject, title, href, is_certified } => view! {
            <h2 id=heading>{format!("Every tutorial done: {title}")}</h2>
            <p class="muted">
                {if is_certified { "You passed the certification too. Another role, or a higher level, has more." } else { "What is left is the certification at its end." }}
            </p>
            <p class="row">
                <Way href label=if is_certified { "See the certificate" } else { "To the certification" } />
                <a class="button button--quiet" href=format!("/welcome?subject={subject}")>"Choose another path"</a>
            </p>
        }
        .into_any(),
    }
}

#[component]
fn Way(href: String, label: &'static str) -> impl IntoView {
    view! {
        <a class="button button--primary" href=href>
            {label}
            <Icon glyph=Glyph::ArrowRight class="button__icon" />
        </a>
    }
}

/// "a backend engineer" within a sentence; "DevOps engineer" keeps its capitals.
fn lower_first(role: &str) -> String {
    let mut letters = role.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), Some(second))
            if second.is_lowercase() && !role.chars().skip(1).any(char::is_uppercase) =>
        {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => role.to_owned(),
    }
}
