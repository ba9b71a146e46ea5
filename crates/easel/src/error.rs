use thiserror::Error;

/// Why there can be no drawing in this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EaselError {
    #[error("The drawing area is not part of a page, so there is nothing to draw on. Reload the page.")]
    NoPage,
    #[error("This browser does not offer a 2D canvas. The outline beside the drawing still works.")]
    NoCanvas,
}
