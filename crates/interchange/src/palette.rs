//! The colours of pictures that leave the page: those of `style/tokens.css`, which a test compares.

use diagram::catalogue::Category;
use diagram::scene::Ink;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// Red, green, blue.
pub(crate) type Rgb = u32;

/// A colour and how much of it is seen, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paint {
    pub(crate) rgb: Rgb,
    pub(crate) opacity_thousandths: u32,
}

struct Token {
    #[cfg_attr(not(test), expect(dead_code, reason = "a test finds the token in the style sheet by it"))]
    name: &'static str,
    light: Rgb,
    dark: Rgb,
}

const fn token(name: &'static str, light: Rgb, dark: Rgb) -> Token {
    Token { name, light, dark }
}

const BACKGROUND: Token = token("--canvas-background", 0xf9fafd, 0x10141d);
const SURFACE: Token = token("--canvas-surface", 0xffffff, 0x1b2130);
const OUTLINE: Token = token("--canvas-outline", 0xc3c9dc, 0x3a4359);
const CONNECTION: Token = token("--canvas-connection", 0x6f7992, 0x8993ad);
const TEXT: Token = token("--canvas-text", 0x151a28, 0xeceff8);
const TEXT_MUTED: Token = token("--canvas-text-muted", 0x525b72, 0xa6afc6);
const ACCENT: Token = token("--canvas-accent", 0x2450d8, 0x8fb0ff);
const HIGHLIGHT: Token = token("--canvas-highlight", 0x7a3fe0, 0xc3a2ff);
const ON_BADGE: Token = token("--canvas-on-badge", 0xffffff, 0x10141d);
const GOOD: Token = token("--canvas-good", 0x12935f, 0x4cc795);
const WARNING: Token = token("--canvas-warning", 0xc27a06, 0xeaa93f);
const DANGER: Token = token("--canvas-danger", 0xcf352b, 0xff7d70);
const SHADOW: Token = token("--canvas-shadow", 0x0b1220, 0x000000);
const CLIENT: Token = token("--category-client", 0x4a5878, 0xa9b6d6);
const EDGE: Token = token("--category-edge", 0x6d3fd1, 0xb79bff);
const COMPUTE: Token = token("--category-compute", 0x1d63d8, 0x82b1ff);
const STORAGE: Token = token("--category-storage", 0x0b7d6b, 0x5fd0bd);
const MESSAGING: Token = token("--category-messaging", 0xb5560a, 0xf2a765);
const OPERATIONS: Token = token("--category-operations", 0xa3286f, 0xf08cc4);
const THIRD_PARTY: Token = token("--category-third_party", 0x6b6257, 0xc4b8a8);

pub(crate) fn background(theme: Theme) -> Rgb {
    BACKGROUND.of(theme)
}

/// The same shares of transparency as the painter of the screen has.
pub(crate) fn paint(ink: Ink, theme: Theme) -> Paint {
    let (token, opacity_thousandths) = match ink {
        Ink::Surface => (SURFACE, 1000),
        Ink::Outline => (OUTLINE, 1000),
        Ink::Text => (TEXT, 1000),
        Ink::TextMuted => (TEXT_MUTED, 1000),
        Ink::Connection => (CONNECTION, 1000),
        Ink::Frame => (TEXT_MUTED, 40),
        Ink::Shadow => (SHADOW, 45),
        Ink::Track => (TEXT_MUTED, 180),
        Ink::Accent => (ACCENT, 1000),
        Ink::AccentTint => (ACCENT, 90),
        Ink::AccentSoft => (ACCENT, 500),
        Ink::Highlight => (HIGHLIGHT, 1000),
        Ink::Good => (GOOD, 1000),
        Ink::Warning => (WARNING, 1000),
        Ink::Danger => (DANGER, 1000),
        Ink::OnBadge => (ON_BADGE, 1000),
        Ink::Category(category) => (of_category(category), 1000),
        Ink::CategoryTint(category) => (of_category(category), 140),
    };
    Paint { rgb: token.of(theme), opacity_thousandths }
}

pub(crate) fn push_hexadecimal(text: &mut String, rgb: Rgb) {
    text.push('#');
    for shift in [20, 16, 12, 8, 4, 0] {
        text.push(char::from_digit((rgb >> shift) & 0xf, 16).unwrap_or('0'));
    }
}

pub(crate) fn hexadecimal(rgb: Rgb) -> String {
    let mut text = String::new();
    push_hexadecimal(&mut text, rgb);
    text
}

impl Token {
    fn of(&self, theme: Theme) -> Rgb {
        match theme {
            Theme::Light => self.light,
            Theme::Dark => self.dark,
        }
    }
}

fn of_category(category: Category) -> Token {
    match category {
        Category::Client => CLIENT,
        Category::Edge => EDGE,
        Category::Compute => COMPUTE,
        Category::Storage => STORAGE,
        Category::Messaging => MESSAGING,
        Category::Operations => OPERATIONS,
        Category::ThirdParty => THIRD_PARTY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a custom property is set to in one rule of the style sheet.
    fn in_style_sheet(rule: &str, name: &str) -> String {
        let style = include_str!("../../../style/tokens.css");
        let rule = style.split_once(rule).unwrap().1.split_once('}').unwrap().0;
        let value = rule.split_once(&format!("{name}:")).unwrap().1.split_once(';').unwrap().0;
        value.trim().to_owned()
    }

    #[test]
    fn every_colour_is_the_one_of_the_style_sheet() {
        let tokens = [
            BACKGROUND,
            SURFACE,
            OUTLINE,
            CONNECTION,
            TEXT,
            TEXT_MUTED,
            ACCENT,
            HIGHLIGHT,
            ON_BADGE,
            GOOD,
            WARNING,
            DANGER,
            SHADOW,
            CLIENT,
            EDGE,
            COMPUTE,
            STORAGE,
            MESSAGING,
            OPERATIONS,
            THIRD_PARTY,
        ];
        for token in tokens {
            assert_eq!(hexadecimal(token.light), in_style_sheet(":root {", token.name), "{}", token.name);
            let dark = in_style_sheet(":root[data-theme=\"dark\"] {", token.name);
            assert_eq!(hexadecimal(token.dark), dark, "{}", token.name);
        }
    }
}
