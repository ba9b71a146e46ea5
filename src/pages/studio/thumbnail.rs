use diagram::scene::{Findings, Picture};
use diagram::{Catalogue, Diagram, SpatialIndex};
use easel::{Still, Theme};
use kurbo::Size;
use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::browser::theme;
use crate::library::Library;

/// A small picture of a design, in the colours of today.
#[component]
pub fn Thumbnail(
    diagram: Diagram,
    /// Width and height at most, in CSS pixels.
    size: (f64, f64),
    /// Empty where words beside it say all that it shows.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let theme = expect_context::<theme::Theme>();
    let catalogue = expect_context::<Library>().catalogue();
    let canvas = NodeRef::<Canvas>::new();
    let drawn = StoredValue::new(diagram);
    Effect::new(move || {
        theme.repaint.track();
        if let Some(canvas) = canvas.get() {
            drawn.with_value(|diagram| paint(&canvas, diagram, catalogue.get_untracked(), size));
        }
    });
    let is_decoration = label.is_empty();
    view! {
        <canvas
            class="thumbnail"
            node_ref=canvas
            role=(!is_decoration).then_some("img")
            aria-label=(!is_decoration).then_some(label)
            aria-hidden=is_decoration.then_some("true")
        ></canvas>
    }
}

/// Paints a whole design in the middle of so many CSS pixels. A picture that is not painted leaves the words beside it.
pub fn paint(canvas: &HtmlCanvasElement, diagram: &Diagram, catalogue: &Catalogue, size: (f64, f64)) {
    let Ok(colours) = Theme::from_css(canvas) else { return };
    let density = window().device_pixel_ratio().clamp(1.0, 3.0);
    let picture = Picture {
        diagram,
        index: &SpatialIndex::of(diagram),
        catalogue,
        findings: &Findings::default(),
        revision: 0,
    };
    let _ = Still::within(&picture, Size::from(size), density).paint(canvas, &colours, &picture);
}
