use std::{fs, io, path::Path};

use super::{Problem, SourceFiles, SourcePictures, compile_files_and_pictures};
use crate::{Pack, PictureKind, limits};

/// Folders within one another, far more than a pack has.
const MAX_FOLDERS_DEEP: usize = 8;

/// Reads the `.toml`, `.md`, `.json` and `.py` files of a folder and its pictures, and compiles them; the only I/O of this crate.
///
/// # Errors
/// As [`compile_files`], and files that cannot be read or are too large or too many.
pub fn compile_folder(path: &Path) -> Result<Pack, Vec<Problem>> {
    let mut reader = FolderReader::default();
    reader.read_folder(path, "").map_err(|error| {
        vec![Problem::new(&path.display().to_string(), None, format!("the folder cannot be read: {error}"))]
    })?;
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    compile_files_and_pictures(&reader.files, &reader.pictures)
}

#[derive(Default)]
struct FolderReader {
    files: SourceFiles,
    pictures: SourcePictures,
    total_bytes: usize,
    problems: Vec<Problem>,
}

impl FolderReader {
    fn read_folder(&mut self, path: &Path, prefix: &str) -> io::Result<()> {
        let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            // What begins with a dot belongs to other programs.
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry.file_type()?;
            let is_text = [".toml", ".md", ".json", ".py"].iter().any(|end| name.ends_with(end));
            if kind.is_symlink() {
                let message = "this is a link, which could lead out of the folder; put the file itself here";
                self.problems.push(Problem::new(&name, None, message));
            } else if kind.is_dir() && name.matches('/').count() >= MAX_FOLDERS_DEEP {
                let message = format!("folders stand more than {MAX_FOLDERS_DEEP} within one another");
                self.problems.push(Problem::new(&name, None, message));
            } else if kind.is_dir() {
                self.read_folder(&entry.path(), &format!("{name}/"))?;
            } else if kind.is_file() && (is_text || name.starts_with("images/")) {
                self.read_file(&entry.path(), name, is_text);
            }
        }
        Ok(())
    }

    fn read_file(&mut self, path: &Path, name: String, is_text: bool) {
        let result = fs::metadata(path).map_err(|error| error.to_string()).and_then(|metadata| {
            self.total_bytes =
                self.total_bytes.saturating_add(usize::try_from(metadata.len()).unwrap_or(usize::MAX));
            if metadata.len() > limits::MAX_FILE_BYTES as u64 {
                Err(format!("{} bytes; at most {} were expected", metadata.len(), limits::MAX_FILE_BYTES))
            } else if self.total_bytes > limits::MAX_PACK_BYTES {
                Err(format!("with this file the pack exceeds {} bytes", limits::MAX_PACK_BYTES))
            } else if self.files.len() + self.pictures.len() >= limits::MAX_FILES {
                Err(format!("with this file the pack exceeds {} files", limits::MAX_FILES))
            } else {
                fs::read(path).map_err(|error| format!("the file cannot be read: {error}"))
            }
        });
        match result {
            Ok(bytes) if is_text => self.keep_text(name, bytes),
            Ok(bytes) if PictureKind::of_name(&name).is_some() => {
                self.pictures.insert(name, bytes);
            }
            Ok(_) => {
                let message =
                    "this is no picture that can be shown; .png, .jpg, .jpeg, .webp or .svg were expected";
                self.problems.push(Problem::new(&name, None, message));
            }
            Err(message) => self.problems.push(Problem::new(&name, None, message)),
        }
    }

    fn keep_text(&mut self, name: String, bytes: Vec<u8>) {
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.files.insert(name, text);
            }
            Err(error) => {
                let upto = error.utf8_error().valid_up_to();
                let before = error.as_bytes().get(..upto).unwrap_or_default();
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
                self.problems.push(Problem::new(&name, Some(line), "this is not text in UTF-8"));
            }
        }
    }
}
