use diagram::catalogue::Category;
use diagram::scene::Ink;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use crate::EaselError;

/// The colours and the font of today, read from the page's CSS.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    colours: Vec<String>,
    pub(crate) font: String,
}

/// A colour of the theme: the custom property that holds it, what stands in where it is not set, and how much of it
/// is seen, in `0..=1`.
struct Tone {
    token: &'static str,
    otherwise: &'static str,
    opacity: f64,
}

const fn tone(token: &'static str, otherwise: &'static str) -> Tone {
    Tone { token, otherwise, opacity: 1.0 }
}

const fn veil(token: &'static str, otherwise: &'static str, opacity: f64) -> Tone {
    Tone { token, otherwise, opacity }
}

/// The system's own colours stand in for missing tokens, so that a bare page and forced colours still work.
const TONES: [Tone; 32] = [
    tone("--canvas-grid", "GrayText"),
    tone("--canvas-surface", "Canvas"),
    tone("--canvas-outline", "GrayText"),
    tone("--canvas-text", "CanvasText"),
    tone("--canvas-text-muted", "GrayText"),
    tone("--canvas-connection", "var(--canvas-text-muted, GrayText)"),
    veil("--canvas-text-muted", "GrayText", 0.04),
    veil("--canvas-shadow", "CanvasText", 0.045),
    veil("--canvas-text-muted", "GrayText", 0.18),
    tone("--canvas-accent", "Highlight"),
    veil("--canvas-accent", "Highlight", 0.09),
    tone("--canvas-highlight", "var(--canvas-accent, Highlight)"),
    tone("--canvas-good", "CanvasText"),
    tone("--canvas-warning", "CanvasText"),
    tone("--canvas-danger", "CanvasText"),
    tone("--canvas-on-badge", "var(--canvas-surface, Canvas)"),
    tone("--category-client", "CanvasText"),
    tone("--category-edge", "CanvasText"),
    tone("--category-compute", "CanvasText"),
    tone("--category-storage", "CanvasText"),
    tone("--category-messaging", "CanvasText"),
    tone("--category-operations", "CanvasText"),
    tone("--category-third_party", "CanvasText"),
    veil("--category-client", "CanvasText", 0.14),
    veil("--category-edge", "CanvasText", 0.14),
    veil("--category-compute", "CanvasText", 0.14),
    veil("--category-storage", "CanvasText", 0.14),
    veil("--category-messaging", "CanvasText", 0.14),
    veil("--category-operations", "CanvasText", 0.14),
    veil("--category-third_party", "CanvasText", 0.14),
    tone("--canvas-background", "Canvas"),
    veil("--canvas-accent", "Highlight", 0.5),
];

const GRID: usize = 0;
const BACKGROUND: usize = 30;
const FONT_TOKEN: &str = "--canvas-font";
const FONT_OTHERWISE: &str = "system-ui, sans-serif";

impl Theme {
    /// Reads the custom properties that hold for an element, whatever syntax their colours are in.
    pub fn from_css(element: &HtmlElement) -> Result<Self, EaselError> {
        let document = element.owner_document().ok_or(EaselError::NoPage)?;
        let window = document.default_view().ok_or(EaselError::NoPage)?;
        let probe: HtmlElement = document
            .create_element("span")
            .ok()
            .and_then(|probe| probe.dyn_into().ok())
            .ok_or(EaselError::NoPage)?;
        let _ = probe.style().set_property("display", "none");
        element.append_child(&probe).map_err(|_| EaselError::NoPage)?;
        let style = window.get_computed_style(&probe).ok().flatten();
        let resolved: Vec<String> = TONES
            .iter()
            .map(|tone| {
                let value = format!("var({}, {})", tone.token, tone.otherwise);
                let _ = probe.style().set_property("color", &value);
                style.as_ref().and_then(|style| style.get_property_value("color").ok()).unwrap_or_default()
            })
            .collect();
        let font = style.and_then(|style| style.get_property_value(FONT_TOKEN).ok()).unwrap_or_default();
        probe.remove();
        let pixels = pixels_of(&document, &resolved)?;
        Ok(Self::of(&pixels, &font))
    }

    /// `pixels` are red, green, blue and alpha of each tone in turn.
    fn of(pixels: &[u8], font: &str) -> Self {
        let colours =
            TONES.iter().zip(pixels.chunks_exact(4)).map(|(tone, rgba)| rgba_css(rgba, tone.opacity));
        let font = if font.trim().is_empty() { FONT_OTHERWISE } else { font.trim() };
        Self { colours: colours.collect(), font: font.to_owned() }
    }

