//! The projections, fed with events as an app writes them.
#![allow(clippy::unwrap_used)]

mod accuracy;
mod challenges;
mod history;
mod next;
mod quizzes;
mod replay;
mod samples;
mod skills;
mod streaks;
mod tutorials;
mod xp;
