use std::path::PathBuf;

use analysis::challenge::Grade;
use clap::Args;
use content::{Pack, pack_from_json};
use serde::Serialize;

use super::packs::sound;
use crate::answer::Answer;
use crate::design;
use crate::failure::Failure;

/// The flagship pack, compiled with this program.
const SYSTEM_DESIGN: &str = include_str!(concat!(env!("OUT_DIR"), "/system-design.json"));

/// A design as an answer to a challenge
#[derive(Debug, Args)]
pub struct Arguments {
    /// A design as the app saves it (docs/formats/design.md)
    design: PathBuf,
    /// Id of the challenge, such as url-shortener
    #[arg(long, value_name = "ID")]
    challenge: String,
    /// Another pack than system-design, with its challenges and kinds: an author's folder or a compiled file
    #[arg(long)]
    pack: Option<PathBuf>,
}

/// `docs/cli.md` describes every field.
#[derive(Serialize)]
struct Graded {
    challenge: String,
    #[serde(flatten)]
    grade: Grade,
    left_out: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let pack = match &arguments.pack {
        Some(path) => sound(path)?,
        None => pack_from_json(SYSTEM_DESIGN).map_err(Failure::refused)?,
    };
    let Some(challenge) = pack.challenge(&arguments.challenge) else {
        return Err(Failure::Refused(format!(
            "there is no challenge \"{}\" in the pack {}; there {}",
            arguments.challenge,
            pack.id,
            those_of(&pack)
        )));
    };
    let catalogue = pack.catalogue();
    let opened = design::opened(&arguments.design, &catalogue)?;
    let grade = challenge.grade(&opened.diagram, &catalogue, &[]);
    Answer::json(&Graded { challenge: challenge.id.clone(), grade, left_out: opened.left_out })
}

fn those_of(pack: &Pack) -> String {
    let ids: Vec<&str> = pack.challenges.iter().map(|challenge| challenge.id.as_str()).collect();
    if ids.is_empty() { "are none".to_owned() } else { format!("are {}", ids.join(", ")) }
}
