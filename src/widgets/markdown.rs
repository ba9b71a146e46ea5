//! Markdown as view nodes. No HTML string ever exists, so nothing in a pack can become markup.

use std::cell::Cell;
use std::iter::Peekable;
use std::sync::Arc;

use leptos::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::browser::pictures::Pictures;

/// Elements within one another; what stands deeper is left out. Packs that nest deeper are not installed.
const DEEPEST: usize = 32;

/// What the parts of one text share while they are drawn.
struct Drawing {
    /// Of the pack that the text comes from.
    pictures: Option<Arc<Pictures>>,
    depth: Cell<usize>,
}

/// Renders markdown. Raw HTML is dropped, links only lead to the web and to pages of the app, and pictures are those of the
/// pack whose page it is.
#[component]
pub fn Markdown(#[prop(into)] source: String) -> impl IntoView {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut events = Parser::new_ext(&source, options).peekable();
    let drawing = Drawing { pictures: use_context(), depth: Cell::new(0) };
    view! { <div class="markdown">{nodes(&mut events, &drawing)}</div> }
}

/// What stands up to the end of the element that is open.
fn nodes<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>, drawing: &Drawing) -> Vec<AnyView> {
    let mut views = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(_) => break,
            Event::Start(tag) => views.push(element(tag, events, drawing)),
            Event::Text(text) => views.push(text.into_string().into_any()),
            Event::Code(code) => views.push(view! { <code>{code.into_string()}</code> }.into_any()),
            Event::SoftBreak => views.push(" ".into_any()),
            Event::HardBreak => views.push(view! { <br /> }.into_any()),
            Event::Rule => views.push(view! { <hr /> }.into_any()),
            _ => {}
        }
    }
    views
}

fn element<'a>(
    tag: Tag<'a>,
    events: &mut Peekable<impl Iterator<Item = Event<'a>>>,
    drawing: &Drawing,
) -> AnyView {
    if matches!(tag, Tag::HtmlBlock | Tag::MetadataBlock(_)) || drawing.depth.get() >= DEEPEST {
        skip(events);
        return ().into_any();
    }
    drawing.depth.set(drawing.depth.get() + 1);
    let drawn = match tag {
        Tag::Table(_) => table(events, drawing),
        Tag::Image { dest_url, .. } => picture(&dest_url, &words(events), drawing),
        tag => around(tag, nodes(events, drawing)),
    };
    drawing.depth.set(drawing.depth.get() - 1);
    drawn
}

fn around(tag: Tag<'_>, inner: Vec<AnyView>) -> AnyView {
    match tag {
        Tag::Paragraph => view! { <p>{inner}</p> }.into_any(),
        // The page's own headings stand above those of its text.
        Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. } => {
            view! { <h2>{inner}</h2> }.into_any()
        }
        Tag::Heading { .. } => view! { <h3>{inner}</h3> }.into_any(),
        Tag::BlockQuote(_) => view! { <blockquote>{inner}</blockquote> }.into_any(),
        Tag::CodeBlock(_) => view! { <pre tabindex="0"><code>{inner}</code></pre> }.into_any(),
        Tag::List(None) => view! { <ul>{inner}</ul> }.into_any(),
        Tag::List(Some(first)) => view! { <ol start=first.to_string()>{inner}</ol> }.into_any(),
        Tag::Item => view! { <li>{inner}</li> }.into_any(),
        Tag::Emphasis => view! { <em>{inner}</em> }.into_any(),
        Tag::Strong => view! { <strong>{inner}</strong> }.into_any(),
        Tag::Strikethrough => view! { <s>{inner}</s> }.into_any(),
        Tag::Link { dest_url, .. } => link(&dest_url, inner),
        _ => inner.into_any(),
    }
}

/// A picture of the pack, or its description where the pack has none of this name: nothing is fetched from elsewhere.
fn picture(name: &str, description: &str, drawing: &Drawing) -> AnyView {
    let description = description.to_owned();
    match drawing.pictures.as_ref().and_then(|pictures| pictures.address(name)) {
        Some(address) => view! { <img class="markdown__picture" src=address alt=description /> }.into_any(),
        None => view! { <em>{description}</em> }.into_any(),
    }
}

/// The words of an element, without what is around them.
fn words<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>) -> String {
    let mut words = String::new();
    let mut depth = 1;
    for event in events.by_ref() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}

fn link(target: &str, inner: Vec<AnyView>) -> AnyView {
    if target.starts_with("https://") || target.starts_with("http://") {
        view! { <a href=target.to_owned() target="_blank" rel="noopener noreferrer">{inner}</a> }.into_any()
    } else if target.starts_with('/') && !target.starts_with("//") {
        view! { <a href=target.to_owned()>{inner}</a> }.into_any()
    } else {
        inner.into_any()
    }
}

fn table<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>, drawing: &Drawing) -> AnyView {
    let mut head = Vec::new();
    let mut rows = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(TagEnd::Table) => break,
            Event::Start(Tag::TableHead) => head = cells(events, drawing),
            Event::Start(Tag::TableRow) => rows.push(cells(events, drawing)),
            _ => {}
        }
    }
    // Some tables have no headings, and Markdown writes empty ones then.
    let heading = |cell: Vec<AnyView>| match cell.is_empty() {
        true => view! { <td></td> }.into_any(),
        false => view! { <th scope="col">{cell}</th> }.into_any(),
    };
    let has_headings = head.iter().any(|cell| !cell.is_empty());
    let head = has_headings
        .then(|| view! { <thead><tr>{head.into_iter().map(heading).collect_view()}</tr></thead> });
    let body = |row: Vec<Vec<AnyView>>| {
        view! { <tr>{row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
    };
    view! {
        <div class="markdown__table" tabindex="0">
            <table>
                {head}
                <tbody>{rows.into_iter().map(body).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cells<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>, drawing: &Drawing) -> Vec<Vec<AnyView>> {
    let mut cells = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::TableCell) => cells.push(nodes(events, drawing)),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => break,
            _ => {}
        }
    }
    cells
}

/// Passes over an element with everything in it.
fn skip<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>) {
    words(events);
}
