use std::cell::RefCell;

use inspector::Inspector;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Takes packs until the worker is ended.
pub fn listen() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let inspector = RefCell::new(Inspector::default());
    let teller = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        let verdict = inspector.borrow_mut().take(&text);
        // A verdict is plain data, which always has a form in JSON.
        if let Ok(text) = serde_json::to_string(&verdict) {
            let _ = teller.post_message(&JsValue::from_str(&text));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}
