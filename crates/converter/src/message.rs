use diagram::catalogue::Kind;
use serde::{Deserialize, Serialize};

/// What the page asks for. One message is one order, as JSON, with bytes attached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "order")]
pub enum Order {
    /// Read the attached file, which is called so. The answer brings the design in the app's own format.
    Read { name: String },
    /// Write the attached design, in the app's own format, as a file with this ending. A second attachment is the font
    /// that a picture is to bring along, as WOFF2.
    Write {
        ending: String,
        look: Look,
        /// What packs bring of the design's kinds.
        #[serde(default)]
        kinds: Vec<Kind>,
    },
    /// Put the second attachment, a design, into the first, a PNG.
    Embed,
}

/// How a picture looks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Look {
    pub is_dark: bool,
    /// What of the analysis the screen shows.
    pub seen: Vec<Seen>,
    /// Ids of the connections that are drawn as the critical path.
    pub highlighted: Vec<String>,
}

/// What the screen shows of one component.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    pub component: String,
    /// Offered load over capacity; `None` shows no bar.
    pub utilisation: Option<f64>,
    pub is_on_critical_path: bool,
    pub is_single_point_of_failure: bool,
}

/// What the page hears.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum Answer {
    /// The design is attached.
    Read {
        /// What the file was: "draw.io diagram".
        format: String,
        /// What could not be read or had to be guessed, as sentences for the learner.
        left_out: Vec<String>,
    },
    /// The file is attached.
    Written,
    /// Nothing came of it, and why.
    Refused { sentence: String },
}
