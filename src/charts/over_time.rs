use analysis::words;
use leptos::prelude::*;
use plotters::prelude::*;

use super::canvas::{Area, ChartCanvas, Drawn};
use super::figure_table::FigureTable;
use super::style::ChartStyle;

/// One line of a picture over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    pub name: &'static str,
    /// In the colour of what should not be.
    pub is_alarming: bool,
    /// Seconds and value.
    pub points: Vec<(f64, f64)>,
}

impl Curve {
    pub fn plain(name: &'static str) -> Curve {
        Curve { name, is_alarming: false, points: Vec::new() }
    }

    pub fn alarming(name: &'static str) -> Curve {
        Curve { is_alarming: true, ..Curve::plain(name) }
    }
}

/// Rows of the table; the picture has every point.
const MOST_ROWS: usize = 60;

/// Curves that grow while something runs, drawn again as they do.
#[component]
pub fn OverTime(title: &'static str, unit: &'static str, curves: Signal<Vec<Curve>>) -> impl IntoView {
    let rows = move || {
        let curves = curves.get();
        let points =
            curves.iter().flat_map(|curve| curve.points.iter().map(|point| (point.0, curve.name, point.1)));
        let mut newest: Vec<_> = points.collect();
        newest.sort_by(|left, right| right.0.total_cmp(&left.0));
        newest.truncate(MOST_ROWS);
        let row = |(seconds, name, value): (f64, &'static str, f64)| {
            view! { <tr><td>{words::number(seconds)}</td><td>{name}</td><td>{words::number(value)}</td></tr> }
        };
        newest.into_iter().map(row).collect_view()
    };
    view! {
        <figure class="chart">
            <figcaption class="small"><strong>{title}</strong> " " <span class="muted">{move || summary(&curves.get(), unit)}</span></figcaption>
            <ChartCanvas label=format!("{title}, over simulated seconds; the words above and the table below tell the same.") height=150 draw=move |area, style| curves.with(|curves| draw(area, style, curves)) />
            <FigureTable headings=&["Second", "Curve", "Value"]>{rows}</FigureTable>
        </figure>
    }
}

/// "completed 80, failed 2 requests each second in the last second"
fn summary(curves: &[Curve], unit: &str) -> String {
    let last = curves.iter().filter_map(|curve| {
        curve.points.last().map(|(_, value)| format!("{} {}", curve.name, words::number(*value)))
    });
    let said: Vec<String> = last.collect();
    if said.is_empty() {
        "Nothing yet.".to_owned()
    } else {
        format!("{} {unit} in the last second", said.join(", "))
    }
}

fn draw(area: &Area, style: &ChartStyle, curves: &[Curve]) -> Drawn {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let last = points().map(|point| point.0).fold(1.0, f64::max);
    let highest = points().map(|point| point.1).fold(0.0, f64::max).max(1e-3) * 1.08;
    let mut chart = ChartBuilder::on(area)
        .margin(style.pixels(6.0))
        .x_label_area_size(style.pixels(22.0))
        .y_label_area_size(style.pixels(44.0))
        .build_cartesian_2d(0.0..last, 0.0..highest)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(style.line)
        .axis_style(style.line)
        .label_style(style.label())
        .x_labels(6)
        .y_labels(4)
        .x_label_formatter(&|seconds| words::number(*seconds))
        .y_label_formatter(&|value| words::number(*value))
        .draw()?;
    for curve in curves {
        let colour = if curve.is_alarming { style.danger } else { style.accent };
        chart.draw_series(LineSeries::new(
            curve.points.iter().copied(),
            colour.stroke_width(style.stroke(1.75)),
        ))?;
    }
    Ok(())
}
