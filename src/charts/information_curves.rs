use assessment::{ItemParameters, Why};
use leptos::prelude::*;
use plotters::prelude::*;

use super::canvas::{Area, ChartCanvas, Drawn};
use super::figure_table::FigureTable;
use super::style::ChartStyle;

/// Steps of a curve over the abilities from -4 to 4.
const STEPS: i32 = 120;

/// What the question asked and its runners-up tell at each ability. `names` has what each is about, the asked one first.
#[component]
pub fn InformationCurves(why: Why, names: Vec<String>) -> impl IntoView {
    let told: Vec<String> = why.runners_up.iter().map(|rival| format!("{:.2}", rival.information)).collect();
    let others = match told.len() {
        0 => "There was no runner-up.".to_owned(),
        1 => format!("The runner-up tells {}.", told.join(", ")),
        _ => format!("The runners-up tell {}.", told.join(", ")),
    };
    let label = format!(
        "What an answer tells, by ability. At the ability estimated then, {:+.1}, the question asked tells {:.2}. {others}",
        why.ability, why.asked.information
    );
    let rivals = std::iter::once(&why.asked).chain(&why.runners_up);
    let rows = rivals.zip(names).enumerate().map(|(place, (rival, name))| {
        let ItemParameters { a, b, c, .. } = rival.parameters;
        let who = if place == 0 { "Asked".to_owned() } else { format!("Runner-up {place}") };
        view! {
            <tr>
                <th scope="row">{who}</th>
                <td>{name}</td>
                <td>{format!("{b:+.1}")}</td>
                <td>{format!("{a:.2}")}</td>
                <td>{format!("{:.0} %", 100.0 * c)}</td>
                <td>{format!("{:.2}", rival.information)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <figure class="chart">
            <ChartCanvas label=label.clone() height=200 draw=move |area, style| draw(area, style, &why) />
            <figcaption class="muted small">
                {label} " The thick line is the question asked, the thin ones are the runners-up; the upright line stands at the ability."
            </figcaption>
            <FigureTable headings=&["Question", "Topic", "Difficulty", "Discrimination", "Guessed right", "Tells"]>{rows}</FigureTable>
        </figure>
    }
}

fn curve(parameters: ItemParameters) -> impl Iterator<Item = (f64, f64)> {
    (0..=STEPS).map(move |step| {
        let ability = -4.0 + 8.0 * f64::from(step) / f64::from(STEPS);
        (ability, parameters.information(ability))
    })
}

fn draw(area: &Area, style: &ChartStyle, why: &Why) -> Drawn {
    let all = std::iter::once(&why.asked).chain(&why.runners_up);
    let highest = all.flat_map(|rival| curve(rival.parameters)).map(|(_, told)| told).fold(0.05, f64::max);
    let mut chart = ChartBuilder::on(area)
        .margin(style.pixels(8.0))
        .x_label_area_size(style.pixels(28.0))
        .y_label_area_size(style.pixels(36.0))
        .build_cartesian_2d(-4.0..4.0, 0.0..highest * 1.05)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(style.line)
        .axis_style(style.line)
        .label_style(style.label())
        .x_labels(9)
        .y_labels(4)
        .x_label_formatter(&|ability| format!("{ability:+.0}"))
        .y_label_formatter(&|told| format!("{told:.1}"))
        .draw()?;
    for rival in &why.runners_up {
        chart.draw_series(LineSeries::new(
            curve(rival.parameters),
            style.muted.stroke_width(style.stroke(1.0)),
        ))?;
    }
    let at_ability = [(why.ability, 0.0), (why.ability, highest)];
    chart.draw_series(LineSeries::new(at_ability, style.danger.stroke_width(style.stroke(1.5))))?;
    chart.draw_series(LineSeries::new(
        curve(why.asked.parameters),
        style.accent.stroke_width(style.stroke(2.5)),
    ))?;
    Ok(())
}
