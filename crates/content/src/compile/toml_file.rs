use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Problem;
use crate::{Segment, markdown::line_at};

/// A TOML file that can say on which line each of its values stands.
pub(crate) struct TomlFile<'t> {
    pub(crate) name: &'t str,
    text: &'t str,
    tree: Spanned<DeTable<'t>>,
}

impl<'t> TomlFile<'t> {
    /// The content in the shape `T`, and the file for later questions.
    pub(crate) fn read<T: DeserializeOwned>(name: &'t str, text: &'t str) -> Result<(T, Self), Problem> {
        let problem = |error: toml::de::Error| {
            let line = error.span().map(|span| line_at(text, span.start));
            Problem::new(name, line, error.message().trim().replace('\n', "; "))
        };
        let content = toml::from_str(text).map_err(problem)?;
        let tree = DeTable::parse(text).map_err(problem)?;
        Ok((content, Self { name, text, tree }))
    }

    /// The line of the value at `path`, or of the nearest one around it that exists.
    pub(crate) fn line_of(&self, path: &[Segment]) -> usize {
        self.nearest(path).0.map_or(1, |value| line_at(self.text, value.span().start))
    }

    /// As [`TomlFile::line_of`], for line `line` of a text that was written over several lines.
    pub(crate) fn line_within(&self, path: &[Segment], line: usize) -> usize {
        let start = self.line_of(path);
        let (Some(value), true) = self.nearest(path) else { return start };
        let raw = self.text.get(value.span()).unwrap_or_default();
        let is_multiline = raw.starts_with("\"\"\"") || raw.starts_with("'''");
        let begins_on_the_next = raw.get(3..).is_some_and(|rest| rest.starts_with(['\n', '\r']));
        if is_multiline { start + line - usize::from(!begins_on_the_next) } else { start }
    }

    pub(crate) fn text_at(&self, path: &[Segment]) -> Option<&str> {
        match self.nearest(path) {
            (Some(value), true) => value.get_ref().as_str(),
            _ => None,
        }
    }

    /// The deepest value along `path`, and whether it stands at the end of it.
    fn nearest(&self, path: &[Segment]) -> (Option<&Spanned<DeValue<'t>>>, bool) {
        let mut value: Option<&Spanned<DeValue<'t>>> = None;
        for segment in path {
            let next = match (value.map(Spanned::get_ref), segment) {
                (None, Segment::Key(key)) => self.tree.get_ref().get(*key),
                (Some(DeValue::Table(table)), Segment::Key(key)) => table.get(*key),
                (Some(DeValue::Array(list)), Segment::Index(index)) => list.get(*index),
                _ => None,
            };
            if next.is_none() {
                return (value, false);
            }
            value = next;
        }
        (value, true)
    }
}
