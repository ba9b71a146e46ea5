//! What markdown in a pack may hold. Whoever draws it drops the same things that [`check`] reports.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::limits;

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

/// Raw HTML, links with other schemes, pictures that are not the pack's own or that say nothing to those who do not see
/// them, and texts too long or too deeply nested to be drawn.
///
/// ```
/// use content::markdown::check;
/// let is_there = |name: &str| name == "images/ring.svg";
/// assert!(check("See [Little's law](https://en.wikipedia.org/wiki/Little%27s_law).", is_there).is_empty());
/// assert!(check("![A ring of six servers](images/ring.svg)", is_there).is_empty());
/// assert_eq!(check("fine\n\n<b>not</b>", is_there).len(), 2);
/// assert_eq!(check("[a](javascript:void)", is_there).len(), 1);
/// ```
pub fn check(markdown: &str, is_picture: impl Fn(&str) -> bool) -> Vec<MarkdownProblem> {
    if let Some(problem) = too_much(markdown) {
        return vec![problem];
    }
    let mut problems = Vec::new();
    let mut depth = 0_usize;
    // Whether any word of the description of the picture that is open came.
    let mut described: Option<bool> = None;
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        let mut say = |message: String| {
            problems.push(MarkdownProblem { line: line_at(markdown, range.start), message });
        };
        match &event {
            Event::Start(Tag::Image { .. }) => described = Some(false),
            Event::End(TagEnd::Image) if described.take() == Some(false) => {
                say("the picture has no description; write ![what it shows](images/name.svg)".to_owned());
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(has_words) = &mut described {
                    *has_words |= !words.trim().is_empty();
                }
            }
            _ => {}
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(message) = problem_of(&event, &is_picture) {
            say(message);
        }
        if depth > limits::MAX_MARKDOWN_DEPTH {
            say(too_deep());
            break;
        }
    }
    problems
}

/// A link leads somewhere on the web, to a mailbox, or to a place on the same page.
pub fn link_is_allowed(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "#"].iter().any(|start| lower.starts_with(start))
}

/// What is refused before the text is taken apart: the time for that grows with length times depth.
fn too_much(markdown: &str) -> Option<MarkdownProblem> {
    if markdown.len() > limits::MAX_TEXT_BYTES {
        let message = format!(
            "the text has {} bytes; at most {} were expected",
            markdown.len(),
            limits::MAX_TEXT_BYTES
        );
        return Some(MarkdownProblem { line: 1, message });
    }
    let deep = markdown.lines().position(|line| markers(line) > limits::MAX_MARKDOWN_DEPTH)?;
    Some(MarkdownProblem { line: deep + 1, message: too_deep() })
}

fn too_deep() -> String {
    format!("lists and quotations stand more than {} within one another", limits::MAX_MARKDOWN_DEPTH)
}

/// How many quotations and lists a line may open: those are what it begins with.
fn markers(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut count = 0;
    for (index, byte) in bytes.iter().enumerate() {
        let is_before_space = bytes.get(index + 1).is_none_or(|next| matches!(next, b' ' | b'\t'));
        match byte {
            b'>' => count += 1,
            b'-' | b'*' | b'+' | b'.' | b')' if is_before_space => count += 1,
            b' ' | b'\t' | b'0'..=b'9' => {}
            _ => break,
        }
    }
    count
}

fn problem_of(event: &Event, is_picture: &impl Fn(&str) -> bool) -> Option<String> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(format!(
            "raw HTML is not shown: \"{}\"; write markdown, or put it in backticks",
            shorten(html)
        )),
        Event::Start(Tag::Link { dest_url, .. }) if !link_is_allowed(dest_url) => Some(format!(
            "the link \"{}\" leads nowhere: a link starts with https://, http://, mailto: or #",
            shorten(dest_url)
        )),
        Event::Start(Tag::Image { dest_url, .. }) if !is_picture(dest_url) => Some(format!(
            "the picture \"{}\" is not in the pack: put it into the folder images and name it images/…; none is fetched from elsewhere",
            shorten(dest_url)
        )),
        _ => None,
    }
}

/// Names of the pictures that a text shows.
pub fn pictures(markdown: &str) -> Vec<String> {
    let shown = |event: Event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new_ext(markdown, options()).filter_map(shown).collect()
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
