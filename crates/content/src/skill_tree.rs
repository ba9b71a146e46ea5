use serde::{Deserialize, Serialize};

/// Some branches of a subject that belong together; enough of them opens the next tier. Advice only: nothing is locked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    pub id: String,
    pub title: String,
    pub summary: String,
    /// The score of this tier, of 100, that opens the next; `None` for the last.
    #[serde(default)]
    pub opens_next_at: Option<u32>,
    pub branches: Vec<Branch>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    pub id: String,
    pub title: String,
    /// Ids of skills of the pack.
    pub skills: Vec<String>,
}
