use crate::guess::is_letter;

/// Bytes in which the end of a text is looked for: a file of openings without ends must not take for ever.
pub(super) const LONGEST_TEXT: usize = 10_000;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.rest.starts_with(text)
    }

    /// Steps over a text, if it is here.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let after = self.rest.strip_prefix(text);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// One letter, if it is one of these.
    pub(super) fn take_one_of(&mut self, letters: &[char]) -> Option<char> {
        let letter = self.peek().filter(|letter| letters.contains(letter))?;
        self.skip(letter.len_utf8());
        Some(letter)
    }

    pub(super) fn take_while(&mut self, is_in: impl Fn(char) -> bool) -> &'a str {
        self.skip(self.rest.find(|letter| !is_in(letter)).unwrap_or(self.rest.len()))
    }

    /// Letters, figures, hyphens and underscores that stand here; they stay.
    pub(super) fn first_word(&self) -> &'a str {
        let mut ahead = *self;
        ahead.take_while(|letter| is_letter(letter) || matches!(letter, '-' | '_'))
    }

    /// Settings as in `%%{init: {..}}%%`, on however many lines; what is not closed stays.
    pub(super) fn take_directive(&mut self) -> bool {
        if !self.starts_with("%%{") {
            return false;
        }
        let ends_at = |at: &usize| self.rest.get(*at..).is_some_and(|here| here.starts_with("}%%"));
        let end = self.near().map(|(at, _)| at).find(ends_at);
        self.skip(end.map_or(0, |end| end + 3));
        end.is_some()
    }

    /// Spaces, but not the end of the line.
    pub(super) fn skip_spaces(&mut self) {
        self.take_while(|letter| letter.is_whitespace() && letter != '\n');
    }

    /// What stands before one of these on this line; that itself is stepped over.
    pub(super) fn take_to(&mut self, ends: &[&str]) -> Option<&'a str> {
        let line = self.near().take_while(|(_, letter)| *letter != '\n');
        let found = line.filter_map(|(at, _)| {
            let here = self.rest.get(at..)?;
            ends.iter().find(|end| here.starts_with(**end)).map(|end| (at, end.len()))
        });
        let (at, length) = { found }.next()?;
        let before = self.skip(at);
        self.skip(length);
        Some(before)
    }

    /// What stands before a letter, on however many lines; the letter itself is stepped over.
    pub(super) fn take_to_letter(&mut self, letter: char) -> Option<&'a str> {
        let (at, _) = self.near().find(|(_, found)| *found == letter)?;
        let before = self.skip(at);
        self.skip(letter.len_utf8());
        Some(before)
    }

    /// To the end of the line, which stays.
    pub(super) fn take_line(&mut self) -> &'a str {
        self.take_while(|letter| letter != '\n')
    }

    fn near(&self) -> impl Iterator<Item = (usize, char)> + use<'a> {
        self.rest.char_indices().take_while(|(at, _)| *at < LONGEST_TEXT)
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let (before, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        before
    }
}
