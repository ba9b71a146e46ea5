//! Figures as people read them: few digits, and their unit.

/// "0.42 ms", "12 ms", "1.35 s"
pub fn millis(value: f64) -> String {
    if value >= 1000.0 {
        format!("{} s", digits(value / 1000.0))
    } else {
        format!("{} ms", digits(value))
    }
}

/// "98", "12,500", "1.2 million"
pub fn count(value: f64) -> String {
    if value >= 1e9 {
        format!("{} billion", digits(value / 1e9))
    } else if value >= 1e6 {
        format!("{} million", digits(value / 1e6))
    } else if value >= 1000.0 {
        thousands(value)
    } else {
        digits(value)
    }
}

/// "$0.42", "$1,250"
pub fn usd(value: f64) -> String {
    if value >= 1000.0 { format!("${}", thousands(value)) } else { format!("${value:.2}") }
}

/// "99.95 %": as many nines as there are, up to six.
pub fn availability(share: f64) -> String {
    let percent = share * 100.0;
    let missing = (100.0 - percent).max(1e-9);
    let decimals = (1.0 - missing.log10()).ceil().clamp(1.0, 6.0) as usize;
    let text = format!("{percent:.decimals$}");
    // What is not certain must not be rounded up to it.
    if text.starts_with("100") && share < 1.0 { "over 99.9999 %".to_owned() } else { format!("{text} %") }
}

/// "1 answer", "2 answers"
pub fn counted(count: u32, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// "7 %"
pub fn percent(share: f64) -> String {
    format!("{} %", digits(share * 100.0))
}

/// Three digits that count.
fn digits(value: f64) -> String {
    // Minus nothing is nothing.
    let value = if value == 0.0 { 0.0 } else { value };
    match value.abs() {
        size if size >= 99.95 => format!("{value:.0}"),
        size if size >= 9.995 => trimmed(format!("{value:.1}")),
        _ => trimmed(format!("{value:.2}")),
    }
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn thousands(value: f64) -> String {
    let whole = format!("{:.0}", value.abs());
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if value < 0.0 { format!("-{grouped}") } else { grouped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_three_digits_that_count() {
        let cases = [
            (millis(0.421), "0.42 ms"),
            (millis(12.04), "12 ms"),
            (millis(1350.0), "1.35 s"),
            (count(98.04), "98"),
            (count(12_500.0), "12,500"),
            (count(1_200_000.0), "1.2 million"),
            (usd(0.42), "$0.42"),
            (usd(1250.4), "$1,250"),
            (percent(0.07), "7 %"),
        ];
        for (shown, expected) in cases {
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn availability_shows_its_nines_and_never_rounds_up_to_certainty() {
        assert_eq!(availability(0.9), "90.0 %");
        assert_eq!(availability(0.999), "99.90 %");
        assert_eq!(availability(0.99995), "99.9950 %");
        assert_eq!(availability(1.0), "100.000000 %");
        assert_eq!(availability(1.0 - 1e-12), "over 99.9999 %");
    }
}
