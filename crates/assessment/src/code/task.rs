use serde::{Deserialize, Serialize};

use super::CodeCheck;

/// A program to write or to mend.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CodeTask {
    pub starting_code: String,
    /// One that passes, shown on request after the learner tried, and used by the pack's own test.
    pub solution: String,
    /// What the program is to print; shown, not judged. Empty where it says nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expected_output: String,
    /// What `input()` is given, line by line, where nobody types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub input: Vec<String>,
    /// Ids of items asked below the editor, for [`CodeCheck::Quiz`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    pub criteria: Vec<CodeCriterion>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeCriterion {
    /// "The 99th percentile is printed, in milliseconds"
    pub description: String,
    pub points: u32,
    pub check: CodeCheck,
}
