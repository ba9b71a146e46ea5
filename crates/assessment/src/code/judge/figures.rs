//! What is asked of a figure, and what it lacks.

use crate::code::{FigureCheck, figure::Figure};

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
    flaws
}
