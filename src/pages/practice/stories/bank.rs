use std::sync::Arc;

use assessment::story_checks;
use content::{ExampleStory, Pack};
use journal::{Body, StoryKept};
use leptos::prelude::*;
use progress::Story;

use super::coverage::Coverage;
use super::prompts::Prompts;
use super::{SUBJECT, names, with_pack};
use crate::browser::element::focus;
use crate::learner::Learner;
use crate::pages::practice::replay::story_of;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;
use crate::widgets::toast::Toaster;

/// The learner's stories, what they cover, what is asked, and examples.
#[component]
pub fn StoryBank() -> impl IntoView {
    with_pack(|pack| view! { <Bank pack /> }.into_any())
}

#[component]
fn Bank(pack: Arc<Pack>) -> impl IntoView {
    let principle = RwSignal::new(String::new());
    let choose = move |id: String| {
        principle.set(id);
        focus("prompts");
    };
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <p class="crumbs"><a href="/practice">"Practice"</a><span aria-hidden="true">"/"</span><span>"Stories"</span></p>
                <PageTitle title="Stories of your own work" />
                <p class="page__lead">
                    "An interviewer asks what you did, not what you would do. Collect a handful of true stories, and see which principles they show."
                </p>
            </div>
            <Own pack=pack.clone() />
            <Coverage pack=pack.clone() choose />
            <Prompts pack=pack.clone() principle />
            <Examples pack />
        </div>
    }
}

/// The collection.
#[component]
fn Own(pack: Arc<Pack>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let stories = Memo::new(move |_| {
        learner.progress().with(|progress| {
            progress.stories.of_subject(SUBJECT).into_iter().cloned().collect::<Vec<Story>>()
        })
    });
    let list = move || {
        let stories = stories.get();
        if stories.is_empty() {
            let words = "None yet. Choose a question below that makes you think of something that happened, and write it down: it is kept on this device.";
            return view! { <p class="muted">{words}</p> }.into_any();
        }
        let rows = stories.into_iter().map(|story| own_row(learner, &pack, story)).collect_view();
        view! { <ul class="prompts">{rows}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="own">
            <h2 id="own">"Your stories"</h2>
            {list}
        </section>
    }
}

fn own_row(learner: Learner, pack: &Pack, story: Story) -> impl IntoView + use<> {
    let toaster = expect_context::<Toaster>();
    let Story { kept, changed, .. } = story;
    let prompt = pack.interview.prompt(&kept.prompt).map(|prompt| prompt.text.clone());
    let title = prompt.unwrap_or_else(|| "A question that the pack no longer has".to_owned());
    let checks = story_checks(&story_of(kept.told.clone()), true);
    let holds = checks.iter().filter(|check| check.holds).count();
    let state = format!("{holds} of {} checks hold, changed on {changed}", checks.len());
    let about = names(pack, &kept.told.principles);
    let about = if about.is_empty() { "No principle tagged".to_owned() } else { about };
    let (href, edit, remove) =
        (format!("/practice/stories/{}", kept.story), format!("Edit: {title}"), format!("Remove: {title}"));
    let take_out = move |_| remove_story(learner, toaster, &kept);
    view! {
        <li class="prompt">
            <div class="prompt__head">
                <span class="prompt__text">{title}</span>
                <span class="row">
                    <a class="button button--secondary" href=href aria-label=edit>"Edit"</a>
                    <button type="button" class="icon-button" aria-label=remove on:click=take_out><Icon glyph=Glyph::Bin class="button__icon" /></button>
                </span>
            </div>
            <p class="muted small">{about}</p>
            <p class="muted small">{state}</p>
        </li>
    }
}

/// Takes a story out, with a way back.
fn remove_story(learner: Learner, toaster: Toaster, kept: &StoryKept) {
    learner.record(Body::StoryRemoved { story: kept.story.clone() });
    let again = kept.clone();
    let undo = move || learner.record(Body::StoryKept(again.clone()));
    toaster.offer("The story was removed.", "Undo", undo);
}

#[component]
fn Examples(pack: Arc<Pack>) -> impl IntoView {
    let row = |story: &ExampleStory| {
        view! {
            <li class="prompt">
                <a class="prompt__text" href=format!("/practice/stories/examples/{}", story.id)>{story.title.clone()}</a>
                <p class="muted small">{story.teller.clone()}</p>
                <p class="muted small">{names(&pack, &story.principles)}</p>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="examples">
            <h2 id="examples">"Stories to learn from"</h2>
            <p class="muted">"Strong ones and weak ones, with remarks on the places that make them so. Try to say which is which before you read the remarks."</p>
            <ul class="prompts prompts--two">{pack.interview.stories.iter().map(row).collect_view()}</ul>
        </section>
    }
}
