//! The app's only door to the browser's clock, storage, files and network.

pub mod clock;
pub mod converter;
pub mod element;
pub mod files;
pub mod idb;
pub mod inspector;
pub mod offline;
pub mod packs;
pub mod panic;
pub mod pictures;
pub mod program_editor;
pub mod python;
pub mod random;
pub mod small_storage;
pub mod tabs;
pub mod theme;
pub mod worker;
