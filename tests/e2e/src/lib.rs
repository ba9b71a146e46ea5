//! The built page in a real browser: what the end-to-end tests stand on.
//!
//! Every journey has its own host, driver, browser and profile, so that tests run side by side. All of it is gone at the
//! end, after a panic too.

mod chromedriver;
mod health;
mod page;
mod roles;

pub use page::{Page, journey};
pub use roles::ByRole;
pub use thirtyfour;
