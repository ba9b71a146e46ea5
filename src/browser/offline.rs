//! The service worker that lets the app open without a network.

use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Does nothing where service workers are not to be had: private windows, plain HTTP.
pub fn register_service_worker() {
    let Some(window) = web_sys::window() else { return };
    let navigator = window.navigator();
    if !js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false) {
        return;
    }
    let registration = navigator.service_worker().register("/service-worker.js");
    spawn_local(async move {
        if let Err(reason) = JsFuture::from(registration).await {
            leptos::logging::warn!("this version is not kept for offline use: {reason:?}");
        }
    });
}
