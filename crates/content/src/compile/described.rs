use crate::Segment;

/// `tutorials/first-cache/` of `tutorials/first-cache/tutorial.toml`.
pub(crate) fn folder_of(file: &str) -> &str {
    file.rfind('/').and_then(|slash| file.get(..=slash)).unwrap_or_default()
}

/// A tutorial's step or a task: the file that describes it, and where in that.
pub(crate) struct Described<'f> {
    pub(crate) file: &'f str,
    pub(crate) within: Vec<Segment>,
}

impl Described<'_> {
    pub(crate) fn beside(&self, file_name: &str) -> String {
        format!("{}{file_name}", folder_of(self.file))
    }

    pub(crate) fn path(&self, rest: &[Segment]) -> Vec<Segment> {
        self.within.iter().chain(rest).copied().collect()
    }
}
