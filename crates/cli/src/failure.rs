/// Why there is no answer: one sentence for standard error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    #[error("{path} cannot be read: {reason}")]
    NotRead { path: String, reason: String },
    #[error("{path} is larger than {most} MB, the most that is read")]
    TooLarge { path: String, most: u64 },
    #[error("{path} is not text in UTF-8")]
    NotText { path: String },
    #[error("{path} is not what was expected, at {place}: {reason}")]
    NotExpected { path: String, place: String, reason: String },
    #[error("{path} cannot be written: {reason}")]
    NotWritten { path: String, reason: String },
    /// Read, and not to be worked with; the sentence says what is wrong and where.
    #[error("{0}")]
    Refused(String),
    #[error("the answer cannot be put into words: {0}")]
    NotAnswered(String),
}

impl Failure {
    pub fn refused(problem: impl std::fmt::Display) -> Failure {
        Failure::Refused(problem.to_string())
    }
}
