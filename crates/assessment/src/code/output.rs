//! What stands in the output of a program.

use super::OutputMatch;

/// The numbers of a text in their order. A digit that belongs to a word is none: `p99` has no number. Thousands may be
/// parted by commas.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let length = if before.is_alphanumeric() || before == '_' || before == '.' {
            0
        } else {
            length_of_number(rest, before)
        };
        let step = if length > 0 { length } else { first.len_utf8() };
        let (taken, later) = rest.split_at(step);
        if length > 0 {
            numbers.extend(taken.replace(',', "").parse::<f64>().ok());
        }
        before = taken.chars().next_back().unwrap_or(' ');
        rest = later;
    }
    numbers
}

/// Bytes of the number that the text begins with; 0 where there is none.
fn length_of_number(text: &str, before: char) -> usize {
    let bytes = text.as_bytes();
    let digits_from =
        |start: usize| bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
    let at = |place: usize| bytes.get(place).copied().unwrap_or_default();
    // In "10-20" the hyphen is no minus.
    let is_signed = matches!(at(0), b'-' | b'+') && !before.is_alphanumeric() && before != ')';
    let start = usize::from(is_signed);
    let mut end = start + digits_from(start);
    if end == start && !(at(start) == b'.' && digits_from(start + 1) > 0) {
        return 0;
    }
    if (1..=3).contains(&(end - start)) {
        while at(end) == b',' && digits_from(end + 1) == 3 {
            end += 4;
        }
    }
    if at(end) == b'.' {
        let fraction = digits_from(end + 1);
        end += if fraction > 0 { 1 + fraction } else { 0 };
    }
    if matches!(at(end), b'e' | b'E') {
        let sign = usize::from(matches!(at(end + 1), b'-' | b'+'));
        let exponent = digits_from(end + 1 + sign);
        end += if exponent > 0 { 1 + sign + exponent } else { 0 };
    }
    end
}

/// The nth number (from 1, from the end with -1) of what follows the last place of the label, or of it all.
pub(super) fn nth_number(text: &str, after: Option<&str>, nth: i32) -> Result<f64, String> {
    let text = match after {
        None => text,
        Some(label) => {
            let found = lower(text).rfind(&lower(label));
            let place = found.ok_or_else(|| format!("“{label}” does not stand in the output"))?;
            text.get(place + label.len()..).unwrap_or_default()
        }
    };
    let numbers = numbers(text);
    let place = usize::try_from(nth.unsigned_abs()).unwrap_or(usize::MAX).saturating_sub(1);
    let number = if nth > 0 { numbers.get(place) } else { numbers.iter().rev().nth(place) };
    number.copied().ok_or_else(|| match numbers.len() {
        0 => "no number there".to_owned(),
        1 => "one number there".to_owned(),
        count => format!("{count} numbers there"),
    })
}

/// Of the same length in bytes, so that places agree.
fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

pub(super) fn matches(output: &str, text: &str, how: OutputMatch) -> bool {
    let wanted = tidy(text);
    let found = tidy(output);
    match how {
        OutputMatch::Exact => wanted == found,
        OutputMatch::Contains => found.join("\n").contains(wanted.join("\n").trim()),
        OutputMatch::Lines => {
            let mut lines = found.iter().map(|line| line.trim());
            wanted.iter().map(|line| line.trim()).all(|wanted| lines.any(|line| line == wanted))
        }
    }
}

/// Lines without blanks at their ends, and without blank lines at the beginning and the end.
fn tidy(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
    lines.get(first..last).unwrap_or_default().to_vec()
}

/// The first line of the expected text that is missing, for the feedback.
pub(super) fn first_missing<'t>(output: &str, text: &'t str) -> Option<&'t str> {
    let found = tidy(output);
    tidy(text).into_iter().find(|line| !found.iter().any(|other| other.trim() == line.trim()))
}
