//! One folder or file a page.

pub mod certificate;
pub mod home;
pub mod learn;
pub mod not_found;
pub mod packs;
pub mod path_card;
pub mod practice;
pub mod progress;
pub mod settings;
pub mod studio;
pub mod welcome;
