//! The picture of one panel.

use std::ops::Range;

use analysis::words::number;
use assessment::code::figure::{Panel, Points, Series};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;

use crate::charts::canvas::{Area, Drawn};
use crate::charts::style::ChartStyle;

type Chart<'a> = ChartContext<'a, CanvasBackend, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Of the room between one bar and the next.
const BARS_SHARE: f64 = 0.8;
const MARGIN_SHARE: f64 = 0.04;
const FARTHEST: f64 = 1e100;
/// Numbers nearer to each other than this share of their size are drawn as one.
const LEAST_SHARE: f64 = 1e-9;
const LONGEST_NAME: usize = 12;

pub fn draw(area: &Area, style: &ChartStyle, panel: &Panel) -> Drawn {
    let names = names(panel);
    let (across, up) = (across(panel, names.len()), up(panel));
    let room = |label: &str, without: f64| {
        if label.is_empty() { style.pixels(without) } else { style.pixels(without + 18.0) }
    };
    let mut chart = ChartBuilder::on(area)
        .margin(style.pixels(8.0))
        .x_label_area_size(room(&panel.x_label, 24.0))
        .y_label_area_size(room(&panel.y_label, 48.0))
        .build_cartesian_2d(across, up)?;
    let name_at = |x: &f64| match names.get(x.round().max(0.0) as usize) {
        Some(name) if (x - x.round()).abs() < 1e-6 => name.chars().take(LONGEST_NAME).collect(),
        _ if names.is_empty() => number(*x),
        _ => String::new(),
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(style.line)
        .axis_style(style.line)
        .label_style(style.label())
        .axis_desc_style(style.label())
        .x_desc(panel.x_label.as_str())
        .y_desc(panel.y_label.as_str())
        .x_labels(if names.is_empty() { 6 } else { names.len().min(8) })
        .y_labels(5)
        .x_label_formatter(&name_at)
        .y_label_formatter(&|y| number(*y))
        .draw()?;
    let bars = panel.series.iter().filter(|series| matches!(series.points, Points::Bar { .. })).count();
    let mut bar = 0;
    for (place, series) in panel.series.iter().enumerate() {
        draw_series(&mut chart, style, series, place, (bar, bars))?;
        bar += usize::from(matches!(series.points, Points::Bar { .. }));
    }
    Ok(())
}

/// `bar` says which of how many series of bars it is, where it is one.
fn draw_series(
    chart: &mut Chart<'_>,
    style: &ChartStyle,
    series: &Series,
    place: usize,
    bar: (usize, usize),
) -> Drawn {
    let colour = style.series_at(place);
    match &series.points {
        Points::Line { x, y } => {
            let points = x.iter().copied().zip(y.iter().copied());
            chart.draw_series(LineSeries::new(points, colour.stroke_width(style.stroke(2.0))))?;
        }
        Points::Scatter { x, y } => {
            let radius = style.pixels(3.0);
            let point = |(x, y): (&f64, &f64)| Circle::new((*x, *y), radius, colour.mix(0.8).filled());
            chart.draw_series(x.iter().zip(y).map(point))?;
        }
        Points::Bar { values, .. } => {
            let width = BARS_SHARE / bar.1.max(1) as f64;
            let left = |index: usize| index as f64 - BARS_SHARE / 2.0 + width * bar.0 as f64;
            let bars = values.iter().enumerate().map(|(index, value)| {
                Rectangle::new([(left(index), 0.0), (left(index) + width, *value)], colour.filled())
            });
            chart.draw_series(bars)?;
        }
        Points::Histogram { edges, counts } => {
            let bins = edges.iter().zip(edges.iter().skip(1)).zip(counts);
            let bins = bins.map(|((from, to), count)| {
                Rectangle::new([(*from, 0.0), (*to, f64::from(*count))], colour.mix(0.7).filled())
            });
            chart.draw_series(bins)?;
        }
    }
    Ok(())
}

/// What stands under the bars.
fn names(panel: &Panel) -> &[String] {
    let of_bars = panel.series.iter().filter_map(|series| match &series.points {
        Points::Bar { names, .. } => Some(names.as_slice()),
        _ => None,
    });
    of_bars.max_by_key(|names| names.len()).unwrap_or_default()
}

fn across(panel: &Panel, bars: usize) -> Range<f64> {
    let numbers = panel.series.iter().flat_map(|series| match &series.points {
        Points::Line { x, .. } | Points::Scatter { x, .. } => x.as_slice(),
        Points::Histogram { edges, .. } => edges.as_slice(),
        Points::Bar { .. } => &[],
    });
    let ends = if bars == 0 { [f64::NAN; 2] } else { [-0.6, bars as f64 - 0.4] };
    range(numbers.copied().chain(ends))
}

fn up(panel: &Panel) -> Range<f64> {
    let numbers = panel.series.iter().flat_map(|series| -> Vec<f64> {
        match &series.points {
            Points::Line { y, .. } | Points::Scatter { y, .. } => y.clone(),
            Points::Bar { values, .. } => values.iter().copied().chain([0.0]).collect(),
            Points::Histogram { counts, .. } => {
                counts.iter().map(|count| f64::from(*count)).chain([0.0]).collect()
            }
        }
    });
    range(numbers)
}

/// From the least to the most with a margin, and never empty. What is not a number does not count.
fn range(numbers: impl Iterator<Item = f64>) -> Range<f64> {
    let (least, most) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), number| {
        (least.min(number), most.max(number))
    });
    if least > most {
        return 0.0..1.0;
    }
    // Far beyond what a picture can tell apart, and near where numbers end.
    let (least, most) = (least.max(-FARTHEST), most.min(FARTHEST));
    let width = most - least;
    let size = least.abs().max(most.abs());
    if width <= size * LEAST_SHARE {
        let margin = if size == 0.0 { 1.0 } else { size * 0.5 };
        return (least - margin)..(most + margin);
    }
    let margin = width * MARGIN_SHARE;
    let low = if least == 0.0 { 0.0 } else { least - margin };
    low..(most + margin)
}
