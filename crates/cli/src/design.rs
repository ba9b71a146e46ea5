//! A design as the subcommands read it.

use std::path::{Path, PathBuf};

use diagram::format::{self, Opened};
use diagram::{Catalogue, limits};

use crate::commands::packs::sound;
use crate::failure::Failure;
use crate::input::text_of_file;

/// The design; what it sets that the kinds of the catalogue do not take is told like what could not be read.
pub fn opened(path: &Path, catalogue: &Catalogue) -> Result<Opened, Failure> {
    let text = text_of_file(path, (limits::LARGEST_FILE / 1024 / 1024) as u64)?;
    let mut opened =
        format::read(&text).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
    opened.left_out.extend(catalogue.not_taken(&opened.diagram));
    Ok(opened)
}

/// Where kinds of components come from beside the built-in ones.
#[derive(Debug, clap::Args)]
pub struct Packs {
    /// A pack whose kinds of components the design may use: an author's folder or a compiled file; may be given several
    /// times
    #[arg(long = "pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
}

impl Packs {
    /// The built-in kinds and those of the packs.
    ///
    /// # Errors
    /// A pack that cannot be used.
    pub fn catalogue(&self) -> Result<Catalogue, Failure> {
        let mut kinds = Vec::new();
        for path in &self.packs {
            kinds.extend(sound(path)?.kinds());
        }
        Ok(Catalogue::builtin_and(&kinds))
    }
}
