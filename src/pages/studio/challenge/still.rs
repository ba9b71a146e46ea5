use std::sync::Arc;

use diagram::scene::{Findings, Overlay, Picture};
use diagram::{Catalogue, Diagram, SpatialIndex, Viewport};
use easel::Easel;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

use crate::browser::clock;
use crate::browser::theme::Theme;
use crate::library::Library;

/// CSS pixels around the drawing.
const PADDING: f64 = 24.0;

/// A design to look at, all of it in view. What is to be seen is said in words elsewhere on the page.
#[component]
pub fn StillDrawing(diagram: Arc<Diagram>, #[prop(into)] label: String) -> impl IntoView {
    let host = NodeRef::<Div>::new();
    let easel = StoredValue::new_local(None::<Easel>);
    let theme = expect_context::<Theme>();
    let index = Arc::new(SpatialIndex::of(&diagram));
    let catalogue = expect_context::<Library>().catalogue();
    let paint = move || {
        easel.try_update_value(|easel| {
            if let Some(easel) = easel {
                paint(easel, &diagram, &index, catalogue.get_untracked());
            }
        });
    };
    let repaint = paint.clone();
    Effect::new(move || {
        let Some(host) = host.get() else { return };
        easel.set_value(Easel::new(&host).ok());
        let paint = paint.clone();
        let on_resize = Closure::<dyn Fn()>::new(move || {
            easel.try_update_value(|easel| easel.as_mut().map(Easel::refit));
            paint();
        });
        let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
        observer.observe(&host);
        let kept = StoredValue::new_local((observer, on_resize));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    });
    Effect::new(move || {
        theme.repaint.track();
        easel.try_update_value(|easel| easel.as_mut().map(Easel::reread_theme));
        repaint();
    });
    on_cleanup(move || {
        if let Some(Some(easel)) = easel.try_update_value(Option::take) {
            easel.remove();
        }
    });
    view! { <div class="still" role="img" aria-label=label><div class="still__host" node_ref=host></div></div> }
}

fn paint(easel: &mut Easel, diagram: &Diagram, index: &SpatialIndex, catalogue: &Catalogue) {
    let Some(extent) = index.extent() else { return };
    let viewport = Viewport::new(easel.size()).fitting(extent, PADDING);
    let picture = Picture { diagram, index, catalogue, findings: &Findings::default(), revision: 0 };
    // Nothing moves here, so what does not fit into one frame is painted at once.
    while easel.paint(&picture, &Overlay::default(), &viewport, clock::monotonic_millis()) {}
}
