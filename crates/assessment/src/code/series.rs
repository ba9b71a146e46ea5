use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What is asked of one series: all that is stated has to hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesCheck {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// In capitals or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Of points, bars or stretches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heights: Vec<Height>,
}

/// `[37, -16560.0]`: where in the series, from 1, from the end with -1, or as the name of a bar; and how high.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Height(pub Json, pub f64);
