use std::{fs, io, path::Path};

use super::{Problem, SourceFiles, compile_files};
use crate::{Pack, limits};

/// Reads the `.toml`, `.md`, `.json` and `.py` files of a folder and compiles them; the only I/O of this crate.
///
/// # Errors
/// As [`compile_files`], and files that cannot be read or are too large or too many.
pub fn compile_folder(path: &Path) -> Result<Pack, Vec<Problem>> {
    let mut reader = FolderReader::default();
    reader.read_folder(path, "").map_err(|error| {
        vec![Problem::new(&path.display().to_string(), None, format!("the folder cannot be read: {error}"))]
    })?;
    if reader.problems.is_empty() { compile_files(&reader.files) } else { Err(reader.problems) }
}

#[derive(Default)]
struct FolderReader {
    files: SourceFiles,
    total_bytes: usize,
    problems: Vec<Problem>,
}

impl FolderReader {
    fn read_folder(&mut self, path: &Path, prefix: &str) -> io::Result<()> {
        let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            // Links are not followed: they could lead out of the folder, or in a circle.
            let kind = entry.file_type()?;
            if kind.is_dir() {
                self.read_folder(&entry.path(), &format!("{name}/"))?;
            } else if kind.is_file() && [".toml", ".md", ".json", ".py"].iter().any(|end| name.ends_with(end))
            {
                self.read_file(&entry.path(), name);
            }
        }
        Ok(())
    }

    fn read_file(&mut self, path: &Path, name: String) {
        let result = fs::metadata(path).map_err(|error| error.to_string()).and_then(|metadata| {
            self.total_bytes =
                self.total_bytes.saturating_add(usize::try_from(metadata.len()).unwrap_or(usize::MAX));
            if metadata.len() > limits::MAX_FILE_BYTES as u64 {
                Err(format!("{} bytes; at most {} were expected", metadata.len(), limits::MAX_FILE_BYTES))
            } else if self.total_bytes > limits::MAX_PACK_BYTES {
                Err(format!("with this file the pack exceeds {} bytes", limits::MAX_PACK_BYTES))
            } else if self.files.len() >= limits::MAX_FILES {
                Err(format!("with this file the pack exceeds {} files", limits::MAX_FILES))
            } else {
                fs::read_to_string(path)
                    .map_err(|error| format!("the file cannot be read as UTF-8 text: {error}"))
            }
        });
        match result {
            Ok(text) => {
                self.files.insert(name, text);
            }
            Err(message) => self.problems.push(Problem::new(&name, None, message)),
        }
    }
}
