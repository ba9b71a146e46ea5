use leptos::html::Canvas;
use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::prelude::DrawingBackend;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::HtmlCanvasElement;

use super::style::ChartStyle;
use crate::browser::theme::Theme;

pub type Area = DrawingArea<CanvasBackend, Shift>;
pub type Drawn = Result<(), DrawingAreaErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

/// A picture that is drawn again when its size or the colours change. `label` says in words what it shows.
#[component]
pub fn ChartCanvas(
    #[prop(into)] label: String,
    height: u32,
    draw: impl Fn(&Area, &ChartStyle) -> Drawn + 'static,
) -> impl IntoView {
    let theme = expect_context::<Theme>();
    let canvas = NodeRef::<Canvas>::new();
    let resized = RwSignal::new(0u32);
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        watch_size(&canvas, resized);
    });
    Effect::new(move || {
        theme.repaint.track();
        resized.track();
        let Some(canvas) = canvas.get() else { return };
        if let Err(error) = paint(&canvas, height, &draw) {
            leptos::logging::warn!("a chart was not drawn: {error}");
        }
    });
    view! { <canvas node_ref=canvas role="img" aria-label=label style:height=format!("{height}px")></canvas> }
}

fn paint(
    canvas: &HtmlCanvasElement,
    height: u32,
    draw: &impl Fn(&Area, &ChartStyle) -> Drawn,
) -> Result<(), String> {
    let scale = window().device_pixel_ratio().max(1.0);
    let width = f64::from(canvas.client_width());
    if width < 1.0 {
        return Ok(());
    }
    canvas.set_width((width * scale).round() as u32);
    canvas.set_height((f64::from(height) * scale).round() as u32);
    let backend = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("the canvas gave no context")?;
    let area = backend.into_drawing_area();
    draw(&area, &ChartStyle::of_page(scale)).map_err(|error| error.to_string())?;
    area.present().map_err(|error| error.to_string())
}

/// Until the page is left.
fn watch_size(canvas: &HtmlCanvasElement, resized: RwSignal<u32>) {
    let last_width = StoredValue::new(canvas.client_width());
    let watched = canvas.clone();
    let on_resize = Closure::<dyn Fn()>::new(move || {
        let width = watched.client_width();
        if width != last_width.get_value() {
            last_width.set_value(width);
            resized.update(|count| *count += 1);
        }
    });
    let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
    observer.observe(canvas);
    let kept = StoredValue::new_local((observer, on_resize));
    on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
}
