use std::fmt;

/// Something in a pack that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    pub place: Place,
    /// Line within the text at `place`, from 1, where that text has several.
    pub line: Option<usize>,
    /// What is wrong and what was expected.
    pub message: String,
}

impl Flaw {
    pub(crate) fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, line: None, message: message.into() }
    }
}

/// Where in a pack: `tutorials[2].steps[0].content`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place(pub Vec<Segment>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    Key(&'static str),
    Index(usize),
}

impl Place {
    /// The whole entry at `index` of the pack's list `list`.
    pub(crate) fn entry(list: &'static str, index: usize) -> Self {
        Self::default().key(list).index(index)
    }

    #[must_use]
    pub(crate) fn key(&self, key: &'static str) -> Self {
        self.with(Segment::Key(key))
    }

    #[must_use]
    pub(crate) fn index(&self, index: usize) -> Self {
        self.with(Segment::Index(index))
    }

    fn with(&self, segment: Segment) -> Self {
        Self(self.0.iter().copied().chain([segment]).collect())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if position > 0 => write!(formatter, ".{key}")?,
                Segment::Key(key) => formatter.write_str(key)?,
                Segment::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}
