//! What to draw, as plain data: shapes in document units with style tokens, no colours and no canvas.
//!
//! A scene has two layers. The *base* changes with the design, the findings, the zoom, and what is lifted off it. The
//! *live* layer holds what follows the pointer: selection, ports, previews and whatever is being dragged.

mod activity;
mod annotation;
mod base;
mod card;
mod connection;
mod detail;
mod frame;
mod live;
mod overlay;
mod picture;
mod preview;
pub mod route;
mod shape;
mod side;
mod text;

pub use activity::{Activity, Busy, Message, MessageSort, Rate};
pub use base::BaseKey;
pub use detail::Detail;
pub use overlay::Overlay;
pub use picture::{Findings, Picture, Status};
pub use preview::{Bend, Drawing, Ghost, Guide, Lift, Outline, Preview, Resize, Rubber, RubberEnd};
pub use shape::{Align, Curve, Dash, Ink, Layer, Shape, Stroke, Weight};
pub use side::Side;
pub use text::approximate_width;

use kurbo::Rect;

use crate::Viewport;

/// Both layers, in drawing order from back to front.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    pub base: Layer,
    pub live: Layer,
}

impl Scene {
    /// Everything on the screen.
    pub fn of(picture: &Picture, overlay: &Overlay, viewport: &Viewport) -> Self {
        Self {
            base: Self::base(picture, overlay, viewport.zoom, viewport.visible()),
            live: Self::live(picture, overlay, viewport),
        }
    }

    /// The layer below for a world rectangle, which may be larger than the screen so that panning needs no new one.
    pub fn base(picture: &Picture, overlay: &Overlay, zoom: f64, region: Rect) -> Layer {
        base::layer(picture, overlay, zoom, region)
    }

    /// The layer on top.
    pub fn live(picture: &Picture, overlay: &Overlay, viewport: &Viewport) -> Layer {
        live::layer(picture, overlay, viewport)
    }
}

#[cfg(test)]
mod tests;
