//! Small things that are asked of elements.

use wasm_bindgen::JsCast;

/// Moves the keyboard to the element with this id, if it is there.
pub fn focus(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether nothing on the page has the keyboard, as after what had it was taken away.
pub fn is_keyboard_free() -> bool {
    let active = leptos::prelude::document().active_element();
    active.is_none_or(|active| matches!(active.tag_name().as_str(), "BODY" | "MAIN"))
}

/// Begins what is seen with the element with this id, and moves the keyboard there.
pub fn go_to(id: &str) {
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        element.scroll_into_view();
        focus(id);
    }
}

/// Moves the keyboard to the first field inside the element with this id.
pub fn focus_field_in(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    let field = element.and_then(|element| element.query_selector("input, select, textarea").ok().flatten());
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// Whether the element with this id takes any room on the page.
pub fn is_seen(id: &str) -> bool {
    let element = leptos::prelude::document().get_element_by_id(id);
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.offset_width() > 0)
}

/// Whether keys typed now belong to a field for text rather than to the page's shortcuts.
pub fn typing_text() -> bool {
    let Some(active) = leptos::prelude::document().active_element() else { return false };
    if let Some(input) = active.dyn_ref::<web_sys::HtmlInputElement>() {
        return !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "range");
    }
    // What stands in a shadow is an editor for text.
    if active.shadow_root().is_some() {
        return true;
    }
    let editable =
        active.dyn_ref::<web_sys::HtmlElement>().is_some_and(|element| element.is_content_editable());
    editable || matches!(active.tag_name().as_str(), "TEXTAREA" | "SELECT")
}

/// Whether Enter would press what has the focus.
pub fn on_button() -> bool {
    let active = leptos::prelude::document().active_element();
    active.is_some_and(|active| matches!(active.tag_name().as_str(), "BUTTON" | "A" | "SUMMARY"))
}

/// Whether the part that was just opened or closed is open now; for `toggle` events of `details`.
pub fn is_open(event: &web_sys::Event) -> bool {
    let details = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

/// Whether a part of the page's text is marked, which copying then means.
pub fn has_marked_text() -> bool {
    let selection = leptos::prelude::window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Whether the learner asked the device for less motion.
pub fn wants_less_motion() -> bool {
    let query = leptos::prelude::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The value of a custom property of the page, such as `--accent`.
pub fn css_token(name: &str) -> Option<String> {
    let root = leptos::prelude::document().document_element()?;
    let style = leptos::prelude::window().get_computed_style(&root).ok().flatten()?;
    style.get_property_value(name).ok().filter(|value| !value.is_empty())
}
