//! What markdown in a pack may hold. Whoever draws it drops the same things that [`check`] reports.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The dialect of packs: CommonMark with tables.
pub fn options() -> Options {
    Options::ENABLE_TABLES
}

/// Something that markdown of a pack may not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownProblem {
    /// From 1.
    pub line: usize,
    pub message: String,
}

/// Raw HTML, links with other schemes, and pictures.
///
/// ```
/// use content::markdown::check;
/// assert!(check("See [Little's law](https://en.wikipedia.org/wiki/Little%27s_law).").is_empty());
/// assert_eq!(check("fine\n\n<b>not</b>").len(), 2);
/// assert_eq!(check("[a](javascript:void)").len(), 1);
/// ```
pub fn check(markdown: &str) -> Vec<MarkdownProblem> {
    let mut problems = Vec::new();
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        if let Some(message) = problem_of(&event) {
            problems.push(MarkdownProblem { line: line_at(markdown, range.start), message });
        }
    }
    problems
}

/// A link leads somewhere on the web, to a mailbox, or to a place on the same page.
pub fn link_is_allowed(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "#"].iter().any(|start| lower.starts_with(start))
}

fn problem_of(event: &Event) -> Option<String> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(format!(
            "raw HTML is not shown: \"{}\"; write markdown, or put it in backticks",
            shorten(html)
        )),
        Event::Start(Tag::Link { dest_url, .. }) if !link_is_allowed(dest_url) => Some(format!(
            "the link \"{}\" leads nowhere: a link starts with https://, http://, mailto: or #",
            shorten(dest_url)
        )),
        Event::Start(Tag::Image { dest_url, .. }) => Some(format!(
            "the picture \"{}\" would not be shown: packs of this format carry no pictures, and none is fetched",
            shorten(dest_url)
        )),
        _ => None,
    }
}

/// Line of a byte offset, both within `text`; lines count from 1.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

fn shorten(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= 40 {
        text.to_owned()
    } else {
        text.chars().take(37).chain("...".chars()).collect()
    }
}
