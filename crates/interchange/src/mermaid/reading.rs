use diagram::Diagram;

use super::cursor::Cursor;
use super::statements::Statements;
use crate::ReadError;
use crate::sketch::Told;

/// Other diagrams that Mermaid draws, by the word that begins them.
const OTHERS: [&str; 16] = [
    "sequenceDiagram",
    "classDiagram",
    "classDiagram-v2",
    "stateDiagram",
    "stateDiagram-v2",
    "erDiagram",
    "journey",
    "gantt",
    "pie",
    "quadrantChart",
    "requirementDiagram",
    "gitGraph",
    "mindmap",
    "timeline",
    "block-beta",
    "architecture-beta",
];
/// Begins a flowchart in a page of Markdown.
const FENCE: &str = "```mermaid";

/// Whether a text begins as a Mermaid diagram does, of whatever sort.
pub(crate) fn is_likely(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    if cursor.starts_with(FENCE) {
        return true;
    }
    take_preamble(&mut cursor);
    let word = cursor.first_word();
    is_header(word) || OTHERS.contains(&word)
}

/// # Errors
/// When it is another diagram than a flowchart, or larger than a design may be.
pub(crate) fn read(text: &str, told: &mut Told) -> Result<Diagram, ReadError> {
    let text = text.strip_prefix(FENCE).map_or(text, |fenced| fenced.split("```").next().unwrap_or(fenced));
    // Lines end in one way from here on.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut cursor = Cursor::new(&text);
    let title = take_preamble(&mut cursor);
    let word = cursor.first_word();
    if OTHERS.contains(&word) {
        return Err(ReadError::OtherMermaid { word: word.to_owned() });
    }
    if !is_header(word) {
        return Err(ReadError::NotAFlowchart);
    }
    cursor.take(word);
    take_direction(&mut cursor);
    let mut statements = Statements::new(&text, told);
    statements.read(cursor)?;
    let mut sketch = statements.finished();
    if sketch.name.is_empty() {
        sketch.name = title;
    }
    sketch.settled(told)
}

fn is_header(word: &str) -> bool {
    matches!(word, "graph" | "flowchart" | "flowchart-elk")
}

/// Settings and comments before the first word; the answer is the title in them.
fn take_preamble(cursor: &mut Cursor<'_>) -> String {
    cursor.take_while(char::is_whitespace);
    let mut title = String::new();
    if cursor.take("---\n") || cursor.take("---\r\n") {
        while !cursor.is_at_end() {
            let line = cursor.take_line();
            cursor.take("\n");
            if line.trim_end() == "---" {
                break;
            }
            title = line.strip_prefix("title:").map_or(title, unquoted);
        }
    }
    loop {
        cursor.take_while(char::is_whitespace);
        if cursor.starts_with("%%{") {
            if !cursor.take_directive() {
                return title;
            }
        } else if cursor.starts_with("%%") {
            // Our own comments stand behind the first word.
            cursor.take_line();
        } else {
            return title;
        }
    }
}

/// A text of YAML on one line.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    match (inside('"'), inside('\'')) {
        (Some(text), _) => text.replace("\\\"", "\"").replace("\\x3C", "<").replace("\\\\", "\\"),
        (None, Some(text)) => text.replace("''", "'"),
        (None, None) => value.to_owned(),
    }
}

/// Where the drawing runs to; ours runs to the right.
fn take_direction(cursor: &mut Cursor<'_>) {
    cursor.skip_spaces();
    let _ = ["TB", "TD", "BT", "RL", "LR", "<", ">", "^", "v"].iter().any(|direction| cursor.take(direction));
}
