//! The path as a map: what builds on what, from left to right. The list below it says the same in words and has the links;
//! on a small screen that list is the map.

use content::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use progress::StopState;

const WIDTH: usize = 164;
const HEIGHT: usize = 72;
const ACROSS: usize = 44;
const DOWN: usize = 18;
const MARGIN: usize = 4;
/// Letters of a line of a title that fit into a box.
const LINE_LETTERS: usize = 17;
const MOST_LINES: usize = 3;

/// Where a stop stands on the map, in pixels, and which stops it builds on.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    href: String,
    lines: Vec<String>,
    left: usize,
    top: usize,
    before: Vec<usize>,
}

/// Columns by what has to come before, each centred.
pub fn places(route: &Route<'_>) -> Vec<Spot> {
    let depths = route.depths();
    let in_column = |depth: usize| depths.iter().filter(|other| **other == depth).count();
    let tallest = depths.iter().map(|depth| in_column(*depth)).max().unwrap_or(0);
    let spot = |(place, depth): (usize, &usize)| {
        let tutorial = route.stops.get(place)?.tutorial;
        let above = depths.iter().take(place).filter(|other| *other == depth).count();
        // Half a row for each box that the column has less than the tallest.
        let pushed_down = (tallest - in_column(*depth)) * (HEIGHT + DOWN) / 2;
        Some(Spot {
            href: format!("/learn/{}", tutorial.id),
            lines: lines_of(&tutorial.title),
            left: MARGIN + depth * (WIDTH + ACROSS),
            top: MARGIN + above * (HEIGHT + DOWN) + pushed_down,
            before: route.before(place).collect(),
        })
    };
    depths.iter().enumerate().filter_map(spot).collect()
}

/// A title broken between words; what does not fit is cut.
fn lines_of(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE_LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    lines
}

#[component]
pub fn Map(places: Vec<Spot>, states: Memo<Vec<StopState>>) -> impl IntoView {
    let width = places.iter().map(|spot| spot.left + WIDTH + MARGIN).max().unwrap_or(0);
    let height = places.iter().map(|spot| spot.top + HEIGHT + MARGIN).max().unwrap_or(0);
    let ways = places.iter().flat_map(|spot| {
        let from = spot.before.iter().filter_map(|place| places.get(*place));
        from.map(|earlier| way(earlier, spot)).collect::<Vec<_>>()
    });
    let ways: Vec<_> = ways.map(|path| view! { <path class="path-map__way" d=path /> }).collect();
    let stops: Vec<_> =
        places.into_iter().enumerate().map(|(place, spot)| view! { <Box place spot states /> }).collect();
    view! {
        <div class="path-map">
            <svg width=width height=height viewBox=format!("0 0 {width} {height}") aria-hidden="true">
                {ways}
                {stops}
            </svg>
        </div>
    }
}

/// From the right side of one box to the left side of another.
fn way(from: &Spot, to: &Spot) -> String {
    let (x, y) = (from.left + WIDTH, from.top + HEIGHT / 2);
    let (end_x, end_y) = (to.left, to.top + HEIGHT / 2);
    let middle = (x + end_x) / 2;
    format!("M{x} {y}C{middle} {y} {middle} {end_y} {end_x} {end_y}")
}

#[component]
fn Box(place: usize, spot: Spot, states: Memo<Vec<StopState>>) -> impl IntoView {
    let navigate = use_navigate();
    let state = move || states.with(|states| states.get(place).copied());
    let class = move || match state() {
        Some(StopState::Done) => "path-map__stop path-map__stop--done",
        Some(StopState::Next) => "path-map__stop path-map__stop--next",
        _ => "path-map__stop",
    };
    let mark = move || match state() {
        Some(StopState::Done) => "✓".to_owned(),
        _ => (place + 1).to_string(),
    };
    let Spot { href, lines, left, top, .. } = spot;
    let first_line = HEIGHT / 2 + 5 - lines.len().saturating_sub(1) * 8;
    let lines = lines.into_iter().enumerate().map(|(line, words)| {
        view! { <text class="path-map__title" x="42" y=first_line + line * 16>{words}</text> }
    });
    // For the pointer only: keyboards and screen readers have the links of the list.
    view! {
        <g class=class transform=format!("translate({left} {top})") on:click=move |_| navigate(&href, Default::default())>
            <rect width=WIDTH height=HEIGHT rx="10" />
            <circle cx="22" cy=HEIGHT / 2 r="12" />
            <text class="path-map__mark" x="22" y=HEIGHT / 2 + 4>{mark}</text>
            {lines.collect_view()}
        </g>
    }
}
