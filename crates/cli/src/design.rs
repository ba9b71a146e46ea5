//! A design as the subcommands read it.

use std::path::Path;

use diagram::format::{self, Opened};
use diagram::limits;

use crate::failure::Failure;
use crate::input::text_of_file;

pub fn opened(path: &Path) -> Result<Opened, Failure> {
    let text = text_of_file(path, (limits::LARGEST_FILE / 1024 / 1024) as u64)?;
    format::read(&text).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))
}
