//! Figures that programs draw with the module `plot`.

mod drawing;
mod words;

use assessment::code::figure::{Figure, Panel};
use leptos::prelude::*;

use super::canvas::ChartCanvas;
use super::figure_table::FigureTable;
use super::style::SERIES;

/// A figure with its panels, each with its numbers in a table.
#[component]
pub fn ProgramFigure(figure: Figure, number: usize) -> impl IntoView {
    let is_wide = figure.columns > 1 && figure.panels.len() > 1;
    let class = if is_wide { "program-figure program-figure--wide" } else { "program-figure" };
    let panels = figure.panels.into_iter().enumerate();
    let panels = panels.map(|(place, panel)| view! { <PanelView panel number=place + 1 /> });
    view! { <div class=class role="group" aria-label=format!("Figure {number}")>{panels.collect_view()}</div> }
}

#[component]
fn PanelView(panel: Panel, number: usize) -> impl IntoView {
    let title = if panel.title.is_empty() { format!("Panel {number}") } else { panel.title.clone() };
    let summary = words::summary(&panel);
    let rows = words::rows(&panel).into_iter().map(|[series, at, value]| {
        view! { <tr><th scope="row">{series}</th><td>{at}</td><td>{value}</td></tr> }
    });
    let rows = rows.collect_view();
    let legend = panel.legend.then(|| view! { <Legend panel=panel.clone() /> });
    let label = format!("{title}. {summary}");
    view! {
        <figure class="chart">
            <figcaption class="small"><strong>{title}</strong> " " <span class="muted">{summary}</span></figcaption>
            <ChartCanvas label height=260 draw=move |area, style| drawing::draw(area, style, &panel) />
            {legend}
            <FigureTable headings=&["Series", "At", "Value"]>{rows}</FigureTable>
        </figure>
    }
}

#[component]
fn Legend(panel: Panel) -> impl IntoView {
    let entry = |(place, label): (usize, String)| {
        view! { <li><span class=format!("legend__mark legend__mark--{}", place % SERIES.len()) aria-hidden="true"></span>{label}</li> }
    };
    let labels = panel.series.into_iter().map(|series| series.label).enumerate();
    let entries = labels.filter(|(_, label)| !label.is_empty()).map(entry).collect_view();
    view! { <ul class="legend small" aria-label="Legend">{entries}</ul> }
}
