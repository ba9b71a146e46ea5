//! What has been entered of an answer, kept until it is one: a reload, or a tab that is killed, loses nothing.

use assessment::Draft;
use serde::{Deserialize, Serialize};

use crate::browser::small_storage;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub draft: Draft,
    /// Time that the question was on the screen so far.
    pub elapsed_millis: u64,
}

fn key(attempt: &str, item: &str) -> String {
    format!("systemcraft.draft/{attempt}/{item}")
}

/// `None` where there is nothing, or nothing that can be read.
pub fn read(attempt: &str, item: &str) -> Option<Kept> {
    serde_json::from_str(&small_storage::read(&key(attempt, item))?).ok()
}

pub fn write(attempt: &str, item: &str, kept: &Kept) {
    if let Ok(text) = serde_json::to_string(kept) {
        small_storage::write(&key(attempt, item), &text);
    }
}

pub fn remove(attempt: &str, item: &str) {
    small_storage::remove(&key(attempt, item));
}

/// The first section has the name that exams without sections use.
fn exam_clock_key(attempt: &str, section: usize) -> String {
    match section {
        0 => format!("systemcraft.exam-clock/{attempt}"),
        _ => format!("systemcraft.exam-clock/{attempt}/{section}"),
    }
}

/// Time of a section of an exam, counted from 0, that is used up, also of looking over; 0 where nothing is kept.
pub fn read_exam_clock(attempt: &str, section: usize) -> u64 {
    small_storage::read(&exam_clock_key(attempt, section)).and_then(|millis| millis.parse().ok()).unwrap_or(0)
}

pub fn write_exam_clock(attempt: &str, section: usize, used_millis: u64) {
    small_storage::write(&exam_clock_key(attempt, section), &used_millis.to_string());
}

pub fn remove_exam_clock(attempt: &str, section: usize) {
    small_storage::remove(&exam_clock_key(attempt, section));
}
