//! A statement that draws something: `a --> b & c --> d`.

use super::cursor::Cursor;
use super::link::{self, Link};
use super::node::{self, Mention};

/// Boxes side by side, and arrows from each of a step to each of the next.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub(super) steps: Vec<Vec<Mention>>,
    /// One fewer than there are steps.
    pub(super) links: Vec<Link>,
}

/// `None` where it cannot be read to the end of the statement; the cursor may stand anywhere then.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Option<Chain> {
    let mut chain = Chain::default();
    chain.steps.push(take_step(cursor)?);
    loop {
        cursor.skip_spaces();
        if cursor.is_at_end()
            || cursor.starts_with("\n")
            || cursor.starts_with(";")
            || cursor.starts_with("%%")
        {
            return Some(chain);
        }
        chain.links.push(link::take(cursor)?);
        cursor.take_while(char::is_whitespace);
        chain.steps.push(take_step(cursor)?);
    }
}

fn take_step(cursor: &mut Cursor<'_>) -> Option<Vec<Mention>> {
    let mut step = vec![node::take(cursor)?];
    loop {
        let mut ahead = *cursor;
        ahead.skip_spaces();
        if !ahead.take("&") {
            return Some(step);
        }
        ahead.take_while(char::is_whitespace);
        step.push(node::take(&mut ahead)?);
        *cursor = ahead;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<String> {
        let chain = take(&mut Cursor::new(text))?;
        let names = |step: &Vec<Mention>| step.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join("&");
        Some(chain.steps.iter().map(names).collect::<Vec<_>>().join(" > "))
    }

    #[test]
    fn boxes_can_stand_side_by_side_and_in_a_chain() {
        assert_eq!(told("a"), Some("a".into()));
        assert_eq!(told("a --> b --> c"), Some("a > b > c".into()));
        assert_eq!(told("a & b[B]-->c&d %% comment"), Some("a&b > c&d".into()));
        assert_eq!(told("a-->b;c-->d"), Some("a > b".into()), "a new statement begins behind the semicolon");
        assert_eq!(told("a -->\n  b"), Some("a > b".into()));
    }

    #[test]
    fn what_is_no_chain_is_nothing() {
        for text in ["a b", "a -->", "a & ", "--> b", "a --> [x]"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
