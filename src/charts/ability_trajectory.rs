use analysis::words;
use assessment::{TrajectoryPoint, signed};
use leptos::prelude::*;
use plotters::prelude::*;

use super::canvas::{Area, ChartCanvas, Drawn};
use super::figure_table::FigureTable;
use super::style::ChartStyle;

/// The estimate of ability after each answer, with its 95 % band.
#[component]
pub fn AbilityTrajectory(points: Vec<TrajectoryPoint>) -> impl IntoView {
    let label = match (points.first(), points.last()) {
        (Some(first), Some(last)) => format!(
            "Ability after {}: from {} after the first to {}, give or take {:.1}, after the last.",
            words::count(points.len(), "question"),
            signed(first.theta),
            signed(last.theta),
            1.96 * last.standard_error
        ),
        _ => "No answers yet.".to_owned(),
    };
    let rows = points.iter().map(|point| {
        view! {
            <tr>
                <td>{point.answered}</td>
                <td>{format!("{:+.2}", point.theta)}</td>
                <td>{format!("{:+.2} to {:+.2}", point.band[0], point.band[1])}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <figure class="chart">
            <ChartCanvas label=label.clone() height=220 draw=move |area, style| draw(area, style, &points) />
            <figcaption class="muted small">{label}</figcaption>
            <FigureTable headings=&["Questions", "Ability", "95 % between"]>{rows}</FigureTable>
        </figure>
    }
}

fn draw(area: &Area, style: &ChartStyle, points: &[TrajectoryPoint]) -> Drawn {
    let last = points.last().map_or(1.0, |point| f64::from(point.answered)).max(2.0);
    let mut chart = ChartBuilder::on(area)
        .margin(style.pixels(8.0))
        .x_label_area_size(style.pixels(28.0))
        .y_label_area_size(style.pixels(36.0))
        .build_cartesian_2d(1.0..last, -4.0..4.0)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(style.line)
        .axis_style(style.line)
        .label_style(style.label())
        .x_labels(points.len().clamp(2, 10))
        .y_labels(5)
        .x_label_formatter(&|answers| format!("{answers:.0}"))
        .y_label_formatter(&|ability| format!("{ability:+.0}"))
        .draw()?;
    let upper = points.iter().map(|point| (f64::from(point.answered), point.band[1].min(4.0)));
    let lower = points.iter().rev().map(|point| (f64::from(point.answered), point.band[0].max(-4.0)));
    chart.draw_series(std::iter::once(Polygon::new(upper.chain(lower).collect::<Vec<_>>(), style.band())))?;
    let line = points.iter().map(|point| (f64::from(point.answered), point.theta));
    chart.draw_series(LineSeries::new(line.clone(), style.accent.stroke_width(style.stroke(2.0))))?;
    chart.draw_series(line.map(|at| Circle::new(at, style.pixels(3.0), style.accent.filled())))?;
    Ok(())
}
