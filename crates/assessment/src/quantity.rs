//! Numbers with units, as learners type and read them.

/// Why what was typed is no number in the unit that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    #[error("Write a number, such as 250, 1,000 or 1.5e6, or skip the question.")]
    NotANumber,
    #[error("This number is too large to be read. Write one under 1e300, or skip the question.")]
    TooLarge,
    #[error("The unit “{given}” is not known here. Give the number in {expected}.")]
    OtherUnit { given: String, expected: String },
}

/// Units that can be told in one another, by what they measure: name, and how many of the first of the group it is.
/// A kilobyte is 1,000 bytes and a kibibyte 1,024 (IEC 80000-13).
const UNITS: [&[(&str, f64)]; 3] = [
    &[
        ("s", 1.0),
        ("second", 1.0),
        ("seconds", 1.0),
        ("ns", 1e-9),
        ("us", 1e-6),
        ("µs", 1e-6),
        ("ms", 1e-3),
        ("milliseconds", 1e-3),
        ("min", 60.0),
        ("minute", 60.0),
        ("minutes", 60.0),
        ("h", 3_600.0),
        ("hour", 3_600.0),
        ("hours", 3_600.0),
        ("day", 86_400.0),
        ("days", 86_400.0),
    ],
    &[
        ("B", 1.0),
        ("byte", 1.0),
        ("bytes", 1.0),
        ("kB", 1e3),
        ("KB", 1e3),
        ("MB", 1e6),
        ("GB", 1e9),
        ("TB", 1e12),
        ("PB", 1e15),
        ("EB", 1e18),
        ("KiB", 1_024.0),
        ("MiB", 1_048_576.0),
        ("GiB", 1_073_741_824.0),
        ("TiB", 1_099_511_627_776.0),
    ],
    &[
        ("bit/s", 1.0),
        ("kbit/s", 1e3),
        ("Mbit/s", 1e6),
        ("Gbit/s", 1e9),
        ("Tbit/s", 1e12),
        ("B/s", 8.0),
        ("kB/s", 8e3),
        ("MB/s", 8e6),
        ("GB/s", 8e9),
    ],
];

