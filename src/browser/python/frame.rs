//! The frame in a sandbox, and the line to the worker in it.

use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort, Window};

use super::{MEMORY_LIMIT_MEGABYTES, PythonError, files, packages};

/// More output is cut: nobody reads it, and the page has to hold it.
const OUTPUT_LIMIT_CHARACTERS: u32 = 200_000;
const OUTPUT_LIMIT_LINES: u32 = 2_000;

/// Lives as long as the page.
pub struct Frame {
    window: Window,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Frame {
    /// Fetches what Python is made of and hands it to a new frame.
    pub async fn open(on_failure: impl Fn(String) + 'static) -> Result<Frame, PythonError> {
        let window = async {
            let not_started = || PythonError::NotStarted("there is no frame".to_owned());
            insert(&files::frame_page().await?).await.ok_or_else(not_started)
        };
        let (window, files, packages) = futures::join!(window, files::all(), packages::all());
        let (window, (files, buffers)) = (window?, files?);
        let on_message = listen(&window, on_failure);
        let message = object(&[("files", files.as_ref())]);
        window
            .post_message_with_transfer(&message, "*", &buffers)
            .map_err(|error| PythonError::NotStarted(format!("{error:?}")))?;
        let frame = Frame { window, _on_message: on_message };
        frame.post(&packages);
        Ok(frame)
    }

    /// What programs may import besides the standard library, from the next start of a worker on.
    pub fn hand_packages(&self, packages: &JsValue) {
        self.post(packages);
    }

    /// Starts a worker, in place of the one before.
    pub fn start_worker(&self, on_line: impl Fn(String) + 'static) -> Option<Port> {
        let channel = MessageChannel::new().ok()?;
        let limits = object(&[
            ("memoryBytes", &JsValue::from_f64(f64::from(MEMORY_LIMIT_MEGABYTES) * 1024.0 * 1024.0)),
            ("outputCharacters", &JsValue::from(OUTPUT_LIMIT_CHARACTERS)),
            ("outputLines", &JsValue::from(OUTPUT_LIMIT_LINES)),
        ]);
        let message = object(&[("limits", &limits)]);
        let ports = Array::of1(&channel.port2());
        self.window.post_message_with_transfer(&message, "*", &ports).ok()?;
        Some(Port::new(channel.port1(), on_line))
    }

    /// Ends the worker, whatever it is doing.
    pub fn end_worker(&self) {
        self.post(&object(&[("end", &JsValue::TRUE)]));
    }

    fn post(&self, message: &JsValue) {
        // A frame whose origin is nobody's can only be addressed as anybody.
        let _ = self.window.post_message(message, "*");
    }
}

/// Puts the frame into the page and waits until it listens.
async fn insert(page: &str) -> Option<Window> {
    let frame: HtmlIFrameElement = document().create_element("iframe").ok()?.unchecked_into();
    frame.set_attribute("sandbox", "allow-scripts").ok()?;
    frame.set_attribute("title", "Python").ok()?;
    frame.set_hidden(true);
    frame.set_srcdoc(page);
    let loaded = Promise::new(&mut |loaded, _| frame.set_onload(Some(&loaded)));
    document().body()?.append_child(&frame).ok()?;
    JsFuture::from(loaded).await.ok()?;
    frame.content_window()
}

/// What the frame itself says is only ever that something failed.
fn listen(frame: &Window, on_failure: impl Fn(String) + 'static) -> Closure<dyn Fn(MessageEvent)> {
    let source = frame.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let is_from_frame = event.source().is_some_and(|from| Object::is(&from, &source));
        let failed = Reflect::get(&event.data(), &"failed".into()).ok().and_then(|said| said.as_string());
        if let (true, Some(reason)) = (is_from_frame, failed) {
            on_failure(reason);
        }
    });
    let window = leptos::prelude::window();
    let _ = window.add_event_listener_with_callback("message", on_message.as_ref().unchecked_ref());
    on_message
}

pub(super) fn object(entries: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// The line to a worker; closed when it is dropped.
pub struct Port {
    port: MessagePort,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Port {
    fn new(port: MessagePort, on_line: impl Fn(String) + 'static) -> Port {
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(line) = event.data().as_string() {
                on_line(line);
            }
        });
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Port { port, _on_message: on_message }
    }

    /// Text can always be sent.
    pub fn send(&self, line: &str) {
        let _ = self.port.post_message(&JsValue::from_str(line));
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}
