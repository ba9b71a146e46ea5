//! What the chores share with the end-to-end tests: a static host for the built page and how Chromium is started.

pub mod chromium;
pub mod free_port;
pub mod site;
pub mod workspace;
