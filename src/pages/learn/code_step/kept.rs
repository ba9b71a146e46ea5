//! The program of a step, kept at every key: coming back, one goes on where one left.

use assessment::code::LONGEST_CODE;
use leptos::prelude::*;

use super::Lesson;
use crate::browser::small_storage;
use crate::widgets::program::Program;

pub const NOT_KEPT: &str = "This program is not kept: it is longer than 20,000 characters, or the browser has no room for it. Copy it before you leave.";

fn key(lesson: &Lesson) -> String {
    format!("systemcraft.program/{}/{}", lesson.tutorial.id, lesson.step.id)
}

pub fn read(lesson: &Lesson) -> Option<String> {
    small_storage::read(&key(lesson))
}

/// Whether what stands in the editor is kept. What one starts from takes no room.
pub fn keep_while_open(lesson: &Lesson, program: Program, starting_code: String) -> RwSignal<bool> {
    let key = key(lesson);
    let is_kept = RwSignal::new(true);
    Effect::new(move || {
        let kept = program.code.with(|code| {
            if *code == starting_code {
                small_storage::remove(&key);
                return true;
            }
            code.chars().count() <= LONGEST_CODE && small_storage::write_if_possible(&key, code)
        });
        if kept != is_kept.get_untracked() {
            is_kept.set(kept);
        }
    });
    is_kept
}
