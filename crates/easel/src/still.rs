use diagram::scene::{Overlay, Picture, Scene};
use kurbo::{Rect, Size};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::painter::{Painter, Stock};
use crate::{EaselError, Theme};

/// How much of a design a picture of it shows, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Still {
    /// World rectangle.
    pub frame: Rect,
    /// CSS pixels for a document unit: where things get small, detail falls away.
    pub zoom: f64,
    /// Pixels of the canvas for a CSS pixel.
    pub density: f64,
}

/// Browsers refuse canvases that are much longer.
const LONGEST_SIDE: f64 = 8192.0;

impl Still {
    /// The whole design at 100 %, as sharp as on a dense screen unless it is too large for that.
    pub fn whole(picture: &Picture) -> Self {
        let frame = picture.frame();
        let density = 2.0_f64.min(LONGEST_SIDE / frame.width()).min(LONGEST_SIDE / frame.height());
        Self { frame, zoom: 1.0, density }
    }

    /// The whole design in the middle of a box of so many CSS pixels, at 100 % at most.
    pub fn within(picture: &Picture, size: Size, density: f64) -> Self {
        let frame = picture.frame();
        let zoom = (size.width / frame.width()).min(size.height / frame.height()).min(1.0);
        let frame = Rect::from_center_size(frame.center(), size / zoom);
        Self { frame, zoom, density }
    }

    /// Paints the design at rest, on a ground of the theme's and without the grid. The canvas gets the size that is needed.
    ///
    /// # Errors
    /// When the browser offers no 2D canvas.
    pub fn paint(
        self,
        canvas: &HtmlCanvasElement,
        theme: &Theme,
        picture: &Picture,
    ) -> Result<(), EaselError> {
        let scale = self.zoom * self.density;
        let pixels = |units: f64| (units * scale).round().clamp(1.0, LONGEST_SIDE) as u32;
        canvas.set_width(pixels(self.frame.width()));
        canvas.set_height(pixels(self.frame.height()));
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")
            .ok()
            .flatten()
            .and_then(|context| context.dyn_into().ok())
            .ok_or(EaselError::NoCanvas)?;
        context.set_fill_style_str(theme.background());
        context.fill_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
        let (x, y) = (-self.frame.x0 * scale, -self.frame.y0 * scale);
        let _ = context.set_transform(scale, 0.0, 0.0, scale, x, y);
        let layer = Scene::base(picture, &Overlay::default(), self.zoom, self.frame);
        Painter::new(&context, theme, &mut Stock::default()).paint(&layer);
        Ok(())
    }
}
