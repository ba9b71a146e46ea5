use std::sync::Arc;

use analysis::challenge::{BriefClient, Sort};
use analysis::words;
use content::Challenge;
use leptos::prelude::*;

use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;

/// Headings of what is required, and of what is not.
pub const SORTS: [(Sort, &str); 4] = [
    (Sort::Functional, "What it must do"),
    (Sort::Number, "The numbers"),
    (Sort::Constraint, "What must be so"),
    (Sort::Choice, "What suits it, though not required"),
];

/// All that a challenge asks for.
#[component]
pub fn BriefText(challenge: Arc<Challenge>) -> impl IntoView {
    let requirements = SORTS.map(|(sort, title)| {
        let ours = challenge.brief.requirements.iter().filter(|one| one.sort == sort);
        let lines: Vec<_> = ours.map(|one| view! { <li>{one.text.clone()}</li> }).collect();
        (!lines.is_empty()).then(|| view! { <h3>{title}</h3><ul>{lines}</ul> })
    });
    let given = challenge.brief.given.iter().map(|given| view! { <li>{given.because.clone()}</li> });
    let given: Vec<_> = given.collect();
    let weighed = challenge.brief.trade_offs.iter().map(|one| view! { <li>{one.topic.clone()}</li> });
    view! {
        <div class="stack brief">
            <Markdown source=challenge.text.clone() />
            <section class="stack" aria-labelledby="brief-load">
                <h2 id="brief-load">"The load it is measured under"</h2>
                <Clients clients=challenge.brief.clients.clone() />
            </section>
            <section class="stack" aria-labelledby="brief-required">
                <h2 id="brief-required">"What it is graded by"</h2>
                {requirements}
            </section>
            {(!given.is_empty()).then(|| view! {
                <section class="stack" aria-labelledby="brief-given">
                    <h2 id="brief-given">"What is given"</h2>
                    <ul>{given}</ul>
                </section>
            })}
            <section class="stack" aria-labelledby="brief-weigh">
                <h2 id="brief-weigh">"What your rationale should weigh"</h2>
                <ul>{weighed.collect_view()}</ul>
            </section>
            <Hints hints=challenge.hints.clone() />
        </div>
    }
}

#[component]
fn Clients(clients: Vec<BriefClient>) -> impl IntoView {
    let row = |client: BriefClient| {
        let region = client.region.map(|region| format!(", in {region}")).unwrap_or_default();
        let files = if client.static_share_percent > 0.0 {
            format!(", {} of them of files", words::percent(client.static_share_percent / 100.0))
        } else {
            String::new()
        };
        view! {
            <tr>
                <th scope="row">{client.name}{region}</th>
                <td>{words::number(client.requests_per_second)}</td>
                <td>{words::percent(client.read_share_percent / 100.0)}{files}</td>
                <td>{format!("{} KB", words::number(client.response_kilobytes))}</td>
                <td>{format!("{} times", words::number(client.peak_factor))}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Load">
            <table class="wide">
                <thead>
                    <tr>
                        <th scope="col">"Who asks"</th>
                        <th scope="col">"Requests/s"</th>
                        <th scope="col">"Reads"</th>
                        <th scope="col">"Answer"</th>
                        <th scope="col">"A rush"</th>
                    </tr>
                </thead>
                <tbody>{clients.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// One after the other, on request: the faintest first.
#[component]
fn Hints(hints: Vec<String>) -> impl IntoView {
    let shown = RwSignal::new(0usize);
    let total = hints.len();
    let all_shown = move || shown.get() >= total;
    let label = move || match shown.get() {
        0 => "Show a hint".to_owned(),
        shown => format!("Show another hint ({shown} of {total} seen)"),
    };
    view! {
        <section class="stack" aria-labelledby="brief-hints" hidden=total == 0>
            <h2 id="brief-hints">"Hints"</h2>
            <ol class="hints" aria-live="polite" aria-label="Hints">
                {move || hints.iter().take(shown.get()).map(|hint| view! { <li><Markdown source=hint.clone() /></li> }).collect_view()}
            </ol>
            <p hidden=all_shown>
                <button type="button" class="button button--secondary" on:click=move |_| shown.update(|shown| *shown += 1)>
                    <Icon glyph=Glyph::Hint class="button__icon" />
                    {label}
                </button>
            </p>
        </section>
    }
}
