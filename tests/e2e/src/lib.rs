//! The built page in a real browser: what the end-to-end tests stand on.
//!
//! Every journey has its own host, driver, browser and profile, so that tests run side by side. All of it is gone at the
//! end, after a panic too.

mod axe;
mod canvas;
mod challenge;
mod chromedriver;
mod clock;
mod figures;
mod files;
mod health;
mod keyboard;
mod lesson;
mod network;
mod page;
mod program;
mod quiz;
mod roles;
mod sailing;
mod storage;
pub mod wheel;

pub use axe::{Exception, Looks};
pub use canvas::Spot;
pub use figures::latency_in;
pub use files::Folder;
pub use page::{Page, journey, served_file};
pub use roles::{ByRole, Within};
pub use sailing::sailing;
pub use thirtyfour;
