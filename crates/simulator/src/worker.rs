use std::cell::RefCell;
use std::rc::Rc;

use simulator::{Notice, Order, Runner};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How long messages may wait while the run goes on.
const SLICE_MILLIS: f64 = 24.0;

struct Shop {
    scope: DedicatedWorkerGlobalScope,
    runner: Runner,
    last_turn_millis: f64,
    /// The next slice is asked for already.
    is_awaited: bool,
    next_slice: Option<Closure<dyn Fn()>>,
}

/// Takes orders until the worker is ended.
pub fn listen() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let shop = Rc::new(RefCell::new(Shop {
        scope: scope.clone(),
        runner: Runner::default(),
        last_turn_millis: 0.0,
        is_awaited: false,
        next_slice: None,
    }));
    let for_slices = Rc::clone(&shop);
    shop.borrow_mut().next_slice = Some(Closure::new(move || for_slices.borrow_mut().slice()));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        shop.borrow_mut().take(&text);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

impl Shop {
    fn take(&mut self, text: &str) {
        let notices = match serde_json::from_str::<Order>(text) {
            Ok(order) => self.runner.order(order),
            Err(error) => {
                vec![Notice::Refused { sentence: format!("The order was not understood: {error}.") }]
            }
        };
        self.tell(notices);
        self.last_turn_millis = self.now_millis();
        self.ask_for_slice();
    }

    fn slice(&mut self) {
        self.is_awaited = false;
        let started_millis = self.now_millis();
        while self.runner.wants_turn() {
            let now_millis = self.now_millis();
            let notices = self.runner.turn(now_millis - self.last_turn_millis);
            self.last_turn_millis = now_millis;
            let has_news = !notices.is_empty();
            self.tell(notices);
            if has_news || now_millis - started_millis >= SLICE_MILLIS {
                break;
            }
        }
        self.ask_for_slice();
    }

    fn ask_for_slice(&mut self) {
        if self.is_awaited || !self.runner.wants_turn() {
            return;
        }
        if let Some(slice) = &self.next_slice {
            let asked = self.scope.set_timeout_with_callback(slice.as_ref().unchecked_ref());
            self.is_awaited = asked.is_ok();
        }
    }

    fn tell(&self, notices: Vec<Notice>) {
        for notice in notices {
            // A notice is plain data, which always has a form in JSON.
            if let Ok(text) = serde_json::to_string(&notice) {
                let _ = self.scope.post_message(&JsValue::from_str(&text));
            }
        }
    }

    fn now_millis(&self) -> f64 {
        self.scope.performance().map_or(0.0, |performance| performance.now())
    }
}
