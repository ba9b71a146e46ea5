use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Element;

use super::Program;
use crate::browser::program_editor;

const HELP: &str = "Tab indents. Escape, then Tab, leaves the editor. Control and Enter run the program.";

/// The program as text. Where the editor does not arrive, a plain field serves.
#[component]
pub fn Editor(program: Program, #[prop(into)] label: String) -> impl IntoView {
    let fetched = LocalResource::new(program_editor::is_fetched);
    view! {
        <div class="program__editor">
            {move || match fetched.get() {
                None => view! { <p class="muted" role="status">"Fetching the editor"</p> }.into_any(),
                Some(true) => view! { <Rich program label=label.clone() /> }.into_any(),
                Some(false) => view! { <Plain program label=label.clone() /> }.into_any(),
            }}
            <p class="muted small">{HELP}</p>
        </div>
    }
}

#[component]
fn Rich(program: Program, label: String) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    let editor = StoredValue::new_local(None::<Element>);
    Effect::new(move || {
        let Some(place) = place.get() else { return };
        let made = program.code.with_untracked(|code| program_editor::create(code, &label, HELP));
        let Some(made) = made else { return };
        listen(&made, program);
        if place.append_child(&made).is_ok() {
            editor.set_value(Some(made));
        }
    });
    let with_editor = move |act: &dyn Fn(&Element)| {
        editor.with_value(|editor| editor.as_ref().map(act));
    };
    Effect::new(move || {
        // The editor answers at once that its text changed, so nothing may be borrowed meanwhile.
        let code = program.code.get();
        with_editor(&|editor| program_editor::set_text(editor, &code));
    });
    Effect::new(move || {
        let line = program.marked_line.get();
        with_editor(&|editor| program_editor::mark_line(editor, line));
    });
    Effect::new(move || {
        if let Some(line) = program.wanted_line.get() {
            with_editor(&|editor| program_editor::go_to_line(editor, line));
            program.wanted_line.set(None);
        }
    });
    view! { <div node_ref=place></div> }
}

/// Until the page is left.
fn listen(editor: &Element, program: Program) {
    let on_input = {
        let editor = editor.clone();
        Closure::<dyn Fn()>::new(move || {
            let text = program_editor::text(&editor);
            if program.code.try_with_untracked(|code| *code != text) == Some(true) {
                program.code.set(text);
            }
        })
    };
    let on_run = Closure::<dyn Fn()>::new(move || program.run());
    let _ = editor.add_event_listener_with_callback("input", on_input.as_ref().unchecked_ref());
    let _ = editor.add_event_listener_with_callback("run", on_run.as_ref().unchecked_ref());
    let kept = StoredValue::new_local(Some((on_input, on_run, editor.clone())));
    on_cleanup(move || {
        let Some(Some((on_input, on_run, editor))) = kept.try_update_value(Option::take) else { return };
        let _ = editor.remove_event_listener_with_callback("input", on_input.as_ref().unchecked_ref());
        let _ = editor.remove_event_listener_with_callback("run", on_run.as_ref().unchecked_ref());
    });
}

#[component]
fn Plain(program: Program, label: String) -> impl IntoView {
    let field = NodeRef::<leptos::html::Textarea>::new();
    Effect::new(move || {
        if let (Some(line), Some(field)) = (program.wanted_line.get(), field.get()) {
            let before = line.saturating_sub(1) as usize;
            let at = program.code.with_untracked(|code| {
                code.split_inclusive('\n').take(before).map(|line| line.encode_utf16().count()).sum::<usize>()
            });
            let _ = field.focus();
            let _ = field.set_selection_range(at as u32, at as u32);
            program.wanted_line.set(None);
        }
    });
    view! {
        <textarea
            node_ref=field
            class="input program__plain"
            rows="14"
            spellcheck="false"
            autocapitalize="off"
            aria-label=label
            prop:value=move || program.code.get()
            on:input=move |event| program.code.set(event_target_value(&event))
        ></textarea>
    }
}
