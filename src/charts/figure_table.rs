use leptos::prelude::*;

/// The figures of a chart as a table under it, for whoever does not see the picture or wants the numbers. `children` are
/// its rows.
#[component]
pub fn FigureTable(
    headings: &'static [&'static str],
    #[prop(optional)] open: bool,
    children: Children,
) -> impl IntoView {
    let heading = |name: &&'static str| view! { <th scope="col">{*name}</th> };
    view! {
        <details open=open>
            <summary>"The figures as a table"</summary>
            <div class="chart__table">
                <table>
                    <thead><tr>{headings.iter().map(heading).collect_view()}</tr></thead>
                    <tbody>{children()}</tbody>
                </table>
            </div>
        </details>
    }
}
