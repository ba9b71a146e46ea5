//! Reading the files of a pack, and knowing which of them were used.

use serde::de::DeserializeOwned;

use super::Assembly;
use crate::{
    Segment,
    compile::{
        Problem, SourceFiles,
        described::{Described, folder_of},
        toml_file::TomlFile,
    },
};

impl<'f> Assembly<'f> {
    pub(in crate::compile) fn json(&mut self, name: &str, text: &str) -> Option<serde_json::Value> {
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("this is not JSON: {error}");
                self.problems.push(Problem::new(name, Some(error.line()), message));
                None
            }
        }
    }

    /// The text of a file, which counts as used from then on.
    pub(in crate::compile) fn text_of(&mut self, name: &str) -> Option<&'f str> {
        let (name, text) = self.files.get_key_value(name)?;
        self.used.insert(name);
        Some(text)
    }

    /// Counts these files as used.
    pub(in crate::compile) fn use_all(&mut self, wanted: impl Fn(&str) -> bool) {
        self.used.extend(self.names(wanted));
    }

    /// The text of a file that stands beside a tutorial's.
    pub(super) fn beside(
        &mut self,
        place: &Described<'f>,
        key: &'static str,
        file_name: &str,
    ) -> Option<&'f str> {
        match self.text_of(&place.beside(file_name)) {
            Some(text) => Some(text),
            None => {
                let message =
                    format!("the file \"{file_name}\" was expected beside this one and is not there");
                self.problem_at(place.file, &place.path(&[Segment::Key(key)]), message);
                None
            }
        }
    }

    /// A file that not every subject has.
    pub(super) fn toml_if_there<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        self.files.contains_key(name).then(|| self.toml(name)).flatten()
    }

    pub(in crate::compile) fn toml<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let Some((name, text)) = self.files.get_key_value(name) else {
            self.problems.push(Problem::new(name, None, "the file was expected and is not there"));
            return None;
        };
        self.used.insert(name);
        match TomlFile::read(name, text) {
            Ok((content, file)) => {
                self.origins.files.insert(name, file);
                Some(content)
            }
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// As [`Assembly::toml`]. Where it cannot be read, what it would have named cannot be known.
    pub(super) fn toml_of_folder<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let source = self.toml(name);
        if source.is_none() {
            let folder = folder_of(name);
            self.used.extend(self.names(|name| name.starts_with(folder)));
        }
        source
    }

    /// Folders right under `parent` that have a file that ends with `end`: the name of the folder, and of the file.
    pub(super) fn folders(&self, parent: &str, end: &str) -> Vec<(&'f str, &'f str)> {
        let files: &'f SourceFiles = self.files;
        let folder = |name: &'f String| {
            let id = name.strip_prefix(parent)?.strip_suffix(end)?;
            (!id.contains('/')).then_some((id, name.as_str()))
        };
        files.keys().filter_map(folder).collect()
    }

    pub(in crate::compile) fn names(&self, wanted: impl Fn(&str) -> bool) -> Vec<&'f str> {
        let files: &'f SourceFiles = self.files;
        files.keys().map(String::as_str).filter(|name| wanted(name)).collect()
    }

    pub(in crate::compile) fn problem_at(&mut self, file: &str, path: &[Segment], message: String) {
        let line = self.origins.files.get(file).map(|file| file.line_of(path));
        self.problems.push(Problem::new(file, line, message));
    }

    /// A misspelt name would otherwise leave a file out without a word.
    pub(super) fn complain_of_unused_files(&mut self) {
        for name in self.files.keys() {
            if !self.used.contains(name.as_str()) && name != "README.md" {
                let message = "nothing uses this file; pack.toml, topics.toml, principles.toml, paths.toml, kinds.toml, mock-tests.toml, \
                               skill-tree.toml, prompts.toml, rubrics.toml, stories/*.toml, items/*.toml, \
                               tutorials/<id>/tutorial.toml and tasks/<id>/task.toml with the files they name, and \
                               challenges/<id>/ with challenge.toml, brief.md, explanation.md, solution.json, \
                               naive.json and start.json \
                               were expected";
                self.problems.push(Problem::new(name, None, message));
            }
        }
    }
}
