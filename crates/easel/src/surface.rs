use kurbo::{Point, Size};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use crate::EaselError;

/// One canvas of the stack, as sharp as the screen.
#[derive(Debug)]
pub(crate) struct Surface {
    canvas: HtmlCanvasElement,
    pub(crate) context: CanvasRenderingContext2d,
    /// CSS pixels by which it reaches over the host on every side.
    pub(crate) margin: f64,
    device_pixel_ratio: f64,
    placed: Placing,
}

/// Where what was painted is shown: moved by so many CSS pixels after it was made larger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placing {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) scale: f64,
}

impl Placing {
    pub(crate) const AS_PAINTED: Self = Self { x: 0.0, y: 0.0, scale: 1.0 };
}

impl Surface {
    /// A canvas laid over all of `host`, above those that are there already.
    pub(crate) fn over(host: &HtmlElement, margin: f64) -> Result<Self, EaselError> {
        let document = host.owner_document().ok_or(EaselError::NoPage)?;
        let canvas: HtmlCanvasElement = document
            .create_element("canvas")
            .ok()
            .and_then(|element| element.dyn_into().ok())
            .ok_or(EaselError::NoCanvas)?;
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")
            .ok()
            .flatten()
            .and_then(|context| context.dyn_into().ok())
            .ok_or(EaselError::NoCanvas)?;
        let style = canvas.style();
        let inset = format!("{}px", -margin);
        for (property, value) in [
            ("position", "absolute"),
            ("left", inset.as_str()),
            ("top", inset.as_str()),
            ("pointer-events", "none"),
            ("transform-origin", "0 0"),
        ] {
            // A property that is refused only costs looks.
            let _ = style.set_property(property, value);
        }
        let _ = canvas.set_attribute("aria-hidden", "true");
        host.append_child(&canvas).map_err(|_| EaselError::NoPage)?;
        Ok(Self { canvas, context, margin, device_pixel_ratio: 1.0, placed: Placing::AS_PAINTED })
    }

    /// Takes the size of its host, in CSS pixels. What was painted is gone.
    pub(crate) fn resize(&mut self, host: Size, device_pixel_ratio: f64) {
        let (width, height) = (host.width + 2.0 * self.margin, host.height + 2.0 * self.margin);
        self.device_pixel_ratio = device_pixel_ratio;
        self.canvas.set_width((width * device_pixel_ratio).round() as u32);
        self.canvas.set_height((height * device_pixel_ratio).round() as u32);
        let _ = self.canvas.style().set_property("width", &format!("{width}px"));
        let _ = self.canvas.style().set_property("height", &format!("{height}px"));
    }

    /// Clears it and makes document units the unit of what follows; `origin` is the world's at the host's corner.
    pub(crate) fn begin(&self, origin: Point, zoom: f64) {
        let context = &self.context;
        let _ = context.reset_transform();
        context.clear_rect(0.0, 0.0, f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        let scale = zoom * self.device_pixel_ratio;
        let offset = |world: f64| (self.margin - world * zoom) * self.device_pixel_ratio;
        let _ = context.set_transform(scale, 0.0, 0.0, scale, offset(origin.x), offset(origin.y));
    }

    /// Shows what is painted elsewhere or larger, without painting it again.
    pub(crate) fn place(&mut self, placing: Placing) {
        if self.placed != placing {
            self.placed = placing;
            let Placing { x, y, scale } = placing;
            let transform = if scale == 1.0 {
                format!("translate({x}px, {y}px)")
            } else {
                format!("translate({x}px, {y}px) scale({scale})")
            };
            let _ = self.canvas.style().set_property("transform", &transform);
        }
    }

    /// A hidden one can be painted without anybody seeing it half done.
    pub(crate) fn show(&self, is_shown: bool) {
        let visibility = if is_shown { "visible" } else { "hidden" };
        let _ = self.canvas.style().set_property("visibility", visibility);
    }

    /// Whole device pixels, in CSS pixels: anything else would be blurred.
    pub(crate) fn to_device(&self, css_pixels: f64) -> f64 {
        (css_pixels * self.device_pixel_ratio).round() / self.device_pixel_ratio
    }

    pub(crate) fn remove(&self) {
        self.canvas.remove();
    }
}
