use diagram::Viewport;
use diagram::scene::{Overlay, Picture, Preview};
use easel::Easel;
use kurbo::{Point, Size};
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;

use super::bench::Bench;
use crate::browser::clock;
use crate::browser::theme::Theme;

/// CSS pixels around the whole design.
const PADDING: f64 = 8.0;

/// The whole design in a corner, with a frame around what is seen: only while some of it is not.
///
/// For pointers alone; the arrows, `0` and the search go everywhere from the keyboard.
#[component]
pub fn Minimap(bench: Bench) -> impl IntoView {
    let is_needed = Memo::new(move |_| {
        let visible = bench.viewport.with(Viewport::visible);
        let extent = bench.drawn.with(|drawn| drawn.index.extent());
        extent.is_some_and(|extent| !visible.contains_rect(extent))
    });
    move || is_needed.get().then(|| view! { <Overview bench /> })
}

#[component]
fn Overview(bench: Bench) -> impl IntoView {
    let host = NodeRef::<Div>::new();
    let easel = StoredValue::new_local(None::<Easel>);
    let theme = expect_context::<Theme>();
    Effect::new(move || {
        if let Some(host) = host.get() {
            easel.set_value(Easel::new(&host).ok());
        }
    });
    on_cleanup(move || {
        if let Some(Some(easel)) = easel.try_update_value(Option::take) {
            easel.remove();
        }
    });
    let awaiting_frame = StoredValue::new(false);
    Effect::new(move || {
        bench.drawn.track();
        bench.findings.track();
        bench.viewport.track();
        theme.repaint.track();
        host.track();
        paint_soon(bench, easel, awaiting_frame);
    });
    Effect::new(move || {
        theme.repaint.track();
        let _ = easel.try_update_value(|easel| easel.as_mut().map(Easel::reread_theme));
    });
    let look = move |event: &PointerEvent| {
        let size = easel.with_value(|easel| easel.as_ref().map(Easel::size));
        if let Some(fitted) = size.and_then(|size| fitted(bench, size)) {
            let at = Point::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
            bench.look_at(fitted.world_from_screen(at));
        }
    };
    let press = move |event: PointerEvent| {
        if let Some(host) = host.get_untracked() {
            let _ = host.set_pointer_capture(event.pointer_id());
        }
        look(&event);
    };
    let drag = move |event: PointerEvent| {
        if event.buttons() != 0 {
            look(&event);
        }
    };
    // The easel sets how its host is placed, so the corner is another element's.
    view! {
        <div class="minimap" aria-hidden="true">
            <div class="minimap__host" node_ref=host on:pointerdown=press on:pointermove=drag></div>
        </div>
    }
}

/// The view in which the whole design is as large as the corner. It is the same however the design is scrolled, so that
/// scrolling moves the frame and paints nothing else; beyond the design the frame is cut off.
fn fitted(bench: Bench, size: Size) -> Option<Viewport> {
    let extent = bench.drawn.with_untracked(|drawn| drawn.index.extent())?;
    Some(Viewport::new(size).fitting(extent, PADDING))
}

/// With the next frame, and again as long as that leaves something to paint.
fn paint_soon(
    bench: Bench,
    easel: StoredValue<Option<Easel>, LocalStorage>,
    awaiting_frame: StoredValue<bool>,
) {
    if awaiting_frame.get_value() {
        return;
    }
    awaiting_frame.set_value(true);
    request_animation_frame(move || {
        // The page may have been left meanwhile.
        if awaiting_frame.try_set_value(false).is_some() {
            return;
        }
        let is_unfinished =
            easel.try_update_value(|easel| easel.as_mut().is_some_and(|easel| paint(bench, easel)));
        if is_unfinished == Some(true) {
            paint_soon(bench, easel, awaiting_frame);
        }
    });
}

fn paint(bench: Bench, easel: &mut Easel) -> bool {
    let Some(viewport) = fitted(bench, easel.size()) else { return false };
    let (drawn, findings) = (bench.drawn.get_untracked(), bench.findings.get_untracked());
    let marquee = Some(bench.viewport.get_untracked().visible());
    let overlay = Overlay { preview: Preview { marquee, ..Preview::default() }, ..Overlay::default() };
    let picture = Picture {
        diagram: &drawn.diagram,
        index: &drawn.index,
        catalogue: bench.kinds.get_untracked(),
        findings: &findings,
        revision: bench.picture_revision(&drawn),
    };
    easel.paint(&picture, &overlay, &viewport, clock::monotonic_millis())
}
