use plotters::style::{Color, IntoFont, IntoTextStyle, RGBAColor, RGBColor, TextStyle};

use crate::browser::element;

/// Colours of the page and the size of its pixels.
#[derive(Debug, Clone, Copy)]
pub struct ChartStyle {
    pub muted: RGBColor,
    pub line: RGBColor,
    pub accent: RGBColor,
    pub danger: RGBColor,
    /// What tells series apart; the legend's marks have the same.
    pub series: [RGBColor; SERIES.len()],
    /// Device pixels for one CSS pixel.
    pub scale: f64,
}

/// Colours of series, in order.
pub const SERIES: [&str; 6] = [
    "--category-compute",
    "--category-messaging",
    "--category-storage",
    "--category-operations",
    "--category-edge",
    "--category-client",
];

impl ChartStyle {
    /// From the tokens of the theme that is on.
    pub fn of_page(scale: f64) -> ChartStyle {
        let grey = RGBColor(128, 128, 128);
        let token = |name| element::css_token(name).and_then(|value| parse_hex(&value)).unwrap_or(grey);
        ChartStyle {
            muted: token("--text-muted"),
            line: token("--line"),
            accent: token("--accent"),
            danger: token("--danger"),
            series: SERIES.map(token),
            scale,
        }
    }

    /// CSS pixels as the device's.
    pub fn pixels(&self, css: f64) -> i32 {
        (css * self.scale).round() as i32
    }

    pub fn stroke(&self, css: f64) -> u32 {
        (css * self.scale).round().max(1.0) as u32
    }

    /// The colour of the series at a place; they come round again.
    pub fn series_at(&self, place: usize) -> RGBColor {
        self.series.get(place % SERIES.len()).copied().unwrap_or(self.accent)
    }

    pub fn label(&self) -> TextStyle<'static> {
        ("Inter, sans-serif", 12.0 * self.scale).into_font().color(&self.muted).into_text_style(&(0, 0))
    }

    pub fn band(&self) -> RGBAColor {
        self.accent.mix(0.16)
    }
}

/// `#rrggbb`.
fn parse_hex(text: &str) -> Option<RGBColor> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(RGBColor(red, green, blue))
}