    pub(crate) fn colour(&self, ink: Ink) -> &str {
        self.tone(position(ink))
    }

    pub(crate) fn grid(&self) -> &str {
        self.tone(GRID)
    }

    pub(crate) fn background(&self) -> &str {
        self.tone(BACKGROUND)
    }

    fn tone(&self, position: usize) -> &str {
        self.colours.get(position).map_or("transparent", String::as_str)
    }
}

/// Where in [`TONES`] an ink stands.
fn position(ink: Ink) -> usize {
    match ink {
        Ink::Surface => 1,
        Ink::Outline => 2,
        Ink::Text => 3,
        Ink::TextMuted => 4,
        Ink::Connection => 5,
        Ink::Frame => 6,
        Ink::Shadow => 7,
        Ink::Track => 8,
        Ink::Accent => 9,
        Ink::AccentTint => 10,
        Ink::Highlight => 11,
        Ink::Good => 12,
        Ink::Warning => 13,
        Ink::Danger => 14,
        Ink::OnBadge => 15,
        Ink::Category(category) => 16 + of_category(category),
        Ink::CategoryTint(category) => 23 + of_category(category),
        Ink::AccentSoft => 31,
    }
}

fn of_category(category: Category) -> usize {
    match category {
        Category::Client => 0,
        Category::Edge => 1,
        Category::Compute => 2,
        Category::Storage => 3,
        Category::Messaging => 4,
        Category::Operations => 5,
        Category::ThirdParty => 6,
    }
}

fn rgba_css(rgba: &[u8], opacity: f64) -> String {
    let [red, green, blue, alpha] = rgba else { return "transparent".to_owned() };
    let alpha = f64::from(*alpha) / 255.0 * opacity;
    format!("rgba({red}, {green}, {blue}, {alpha:.3})")
}

/// What colours come out as on a screen: one pixel each, painted and read back.
fn pixels_of(document: &web_sys::Document, colours: &[String]) -> Result<Vec<u8>, EaselError> {
    let canvas: HtmlCanvasElement = document
        .create_element("canvas")
        .ok()
        .and_then(|canvas| canvas.dyn_into().ok())
        .ok_or(EaselError::NoCanvas)?;
    canvas.set_width(colours.len() as u32);
    canvas.set_height(1);
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into().ok())
        .ok_or(EaselError::NoCanvas)?;
    for (at, colour) in colours.iter().enumerate() {
        context.set_fill_style_str(colour);
        context.fill_rect(at as f64, 0.0, 1.0, 1.0);
    }
    let image =
        context.get_image_data(0.0, 0.0, colours.len() as f64, 1.0).map_err(|_| EaselError::NoCanvas)?;
    Ok(image.data().0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATEGORIES: [Category; 7] = [
        Category::Client,
        Category::Edge,
        Category::Compute,
        Category::Storage,
        Category::Messaging,
        Category::Operations,
        Category::ThirdParty,
    ];

    #[test]
    fn every_ink_has_the_token_that_is_named_like_it() {
        let token = |ink: Ink| TONES[position(ink)].token;
        assert_eq!(token(Ink::Surface), "--canvas-surface");
        assert_eq!(token(Ink::TextMuted), "--canvas-text-muted");
        assert_eq!(token(Ink::Highlight), "--canvas-highlight");
        assert_eq!(token(Ink::Danger), "--canvas-danger");
        assert_eq!(token(Ink::AccentSoft), "--canvas-accent");
        assert_eq!(TONES[BACKGROUND].token, "--canvas-background");
        assert_eq!(TONES[GRID].token, "--canvas-grid");
        for category in CATEGORIES {
            let named = serde_json::to_value(category).unwrap();
            let expected = format!("--category-{}", named.as_str().unwrap());
            assert_eq!(token(Ink::Category(category)), expected);
            assert_eq!(token(Ink::CategoryTint(category)), expected);
        }
    }

    #[test]
    fn a_tint_is_its_colour_seen_through() {
        let theme = Theme::of(&[10, 20, 30, 255].repeat(TONES.len()), "");
        assert_eq!(theme.colour(Ink::Accent), "rgba(10, 20, 30, 1.000)");
        assert_eq!(theme.colour(Ink::AccentTint), "rgba(10, 20, 30, 0.090)");
        assert_eq!(theme.font, FONT_OTHERWISE);
    }
}
