use assessment::Draft;
use leptos::prelude::*;

/// A row for each left side, with the right sides to choose from in `order`.
#[component]
pub fn Matching(
    lefts: Vec<String>,
    sides: Vec<String>,
    order: Vec<usize>,
    draft: RwSignal<Draft>,
) -> impl IntoView {
    let shown: Vec<(usize, String)> =
        order.into_iter().filter_map(|index| Some((index, sides.get(index)?.clone()))).collect();
    let row = move |(place, left): (usize, String)| {
        let id = format!("match-{place}");
        let chosen = move || draft.with(|draft| draft.picked().get(place).copied().flatten());
        let choose = move |event| {
            let side = event_target_value(&event).parse().ok();
            draft.update(|draft| draft.match_with(place, side));
        };
        let option = move |(number, (index, text)): (usize, &(usize, String))| {
            let (index, label) = (*index, format!("{}. {text}", number + 1));
            view! { <option value=index selected=move || chosen() == Some(index)>{label}</option> }
        };
        view! {
            <div class="match">
                <label class="match__left" for=id.clone()>{left}</label>
                <select id=id class="input match__right" on:change=choose>
                    <option value="" selected=move || chosen().is_none()>"Choose a match"</option>
                    {shown.iter().enumerate().map(option).collect_view()}
                </select>
            </div>
        }
    };
    view! {
        <fieldset class="stack">
            <legend class="muted small">"Choose a match for each row. One may fit several rows, or none."</legend>
            <div class="matches">{lefts.into_iter().enumerate().map(row).collect_view()}</div>
        </fieldset>
    }
}
