//! PNG without a browser: our own SVG as pixels, with the page's font.

use std::sync::Arc;

use diagram::scene::Picture;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::svg::{self, Look};
use crate::{Theme, WriteError, png};

/// The letters of `public/fonts/inter-latin.woff2`, unpacked.
const FONT: &[u8] = include_bytes!("../fonts/inter-latin.ttf");
/// Pixels for a document unit, as on a dense screen.
const SCALE: f64 = 2.0;
/// A drawing that is larger than this, in pixels on a side, is made smaller.
const LONGEST_SIDE: f64 = 8192.0;

/// The picture as pixels, with the design inside.
///
/// # Errors
/// When there is no room for the pixels.
pub fn png(picture: &Picture, theme: Theme) -> Result<Vec<u8>, WriteError> {
    let extent = picture.frame();
    let scale = SCALE.min(LONGEST_SIDE / extent.width()).min(LONGEST_SIDE / extent.height());
    let pixels = |units: f64| (units * scale).ceil().max(1.0) as u32;
    let (width, height) = (pixels(extent.width()), pixels(extent.height()));
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family("Inter");
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let svg = svg::write(picture, Look { theme, font: None });
    let tree = Tree::from_str(&svg, &options).map_err(|_| WriteError::NoPixels)?;
    let mut pixmap = Pixmap::new(width, height).ok_or(WriteError::NoPixels)?;
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixmap.as_mut());
    let bytes = pixmap.encode_png().map_err(|_| WriteError::NoPixels)?;
    png::with_design(&bytes, picture.diagram)
}

#[cfg(test)]
mod tests;
