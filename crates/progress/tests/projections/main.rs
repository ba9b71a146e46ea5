//! The projections, fed with events as an app writes them.
#![allow(clippy::unwrap_used)]

mod accuracy;
mod challenges;
mod history;
mod next;
mod path;
mod quizzes;
mod replay;
mod reviews;
mod samples;
mod skills;
mod stories;
mod streaks;
mod tutorials;
mod xp;
