use serde::Serialize;

use crate::failure::Failure;

/// What a subcommand prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// JSON, for standard output.
    pub text: String,
    /// A sentence for standard error; with it the program ends as failed, although it has something to print.
    pub complaint: Option<String>,
}

impl Answer {
    pub fn json(value: &impl Serialize) -> Result<Answer, Failure> {
        let text =
            serde_json::to_string_pretty(value).map_err(|error| Failure::NotAnswered(error.to_string()))?;
        Ok(Answer { text, complaint: None })
    }

    pub fn with_complaint(self, complaint: Option<String>) -> Answer {
        Answer { complaint, ..self }
    }
}
