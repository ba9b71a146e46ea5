use std::sync::Arc;

use assessment::{Draft, Story, story_checks};
use content::{Pack, Prompt, Rubric};
use journal::{Body, StoryKept};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::{SUBJECT, with_pack};
use crate::browser::random;
use crate::learner::Learner;
use crate::pages::not_found::Missing;
use crate::pages::practice::answer_form::{FourParts, Principles, StoryChecks};
use crate::pages::practice::kept::{self, Kept};
use crate::pages::practice::replay::{story_of, told_of};
use crate::widgets::page::PageTitle;
use crate::widgets::toast::Toaster;

/// The address of a story that is not in the collection yet.
const NEW: &str = "new";
/// Drafts of the collection stand beside those of quizzes, under this name of an attempt.
const DRAFTS: &str = "stories";

/// A story of the learner's, to write or to change.
#[component]
pub fn WritePage() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let (params, query) = (use_params_map(), use_query_map());
    with_pack(move |pack| {
        let id = params.read().get("story").unwrap_or_default();
        let existing = learner
            .progress()
            .with_untracked(|progress| progress.stories.get(&id).map(|story| story.kept.clone()));
        let prompt = match &existing {
            Some(kept) => Some(kept.prompt.clone()),
            None if id == NEW => query.read().get("prompt"),
            None => None,
        };
        match prompt.and_then(|id| pack.interview.prompt(&id).cloned()) {
            Some(prompt) => view! { <Write pack prompt existing /> }.into_any(),
            None => view! {
                <Missing
                    title="This story is not here"
                    words="The link names a story that this browser has no record of, or a question that is no longer asked."
                    href="/practice/stories"
                    label="See your stories"
                />
            }
            .into_any(),
        }
    })
}

#[component]
fn Write(pack: Arc<Pack>, prompt: Prompt, existing: Option<StoryKept>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let rubrics = pack.interview.rubrics.clone();
    let usual = rubrics.first().map(|rubric| rubric.id.clone()).unwrap_or_default();
    let rubric = RwSignal::new(existing.as_ref().map_or(usual, |kept| kept.rubric.clone()));
    // What was typed and not kept yet comes back, also after a reload.
    let place = existing.as_ref().map_or_else(|| format!("{NEW}-{}", prompt.id), |kept| kept.story.clone());
    let stored = existing.as_ref().map_or_else(Story::default, |kept| story_of(kept.told.clone()));
    let lines = line_count(&rubrics, &rubric.get_untracked());
    let draft = RwSignal::new(
        kept::read(DRAFTS, &place).map_or_else(|| Draft::of_story(&stored, lines), |kept| kept.draft),
    );
    let typed = place.clone();
    Effect::new(move |earlier: Option<()>| {
        let draft = draft.get();
        if earlier.is_some() {
            kept::write(DRAFTS, &typed, &Kept { draft, elapsed_millis: 0 });
        }
    });
    let checks = Memo::new(move |_| draft.with(|draft| story_checks(&draft.story(), true)));
    let problem = RwSignal::new("");
    let (prompt_id, title) = (prompt.id.clone(), prompt.text.clone());
    let keep = move |_| {
        if draft.with_untracked(Draft::is_blank) {
            problem.set("Write a few words in one of the four parts first.");
            return;
        }
        let story = draft.with_untracked(|draft| match draft.is_rated() {
            true => draft.story(),
            false => Story { ratings: Vec::new(), ..draft.story() },
        });
        learner.record(Body::StoryKept(StoryKept {
            story: existing.as_ref().map_or_else(random::id, |kept| kept.story.clone()),
            subject: SUBJECT.to_owned(),
            prompt: prompt_id.clone(),
            rubric: rubric.get_untracked(),
            told: told_of(story),
        }));
        kept::remove(DRAFTS, &place);
        toaster.say("The story is in your collection.");
        navigate("/practice/stories", Default::default());
    };
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <p class="crumbs"><a href="/practice/stories">"Stories"</a><span aria-hidden="true">"/"</span><span>"Write"</span></p>
                <PageTitle title />
            </div>
            <section class="card" aria-label="Your story">
                <FourParts draft />
                <Principles all=pack.principles.clone() asked_for=prompt.principles draft />
                <StoryChecks checks />
            </section>
            <Rate rubrics rubric draft />
            <p role="alert">{move || problem.get()}</p>
            <p class="row">
                <button type="button" class="button button--primary" on:click=keep>"Keep this story"</button>
                <a class="button button--quiet" href="/practice/stories">"Back without keeping"</a>
            </p>
            <p class="muted small">"What you type stays in this browser until you keep it, also when you leave the page."</p>
        </div>
    }
}

fn line_count(rubrics: &[Rubric], id: &str) -> usize {
    rubrics.iter().find(|rubric| rubric.id == id).map_or(0, |rubric| rubric.lines.len())
}

/// The learner's own rating, line by line, with what earns how much.
#[component]
fn Rate(rubrics: Vec<Rubric>, rubric: RwSignal<String>, draft: RwSignal<Draft>) -> impl IntoView {
    let choices: Vec<_> = rubrics
        .iter()
        .map(|each| {
            let (id, chosen) = (each.id.clone(), each.id.clone());
            let lines = each.lines.len();
            let choose = move |_| {
                rubric.set(id.clone());
                draft.update(|draft| *draft = Draft::of_story(&Story { ratings: Vec::new(), ..draft.story() }, lines));
            };
            view! {
                <label class="choice" title=each.summary.clone()>
                    <input type="radio" name="rubric" prop:checked=move || rubric.get() == chosen on:change=choose />
                    <span class="choice__face">{each.name.clone()}</span>
                </label>
            }
        })
        .collect();
    let lines =
        move || {
            let id = rubric.get();
            let lines = rubrics.iter().find(|rubric| rubric.id == id).map(|rubric| rubric.lines.clone());
            lines.into_iter().flatten().enumerate().map(|(place, line)| {
            let option = |rating: u8| {
                let level = line.level(rating).to_owned();
                view! {
                    <label class="choice">
                        <input
                            type="radio"
                            name=format!("rating-{place}")
                            prop:checked=move || draft.with(|draft| draft.rating(place) == Some(rating))
                            on:change=move |_| draft.update(|draft| draft.rate(place, rating))
                        />
                        <span class="choice__face">{level}</span>
                    </label>
                }
            };
            let options = [0, 1, 2].map(option);
            view! {
                <fieldset class="rubric__line">
                    <legend>{line.question.clone()}</legend>
                    <div class="choices choices--stacked">{options}</div>
                </fieldset>
            }
        })
        .collect_view()
        };
    view! {
        <details class="card">
            <summary>"Rate it as an interviewer would"</summary>
            <p class="muted small">"Optional. Read it once more as somebody who was not there."</p>
            <div class="choices">{choices}</div>
            {lines}
        </details>
    }
}
