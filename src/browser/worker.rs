//! Programs that run beside the page and are spoken to in messages, most of them lines of text.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, WorkerOptions, WorkerType};

/// What a program says once it listens.
const READY: &str = "ready";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    #[error("The browser did not start a program that this needs. It may be too old, or out of memory.")]
    NotStarted,
    #[error("A program that this needs did not arrive. Look whether you are online, then try again.")]
    NotFetched,
}

/// Ended when it is dropped, whatever it is doing.
#[derive(Debug)]
pub struct Worker {
    worker: web_sys::Worker,
    /// Messages for a program that does not listen yet; `None` once it does.
    waiting: Rc<RefCell<Option<Vec<JsValue>>>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn()>,
}

impl Worker {
    /// Starts the program in a folder of the site, which answers in lines.
    pub fn start(
        folder: &str,
        on_line: impl Fn(String) + 'static,
        on_failure: impl Fn(WorkerError) + 'static,
    ) -> Result<Worker, WorkerError> {
        let on_message = move |message: JsValue| message.as_string().into_iter().for_each(&on_line);
        Worker::start_with(folder, on_message, on_failure)
    }

    /// Starts the program in a folder of the site, which answers in any messages.
    pub fn start_with(
        folder: &str,
        when_told: impl Fn(JsValue) + 'static,
        on_failure: impl Fn(WorkerError) + 'static,
    ) -> Result<Worker, WorkerError> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&format!("/{folder}/start.js"), &options)
            .map_err(|_| WorkerError::NotStarted)?;
        let waiting = Rc::new(RefCell::new(Some(Vec::<JsValue>::new())));
        let on_message = {
            let (worker, waiting) = (worker.clone(), Rc::clone(&waiting));
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let message = event.data();
                if message.as_string().as_deref() == Some(READY) {
                    let waiting = waiting.borrow_mut().take().unwrap_or_default();
                    waiting.iter().for_each(|message| post(&worker, message));
                } else {
                    when_told(message);
                }
            })
        };
        let on_error = Closure::<dyn Fn()>::new(move || on_failure(WorkerError::NotFetched));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Worker { worker, waiting, _on_message: on_message, _on_error: on_error })
    }

    pub fn tell(&self, line: String) {
        self.send(JsValue::from_str(&line));
    }

    pub fn send(&self, message: JsValue) {
        match self.waiting.borrow_mut().as_mut() {
            Some(waiting) => waiting.push(message),
            None => post(&self.worker, &message),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Text and bytes can always be posted.
fn post(worker: &web_sys::Worker, message: &JsValue) {
    let _ = worker.post_message(message);
}
