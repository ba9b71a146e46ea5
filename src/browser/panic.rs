//! After a panic the module cannot be trusted; a plain page takes over that reads the journal without it.

/// The static page needs no wasm: it exports what is stored and starts the app again.
const RECOVERY_PAGE: &str = "/recovery.html";

pub fn show_recovery_page_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Some(window) = web_sys::window() {
            let _ = window.location().assign(RECOVERY_PAGE);
        }
    }));
}