const SCALES: [(&str, f64); 7] = [
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("M", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("trillion", 1e12),
];

/// A number in `unit`, from what a learner typed: "1,000", "1.5e6", "2 x 10^9", "3 million", with the unit or without, or
/// in another unit of the same sort ("0.5 s" where milliseconds are asked for gives 500).
///
/// # Errors
/// A sentence for the learner.
pub fn parse_quantity(text: &str, unit: &str) -> Result<f64, QuantityError> {
    let text = text.trim();
    if text.chars().count() > LONGEST_QUANTITY {
        let is_number = text.starts_with(|first: char| first.is_ascii_digit());
        return Err(if is_number { QuantityError::TooLarge } else { QuantityError::NotANumber });
    }
    let ends = text.char_indices().map(|(place, letter)| place + letter.len_utf8());
    // The longest start that is a number comes first: "10^9 s", "3 million users"; but "5 MiB" is no 5 million.
    let mut other_unit = None;
    for end in ends.rev() {
        let Some((start, rest)) = text.split_at_checked(end) else { continue };
        // The "k" of "5 kg" is no thousand.
        let cuts_a_word = start.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
        let Some(number) = number_of_any_size(start) else { continue };
        if !number.is_finite() {
            return Err(QuantityError::TooLarge);
        }
        // What goes on in digits is no unit: "27,0" and "0x1b" are numbers that are written otherwise.
        let touches = rest.starts_with(|next: char| !next.is_whitespace());
        let rest = rest.trim();
        let goes_on = rest.starts_with([',', '.', '\''])
            || rest.starts_with(|next: char| next.is_ascii_digit())
            || touches && rest.contains(|letter: char| letter.is_ascii_digit());
        if rest.is_empty() || same_unit(rest, unit) {
            return Ok(number);
        }
        if let (Some(given), Some(expected)) = (size_of(rest, unit), size_of(unit, rest)) {
            return Ok(number * given / expected);
        }
        if !cuts_a_word {
            other_unit.get_or_insert_with(|| (!goes_on).then(|| shortened(rest)));
        }
    }
    Err(match other_unit.flatten() {
        Some(given) => QuantityError::OtherUnit { given, expected: asked_for(unit) },
        None => QuantityError::NotANumber,
    })
}

/// So much of what was typed is said back.
const LONGEST_ECHO: usize = 12;
/// Characters of a quantity with its unit; nobody writes more by hand.
const LONGEST_QUANTITY: usize = 100;

fn shortened(text: &str) -> String {
    let mut start: String = text.chars().take(LONGEST_ECHO).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

fn asked_for(unit: &str) -> String {
    if unit.is_empty() { "plain digits".to_owned() } else { unit.to_owned() }
}

/// "request" and "Requests" are the same; "MB" and "mb" are not.
fn same_unit(given: &str, unit: &str) -> bool {
    let whole = |text: &str| text.strip_suffix('s').unwrap_or(text).to_owned();
    given == unit || unit.len() > 3 && whole(&given.to_lowercase()) == whole(&unit.to_lowercase())
}

/// How much `unit` is, on the scale of the group that it shares with `other`.
fn size_of(unit: &str, other: &str) -> Option<f64> {
    let size = |group: &[(&str, f64)], wanted: &str| {
        group.iter().find(|(name, _)| *name == wanted).map(|(_, size)| *size)
    };
    UNITS.iter().find_map(|group| size(group, other).and(size(group, unit)))
}

/// A plain number: "1,000", "1 000", "1_000", "1.5e6", "10^9", "2 x 10^9", "3 million". A comma has to set three digits
/// apart: "1,5" could be meant either way and is not taken.
///
/// ```
/// use assessment::parse_number;
/// assert_eq!(parse_number("2 x 10^9"), Some(2e9));
/// assert_eq!(parse_number("1,5"), None);
/// ```
pub fn parse_number(text: &str) -> Option<f64> {
    number_of_any_size(text).filter(|number| number.is_finite())
}

/// As [`parse_number`]; infinite where the number is too large.
fn number_of_any_size(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some((number, scale)) =
        SCALES.iter().find_map(|(name, scale)| Some((text.strip_suffix(name)?, scale)))
    {
        return Some(number_of_any_size(number)? * scale);
    }
    if let Some((base, power)) = text.split_once("10^") {
        let base = base.trim_end_matches([' ', 'x', 'X', '*', '\u{b7}', '\u{d7}']);
        let base = if base.is_empty() { 1.0 } else { plain(base)? };
        let power: i32 = power.trim().parse().ok()?;
        return Some(base * 10_f64.powi(power)).filter(|number| !number.is_nan());
    }
    plain(text)
}

fn plain(text: &str) -> Option<f64> {
    let mut groups = text.split([',', '_', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    let mut groups = groups.peekable();
    while let Some(group) = groups.next() {
        let (whole, fraction) = group.split_once('.').unwrap_or((group, ""));
        let only_last_has_fraction = fraction.is_empty() || groups.peek().is_none();
        let head_is_whole = digits.trim_start_matches(['-', '+']).bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() != 3
            || !whole.bytes().all(|byte| byte.is_ascii_digit())
            || !head_is_whole
            || !only_last_has_fraction
        {
            return None;
        }
        digits.push_str(group);
    }
    // Words such as "inf" and "nan" are numbers to the parser.
    let starts_like_a_number =
        digits.trim_start_matches(['-', '+', '.']).starts_with(|first: char| first.is_ascii_digit());
    digits.parse().ok().filter(|number: &f64| starts_like_a_number && !number.is_nan())
}

/// "2,000,000 requests", "0.5 ms", "1.2e18": thousands set apart, the unit behind.
pub fn quantity(value: f64, unit: &str) -> String {
    let number = if value != 0.0 && (value.abs() >= 1e15 || value.abs() < 1e-6) {
        format!("{value:e}")
    } else {
        grouped(&value.to_string())
    };
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, ""), |(whole, fraction)| (whole, fraction));
    let mut written = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && digit.is_ascii_digit() {
            written.push(',');
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push('.');
        written.push_str(fraction);
    }
    written
}
