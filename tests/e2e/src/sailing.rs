//! A subject that does not come with the app.

use anyhow::Result;
use content::Picture;
use serde_json::{Value, json};

use crate::{Folder, Page};

fn item(id: &str) -> Value {
    let option =
        |text: &str, correct: bool| json!({ "text": text, "correct": correct, "rationale": "Because." });
    json!({
        "id": id, "topic": "sails", "skill": "set-sails", "stem": format!("Question {id}: which way does it turn?"),
        "question": { "kind": "single_choice", "options": [option("To the wind", true), option("From it", false), option("Neither", false)] },
        "hints": ["Think.", "Think again."], "explanation": "![A boat under sail](images/boat.svg)",
        "sources": [{ "title": "Notes", "location": "chapter 1" }], "cognitive_level": "apply",
        "expected_seconds": 30, "parameters": { "a": 1.0, "b": 0.0, "c": 0.3 }, "provenance": "authored_guess",
    })
}

/// A pack on sailing with these questions, one lesson and one drawing.
pub fn sailing(version: &str, items: &[&str]) -> Value {
    let boat = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M5 30h50l-8 8H12z" fill="#2450d8"/></svg>"##;
    json!({
        "format": 1, "id": "sailing", "title": "Sailing", "summary": "Wind and sails.", "version": version, "author": "Ada",
        "licence": "CC0-1.0", "language": "en",
        "topics": [{ "id": "sails", "name": "Sails", "summary": "Cloth.", "skills": [{ "id": "set-sails", "name": "Set sails" }] }],
        "items": items.iter().map(|id| item(id)).collect::<Vec<_>>(),
        "tutorials": [{
            "id": "first-cache", "title": "Under way", "summary": "One.", "difficulty": "beginner", "minutes": 5,
            "objectives": [{ "id": "o", "title": "Set a sail", "skills": ["set-sails"] }],
            "steps": [{
                "id": "why-caches-work", "title": "The wind", "content": "See:\n\n![A boat under sail](images/boat.svg)", "minutes": 5,
                "objectives": ["o"], "kind": { "type": "conceptual" },
            }],
        }],
        "pictures": [Picture::of_bytes("images/boat.svg", boat.as_bytes())],
    })
}

impl Page {
    /// On the page of the subjects, installs a pack from a file; the button says "Install", or "Update" where it is there.
    pub async fn install_pack(&self, folder: &Folder, pack: &Value, button: &str) -> Result<()> {
        self.choose_file("Open a pack file", &folder.write("sailing.json", &pack.to_string())?).await?;
        self.click("button", button).await?;
        self.wait_for_words("status", "It is on.").await?;
        self.wait_until_saved().await
    }
}
