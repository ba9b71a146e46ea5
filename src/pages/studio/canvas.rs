use diagram::catalogue::Kind;
use diagram::scene::{Overlay, Picture};
use diagram::tools::{Input, Tool};
use easel::Easel;
use easel::input::{self, Inputs};
use kurbo::Point;
use leptos::ev::{self, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::HtmlElement;

use super::bench::Bench;
use super::menu::ActionMenu;
use super::minimap::Minimap;
use super::name_editor::NameEditor;
use crate::browser::clock;
use crate::browser::theme::Theme;

/// Id of the element that takes the keys of the canvas.
pub const CANVAS: &str = "design-canvas";

/// The easel on the page, with what it remembers of fingers and clicks.
pub struct Stage {
    easel: Easel,
    inputs: Inputs,
}

type StageCell = StoredValue<Option<Stage>, LocalStorage>;

/// The drawing itself. Whoever does not see it has the outline beside it and the live region.
#[component]
pub fn DesignCanvas(bench: Bench) -> impl IntoView {
    let host = NodeRef::<Div>::new();
    let stage = bench.stage;
    let problem = RwSignal::new(None::<String>);
    Effect::new(move || {
        let Some(host) = host.get() else { return };
        match Easel::new(&host) {
            Ok(easel) => {
                stage.set_value(Some(Stage { easel, inputs: Inputs::new(&host) }));
                follow_size(bench, &host);
            }
            Err(error) => problem.set(Some(error.to_string())),
        }
    });
    on_cleanup(move || {
        if let Some(Some(stage)) = stage.try_update_value(Option::take) {
            stage.easel.remove();
        }
    });
    paint_when_changed(bench);
    let pointer = move |make: fn(&mut Inputs, &PointerEvent, &diagram::Viewport) -> Option<Input>| {
        move |event: PointerEvent| {
            let viewport = bench.viewport.get_untracked();
            let input = with_inputs(stage, |inputs| make(inputs, &event, &viewport)).flatten();
            if let Some(input) = input {
                bench.input(&input);
            }
        }
    };
    let leave = move |_| {
        bench.input(&Input::PointerLeave);
    };
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        if let Some(input) = with_inputs(stage, |inputs| inputs.wheel(&event)) {
            bench.input(&input);
        }
    };
    // A long press of a finger and the menu key ask for it too. Only a pointer says where.
    let menu = move |event: MouseEvent| {
        event.prevent_default();
        bench.input(&Input::Cancel);
        let at = host.get_untracked().map(|host| host.get_bounding_client_rect()).map(|bounds| {
            Point::new(
                f64::from(event.client_x()) - bounds.left(),
                f64::from(event.client_y()) - bounds.top(),
            )
        });
        bench.open_menu(at.filter(|_| event.button() == 2));
    };
    // The second press of a double click opens a field; the browser must not give the canvas the focus after that.
    let keep_field = move |event: MouseEvent| {
        if bench.naming.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    };
    let key_down = move |event: KeyboardEvent| {
        let input = input::key_down(&event);
        if input.is_some_and(|input| bench.input(&input)) {
            event.prevent_default();
        }
    };
    let key_up = move |event: KeyboardEvent| {
        if let Some(input) = input::key_up(&event) {
            bench.input(&input);
        }
    };
    view! {
        <section class="canvas" aria-label="Canvas">
            <div
                id=CANVAS
                class="canvas__host"
                node_ref=host
                tabindex="0"
                role="application"
                aria-label="Design canvas"
                aria-describedby="canvas-help"
                on:pointerdown=pointer(Inputs::pointer_down)
                on:pointermove=pointer(Inputs::pointer_move)
                on:pointerup=pointer(Inputs::pointer_up)
                on:pointercancel=pointer(|inputs, event, _| Some(inputs.pointer_cancel(event)))
                on:pointerleave=leave
                on:mousedown=keep_field
                on:wheel=wheel
                on:keydown=key_down
                on:keyup=key_up
                on:blur=move |_| { bench.input(&Input::Cancel); }
                on:contextmenu=menu
            ></div>
            <p id="canvas-help" class="for-screen-readers">
                "Press slash to add a component, Tab to go through them, C to connect from the selected one, M for all that can be done, question mark for all keys. The outline lists the whole design."
            </p>
            {move || problem.get().map(|words| view! { <p class="notice notice--danger canvas__problem" role="alert">{words}</p> })}
            <EmptyHint bench />
            <ActivityLegend bench />
            <NameEditor bench />
            <Minimap bench />
            <ActionMenu bench />
        </section>
    }
}

fn with_inputs<T>(stage: StageCell, act: impl FnOnce(&mut Inputs) -> T) -> Option<T> {
    stage.try_update_value(|stage| stage.as_mut().map(|stage| act(&mut stage.inputs))).flatten()
}

