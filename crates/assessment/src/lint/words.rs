/// First words of an instruction.
const INSTRUCTIONS: [&str; 40] = [
    "arrange",
    "assume",
    "build",
    "calculate",
    "change",
    "choose",
    "compare",
    "complete",
    "compute",
    "count",
    "decide",
    "derive",
    "describe",
    "design",
    "determine",
    "draw",
    "enter",
    "estimate",
    "explain",
    "fill",
    "find",
    "give",
    "identify",
    "list",
    "mark",
    "match",
    "name",
    "order",
    "pick",
    "place",
    "put",
    "rank",
    "round",
    "select",
    "sort",
    "state",
    "tell",
    "tick",
    "work",
    "write",
];

/// Whether the text, leaving out code blocks, ends with a question mark or with an instruction.
pub(super) fn ends_with_task(stem: &str) -> bool {
    let text = without_code_blocks(stem);
    let text = text.trim_end().trim_end_matches(['*', '_', ')', '"', '”', '`', ' ']);
    if text.ends_with('?') {
        return true;
    }
    let text = text.trim_end_matches(['.', ':']);
    let last_sentence = text.rsplit([':', '?', '\n']).next().unwrap_or_default();
    let last_sentence = last_sentence.rsplit(". ").next().unwrap_or_default();
    let first_word =
        last_sentence.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    first_word.is_some_and(|word| INSTRUCTIONS.contains(&word.to_lowercase().as_str()))
}

/// Whether a sentence has an exclamation mark; in code, in `!=` and before a picture it is none.
pub(super) fn has_exclamation(text: &str) -> bool {
    let text = without_code_blocks(text);
    let prose = text.split('`').step_by(2);
    prose.into_iter().any(|part| part.replace("!=", "").replace("![", "").contains('!'))
}

/// Whether the phrase stands in the text as whole words, whatever the case and the marks between them.
pub(super) fn contains_phrase(text: &str, phrase: &str) -> bool {
    let phrase = words(phrase);
    !phrase.trim().is_empty() && words(text).contains(&phrase)
}

/// In characters.
pub(super) fn length(text: &str) -> f64 {
    text.trim().chars().count() as f64
}

/// Lower case, one space around each word.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

fn without_code_blocks(markdown: &str) -> String {
    let mut in_code = false;
    let mut kept = String::new();
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}
