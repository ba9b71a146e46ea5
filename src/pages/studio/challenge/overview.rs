use std::sync::Arc;

use content::Challenge;
use leptos::prelude::*;
use progress::Grading;
use wasm_bindgen_futures::spawn_local;

use super::brief::BriefText;
use super::guesses::Guesses;
use super::key::{Key, Place};
use super::{grade_in_words, standing, with_challenge};
use crate::browser::{clock, random};
use crate::learner::Learner;
use crate::library::Shelved;
use crate::pages::learn::difficulty_name;
use crate::shelf::{Card, Shelf};
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;
use crate::widgets::toast::Toaster;

/// One challenge: the brief, the attempts, and what came of them.
#[component]
pub fn ChallengeOverview() -> impl IntoView {
    with_challenge(|shelved, place| {
        let page = move || {
            let key = place.get().key;
            match key.challenge(&shelved) {
                Ok(challenge) => view! { <Overview challenge key shelved=shelved.clone() /> }.into_any(),
                Err(instead) => instead,
            }
        };
        page.into_any()
    })
}

#[component]
fn Overview(challenge: Arc<Challenge>, key: Key, shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let stands = {
        let key = key.clone();
        Memo::new(move |_| learner.progress().with(|progress| standing(progress, &key)))
    };
    let topics = challenge.topics.iter().filter_map(|id| shelved.pack.topic(id));
    let topics: Vec<&str> = topics.map(|topic| topic.name.as_str()).collect();
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <p class="crumbs">
                    <a href="/studio">"Studio"</a>
                    <span aria-hidden="true">"/"</span>
                    <a href="/studio/challenges">"Challenges"</a>
                </p>
                <PageTitle title=challenge.title.clone() />
                <p class="page__lead">{challenge.summary.clone()}</p>
                <p class="row muted small">
                    <span class="tag">{difficulty_name(challenge.difficulty)}</span>
                    <span class=move || stands.get().0>{move || stands.get().1}</span>
                    <span>{format!("About {} minutes", challenge.minutes)}</span>
                    <span>{topics.join(" · ")}</span>
                </p>
            </div>
            <Attempts key=key.clone() />
            <section class="card" aria-label="The brief"><BriefText challenge=challenge.clone() /></section>
            <Grades key=key.clone() />
            <Guesses key />
        </div>
    }
}

/// Designs for the challenge, and the way to a new one.
#[component]
fn Attempts(key: Key) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let attempts = {
        let name = key.name();
        Memo::new(move |_| shelf.attempts(&name))
    };
    let fresh = Place { key: key.clone(), attempt: random::id() }.address();
    let is_first = Memo::new(move |_| attempts.with(Vec::is_empty));
    let cards = move || {
        let card = |(attempt, card): (String, Card)| {
            view! { <AttemptCard place=Place { key: key.clone(), attempt } card /> }
        };
        attempts.get().into_iter().map(card).collect_view()
    };
    let start_label = move || if is_first.get() { "Start" } else { "Start another attempt" };
    let start_class =
        move || if is_first.get() { "button button--primary" } else { "button button--secondary" };
    view! {
        <section class="page__section" aria-labelledby="attempts">
            <h2 id="attempts" class:for-screen-readers=is_first>"Your attempts"</h2>
            <ul class="grid" hidden=is_first>{cards}</ul>
            <p class="row">
                <a class=start_class href=fresh>
                    {start_label}
                    <Icon glyph=Glyph::ArrowRight class="button__icon" />
                </a>
            </p>
        </section>
    }
}

#[component]
fn AttemptCard(place: Place, card: Card) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let learner = expect_context::<Learner>();
    let toaster = expect_context::<Toaster>();
    let href = place.address();
    let best = {
        let design = card.id.clone();
        Memo::new(move |_| learner.progress().with(|progress| place.key.record(progress)?.best_of(&design)))
    };
    let id = card.id.clone();
    let remove = move |_| {
        let id = id.clone();
        spawn_local(async move {
            match shelf.remove(&id).await {
                Ok(Some((card, bytes))) => {
                    let back = move || shelf.save(card.clone(), bytes.clone());
                    toaster.offer("The attempt was deleted.", "Undo", back);
                }
                Ok(None) => {}
                Err(error) => toaster.say(format!("The attempt was not deleted. {error}")),
            }
        });
    };
    let when = clock::day_and_time(card.updated_utc_millis);
    view! {
        <li class="card card--link">
            <a class="card__link" href=href><h3>{card.name.clone()}</h3></a>
            <p class="muted small">{card.size_in_words()}</p>
            <p class="small">{move || best.get().map_or("Not graded yet".to_owned(), |best| format!("Best grade {}", grade_in_words(best)))}</p>
            <div class="card__foot">
                <span>{format!("Changed {when}")}</span>
                <span class="card__above">
                    <button type="button" class="icon-button" aria-label=format!("Delete the attempt of {when}") title="Delete" on:click=remove>
                        <Icon glyph=Glyph::Bin class="button__icon" />
                    </button>
                </span>
            </div>
        </li>
    }
}

/// Every grade that was given, the latest first.
#[component]
fn Grades(key: Key) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let gradings = Memo::new(move |_| {
        learner.progress().with(|progress| {
            let record = key.record(progress);
            record.map(|record| record.gradings().to_vec()).unwrap_or_default()
        })
    });
    let row = |grading: &Grading| {
        let graded = &grading.graded;
        let (class, result) = if graded.passed { ("tag tag--good", "Passed") } else { ("tag", "Not passed") };
        view! {
            <tr>
                <td>{clock::day_and_time(grading.at_utc_millis)}</td>
                <th scope="row">{grade_in_words(graded.score)}</th>
                <td><span class=class>{result}</span></td>
                <td>{graded.verdict.clone()}</td>
            </tr>
        }
    };
    move || {
        let gradings = gradings.get();
        (!gradings.is_empty()).then(|| {
            view! {
                <section class="page__section" aria-labelledby="grades">
                    <h2 id="grades">"Your grades"</h2>
                    <div class="table-scroll" tabindex="0" role="region" aria-label="Grades">
                        <table class="wide">
                            <thead>
                                <tr>
                                    <th scope="col">"When"</th>
                                    <th scope="col">"Grade"</th>
                                    <th scope="col">"Result"</th>
                                    <th scope="col">"In a sentence"</th>
                                </tr>
                            </thead>
                            <tbody>{gradings.iter().rev().map(row).collect_view()}</tbody>
                        </table>
                    </div>
                </section>
            }
        })
    }
}
