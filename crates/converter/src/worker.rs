use converter::{Answer, Order, carry_out};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Takes orders until the worker is ended.
pub fn listen() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let replies = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let (answer, bytes) = answered(&event.data());
        // An answer is plain data, which always has a form in JSON.
        if let Ok(text) = serde_json::to_string(&answer) {
            let message = Array::of2(&JsValue::from_str(&text), &Uint8Array::from(bytes.as_slice()));
            let _ = replies.post_message(&message);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

/// A message is a list: the order as text, then what is attached.
fn answered(message: &JsValue) -> (Answer, Vec<u8>) {
    let parts: Vec<JsValue> =
        message.dyn_ref::<Array>().map(|parts| parts.iter().collect()).unwrap_or_default();
    let text = parts.first().and_then(JsValue::as_string).unwrap_or_default();
    let attached: Vec<Vec<u8>> = parts
        .iter()
        .skip(1)
        .filter_map(|part| part.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
        .collect();
    match serde_json::from_str::<Order>(&text) {
        Ok(order) => carry_out(&order, &attached),
        Err(error) => {
            let sentence = format!("The order was not understood: {error}.");
            (Answer::Refused { sentence }, Vec::new())
        }
    }
}
