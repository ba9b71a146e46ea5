//! The editor for programs (`editor/editor.js`): fetched when it is first needed, an element of its own from then on.

use js_sys::{Promise, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlScriptElement};

const SCRIPT: &str = "/editor/editor.js";
const SCRIPT_ID: &str = "program-editor-script";
const TAG: &str = "program-editor";

/// Whether the editor is there; where it does not arrive, a plain field has to do.
pub async fn is_fetched() -> bool {
    is_defined() || fetch().await.is_some()
}

fn is_defined() -> bool {
    let registry = Reflect::get(&js_sys::global(), &"customElements".into()).ok();
    let get = registry.as_ref().and_then(|registry| Reflect::get(registry, &"get".into()).ok());
    let (Some(registry), Some(get)) = (registry, get.and_then(|get| get.dyn_into::<js_sys::Function>().ok()))
    else {
        return false;
    };
    get.call1(&registry, &TAG.into()).is_ok_and(|found| !found.is_undefined())
}

async fn fetch() -> Option<()> {
    // One that failed before is tried anew.
    if let Some(before) = document().get_element_by_id(SCRIPT_ID) {
        before.remove();
    }
    let script: HtmlScriptElement = document().create_element("script").ok()?.unchecked_into();
    script.set_id(SCRIPT_ID);
    script.set_src(SCRIPT);
    let arrived = Promise::new(&mut |arrived, failed| {
        script.set_onload(Some(&arrived));
        script.set_onerror(Some(&failed));
    });
    document().head()?.append_child(&script).ok()?;
    JsFuture::from(arrived).await.ok()?;
    is_defined().then_some(())
}

/// A new editor, not on the page yet. `label` and `description` are for whoever listens.
pub fn create(text: &str, label: &str, description: &str) -> Option<Element> {
    let element = document().create_element(TAG).ok()?;
    element.set_attribute("label", label).ok()?;
    element.set_attribute("description", description).ok()?;
    set_text(&element, text);
    Some(element)
}

pub fn text(editor: &Element) -> String {
    Reflect::get(editor, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Does nothing where the text is the same.
pub fn set_text(editor: &Element, text: &str) {
    let _ = Reflect::set(editor, &"value".into(), &JsValue::from_str(text));
}

/// Marks a line, from 1, as where an error came from; `None` takes the mark away.
pub fn mark_line(editor: &Element, line: Option<u32>) {
    let _ = editor.set_attribute("marked-line", &line.unwrap_or(0).to_string());
}

/// Moves the keyboard to a line, from 1.
pub fn go_to_line(editor: &Element, line: u32) {
    let _ = editor.set_attribute("line", &line.to_string());
}
