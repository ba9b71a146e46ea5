//! What is asked of a figure, and what it lacks.

use serde_json::Value as Json;

use crate::code::figure::{Figure, Points, Series};
use crate::code::value::{fraction_in_words, near, shortened};
use crate::code::{FigureCheck, Height, SeriesCheck};

pub(super) fn figure_in_words(check: &FigureCheck) -> String {
    let mut asks = Vec::new();
    let wanted = [
        (check.title, "a title"),
        (check.x_label, "a label on the horizontal axis"),
        (check.y_label, "a label on the vertical axis"),
        (check.legend, "a legend"),
    ];
    asks.extend(wanted.iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, words)| (*words).to_owned()));
    asks.extend(check.panels.map(|count| format!("{count} panels or more")));
    asks.extend(check.series.map(|count| format!("{count} series or more")));
    asks.extend(check.drawn.iter().map(series_in_words));
    let kind = check.kind.as_deref().map_or_else(|| "a figure".to_owned(), |kind| format!("a {kind} figure"));
    if asks.is_empty() { kind } else { format!("{kind} with {}", asks.join(", ")) }
}

pub(super) fn figure_flaws(check: &FigureCheck, figure: &Figure) -> Vec<String> {
    let mut flaws = Vec::new();
    let panels: Vec<_> = figure.drawn_panels().collect();
    let series = || panels.iter().flat_map(|panel| &panel.series);
    let blank = |text: &str| text.trim().is_empty();
    if let Some(kind) = &check.kind
        && !series().any(|one| one.points.kind() == kind)
    {
        flaws.push(format!("no {kind}"));
    }
    let lacks = [
        (check.title, panels.iter().all(|panel| blank(&panel.title)), "no title"),
        (check.x_label, panels.iter().any(|panel| blank(&panel.x_label)), "no label on the horizontal axis"),
        (check.y_label, panels.iter().any(|panel| blank(&panel.y_label)), "no label on the vertical axis"),
        (check.legend, !panels.iter().any(|panel| panel.legend), "no legend"),
    ];
    flaws.extend(
        lacks.iter().filter(|(asked, lacks, _)| *asked && *lacks).map(|(.., words)| (*words).to_owned()),
    );
    if check.panels.is_some_and(|count| panels.len() < count) {
        flaws.push(format!("{} panels", panels.len()));
    }
    let count = series().count();
    if check.series.is_some_and(|wanted| count < wanted) {
        flaws.push(format!("{count} series"));
    }
    let all: Vec<&Series> = series().collect();
    flaws.extend(check.drawn.iter().filter_map(|asked| series_flaw(asked, &all, check.tolerance)));
    flaws
}

fn name_in_words(check: &SeriesCheck) -> String {
    let kind = check.kind.as_deref().unwrap_or("series");
    match &check.label {
        Some(label) => format!("{kind} “{}”", shortened(label)),
        None => kind.to_owned(),
    }
}

fn series_in_words(check: &SeriesCheck) -> String {
    let length = check.length.map(|length| format!("of {length} points"));
    let heights = check.heights.iter().map(|Height(at, height)| height_in_words(at, *height));
    let asks: Vec<String> = length.into_iter().chain(heights).collect();
    let name = name_in_words(check);
    if asks.is_empty() { format!("a {name}") } else { format!("a {name} {}", asks.join(", ")) }
}

/// "with -90000 in place 37", "with 0.9 at lof".
fn height_in_words(at: &Json, height: f64) -> String {
    let height = fraction_in_words(height).trim_end_matches(".0").to_owned();
    match at {
        Json::String(name) => format!("with {height} at {}", shortened(name)),
        Json::Number(place) if place.as_i64() == Some(-1) => format!("with {height} in the last place"),
        place => format!("with {height} in place {place}"),
    }
}

/// What the series that comes nearest lacks; `None` where one is all that is asked.
fn series_flaw(check: &SeriesCheck, all: &[&Series], tolerance: Option<f64>) -> Option<String> {
    let named = |one: &&&Series| {
        let is_kind = check.kind.as_ref().is_none_or(|kind| one.points.kind() == kind);
        is_kind && check.label.as_ref().is_none_or(|label| is_same_label(label, &one.label))
    };
    let lacks = all.iter().filter(named).map(|one| lacks(check, &one.points, tolerance));
    match lacks.min_by_key(Vec::len) {
        None => Some(format!("no {}", name_in_words(check))),
        Some(lacks) => lacks.first().map(|first| format!("a {} {first}", name_in_words(check))),
    }
}

fn is_same_label(asked: &str, found: &str) -> bool {
    asked.trim().to_lowercase() == found.trim().to_lowercase()
}

fn lacks(check: &SeriesCheck, points: &Points, tolerance: Option<f64>) -> Vec<String> {
    let count = points.count();
    let length = check.length.filter(|length| *length != count).map(|_| format!("of {count} points"));
    let heights = check.heights.iter().filter_map(|Height(at, asked)| match found_at(at, points) {
        Some(found) if near(*asked, found, tolerance) => None,
        Some(found) => Some(height_in_words(at, found)),
        None => Some(match at {
            Json::String(name) => format!("without {}", shortened(name)),
            place => format!("without a place {place}"),
        }),
    });
    length.into_iter().chain(heights).collect()
}

fn found_at(at: &Json, points: &Points) -> Option<f64> {
    let index = match at {
        Json::String(name) => points.index_of_bar(name)?,
        place => {
            let place = place.as_i64()?;
            let from_end = usize::try_from(place.unsigned_abs()).ok()?;
            if place < 0 { points.count().checked_sub(from_end)? } else { from_end.checked_sub(1)? }
        }
    };
    points.height(index)
}