/// Once per frame at most, however much has changed.
fn paint_when_changed(bench: Bench) {
    let theme = expect_context::<Theme>();
    let awaiting_frame = StoredValue::new(false);
    Effect::new(move || {
        theme.repaint.track();
        let _ = bench.stage.try_update_value(|stage| stage.as_mut().map(|stage| stage.easel.reread_theme()));
    });
    Effect::new(move || {
        bench.drawn.track();
        bench.findings.track();
        bench.selection.track();
        bench.hovered.track();
        bench.tool.track();
        bench.viewport.track();
        bench.motion.track();
        bench.activity.track();
        theme.repaint.track();
        paint_soon(bench, awaiting_frame);
    });
}

/// With the next frame, and again as long as that leaves something to paint.
fn paint_soon(bench: Bench, awaiting_frame: StoredValue<bool>) {
    if awaiting_frame.get_value() {
        return;
    }
    awaiting_frame.set_value(true);
    request_animation_frame(move || {
        // The page may have been left meanwhile.
        if awaiting_frame.try_set_value(false).is_none() && paint(bench) {
            paint_soon(bench, awaiting_frame);
        }
    });
}

/// Whether something is left to paint.
fn paint(bench: Bench) -> bool {
    let (Some(drawn), Some(findings)) = (bench.drawn.try_get_untracked(), bench.findings.try_get_untracked())
    else {
        return false;
    };
    let drawn = bench.motion.get_untracked().unwrap_or(drawn);
    let tool = bench.tool.get_untracked();
    let hovered = bench.hovered.get_untracked();
    let cursor = tool.cursor(&hovered);
    let overlay = Overlay {
        selection: bench.selection.get_untracked(),
        hovered,
        preview: tool.preview(),
        activity: bench.activity.get_untracked(),
    };
    let picture = Picture {
        diagram: &drawn.diagram,
        index: &drawn.index,
        catalogue: bench.kinds.get_untracked(),
        findings: &findings,
        revision: bench.picture_revision(&drawn),
    };
    let viewport = bench.viewport.get_untracked();
    let is_unfinished = bench.stage.try_update_value(|stage| {
        let stage = stage.as_mut()?;
        stage.easel.set_cursor(cursor);
        Some(stage.easel.paint(&picture, &overlay, &viewport, clock::monotonic_millis()))
    });
    is_unfinished.flatten() == Some(true)
}

/// Until the page is left. The first time that there is room to see it, the whole design comes into view; later, what is
/// selected and was seen stays in it.
fn follow_size(bench: Bench, host: &HtmlElement) {
    let first = StoredValue::new(true);
    let on_resize = Closure::<dyn Fn()>::new(move || {
        let size =
            bench.stage.try_update_value(|stage| stage.as_mut().map(|stage| stage.easel.refit())).flatten();
        // Behind another tab of the page the canvas has no size, and nobody sees what would be fitted into it.
        let Some(size) = size.filter(|size| !size.is_zero_area()) else { return };
        if first.get_value() {
            first.set_value(false);
            bench.viewport.update(|viewport| viewport.size = size);
            bench.fit();
        } else {
            bench.resize_view(size);
        }
    });
    let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
    observer.observe(host);
    let kept = StoredValue::new_local((observer, on_resize));
    on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
}

/// A press on a library item that may become a drag onto the canvas. A finger scrolls the library instead, and taps.
pub fn drag_from_library(bench: Bench, kind: &'static Kind, event: &PointerEvent) {
    if event.pointer_type() == "touch" || event.button() != 0 {
        return;
    }
    bench.tool.set(Tool::place(&kind.id));
    let handles = StoredValue::new_local(None);
    let stop = move || {
        let taken: Option<(WindowListenerHandle, WindowListenerHandle)> =
            handles.try_update_value(Option::take).flatten();
        if let Some((moves, ups)) = taken {
            moves.remove();
            ups.remove();
        }
    };
    let moves = window_event_listener(ev::pointermove, move |event| {
        let Some(viewport) = bench.viewport.try_get_untracked() else { return stop() };
        if let Some(input) = with_inputs(bench.stage, |inputs| inputs.library_move(&event, &viewport)) {
            bench.input(&input);
        }
    });
    let ups = window_event_listener(ev::pointerup, move |event| {
        stop();
        let Some(viewport) = bench.viewport.try_get_untracked() else { return };
        if let Some(input) = with_inputs(bench.stage, |inputs| inputs.library_up(&event, &viewport)) {
            bench.input(&input);
        }
    });
    handles.set_value(Some((moves, ups)));
}

/// What the dots of a simulation stand for, while there are any.
#[component]
fn ActivityLegend(bench: Bench) -> impl IntoView {
    let is_shown = Memo::new(move |_| bench.activity.with(Option::is_some));
    move || {
        is_shown
            .get()
            .then(|| view! { <p class="canvas__legend small">{move || bench.activity_legend.try_get()}</p> })
    }
}

#[component]
fn EmptyHint(bench: Bench) -> impl IntoView {
    let empty = Memo::new(move |_| bench.drawn.with(|drawn| drawn.diagram.components.is_empty()));
    move || {
        empty.get().then(|| {
            view! {
                <div class="canvas__hint">
                    <p><strong>"Drag a component here"</strong></p>
                    <p>"or press " <kbd>"/"</kbd> " and type its name. Start with a client: it brings the load."</p>
                </div>
            }
        })
    }
}
