use std::cell::RefCell;

use reviewer::{Desk, Notice, Request};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers requests until the worker is ended.
pub fn listen() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let desk = RefCell::new(Desk::default());
    let answering = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        let notice = match serde_json::from_str::<Request>(&text) {
            Ok(request) => desk.borrow_mut().answer(&request),
            Err(error) => Notice::Refused { sentence: format!("The request was not understood: {error}.") },
        };
        // A notice is plain data, which always has a form in JSON.
        if let Ok(text) = serde_json::to_string(&notice) {
            let _ = answering.post_message(&JsValue::from_str(&text));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}
