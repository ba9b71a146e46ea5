//! A first pack for a new author: whole, small, and to be changed piece by piece.

use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;

const FILES: [(&str, &str); 7] = [
    ("pack.toml", include_str!("../../templates/pack/pack.toml")),
    ("topics.toml", include_str!("../../templates/pack/topics.toml")),
    ("items/wind.toml", include_str!("../../templates/pack/items/wind.toml")),
    (
        "tutorials/first-steps/tutorial.toml",
        include_str!("../../templates/pack/tutorials/first-steps/tutorial.toml"),
    ),
    (
        "tutorials/first-steps/the-circle.md",
        include_str!("../../templates/pack/tutorials/first-steps/the-circle.md"),
    ),
    ("tutorials/first-steps/quiz.md", include_str!("../../templates/pack/tutorials/first-steps/quiz.md")),
    ("images/courses.svg", include_str!("../../templates/pack/images/courses.svg")),
];

#[derive(Serialize)]
struct Begun {
    folder: String,
    id: String,
    files: Vec<&'static str>,
}

/// Writes the files into `folder`, which has to be new or empty; its name becomes the id.
pub fn begin(folder: &Path) -> Result<Answer, Failure> {
    let shown = folder.display().to_string();
    let id = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    if !is_id(&id) {
        return Err(Failure::Refused(format!(
            "the folder's name becomes the pack's id, and \"{id}\" is none: lower-case letters and digits with single hyphens between were expected"
        )));
    }
    let is_taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken || folder.is_file() {
        return Err(Failure::Refused(format!(
            "{shown} has something in it; name a folder that is new or empty"
        )));
    }
    for (name, text) in FILES {
        let file = folder.join(name);
        let written = match file.parent() {
            Some(parent) => fs::create_dir_all(parent),
            None => Ok(()),
        };
        let written = written.and_then(|()| fs::write(&file, text.replace("\"ID\"", &format!("\"{id}\""))));
        written.map_err(|error| Failure::NotWritten {
            path: file.display().to_string(),
            reason: error.to_string(),
        })?;
    }
    Answer::json(&Begun { folder: shown, id, files: FILES.map(|(name, _)| name).to_vec() })
}

fn is_id(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= content::limits::MAX_ID_LENGTH && text.split('-').all(word)
}
