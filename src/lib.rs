//! The Systemcraft app. Everything that can be decided without a browser is decided in `crates/`.

mod app;
mod backup;
pub mod browser;
mod charts;
mod learner;
mod library;
mod pages;
mod parts;
mod review_desk;
mod saving;
mod shelf;
mod study;
mod widgets;

/// Puts the app on the page.
pub fn start() {
    browser::panic::show_recovery_page_on_panic();
    leptos::mount::mount_to_body(app::App);
    browser::offline::register_service_worker();
}
