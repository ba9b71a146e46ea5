//! How far what the learner did has got onto the disk.

/// Shown at all times, and never better than it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// On disk.
    Saved,
    Writing,
    /// Still in memory; can be tried again.
    Failed {
        reason: String,
    },
    /// This browser keeps nothing, and said so when the page was opened.
    NotKept {
        reason: String,
    },
}

impl Saving {
    /// The state of two things together: the one that the learner should know of.
    pub fn and(self, other: Saving) -> Saving {
        if self.concern() >= other.concern() { self } else { other }
    }

    fn concern(&self) -> u8 {
        match self {
            Saving::Saved => 0,
            Saving::Writing => 1,
            Saving::NotKept { .. } => 2,
            Saving::Failed { .. } => 3,
        }
    }
}
