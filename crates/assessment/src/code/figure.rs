//! Figures that programs draw with the module `plot`, as plain data within limits.

use serde::Deserialize;

pub const MOST_PANELS: usize = 12;
pub const MOST_SERIES: usize = 20;
pub const MOST_POINTS: usize = 5_000;
pub const MOST_POINTS_OF_A_FIGURE: usize = 20_000;
/// Characters.
pub const LONGEST_TEXT: usize = 200;

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Figure {
    /// How many panels stand side by side, at least 1.
    pub columns: usize,
    /// At least one.
    pub panels: Vec<Panel>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Panel {
    pub title: String,
    pub x_label: String,
    pub y_label: String,
    pub legend: bool,
    pub series: Vec<Series>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "SeriesParts")]
pub struct Series {
    /// Empty where it has none.
    pub label: String,
    pub points: Points,
}

/// Every number is finite; lists that belong together are of one length and not empty.
#[derive(Debug, Clone, PartialEq)]
pub enum Points {
    Line {
        x: Vec<f64>,
        y: Vec<f64>,
    },
    Scatter {
        x: Vec<f64>,
        y: Vec<f64>,
    },
    Bar {
        names: Vec<String>,
        values: Vec<f64>,
    },
    /// `counts[i]` values lie from `edges[i]` to `edges[i + 1]`; edges ascend.
    Histogram {
        edges: Vec<f64>,
        counts: Vec<u32>,
    },
}

impl Points {
    pub fn kind(&self) -> &'static str {
        match self {
            Points::Line { .. } => "line",
            Points::Scatter { .. } => "scatter",
            Points::Bar { .. } => "bar",
            Points::Histogram { .. } => "histogram",
        }
    }

    pub fn count(&self) -> usize {
        match self {
            Points::Line { y, .. } | Points::Scatter { y, .. } => y.len(),
            Points::Bar { values, .. } => values.len(),
            Points::Histogram { counts, .. } => counts.len(),
        }
    }

    /// How high the one at `index` is.
    pub fn height(&self, index: usize) -> Option<f64> {
        match self {
            Points::Line { y, .. } | Points::Scatter { y, .. } => y.get(index).copied(),
            Points::Bar { values, .. } => values.get(index).copied(),
            Points::Histogram { counts, .. } => counts.get(index).map(|count| f64::from(*count)),
        }
    }

    /// Where the bar of this name stands.
    pub fn index_of_bar(&self, name: &str) -> Option<usize> {
        match self {
            Points::Bar { names, .. } => names.iter().position(|one| one.trim() == name.trim()),
            _ => None,
        }
    }
}

impl Figure {
    pub(super) fn from_value(value: serde_json::Value) -> Option<Figure> {
        let figure: Figure = serde_json::from_value(value).ok()?;
        figure.is_within_limits().then_some(figure)
    }

    fn is_within_limits(&self) -> bool {
        let short = |text: &str| text.chars().take(LONGEST_TEXT + 1).count() <= LONGEST_TEXT;
        let series = || self.panels.iter().flat_map(|panel| &panel.series);
        let points: usize = series().map(|one| one.points.count()).sum();
        (1..=MOST_PANELS).contains(&self.columns)
            && (1..=MOST_PANELS).contains(&self.panels.len())
            && points <= MOST_POINTS_OF_A_FIGURE
            && self.panels.iter().all(|panel| {
                panel.series.len() <= MOST_SERIES
                    && short(&panel.title)
                    && short(&panel.x_label)
                    && short(&panel.y_label)
            })
            && series().all(|one| short(&one.label) && one.points.count() <= MOST_POINTS)
    }

    /// Panels with something in them.
    pub fn drawn_panels(&self) -> impl Iterator<Item = &Panel> {
        self.panels.iter().filter(|panel| !panel.series.is_empty())
    }
}

#[derive(Deserialize)]
struct SeriesParts {
    kind: String,
    label: String,
    #[serde(default)]
    x: Vec<f64>,
    #[serde(default)]
    y: Vec<f64>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    values: Vec<f64>,
    #[serde(default)]
    edges: Vec<f64>,
    #[serde(default)]
    counts: Vec<u32>,
}

impl TryFrom<SeriesParts> for Series {
    type Error = &'static str;

    fn try_from(parts: SeriesParts) -> Result<Series, &'static str> {
        let SeriesParts { kind, label, x, y, names, values, edges, counts } = parts;
        let paired = !y.is_empty() && x.len() == y.len();
        let points = match kind.as_str() {
            "line" if paired => Points::Line { x, y },
            "scatter" if paired => Points::Scatter { x, y },
            "bar" if !values.is_empty() && names.len() == values.len() => Points::Bar { names, values },
            "histogram" if !counts.is_empty() && edges.len() == counts.len() + 1 && edges.is_sorted() => {
                Points::Histogram { edges, counts }
            }
            _ => return Err("this is not what `plot` draws"),
        };
        let long_name = |name: &String| name.chars().count() > LONGEST_TEXT;
        match &points {
            Points::Bar { names, .. } if names.iter().any(long_name) => Err("a name is too long"),
            _ => Ok(Series { label, points }),
        }
    }
}
