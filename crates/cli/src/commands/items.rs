use std::path::{Path, PathBuf};

use assessment::{lint, lint_bank};
use clap::{Args, Subcommand};
use content::Pack;
use serde::Serialize;

use super::packs::{Flawed, complaint, opened};
use crate::answer::Answer;
use crate::failure::Failure;

/// The questions of a pack
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: ItemsCommand,
}

#[derive(Debug, Subcommand)]
enum ItemsCommand {
    /// What breaks the rules of item writing
    Lint {
        /// A pack: an author's folder or a compiled file
        pack: PathBuf,
    },
}

#[derive(Serialize)]
struct Linted {
    /// How many there are; `None` where the folder could not be put together.
    items: Option<usize>,
    problems: Vec<Flawed>,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let ItemsCommand::Lint { pack } = &arguments.command;
    let linted = match opened(pack)? {
        Ok(whole) => Linted { items: Some(whole.items.len()), problems: flaws_of_items(&whole) },
        Err(flaws) => Linted { items: None, problems: about_items(pack, flaws)? },
    };
    let complaint = complaint(pack, &linted.problems);
    Ok(Answer::json(&linted)?.with_complaint(complaint))
}

/// A folder that does not compile for other reasons may hide what is wrong with its items.
fn about_items(pack: &Path, flaws: Vec<Flawed>) -> Result<Vec<Flawed>, Failure> {
    let is_about_items = |flaw: &Flawed| {
        flaw.file.as_deref().is_some_and(|file| file == "items" || file.starts_with("items/"))
    };
    let (items, others): (Vec<Flawed>, Vec<Flawed>) = flaws.into_iter().partition(is_about_items);
    match (items.is_empty(), others.first()) {
        (true, Some(first)) => Err(Failure::Refused(format!(
            "{} cannot be put together, so its items were not looked at: {}; `systemcraft pack check` lists all",
            pack.display(),
            first.message
        ))),
        _ => Ok(items),
    }
}

fn flaws_of_items(pack: &Pack) -> Vec<Flawed> {
    let flaw =
        |item: Option<&String>, message| Flawed { file: None, line: None, item: item.cloned(), message };
    let of_each = pack
        .items
        .iter()
        .flat_map(|item| lint(item).into_iter().map(move |message| flaw(Some(&item.id), message)));
    of_each.chain(lint_bank(&pack.items).into_iter().map(|message| flaw(None, message))).collect()
}
