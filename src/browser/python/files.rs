//! What Python is made of: fetched at its first start, and kept for the time without a network from then on.

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::PythonError;
use crate::browser::small_storage;

const FOLDER: &str = "/python";
/// Handed to the frame under these names, as bytes.
const FILES: [&str; 4] = ["worker.js", "pyodide.asm.wasm", "python_stdlib.zip", "modules.json"];
const KEPT: &str = "systemcraft.python";

/// Whether Python was started in this browser before, so that nothing heavy has to be fetched.
pub fn is_kept() -> bool {
    small_storage::read(KEPT).is_some()
}

pub fn note_kept() {
    small_storage::write(KEPT, "kept");
}

/// What the build says of Python.
#[derive(Deserialize)]
pub struct About {
    /// What the first start fetches.
    bytes: f64,
    /// 14 for Python 3.14.
    minor: u32,
    /// What packages with compiled code are built for.
    platforms: Vec<String>,
}

impl About {
    pub fn into_python(self) -> wheels::Python {
        wheels::Python { minor: self.minor, platforms: self.platforms }
    }
}

/// `None` where it cannot be told, without a network for instance.
pub async fn about() -> Option<About> {
    let text = text_of(&fetched("about.json").await.ok()?).await?;
    serde_json::from_str(&text).ok()
}

/// What the first start fetches.
pub async fn first_start_megabytes() -> Option<f64> {
    Some(about().await?.bytes / 1e6)
}

/// The page of the frame, as text.
pub async fn frame_page() -> Result<String, PythonError> {
    text_of(&fetched("frame.html").await?).await.ok_or(PythonError::NotFetched)
}

/// `{"worker.js": ArrayBuffer, …}`, and the buffers in a list of their own.
pub async fn all() -> Result<(Object, js_sys::Array), PythonError> {
    let (object, buffers) = (Object::new(), js_sys::Array::new());
    for (name, response) in FILES.iter().zip(fetch_all().await?) {
        let promise = response.array_buffer().map_err(|_| PythonError::NotFetched)?;
        let buffer = JsFuture::from(promise).await.map_err(|_| PythonError::NotFetched)?;
        buffers.push(&buffer);
        let _ = Reflect::set(&object, &JsValue::from_str(name), &buffer);
    }
    fetch_again_to_keep();
    Ok((object, buffers))
}

async fn fetch_all() -> Result<Vec<web_sys::Response>, PythonError> {
    futures::future::try_join_all(FILES.map(fetched)).await
}

async fn fetched(name: &str) -> Result<web_sys::Response, PythonError> {
    let promise = window().fetch_with_str(&format!("{FOLDER}/{name}"));
    let response = JsFuture::from(promise).await.map_err(|_| PythonError::NotFetched)?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| PythonError::NotFetched)?;
    // A host may answer what it does not have with the page itself.
    if response.ok() { Ok(response) } else { Err(PythonError::NotFetched) }
}

async fn text_of(response: &web_sys::Response) -> Option<String> {
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// In a first visit the service worker, which keeps the files, may take over only after they were fetched.
fn fetch_again_to_keep() {
    let navigator = window().navigator();
    if !Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false) {
        return;
    }
    let container = navigator.service_worker();
    let has_controller =
        Reflect::get(&container, &"controller".into()).is_ok_and(|controller| !controller.is_null());
    if has_controller {
        return;
    }
    let fetch = Closure::once_into_js(|| {
        wasm_bindgen_futures::spawn_local(async {
            // Fetching them is enough: the service worker keeps what passes.
            let _ = fetch_all().await;
        });
    });
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    let _ = container.add_event_listener_with_callback_and_add_event_listener_options(
        "controllerchange",
        fetch.unchecked_ref(),
        &once,
    );
}
