//! The figures as a page.

use std::fmt::Write;

/// What was measured of one design.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    pub load_millis: f64,
    /// Frames a second in which the picture changed.
    pub pan_all: f64,
    /// From the last input of a pan to the last change of the picture.
    pub rest_millis: f64,
    pub pan_close: f64,
    pub zoom: f64,
    pub drag: f64,
    pub drag_delay_millis: f64,
    pub script_megabytes: f64,
    pub wasm_megabytes: f64,
}

struct Row {
    name: &'static str,
    read: fn(&Figures) -> f64,
    /// At 5,000 and at 10,000 cards.
    must: [f64; 2],
    more_is_better: bool,
}

const ROWS: [Row; 8] = [
    Row {
        name: "load to second frame, ms",
        read: |it| it.load_millis,
        must: [150.0, 250.0],
        more_is_better: false,
    },
    Row {
        name: "pan, all in view, moved frames/s",
        read: |it| it.pan_all,
        must: [55.0, 45.0],
        more_is_better: true,
    },
    Row {
        name: "after it, at rest and sharp, ms",
        read: |it| it.rest_millis,
        must: [150.0, 150.0],
        more_is_better: false,
    },
    Row {
        name: "pan at 100 %, moved frames/s",
        read: |it| it.pan_close,
        must: [58.0, 58.0],
        more_is_better: true,
    },
    Row {
        name: "zoom between the two, moved frames/s",
        read: |it| it.zoom,
        must: [50.0, 45.0],
        more_is_better: true,
    },
    Row {
        name: "drag one component, moved frames/s",
        read: |it| it.drag,
        must: [58.0, 58.0],
        more_is_better: true,
    },
    Row {
        name: "drag, input to frame, p95 ms",
        read: |it| it.drag_delay_millis,
        must: [16.0, 16.0],
        more_is_better: false,
    },
    Row {
        name: "script memory with wasm, MB",
        read: |it| it.script_megabytes + it.wasm_megabytes,
        must: [20.0, 40.0],
        more_is_better: false,
    },
];
const BOUND_SIZES: [usize; 2] = [5_000, 10_000];
/// Of the simulation in the browser's worker.
const MUST_EVENTS: f64 = 2e6;

const HEAD: &str = "\
# How fast it is

Written by `cargo xtask bench browser --write`, on the release build of `dist/`.

Headless Chromium without a graphics card, 1280 x 900, real wheel and pointer events at 60 a second through the studio's own
page, two and a half seconds a gesture. Cards of 120 x 80 with an icon and a title on a grid, one and a half connections a card.
*Moved* counts frames in which a canvas of the design was painted or moved. *Load* is from the press on a design in the list to the
second frame of its canvas, the median of three, with the code there already: reading it from IndexedDB is part of it. *Input to frame* is
from the time stamp of an event to the end of the painting that it led to. The memory is the script's heap after a collection and
all of the wasm's memory.

";

/// Markdown.
pub fn page_of(measured: &[(usize, Figures)], events_per_second: f64) -> String {
    let mut page = HEAD.to_owned();
    let sizes: Vec<String> = measured.iter().map(|(size, _)| grouped(*size)).collect();
    let _ = writeln!(page, "| | {} | must reach at 5,000 | at 10,000 |", sizes.join(" | "));
    let _ = writeln!(page, "|---|{}---|---|", "---|".repeat(measured.len()));
    for row in &ROWS {
        let found: Vec<String> = measured.iter().map(|(size, figures)| row.written(*size, figures)).collect();
        let _ =
            writeln!(page, "| {} | {} | {} | {} |", row.name, found.join(" | "), row.must[0], row.must[1]);
    }
    let _ = writeln!(page, "\nWhat misses its mark stands in bold.\n");
    let _ = writeln!(
        page,
        "The simulation of 1,000 components in its worker does {:.2} million events a second; it must do {:.0}.",
        events_per_second / 1e6,
        MUST_EVENTS / 1e6
    );
    page
}

impl Row {
    fn written(&self, size: usize, figures: &Figures) -> String {
        let value = (self.read)(figures);
        let written = if value < 100.0 { format!("{value:.1}") } else { format!("{value:.0}") };
        let bound =
            BOUND_SIZES.iter().zip(self.must).find(|(bound, _)| **bound == size).map(|(_, must)| must);
        let is_met = |must: f64| if self.more_is_better { value >= must } else { value <= must };
        if bound.is_none_or(is_met) { written } else { format!("**{written}**") }
    }
}

fn grouped(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}
