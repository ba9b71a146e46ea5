//! Which lines of a JSON text places of the pack stand on, by one pass over it. The text has been parsed before, so it is well-formed
//! and no deeper than packs may be.

use std::cmp::Ordering;

use crate::{Place, Segment};

/// For each place its line, from 1; that of the nearest value around it where the file has none of this name.
pub(crate) fn lines_of<'p>(json: &str, places: impl Iterator<Item = &'p Place>) -> Vec<usize> {
    let mut wanted: Vec<Wanted> =
        places.enumerate().map(|(number, place)| Wanted { number, way: &place.0 }).collect();
    // Those that lie in one value stand together.
    wanted.sort_by_key(|wanted| wanted.way);
    let mut reader = Reader { bytes: json.as_bytes(), at: 0, line: 1, counted_to: 0 };
    let mut lines = vec![1; wanted.len()];
    reader.skip_space();
    reader.note(&wanted, 0, &mut lines);
    lines
}

/// A place that is looked for, and which of them it is.
struct Wanted<'p> {
    number: usize,
    way: &'p [Segment],
}

struct Reader<'j> {
    bytes: &'j [u8],
    at: usize,
    /// Of the byte at `counted_to`.
    line: usize,
    counted_to: usize,
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

    /// The line that has been reached.
    fn line_here(&mut self) -> usize {
        let passed = self.bytes.get(self.counted_to..self.at).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted_to = self.at;
        self.line
    }

    /// Over the value that begins here, with the lines of all that is wanted in it. The wanted are sorted, and their ways have led
    /// here by their first `depth` segments.
    fn note(&mut self, wanted: &[Wanted<'_>], depth: usize, lines: &mut [usize]) {
        let here = self.line_here();
        for wanted in wanted {
            if let Some(line) = lines.get_mut(wanted.number) {
                *line = here;
            }
        }
        let arrived = wanted.partition_point(|wanted| wanted.way.len() <= depth);
        let further = wanted.get(arrived..).unwrap_or_default();
        match self.peek() {
            b'{' if !further.is_empty() => self.note_in_object(further, depth, lines),
            b'[' if !further.is_empty() => self.note_in_list(further, depth, lines),
            _ => self.skip_value(),
        }
    }

    fn note_in_object(&mut self, wanted: &[Wanted<'_>], depth: usize, lines: &mut [usize]) {
        self.skip_mark(b'{');
        while self.peek() == b'"' {
            let start = self.at + 1;
            self.skip_string();
            let name = self.bytes.get(start..self.at.saturating_sub(1)).unwrap_or_default();
            self.skip_mark(b':');
            let within = those(wanted, depth, |segment| match segment {
                Segment::Key(key) => key.as_bytes().cmp(name),
                Segment::Index(_) => Ordering::Greater,
            });
            self.note_entry(within, depth, lines);
        }
        self.skip_mark(b'}');
    }

    fn note_in_list(&mut self, wanted: &[Wanted<'_>], depth: usize, lines: &mut [usize]) {
        self.skip_mark(b'[');
        let mut index = 0;
        while !matches!(self.peek(), b']' | b'}' | 0) {
            let within = those(wanted, depth, |segment| match segment {
                Segment::Key(_) => Ordering::Less,
                Segment::Index(wanted) => wanted.cmp(&index),
            });
            self.note_entry(within, depth, lines);
            index += 1;
        }
        self.skip_mark(b']');
    }

    /// Over a value of an object or a list, and the comma after it.
    fn note_entry(&mut self, within: &[Wanted<'_>], depth: usize, lines: &mut [usize]) {
        if within.is_empty() {
            self.skip_value();
        } else {
            self.note(within, depth + 1, lines);
        }
        self.skip_mark(b',');
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

/// Those of the wanted whose segment at `depth` is the one that `order` looks for.
fn those<'w, 'p>(
    wanted: &'w [Wanted<'p>],
    depth: usize,
    order: impl Fn(&Segment) -> Ordering,
) -> &'w [Wanted<'p>] {
    let order = |wanted: &Wanted<'_>| wanted.way.get(depth).map_or(Ordering::Less, &order);
    let start = wanted.partition_point(|wanted| order(wanted) == Ordering::Less);
    let end = wanted.partition_point(|wanted| order(wanted) != Ordering::Greater);
    wanted.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
{
  "a": [1,
    {"b": "}\"]", "c":
      [[], [2,
        3]]},
    4
  ], "b": {
    "a": 5
  }
}"#;

    #[test]
    fn every_place_has_the_line_of_its_value_or_of_what_is_around_it() {
        use Segment::{Index, Key};
        let cases: &[(&[Segment], usize)] = &[
            (&[Key("b"), Key("a")], 9),
            (&[Key("a"), Index(1), Key("c"), Index(1), Index(1)], 6),
            (&[], 2),
            (&[Key("a"), Index(1), Key("c")], 5),
            (&[Key("a"), Index(2)], 7),
            (&[Key("a"), Index(1), Key("b")], 4),
            (&[Key("a"), Index(9)], 3),
            (&[Key("a"), Key("b")], 3),
            (&[Key("b"), Index(0)], 8),
            (&[Key("a"), Index(0), Key("x")], 3),
            (&[Key("c")], 2),
            (&[Key("b"), Key("a")], 9),
        ];
        let places: Vec<Place> = cases.iter().map(|(way, _)| Place(way.to_vec())).collect();
        let expected: Vec<usize> = cases.iter().map(|(_, line)| *line).collect();
        assert_eq!(lines_of(FILE, places.iter()), expected);
        assert!(lines_of(FILE, std::iter::empty()).is_empty());
    }
}
