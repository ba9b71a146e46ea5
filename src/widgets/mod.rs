//! Small parts that several pages share.

pub mod icon;
pub mod markdown;
pub mod meter;
pub mod page;
pub mod program;
pub mod save_state;
pub mod toast;
