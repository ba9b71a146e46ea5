//! Draws scenes of the `diagram` crate with Canvas2D and turns browser events into its inputs.
//!
//! Nothing is decided in here: what to draw and what a gesture means are `diagram`'s. The canvas is not accessible by
//! itself; whoever uses it renders an outline of real elements beside it.

mod easel;
mod error;
mod grid;
pub mod input;
mod painter;
mod slices;
mod still;
mod surface;
mod text;
mod theme;
mod touches;

pub use easel::Easel;
pub use error::EaselError;
pub use still::Still;
pub use theme::Theme;
