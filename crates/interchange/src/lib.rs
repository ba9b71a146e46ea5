//! Designs from and to other formats: SVG, PNG, Mermaid and draw.io. `docs/formats/interchange.md` says what each keeps.
//!
//! Bytes in, a [`Diagram`] out, and back: no browser, no files, no clock. What comes in is not trusted.
//!
//! [`Diagram`]: diagram::Diagram

mod arrange;
mod base64;
mod drawio;
mod error;
mod file_format;
mod guess;
mod html;
mod inflate;
mod limits;
mod mermaid;
mod note;
mod number;
mod palette;
mod places;
pub mod png;
#[cfg(all(feature = "raster", not(target_arch = "wasm32")))]
pub mod raster;
mod read;
#[cfg(test)]
mod samples;
mod sketch;
pub mod svg;
mod write;
mod xml;

pub use error::{ReadError, WriteError};
pub use file_format::Format;
pub use palette::Theme;
pub use read::{Read, read};
pub use write::{not_kept, write};
