use std::sync::Arc;

use assessment::rating_word;
use content::{Annotation, ExampleStory, Pack, Rubric, StoryPart, Tone};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{names, with_pack};
use crate::browser::element::focus;
use crate::pages::not_found::Missing;
use crate::widgets::page::PageTitle;

/// A story of somebody else, with remarks on its places.
#[component]
pub fn ExamplePage() -> impl IntoView {
    let params = use_params_map();
    with_pack(move |pack| {
        let id = params.read().get("example").unwrap_or_default();
        match pack.interview.story(&id) {
            Some(story) => view! { <Example story=story.clone() pack=pack.clone() /> }.into_any(),
            None => view! {
                <Missing
                    title="This story is not here"
                    words="The link names an example that the pack does not have, or no longer has."
                    href="/practice/stories"
                    label="See all stories"
                />
            }
            .into_any(),
        }
    })
}

#[component]
fn Example(story: ExampleStory, pack: Arc<Pack>) -> impl IntoView {
    // Remarks would give away what the reader is to find, so they wait until asked for.
    let remarks = RwSignal::new(false);
    let prompt = pack.interview.prompt(&story.prompt).map(|prompt| prompt.text.clone());
    let rubric = pack.interview.rubric(&story.rubric).cloned();
    let toggle = move |_| remarks.update(|shown| *shown = !*shown);
    let (text, judged) = (story.clone(), story.clone());
    view! {
        <article class="page page--narrow">
            <div class="page__head">
                <p class="crumbs"><a href="/practice/stories">"Stories"</a><span aria-hidden="true">"/"</span><span>"Example"</span></p>
                <PageTitle title=story.title.clone() />
                <p class="muted">{story.teller.clone()}". "{names(&pack, &story.principles)}"."</p>
                {prompt.map(|prompt| view! { <p class="page__lead">"The question: “"{prompt}"”"</p> })}
            </div>
            <p>
                <button type="button" class="button button--secondary" aria-pressed=move || remarks.get().to_string() on:click=toggle>
                    {move || if remarks.get() { "Hide the remarks" } else { "Show the remarks" }}
                </button>
            </p>
            {StoryPart::ALL.map(|part| view! { <Part story=text.clone() part remarks /> })}
            {move || remarks.get().then(|| view! { <Judgement story=judged.clone() rubric=rubric.clone() /> })}
        </article>
    }
}

/// One part: the words, with what is remarked on marked.
#[component]
fn Part(story: ExampleStory, part: StoryPart, remarks: RwSignal<bool>) -> impl IntoView {
    let text = move || {
        if !remarks.get() {
            return view! { <p>{story.part(part).to_owned()}</p> }.into_any();
        }
        let pieces = story.pieces(part).into_iter().map(|(words, number)| {
            let words = words.to_owned();
            match number.and_then(|number| Some((number, story.annotations.get(number)?))) {
                None => words.into_any(),
                Some((number, annotation)) => mark(words, number, annotation),
            }
        });
        view! { <p>{pieces.collect_view()}</p> }.into_any()
    };
    view! {
        <section class="story-part" aria-label=part.name()>
            <h2>{part.name()}</h2>
            {text}
        </section>
    }
}

/// Words with the number of their remark, which leads there.
fn mark(words: String, number: usize, annotation: &Annotation) -> AnyView {
    let class = match annotation.tone {
        Tone::Strong => "mark mark--strong",
        Tone::Weak => "mark mark--weak",
    };
    let (id, name) =
        (format!("place-{number}"), format!("Remark {}, {}", number + 1, tone_name(annotation.tone)));
    let there = move |_| focus(&format!("remark-{number}"));
    view! {
        <mark class=class id=id tabindex="-1">{words}</mark>
        <button type="button" class="mark__number" aria-label=name on:click=there>{number + 1}</button>
    }
    .into_any()
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Strong => "helps the story",
        Tone::Weak => "harms the story",
    }
}

#[component]
fn Judgement(story: ExampleStory, rubric: Option<Rubric>) -> impl IntoView {
    let remark = |(number, annotation): (usize, &Annotation)| {
        let class = match annotation.tone {
            Tone::Strong => "tag tag--good",
            Tone::Weak => "tag tag--warning",
        };
        let back = move |_| focus(&format!("place-{number}"));
        view! {
            <li id=format!("remark-{number}") tabindex="-1" class="remark">
                <p><span class="remark__number">{number + 1}</span><span class=class>{tone_name(annotation.tone)}</span>" “"{annotation.quote.clone()}"”"</p>
                <p>{annotation.says.clone()}</p>
                <button type="button" class="button button--quiet" on:click=back>"Back to the place"</button>
            </li>
        }
    };
    let rated = rubric.map(|rubric| {
        let lines = rubric.lines.into_iter().zip(story.ratings.clone()).map(|(line, rating)| {
            let level = line.level(rating).to_owned();
            view! { <tr><th scope="row">{line.question}</th><td>{rating_word(rating)}</td><td>{level}</td></tr> }
        });
        let lines = lines.collect_view();
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label="Rating">
                <table class="wide">
                    <caption>{rubric.name}</caption>
                    <thead><tr><th scope="col">"Question"</th><th scope="col">"Rating"</th><th scope="col">"Because"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <section class="card" aria-labelledby="remarks">
            <h2 id="remarks">"Remarks"</h2>
            <ol class="remarks">{story.annotations.iter().enumerate().map(remark).collect_view()}</ol>
            <h2>"In one sentence"</h2>
            <p>{story.verdict}</p>
            {rated}
        </section>
    }
}
