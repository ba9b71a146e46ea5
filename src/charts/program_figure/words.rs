//! Figures in words and numbers, for whoever does not see the picture.

use analysis::words::number;
use assessment::code::figure::{Panel, Points, Series};

/// Rows of the table, for each series; the picture has every point.
const MOST_ROWS: usize = 60;

/// "x: hour. y: requests. Line “today”: 24 points, from 3 to 90."
pub fn summary(panel: &Panel) -> String {
    let axis = |name: &str, label: &str| {
        if label.is_empty() { String::new() } else { format!("{name}: {}. ", label.trim_end_matches('.')) }
    };
    let mut said = axis("Across", &panel.x_label) + &axis("Up", &panel.y_label);
    if panel.series.is_empty() {
        said += "Nothing is drawn in it.";
    }
    let series: Vec<String> = panel.series.iter().map(series_in_words).collect();
    said + &series.join(" ")
}

fn series_in_words(series: &Series) -> String {
    let label = if series.label.is_empty() { String::new() } else { format!(" “{}”", series.label) };
    let (kind, unit) = match &series.points {
        Points::Line { .. } => ("Line", "points"),
        Points::Scatter { .. } => ("Points", "points"),
        Points::Bar { .. } => ("Bars", "bars"),
        Points::Histogram { .. } => ("Histogram", "bins"),
    };
    let values = values(&series.points);
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    format!("{kind}{label}: {} {unit}, from {} to {}.", values.len(), number(least), number(most))
}

fn values(points: &Points) -> Vec<f64> {
    match points {
        Points::Line { y, .. } | Points::Scatter { y, .. } => y.clone(),
        Points::Bar { values, .. } => values.clone(),
        Points::Histogram { counts, .. } => counts.iter().map(|count| f64::from(*count)).collect(),
    }
}

/// The series, where on the horizontal axis, and the value there.
pub fn rows(panel: &Panel) -> Vec<[String; 3]> {
    panel.series.iter().enumerate().flat_map(|(place, series)| rows_of(place, series)).collect()
}

fn rows_of(place: usize, series: &Series) -> Vec<[String; 3]> {
    let name = if series.label.is_empty() { (place + 1).to_string() } else { series.label.clone() };
    let values = values(&series.points);
    let left_out = values.len().saturating_sub(MOST_ROWS);
    let row = |(at, value): (String, &f64)| [name.clone(), at, number(*value)];
    let mut rows: Vec<_> = places(&series.points).into_iter().zip(&values).take(MOST_ROWS).map(row).collect();
    if left_out > 0 {
        rows.push([name, format!("{left_out} more"), String::new()]);
    }
    rows
}

fn places(points: &Points) -> Vec<String> {
    match points {
        Points::Line { x, .. } | Points::Scatter { x, .. } => x.iter().map(|x| number(*x)).collect(),
        Points::Bar { names, .. } => names.clone(),
        Points::Histogram { edges, .. } => edges
            .iter()
            .zip(edges.iter().skip(1))
            .map(|(from, to)| format!("{} to {}", number(*from), number(*to)))
            .collect(),
    }
}
