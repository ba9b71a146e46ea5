//! Which line of a JSON text a place of the pack stands on. The text has been parsed before, so it is well-formed.

use crate::{Place, Segment};

/// From 1; the line of the nearest value around the place where the file has none of this name.
pub(crate) fn line_of(json: &str, place: &Place) -> usize {
    let mut reader = Reader { bytes: json.as_bytes(), at: 0 };
    reader.skip_space();
    let mut found = reader.at;
    for segment in &place.0 {
        let entered = match segment {
            Segment::Key(key) => reader.enter_key(key),
            Segment::Index(index) => reader.enter_index(*index),
        };
        if !entered {
            break;
        }
        found = reader.at;
    }
    1 + reader.bytes.iter().take(found).filter(|byte| **byte == b'\n').count()
}

struct Reader<'j> {
    bytes: &'j [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or_default()
    }

    fn skip_space(&mut self) {
        while self.peek().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    /// Over a mark such as `:`, and the space around it.
    fn skip_mark(&mut self, mark: u8) -> bool {
        self.skip_space();
        let is_there = self.peek() == mark;
        if is_there {
            self.at += 1;
        }
        self.skip_space();
        is_there
    }

    /// To the value of `key` in the object that begins here.
    fn enter_key(&mut self, key: &str) -> bool {
        if !self.skip_mark(b'{') {
            return false;
        }
        while self.peek() == b'"' {
            let start = self.at + 1;
            self.skip_string();
            let name = self.bytes.get(start..self.at.saturating_sub(1)).unwrap_or_default();
            self.skip_mark(b':');
            if name == key.as_bytes() {
                return true;
            }
            self.skip_value();
            self.skip_mark(b',');
        }
        false
    }

    /// To a value of the list that begins here.
    fn enter_index(&mut self, index: usize) -> bool {
        if !self.skip_mark(b'[') {
            return false;
        }
        for _ in 0..index {
            self.skip_value();
            if !self.skip_mark(b',') {
                return false;
            }
        }
        self.peek() != b']'
    }

    fn skip_string(&mut self) {
        self.at += 1;
        while self.at < self.bytes.len() {
            match self.peek() {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return;
                }
                _ => self.at += 1,
            }
        }
    }

    /// Over a whole value, up to what follows it.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            match self.peek() {
                b'"' => {
                    self.skip_string();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                b',' if depth == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}
