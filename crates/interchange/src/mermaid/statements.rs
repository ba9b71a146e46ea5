//! One statement after another, each on its line or behind a semicolon.

use diagram::limits::{MOST_COMPONENTS, MOST_CONNECTIONS, MOST_GROUPS};

use super::MARK;
use super::chain::{self, Chain};
use super::cursor::Cursor;
use super::drawn::Drawn;
use super::label::decoded;
use super::node;
use crate::ReadError;
use crate::sketch::{Sketch, Told};

/// Lines that cannot be read, beyond which a file is no flowchart after all.
const MOST_UNREADABLE: usize = 1000;

pub(super) struct Statements<'a, 'b> {
    whole: &'a str,
    told: &'b mut Told,
    drawn: Drawn,
    unreadable: usize,
    /// The line on which a byte stands; both only ever grow.
    line: (usize, usize),
}

impl<'a, 'b> Statements<'a, 'b> {
    pub(super) fn new(whole: &'a str, told: &'b mut Told) -> Self {
        Self { whole, told, drawn: Drawn::default(), unreadable: 0, line: (1, 0) }
    }

    pub(super) fn read(&mut self, mut cursor: Cursor<'a>) -> Result<(), ReadError> {
        loop {
            cursor.take_while(|letter| letter.is_whitespace() || letter == ';');
            if cursor.is_at_end() {
                return Ok(());
            }
            if cursor.take_directive() {
                continue;
            }
            if !cursor.starts_with("%%{") && cursor.take("%%") {
                self.comment(cursor.take_line());
            } else if !self.keyword(&mut cursor) {
                self.chain(&mut cursor)?;
            }
            self.check_size()?;
        }
    }

    pub(super) fn finished(self) -> Sketch {
        if self.drawn.has_open_groups() {
            self.told.say("A group is not closed. The file may have been cut off.");
        }
        self.drawn.finished(self.told)
    }

    /// Before there are more than fit into memory.
    fn check_size(&self) -> Result<(), ReadError> {
        let (components, connections, groups) = self.drawn.counts();
        for (what, count, most) in [
            ("components", components, MOST_COMPONENTS),
            ("connections", connections, MOST_CONNECTIONS),
            ("groups", groups, MOST_GROUPS),
        ] {
            if count > most {
                return Err(ReadError::TooMany { what, count, most });
            }
        }
        Ok(())
    }

    /// `systemcraft component a {..}`: what a flowchart has no place for.
    fn comment(&mut self, comment: &str) {
        let Some(note) = comment.trim_start().strip_prefix(MARK) else { return };
        let mut words = note.trim_start().splitn(2, ' ');
        let (what, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        self.drawn.note(what, rest);
    }

    /// Statements that begin with a word of their own. What only changes looks is passed over.
    fn keyword(&mut self, cursor: &mut Cursor<'_>) -> bool {
        let word = cursor.first_word();
        let mut after = *cursor;
        after.take(word);
        let ends =
            after.peek().is_none_or(|letter| letter.is_whitespace() || matches!(letter, ';' | ':' | '{'));
        if !ends {
            return false;
        }
        match word {
            "subgraph" => {
                let (name, title) = subgraph(&mut after);
                self.drawn.open_group(name, title);
            }
            "end" => self.drawn.close_group(),
            "accDescr" if after.rest().trim_start().starts_with('{') => {
                after.take_to_letter('}');
            }
            "direction" | "style" | "linkStyle" | "classDef" | "class" | "click" | "accTitle"
            | "accDescr" => {
                skip_statement(&mut after);
            }
            _ => return false,
        }
        *cursor = after;
        true
    }

    fn chain(&mut self, cursor: &mut Cursor<'a>) -> Result<(), ReadError> {
        let start = *cursor;
        match chain::take(cursor) {
            Some(Chain { steps, links }) => {
                steps.iter().flatten().for_each(|mention| self.drawn.mention(mention));
                for (link, sides) in links.iter().zip(steps.windows(2)) {
                    let [from, to] = sides else { continue };
                    for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (from, to))) {
                        self.drawn.arrow(&from.name, &to.name, link);
                        self.check_size()?;
                    }
                }
                Ok(())
            }
            None => {
                // From where it went wrong: to try each of its lines again would take the square of their number.
                self.unreadable(start);
                cursor.take_line();
                if self.unreadable > MOST_UNREADABLE { Err(ReadError::NotAFlowchart) } else { Ok(()) }
            }
        }
    }

    fn unreadable(&mut self, at: Cursor<'_>) {
        let (mut line, before) = self.line;
        let here = self.whole.len() - at.rest().len();
        line += self.whole.get(before..here).unwrap_or_default().matches('\n').count();
        self.line = (line, here);
        self.unreadable += 1;
        self.told.say(&format!("Line {line} could not be read as part of a flowchart and was left out."));
    }
}

/// The name of a group, which arrows use, and what is written on it.
fn subgraph(cursor: &mut Cursor<'_>) -> (String, String) {
    cursor.skip_spaces();
    let start = *cursor;
    let is_at_end = |cursor: &mut Cursor<'_>| {
        cursor.skip_spaces();
        cursor.peek().is_none_or(|letter| matches!(letter, '\n' | ';'))
    };
    if let Some(name) = node::take_name(cursor) {
        cursor.skip_spaces();
        if let Some(Some((title, _))) = node::shape(cursor)
            && is_at_end(cursor)
        {
            return (name.to_owned(), title);
        }
    }
    *cursor = start;
    let title = cursor.take_while(|letter| !matches!(letter, '\n' | ';')).trim();
    let title = title.strip_prefix('"').and_then(|title| title.strip_suffix('"')).unwrap_or(title);
    (title.to_owned(), decoded(title))
}

/// To the end of the line or a semicolon that does not stand in a text.
fn skip_statement(cursor: &mut Cursor<'_>) {
    loop {
        cursor.take_while(|letter| !matches!(letter, '\n' | ';' | '"'));
        if !cursor.take("\"") {
            return;
        }
        cursor.take_while(|letter| !matches!(letter, '\n' | '"'));
        cursor.take("\"");
    }
}
