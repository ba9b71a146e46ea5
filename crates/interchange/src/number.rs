//! Numbers as short text, the same on every machine.

/// Three places after the point at most: a thousandth of a document unit is never seen.
pub(crate) fn push(text: &mut String, number: f64) {
    // Whole thousandths need no code that prints fractions. A number that is none becomes 0.
    let thousandths = (number * 1000.0).round() as i64;
    if thousandths < 0 {
        text.push('-');
    }
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    text.push_str(&whole.to_string());
    if rest > 0 {
        let digits = (rest + 1000).to_string();
        text.push('.');
        text.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
}

pub(crate) fn text(number: f64) -> String {
    let mut text = String::new();
    push(&mut text, number);
    text
}

/// A decimal number as files have it, `-12.5` or `1e3`; good to a millionth, which is less than anybody sees.
///
/// The standard library's is exact to the last bit and brings tables of 10 KB into the page for that.
pub(crate) fn parsed(text: &str) -> Option<f64> {
    let text = text.trim();
    let (text, sign) = text.strip_prefix('-').map_or((text, 1.0), |rest| (rest, -1.0));
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let mut number = 0.0;
    for digit in whole.chars().chain(part.chars()) {
        number = number * 10.0 + f64::from(digit.to_digit(10)?);
    }
    let places = i32::try_from(part.len()).ok()?;
    let number = sign * number * power_of_ten(exponent.checked_sub(places)?);
    number.is_finite().then_some(number)
}

fn power_of_ten(exponent: i32) -> f64 {
    // Beyond these no number is left in any case.
    let power = (0..exponent.unsigned_abs().min(400)).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 { 1.0 / power } else { power }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_files_have_them_and_others_are_none() {
        for (text, expected) in [
            ("120", Some(120.0)),
            (" -12.5 ", Some(-12.5)),
            (".25", Some(0.25)),
            ("7.", Some(7.0)),
            ("1e3", Some(1000.0)),
            ("2.5E-1", Some(0.25)),
            ("1e400", None),
            ("1e-4000000000", None),
            ("", None),
            (".", None),
            ("-", None),
            ("NaN", None),
            ("1.2.3", None),
            ("12px", None),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_number_is_read_closely(number in -1e9..1e9_f64) {
            for text in [format!("{number}"), format!("{number:e}"), format!("{number:.3}")] {
                let (close, exact) = (parsed(&text).unwrap(), text.parse::<f64>().unwrap());
                prop_assert!((close - exact).abs() <= exact.abs() * 1e-12, "{} {} {}", text, close, exact);
            }
        }
    }

    #[test]
    fn a_number_has_as_many_places_as_it_needs_and_at_most_three() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0001, "0"),
            (12.0, "12"),
            (-1.5, "-1.5"),
            (0.05, "0.05"),
            (1e7 + 0.0625, "10000000.063"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(text(number), expected);
        }
    }
}
