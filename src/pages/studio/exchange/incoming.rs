use converter::{Answer, Order};
use diagram::{Catalogue, Diagram, format};

use crate::browser::converter::{ConvertError, convert};
use crate::browser::files;

/// As large as a picture of the largest design.
const MOST_BYTES: f64 = 64.0 * 1024.0 * 1024.0;

/// A design that came out of a file, before anything is done with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Of the file.
    pub name: String,
    /// "draw.io diagram"
    pub format: String,
    pub diagram: Diagram,
    /// What could not be read, had to be guessed or is not used, as sentences.
    pub left_out: Vec<String>,
}

impl Incoming {
    /// Reads any of the formats that can be opened. A sentence says why not.
    pub async fn from_file(file: &web_sys::File, kinds: &Catalogue) -> Result<Incoming, String> {
        let bytes = files::read_bytes(file, MOST_BYTES).await.map_err(|error| error.to_string())?;
        read(&bytes, file.name(), kinds).await
    }

    /// Text that was pasted: a Mermaid flowchart, or what draw.io copies.
    pub async fn from_text(text: &str, kinds: &Catalogue) -> Result<Incoming, String> {
        read(text.as_bytes(), "what was pasted".to_owned(), kinds).await
    }
}

async fn read(bytes: &[u8], name: String, kinds: &Catalogue) -> Result<Incoming, String> {
    let order = Order::Read { name: name.clone() };
    let (answer, design) = convert(&order, &[bytes]).await.map_err(|error| error.to_string())?;
    let Answer::Read { format, mut left_out } = answer else { return Err(ConvertError::Failed.to_string()) };
    let text = String::from_utf8(design).map_err(|_| ConvertError::Failed.to_string())?;
    let mut diagram = format::read(&text).map_err(|error| error.to_string())?.diagram;
    if diagram.name.trim().is_empty() {
        diagram.name = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
    }
    left_out.extend(kinds.not_taken(&diagram));
    Ok(Incoming { name, format, diagram, left_out })
}

/// Whether text is worth a try: it begins as a Mermaid flowchart or as draw.io's XML does.
pub fn looks_like_a_drawing(text: &str) -> bool {
    let start = text.trim_start();
    let has_flowchart = || {
        let mut lines = start.lines().map(str::trim_start);
        lines.any(|line| line.starts_with("flowchart") || line.starts_with("graph "))
    };
    ["<mxfile", "<mxGraphModel", "<?xml", "<svg"].iter().any(|first| start.starts_with(first))
        || (["flowchart", "graph ", "---", "%%"].iter().any(|first| start.starts_with(first))
            && has_flowchart())
}
