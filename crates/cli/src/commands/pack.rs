use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use content::Pack;
use content::compile;
use serde::Serialize;

use super::new_pack::begin;
use super::packs::{Flawed, complaint, opened, sound};
use crate::answer::Answer;
use crate::failure::Failure;

/// Content packs: check, compile, look inside
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: PackCommand,
}

#[derive(Debug, Subcommand)]
enum PackCommand {
    /// Begin one: a small pack that is whole, to be changed piece by piece
    New {
        /// A folder that is new or empty; its name becomes the pack's id
        folder: PathBuf,
    },
    /// Everything that is to be mended, by file and line
    Check {
        /// An author's folder or a compiled file
        pack: PathBuf,
    },
    /// Compile an author's folder to the one file that the app reads
    Build {
        /// An author's folder
        folder: PathBuf,
        /// Where to write it [default: <id of the pack>.json]
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// What a pack holds
    Show {
        /// An author's folder or a compiled file
        pack: PathBuf,
    },
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    match &arguments.command {
        PackCommand::New { folder } => begin(folder),
        PackCommand::Check { pack } => check(pack),
        PackCommand::Build { folder, output } => build(folder, output.as_deref()),
        PackCommand::Show { pack } => Answer::json(&Shown::of(&sound(pack)?)),
    }
}

#[derive(Serialize)]
struct Checked {
    /// `None` where the folder could not be put together.
    pack: Option<Headed>,
    problems: Vec<Flawed>,
}

#[derive(Serialize)]
struct Headed {
    id: String,
    title: String,
    version: String,
    topics: usize,
    items: usize,
    tutorials: usize,
}

impl Headed {
    fn of(pack: &Pack) -> Headed {
        Headed {
            id: pack.id.clone(),
            title: pack.title.clone(),
            version: pack.version.clone(),
            topics: pack.topics.len(),
            items: pack.items.len(),
            tutorials: pack.tutorials.len(),
        }
    }
}

fn check(path: &Path) -> Result<Answer, Failure> {
    let checked = match opened(path)? {
        Ok(pack) => Checked { pack: Some(Headed::of(&pack)), problems: Vec::new() },
        Err(problems) => Checked { pack: None, problems },
    };
    let complaint = complaint(path, &checked.problems);
    Ok(Answer::json(&checked)?.with_complaint(complaint))
}

#[derive(Serialize)]
struct Built {
    #[serde(flatten)]
    pack: Headed,
    file: String,
    bytes: usize,
    /// XXH3 of what follows it in the file, 64 bits, as 16 hexadecimal digits.
    hash: String,
}

fn build(folder: &Path, output: Option<&Path>) -> Result<Answer, Failure> {
    if !folder.is_dir() {
        return Err(Failure::Refused(format!(
            "{} is not a folder; a pack is built from one",
            folder.display()
        )));
    }
    let pack = sound(folder)?;
    let compiled = compile::write(&pack).map_err(Failure::refused)?;
    let file = output.map_or_else(|| PathBuf::from(format!("{}.json", pack.id)), Path::to_path_buf);
    std::fs::write(&file, &compiled.json).map_err(|error| Failure::NotWritten {
        path: file.display().to_string(),
        reason: error.to_string(),
    })?;
    Answer::json(&Built {
        pack: Headed::of(&pack),
        file: file.display().to_string(),
        bytes: compiled.json.len(),
        hash: compiled.hash,
    })
}

#[derive(Serialize)]
struct Shown<'a> {
    format: u32,
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    version: &'a str,
    author: &'a str,
    licence: &'a str,
    language: &'a str,
    items: usize,
    /// By what `kind` says in the items.
    items_by_kind: BTreeMap<String, usize>,
    /// Lowest and highest; `None` without items.
    difficulty: Option<[f64; 2]>,
    topics: Vec<ShownTopic<'a>>,
    tutorials: Vec<ShownTutorial<'a>>,
    challenges: Vec<&'a str>,
    mock_tests: Vec<ShownMockTest<'a>>,
    pictures: Vec<&'a str>,
}

#[derive(Serialize)]
struct ShownMockTest<'a> {
    id: &'a str,
    title: &'a str,
    sections: usize,
    questions: usize,
    minutes: u64,
}

#[derive(Serialize)]
struct ShownTopic<'a> {
    id: &'a str,
    name: &'a str,
    skills: usize,
    items: usize,
}

#[derive(Serialize)]
struct ShownTutorial<'a> {
    id: &'a str,
    title: &'a str,
    steps: usize,
}

impl Shown<'_> {
    fn of(pack: &Pack) -> Shown<'_> {
        let topics = pack.topics.iter().map(|topic| ShownTopic {
            id: &topic.id,
            name: &topic.name,
            skills: topic.skills.len(),
            items: pack.items.iter().filter(|item| item.topic == topic.id).count(),
        });
        let tutorials = pack.tutorials.iter().map(|tutorial| ShownTutorial {
            id: &tutorial.id,
            title: &tutorial.title,
            steps: tutorial.steps.len(),
        });
        let mock_tests = pack.mock_tests.iter().map(|mock| ShownMockTest {
            id: &mock.id,
            title: &mock.title,
            sections: mock.sections.len(),
            questions: mock.questions(),
            minutes: mock.minutes(),
        });
        let mut items_by_kind = BTreeMap::new();
        for kind in pack.items.iter().filter_map(kind_of) {
            *items_by_kind.entry(kind).or_insert(0) += 1;
        }
        let difficulties = pack.items.iter().map(|item| [item.parameters.b; 2]);
        Shown {
            format: pack.format,
            id: &pack.id,
            title: &pack.title,
            summary: &pack.summary,
            version: &pack.version,
            author: &pack.author,
            licence: &pack.licence,
            language: &pack.language,
            items: pack.items.len(),
            items_by_kind,
            difficulty: difficulties.reduce(|[low, high], [b, _]| [low.min(b), high.max(b)]),
            topics: topics.collect(),
            tutorials: tutorials.collect(),
            challenges: pack.challenges.iter().map(|challenge| challenge.id.as_str()).collect(),
            mock_tests: mock_tests.collect(),
            pictures: pack.pictures.iter().map(|picture| picture.name.as_str()).collect(),
        }
    }
}

/// The word that authors write; new kinds are counted without being named here.
fn kind_of(item: &assessment::Item) -> Option<String> {
    let question = serde_json::to_value(&item.question).ok()?;
    Some(question.get("kind")?.as_str()?.to_owned())
}
