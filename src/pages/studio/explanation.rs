use analysis::{Explanation, Figure, explain};
use diagram::ComponentId;
use diagram::tools::Selection;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::bench::Bench;

/// Opens the formula behind a figure of the report, with what went into it and what was assumed.
#[component]
pub fn WhyButton(bench: Bench, name: Signal<String>, figure: Figure) -> impl IntoView {
    let is_cost = figure == Figure::MonthlyCost;
    let explanation = Callback::new(move |()| {
        bench.with_measured(|diagram| {
            let catalogue = bench.catalogue.get_untracked();
            bench.report.with_untracked(|report| Some(explain(diagram, &catalogue, report, figure.clone())))
        })
    });
    view! { <ExplainButton bench name explanation is_cost /> }
}

/// The same for any figure that can be explained.
#[component]
pub fn ExplainButton(
    bench: Bench,
    name: Signal<String>,
    explanation: Callback<(), Option<Explanation>>,
    /// Whether the learner's own prices went into it.
    #[prop(optional)]
    is_cost: bool,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let shown = RwSignal::new(None::<Explanation>);
    let open = move |_| {
        shown.set(explanation.run(()));
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <button type="button" class="why" on:click=open aria-label=move || format!("Why this number: {}", name.get())>"Why?"</button>
        <dialog node_ref=dialog aria-label=move || format!("Why this number: {}", name.get()) on:close=move |_| shown.set(None)>
            {move || shown.get().map(|explanation| view! { <Body bench name explanation is_cost close /> })}
        </dialog>
    }
}

#[component]
fn Body(
    bench: Bench,
    name: Signal<String>,
    explanation: Explanation,
    is_cost: bool,
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let input = move |(what, how_much, component): (String, String, Option<ComponentId>)| {
        let select = move |id: ComponentId| {
            bench.selection.set(Selection::of_components([id]));
            close();
        };
        let what = match component {
            Some(id) => view! { <button type="button" class="link" on:click=move |_| select(id.clone())>{what}</button> }.into_any(),
            None => what.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td>{how_much}</td>
            </tr>
        }
    };
    let kind = if explanation.estimate { "An estimate" } else { "Exact, where the assumptions hold" };
    let assumptions = explanation.assumptions.into_iter().map(|assumption| view! { <li>{assumption}</li> });
    view! {
        <div class="stack explanation">
            <div class="row row--between">
                <h2>{name}</h2>
                <span class="tag">{kind}</span>
            </div>
            <p class="explanation__formula">{explanation.formula}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Table">
                <table class="wide"><tbody>{explanation.inputs.into_iter().map(input).collect_view()}</tbody></table>
            </div>
            <h3>"What is assumed"</h3>
            <ul>{assumptions.collect_view()}</ul>
            <p class="row">
                <button type="button" class="button button--primary" on:click=move |_| close()>"Close"</button>
                {(is_cost && bench.has_versions()).then(|| view! { <button type="button" class="button button--secondary" on:click=move |_| { close(); bench.pricing.set(true); }>"Change prices"</button> })}
            </p>
        </div>
    }
}
