//! Designs that leave the page as files of several formats, and come in from them.

mod export;
mod import;
mod incoming;

pub use export::ExportDialog;
pub use import::{ImportButton, ImportDialog, ImportIcon, Importing, dropped_file, has_files};
pub use incoming::{Incoming, looks_like_a_drawing};
