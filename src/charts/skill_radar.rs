use std::f64::consts::TAU;

use leptos::prelude::*;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::canvas::{Area, ChartCanvas, Drawn};
use super::figure_table::FigureTable;
use super::style::ChartStyle;

/// One direction of the radar.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    pub name: String,
    /// Probability that the skills of the topic are known, in `0..=1`.
    pub share: f64,
    /// "proficient, 12 answers"
    pub words: String,
}

/// More make the labels run into each other.
pub const MOST_AXES: usize = 9;
/// A shape needs at least a triangle.
pub const FEWEST_AXES: usize = 3;

const RINGS: [f64; 4] = [0.25, 0.5, 0.75, 1.0];

/// How far each topic has come, as a shape. Fewer topics than make a shape are told in the table only.
#[component]
pub fn SkillRadar(axes: Vec<Axis>) -> impl IntoView {
    let label = summary(&axes);
    let rows = axes.iter().map(|axis| {
        view! {
            <tr>
                <th scope="row">{axis.name.clone()}</th>
                <td>{format!("{:.0} %", axis.share * 100.0)}</td>
                <td>{axis.words.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let drawable = axes.len() >= FEWEST_AXES;
    let caption = label.clone();
    view! {
        <figure class="chart">
            {drawable.then(move || view! { <ChartCanvas label=label height=320 draw=move |area, style| draw(area, style, &axes) /> })}
            <figcaption class="muted small">{caption}</figcaption>
            <FigureTable headings=&["Topic", "Known", "From"] open=!drawable>{rows}</FigureTable>
        </figure>
    }
}

fn summary(axes: &[Axis]) -> String {
    let by_share = |one: &&Axis, other: &&Axis| one.share.total_cmp(&other.share);
    match (axes.iter().max_by(by_share), axes.iter().min_by(by_share)) {
        (Some(best), Some(least)) if axes.len() > 1 => format!(
            "How likely it is that you know each of {} topics. The most: {} ({:.0} %); the least: {} ({:.0} %).",
            axes.len(),
            best.name,
            best.share * 100.0,
            least.name,
            least.share * 100.0
        ),
        (Some(only), _) => format!(
            "{}: {:.0} % likely to be known. Answer questions on three topics to see a shape.",
            only.name,
            only.share * 100.0
        ),
        _ => "No topics practised yet.".to_owned(),
    }
}

fn draw(area: &Area, style: &ChartStyle, axes: &[Axis]) -> Drawn {
    let (width, height) = area.dim_in_pixel();
    let (width, height) = (f64::from(width), f64::from(height));
    let radius = (height / 2.0 - f64::from(style.pixels(44.0)))
        .min(width / 2.0 - f64::from(style.pixels(96.0)))
        .max(1.0);
    let at = |index: usize, share: f64| {
        let angle = TAU * index as f64 / axes.len() as f64 - TAU / 4.0;
        let (x, y) =
            (width / 2.0 + radius * share * angle.cos(), height / 2.0 + radius * share * angle.sin());
        (x.round() as i32, y.round() as i32)
    };
    let ring = |share: &dyn Fn(usize) -> f64| {
        (0..=axes.len()).map(|index| at(index % axes.len(), share(index % axes.len()))).collect::<Vec<_>>()
    };
    let grid = style.line.stroke_width(style.stroke(1.0));
    for share in RINGS {
        area.draw(&PathElement::new(ring(&|_| share), grid))?;
    }
    for index in 0..axes.len() {
        area.draw(&PathElement::new(vec![at(index, 0.0), at(index, 1.0)], grid))?;
    }
    let share_of = |index: usize| axes.get(index).map_or(0.0, |axis| axis.share.clamp(0.0, 1.0));
    area.draw(&Polygon::new(ring(&share_of), style.band()))?;
    area.draw(&PathElement::new(ring(&share_of), style.accent.stroke_width(style.stroke(2.0))))?;
    for (index, axis) in axes.iter().enumerate() {
        area.draw(&Circle::new(at(index, share_of(index)), style.pixels(3.5), style.accent.filled()))?;
        label(area, style, &axis.name, at(index, 1.0), (width, height))?;
    }
    Ok(())
}

/// Outside the rim, on the side on which it stands.
fn label(
    area: &Area,
    style: &ChartStyle,
    name: &str,
    (x, y): (i32, i32),
    (width, height): (f64, f64),
) -> Drawn {
    let (off_x, off_y) = (f64::from(x) - width / 2.0, f64::from(y) - height / 2.0);
    let near = f64::from(style.pixels(12.0));
    let across = match off_x {
        _ if off_x > near => HPos::Left,
        _ if off_x < -near => HPos::Right,
        _ => HPos::Center,
    };
    let along = match off_y {
        _ if off_y > near => VPos::Top,
        _ if off_y < -near => VPos::Bottom,
        _ => VPos::Center,
    };
    let gap = style.pixels(8.0);
    let shift = |offset: f64| {
        if offset > near {
            gap
        } else if offset < -near {
            -gap
        } else {
            0
        }
    };
    let text = style.label().pos(Pos::new(across, along));
    let lines = in_two_lines(name);
    let line_height = style.pixels(14.0);
    // Above the middle the last line stands nearest to the rim, below it the first one.
    let first = if off_y < -near { -line_height * (lines.len() as i32 - 1) } else { 0 };
    for (index, line) in lines.iter().enumerate() {
        let down = first + line_height * index as i32;
        area.draw(&Text::new((*line).to_owned(), (x + shift(off_x), y + shift(off_y) + down), text.clone()))?;
    }
    Ok(())
}

/// A long name is broken at the space nearest to its middle.
fn in_two_lines(name: &str) -> Vec<&str> {
    const LONGEST_LINE: usize = 16;
    if name.chars().count() <= LONGEST_LINE {
        return vec![name];
    }
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(name.len() / 2)).and_then(|at| name.split_at_checked(at)) {
        Some((first, second)) => vec![first, second.trim_start()],
        None => vec![name],
    }
}
