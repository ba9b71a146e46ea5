use std::collections::HashMap;

use diagram::scene::Weight;
use web_sys::CanvasRenderingContext2d;

/// How texts are cut to their room, measured once each.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    fonts: HashMap<FontKey, String>,
    fitted: HashMap<(FontKey, u64), HashMap<String, Fitted>>,
    count: usize,
}

/// Size in bits and weight.
type FontKey = (u64, u16);

#[derive(Debug, Clone)]
enum Fitted {
    Whole,
    Cut(String),
}

impl Texts {
    /// Names come and go, while somebody types or pans over a large design; past this many, some screens full of them, all
    /// are forgotten.
    const MOST: usize = 5_000;

    pub(crate) fn font(&mut self, family: &str, size: f64, weight: Weight) -> &str {
        let key = (size.to_bits(), css_weight(weight));
        self.fonts.entry(key).or_insert_with(|| format!("{} {size}px {family}", css_weight(weight)))
    }

    /// The text, or as much of it as fits with an ellipsis. The font must be set already.
    pub(crate) fn fit<'a>(
        &'a mut self,
        context: &CanvasRenderingContext2d,
        text: &'a str,
        font: (f64, Weight),
        max_width: f64,
    ) -> &'a str {
        if self.count > Self::MOST {
            self.fitted.clear();
            self.count = 0;
        }
        let key = ((font.0.to_bits(), css_weight(font.1)), max_width.to_bits());
        let known = self.fitted.entry(key).or_default();
        if !known.contains_key(text) {
            self.count += 1;
            let measure = |text: &str| context.measure_text(text).map_or(0.0, |metrics| metrics.width());
            known.insert(text.to_owned(), cut(text, max_width, measure));
        }
        match known.get(text) {
            Some(Fitted::Cut(shorter)) => shorter,
            Some(Fitted::Whole) | None => text,
        }
    }

    /// After the font changed.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

fn css_weight(weight: Weight) -> u16 {
    match weight {
        Weight::Regular => 400,
        Weight::Medium => 500,
        Weight::Semibold => 600,
    }
}

/// Letters are drawn closer by up to so much before a text is cut.
const CONDENSED: f64 = 1.12;

/// The longest beginning that fits with an ellipsis behind it.
fn cut(text: &str, max_width: f64, measure: impl Fn(&str) -> f64) -> Fitted {
    if measure(text) <= max_width * CONDENSED {
        return Fitted::Whole;
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let shortened = |letters: usize| {
        let end = starts.get(letters).copied().unwrap_or(text.len());
        format!("{}…", text.get(..end).unwrap_or_default().trim_end())
    };
    let (mut fits, mut too_long) = (0, starts.len());
    while too_long - fits > 1 {
        let middle = fits.midpoint(too_long);
        if measure(&shortened(middle)) <= max_width { fits = middle } else { too_long = middle }
    }
    Fitted::Cut(shortened(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter is one wide.
    fn cut_to(text: &str, width: f64) -> String {
        match cut(text, width, |text| text.chars().count() as f64) {
            Fitted::Whole => text.to_owned(),
            Fitted::Cut(text) => text,
        }
    }

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(cut_to("Cache", 5.0), "Cache");
        assert_eq!(cut_to("Load balancer", 12.0), "Load balancer", "letters may be condensed a little");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_without_a_space_before_it() {
        assert_eq!(cut_to("Load balancer", 8.0), "Load ba…");
        assert_eq!(cut_to("Load balancer", 6.0), "Load…");
    }

    #[test]
    fn letters_of_several_bytes_are_not_torn() {
        assert_eq!(cut_to("Übergröße", 4.0), "Übe…");
    }

    #[test]
    fn no_room_leaves_the_ellipsis() {
        assert_eq!(cut_to("Cache", 0.0), "…");
        assert_eq!(cut_to("", 0.0), "");
    }
}
