//! What can be told of a rationale without understanding it: which words stand in it, and beside which others.

use diagram::catalogue::Category;
use diagram::{Catalogue, Component, Diagram};

use super::brief::TradeOff;

/// Words by which a sentence is known to weigh one thing against another.
const WEIGHING: [&str; 25] = [
    "because",
    "instead",
    "rather",
    "but ",
    "although",
    "though",
    "at the cost",
    "costs",
    "trade",
    "give up",
    "gives up",
    "in exchange",
    "in return",
    "so that",
    "otherwise",
    "unless",
    "worse",
    "slower",
    "price",
    "despite",
    "while",
    "than",
    "accept",
    "risk",
    "lose",
];
const ALTERNATIVES: [&str; 12] = [
    "instead of",
    "rather than",
    "alternative",
    "could have",
    "would have",
    "considered",
    "decided against",
    "not chosen",
    "the other way",
    "another way",
    "compared with",
    "compared to",
];
const TURNING_POINTS: [&str; 12] = [
    "would change",
    "would switch",
    "would move",
    "would add",
    "would split",
    "would then",
    "once ",
    "as soon as",
    "beyond ",
    "if the ",
    "if we ",
    "when the ",
];

/// How far a trade-off of the brief is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weighed {
    NotMentioned,
    /// It is named, and nothing is said against or for it.
    Mentioned,
    Argued,
}

/// A rationale, sentence by sentence, in lower case.
#[derive(Debug)]
pub(super) struct Rationale {
    text: String,
    sentences: Vec<String>,
}

impl Rationale {
    pub(super) fn of(diagram: &Diagram) -> Self {
        let text = diagram.rationale.to_lowercase();
        // A full stop within a number ends nothing.
        let ends = text.replace(". ", ".\n").replace("? ", "?\n").replace("; ", ";\n");
        let sentences = ends.lines().map(str::trim).filter(|line| line.split_whitespace().count() >= 4);
        let sentences = sentences.map(str::to_owned).collect();
        Self { text, sentences }
    }

    pub(super) fn weighed(&self, trade_off: &TradeOff) -> Weighed {
        let mentions = |sentence: &&String| trade_off.words.iter().any(|word| has_word(sentence, word));
        let weighs = |sentence: &String| WEIGHING.iter().any(|word| sentence.contains(word));
        match self.sentences.iter().filter(mentions).map(weighs).max() {
            None => Weighed::NotMentioned,
            Some(false) => Weighed::Mentioned,
            Some(true) => Weighed::Argued,
        }
    }

    pub(super) fn names_an_alternative(&self) -> bool {
        self.sentences.iter().any(|sentence| ALTERNATIVES.iter().any(|word| sentence.contains(word)))
    }

    pub(super) fn names_a_turning_point(&self) -> bool {
        self.sentences.iter().any(|sentence| TURNING_POINTS.iter().any(|word| sentence.contains(word)))
    }

    /// Sentences with a number in them.
    pub(super) fn sentences_with_figures(&self) -> usize {
        self.sentences
            .iter()
            .filter(|sentence| sentence.contains(|letter: char| letter.is_ascii_digit()))
            .count()
    }

    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Paragraphs, items of lists and headings.
    pub(super) fn parts(&self) -> usize {
        let is_item = |line: &&str| {
            line.starts_with(['-', '*', '#']) || line.starts_with(|letter: char| letter.is_ascii_digit())
        };
        let items = self.text.lines().map(str::trim).filter(is_item).count();
        let paragraphs = self.text.split("\n\n").filter(|part| !part.trim().is_empty()).count();
        items.max(paragraphs)
    }

    /// Share of these names that the text mentions.
    pub(super) fn share_mentioned(&self, names: &[&str]) -> f64 {
        if names.is_empty() {
            return 0.0;
        }
        let mentioned = names.iter().filter(|name| self.text.contains(&name.trim().to_lowercase())).count();
        mentioned as f64 / names.len() as f64
    }
}

/// Whether a word of the sentence begins so.
fn has_word(sentence: &str, start: &str) -> bool {
    sentence
        .match_indices(start)
        .any(|(at, _)| !sentence.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
}

/// Components other than clients whose names say what they are for: not that of the kind, with a number or without.
pub(super) fn telling_names<'d>(diagram: &'d Diagram, catalogue: &Catalogue) -> (Vec<&'d str>, usize) {
    let is_built = |component: &&Component| {
        catalogue.kind(&component.kind).is_none_or(|kind| kind.category != Category::Client)
    };
    let built: Vec<&Component> = diagram.components.iter().filter(is_built).collect();
    let tells = |component: &&&Component| {
        let name = component.name.trim();
        let plain = name.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim();
        let kind = catalogue.kind(&component.kind).map_or("", |kind| kind.name.as_str());
        plain.chars().count() >= 3 && !plain.eq_ignore_ascii_case(kind) && plain != component.kind
    };
    (built.iter().filter(tells).map(|component| component.name.as_str()).collect(), built.len())
}
