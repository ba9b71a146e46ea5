//! One folder or file a page.

pub mod home;
pub mod learn;
pub mod not_found;
pub mod packs;
pub mod practice;
pub mod progress;
pub mod settings;
pub mod studio;
