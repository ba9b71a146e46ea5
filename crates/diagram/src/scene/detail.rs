/// How much of a card is drawn at a zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Plain boxes and straight lines.
    Boxes,
    /// Cards with a large icon, no text.
    Icons,
    /// Cards with an icon and their name in large letters.
    Names,
    /// Everything.
    Full,
}

impl Detail {
    const ICONS_FROM: f64 = 0.22;
    const NAMES_FROM: f64 = 0.4;
    const FULL_FROM: f64 = 0.58;
    /// Text smaller than this cannot be read, in screen pixels.
    const LEAST_TEXT_PIXELS: f64 = 7.5;

    pub fn at(zoom: f64) -> Self {
        if zoom < Self::ICONS_FROM {
            Self::Boxes
        } else if zoom < Self::NAMES_FROM {
            Self::Icons
        } else if zoom < Self::FULL_FROM {
            Self::Names
        } else {
            Self::Full
        }
    }

    /// Whether text of so many document units can be read.
    pub fn is_readable(size: f64, zoom: f64) -> bool {
        size * zoom >= Self::LEAST_TEXT_PIXELS
    }
}
