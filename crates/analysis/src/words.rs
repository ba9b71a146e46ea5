//! Numbers and names as the learner reads them.

/// Names listed before the rest are only counted.
const MOST_NAMES: usize = 4;
/// Per cent that are missing in the longest row of nines that is written.
const LEAST_MISSING: f64 = 1e-7;

/// "2,630", "12.5", "0.08": three digits that count, no zeros at the end, thousands set apart.
pub fn number(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return "no number".to_owned();
    }
    if size >= 1e9 {
        return format!("{} billion", number(value / 1e9));
    }
    let decimals =
        if size >= 99.95 || size == 0.0 { 0 } else { (2 - size.log10().floor() as i32).clamp(0, 6) as usize };
    let text = format!("{value:.decimals$}");
    let text = if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    with_thousands(text)
}

/// "20,500.0", "0.5": one decimal, and thousands set apart.
pub fn tenths(value: f64) -> String {
    if value.is_finite() { with_thousands(&format!("{value:.1}")) } else { number(value) }
}

/// "4.97", "3.5": points of a grade, cut after two decimals, so that what falls short of full marks does not read like them.
pub fn points(value: f64) -> String {
    number((value * 100.0 + 1e-6).floor() / 100.0)
}

/// "2.5 times the average"; of once, "as much as the average".
pub fn times(how_often: f64, what: &str) -> String {
    match number(how_often).as_str() {
        "1" => format!("as much as {what}"),
        often => format!("{often} times {what}"),
    }
}

/// "526 minutes", "1 minute", "4.2 seconds", "less than a second"; from two hours on in hours.
pub fn minutes(value: f64) -> String {
    let (amount, unit) = match value {
        _ if value >= 120.0 => (value / 60.0, "hour"),
        _ if value >= 1.0 || value == 0.0 => (value, "minute"),
        _ if value * 60.0 >= 1.0 => (value * 60.0, "second"),
        _ => return "less than a second".to_owned(),
    };
    let amount = number(amount);
    if amount == "1" { format!("1 {unit}") } else { format!("{amount} {unit}s") }
}

/// "45 ms", "1.2 s".
pub fn millis(value: f64) -> String {
    if value >= 1000.0 { format!("{} s", number(value / 1000.0)) } else { format!("{} ms", number(value)) }
}

/// "83 %"; near 100 % with as many nines as tell it from 100, and "over 99.9999999 %" beyond those. Only 1 is "100 %".
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let missing = (1.0 - share) * 100.0;
    if !(missing > 0.0 && missing < 0.95) {
        return format!("{} %", number(percent));
    }
    // What is written as a share of nine nines is a little over or under it.
    if missing < LEAST_MISSING * 0.999_999 {
        return "over 99.9999999 %".to_owned();
    }
    let decimals = (1 - missing.log10().floor() as i32).clamp(1, 7) as usize;
    // Downwards: what falls short of four nines must not read like four nines.
    let scale = 10f64.powi(decimals as i32);
    let cut = (percent * scale + 1e-6).floor() / scale;
    let text = format!("{cut:.decimals$}");
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// "70 USD", "0.09 USD", "0.115 USD", "1,234.50 USD".
pub fn usd(value: f64) -> String {
    if value >= 1e9 || (value - value.round()).abs() < 0.005 && value >= 1.0 {
        return format!("{} USD", number(value.round()));
    }
    // A price of a tenth of a cent more is another price.
    let has_parts_of_a_cent = (value * 100.0 - (value * 100.0).round()).abs() > 1e-6;
    if value < 0.1 || value < 1.0 && has_parts_of_a_cent {
        return format!("{} USD", number(value));
    }
    format!("{} USD", with_thousands(&format!("{value:.2}")))
}

/// "About 634 USD more a month.": what a change does to the monthly cost, in US dollars; `None` where it is the same.
pub fn change_of_cost(before_usd: f64, after_usd: f64) -> Option<String> {
    let change = after_usd - before_usd;
    let direction = if change > 0.0 { "more" } else { "less" };
    let amount = if change.abs() >= 10.0 { change.abs().round() } else { change.abs() };
    (amount >= 0.01).then(|| format!("About {} {direction} a month.", usd(amount)))
}

/// "1 replica", "3 replicas".
pub fn count(how_many: usize, noun: &str) -> String {
    let number = with_thousands(&how_many.to_string());
    if how_many == 1 { format!("{number} {noun}") } else { format!("{number} {noun}s") }
}

/// "A", "A and B", "A, B and C", "A, B, C, D and 3 others"; a name that comes twice is "A (2 of this name)".
pub fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for name in names {
        match counted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counted.push((name, 1)),
        }
    }
    let all: Vec<String> = counted
        .iter()
        .take(MOST_NAMES + 1)
        .map(
            |(name, count)| {
                if *count == 1 { (*name).to_owned() } else { format!("{name} ({count} of this name)") }
            },
        )
        .collect();
    match all.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [first @ .., last] if counted.len() <= MOST_NAMES + 1 => format!("{} and {last}", first.join(", ")),
        [first @ .., _] => {
            let others: usize = counted.iter().skip(MOST_NAMES).map(|(_, count)| count).sum();
            format!("{} and {others} others", first.join(", "))
        }
    }
}

fn with_thousands(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    // What rounds to nothing is not less than nothing.
    let sign = if digits.bytes().all(|digit| matches!(digit, b'0' | b'.')) { "" } else { sign };
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let part = part.map_or_else(String::new, |part| format!(".{part}"));
    format!("{sign}{grouped}{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_three_digits_that_count() {
        let written: Vec<String> =
            [0.0, 0.08, 0.123456, 4.0, 45.678, 99.99, 100.4, 2_629_800.0, 1e12].map(number).to_vec();
        assert_eq!(written, ["0", "0.08", "0.123", "4", "45.7", "100", "100", "2,629,800", "1,000 billion"]);
    }

    #[test]
    fn shares_near_one_keep_their_nines() {
        let written: Vec<String> =
            [0.5, 0.834, 0.99, 0.999, 0.99995, 0.999_899, 1.0, 1.3].map(percent).to_vec();
        assert_eq!(written, ["50 %", "83.4 %", "99 %", "99.9 %", "99.995 %", "99.989 %", "100 %", "130 %"]);
    }

    #[test]
    fn only_what_is_whole_is_a_hundred_per_cent() {
        let nines = |count: i32| 1.0 - 10f64.powi(-count);
        assert_eq!(percent(nines(8)), "99.999999 %");
        assert_eq!(percent(nines(9)), "99.9999999 %");
        for share in [nines(10), nines(12), nines(15), 1.0f64.next_down(), 1.0 - 0.9e-9] {
            assert_eq!(percent(share), "over 99.9999999 %", "{share}");
        }
        assert_eq!((percent(1.0), percent(1.0f64.next_up())), ("100 %".to_owned(), "100 %".to_owned()));
    }

    #[test]
    fn nothing_is_never_less_than_nothing() {
        assert_eq!([-0.0, -1e-9, -4e-7].map(number), ["0"; 3]);
        assert_eq!([-0.0, -1e-12].map(percent), ["0 %"; 2]);
        assert_eq!(
            (usd(0.115), usd(0.1), usd(0.29)),
            ("0.115 USD".into(), "0.10 USD".into(), "0.29 USD".into())
        );
        assert_eq!((tenths(-0.04), usd(-0.0), millis(-1e-9)), ("0.0".into(), "0 USD".into(), "0 ms".into()));
        assert_eq!((number(-2500.0), tenths(-0.06)), ("-2,500".into(), "-0.1".into()));
    }

    #[test]
    fn thousands_are_set_apart_beside_a_decimal_too() {
        assert_eq!([20_500.0, 999.96, 0.5].map(tenths), ["20,500.0", "1,000.0", "0.5"]);
    }

    #[test]
    fn once_is_as_much_and_one_minute_is_not_minutes() {
        let written = [0.5, 1.0, 1.001, 2.0].map(|often| times(often, "the average"));
        assert_eq!(
            written,
            [
                "0.5 times the average",
                "as much as the average",
                "as much as the average",
                "2 times the average"
            ]
        );
        assert_eq!(
            [0.0, 1e-9, 0.07, 1.0, 526.0, 60.0].map(minutes),
            ["0 minutes", "less than a second", "4.2 seconds", "1 minute", "8.77 hours", "60 minutes"]
        );
    }

    #[test]
    fn money_has_cents_only_where_they_count() {
        let written: Vec<String> = [70.0, 16.5, 0.09, 1234.5, 0.4].map(usd).to_vec();
        assert_eq!(written, ["70 USD", "16.50 USD", "0.09 USD", "1,234.50 USD", "0.40 USD"]);
    }

    #[test]
    fn a_change_of_cost_is_said_where_there_is_one() {
        let more = change_of_cost(1654.2, 2287.9);
        assert_eq!(more.as_deref(), Some("About 634 USD more a month."));
        assert_eq!(change_of_cost(2287.9, 1654.2).as_deref(), Some("About 634 USD less a month."));
        assert_eq!(change_of_cost(10.0, 10.4).as_deref(), Some("About 0.40 USD more a month."));
        assert_eq!(change_of_cost(0.0, 8943.0).as_deref(), Some("About 8,943 USD more a month."));
        assert_eq!(change_of_cost(1654.2, 1654.201), None);
        assert_eq!(change_of_cost(f64::NAN, 1.0), None);
    }

    #[test]
    fn points_that_fall_short_of_full_marks_do_not_read_like_them() {
        assert_eq!([4.975, 4.9625, 4.95, 4.999, 2.999].map(points), ["4.97", "4.96", "4.95", "4.99", "2.99"]);
        assert_eq!([5.0, 3.5, 4.35, 0.0].map(points), ["5", "3.5", "4.35", "0"]);
    }

    #[test]
    fn long_lists_are_cut_short() {
        assert_eq!(names(["A", "B", "C"].into_iter()), "A, B and C");
        assert_eq!(names("A B C D E F G".split(' ')), "A, B, C, D and 3 others");
        assert_eq!(names("A B C D E".split(' ')), "A, B, C, D and E");
        assert_eq!(names("A B A".split(' ')), "A (2 of this name) and B");
        assert_eq!(names("A A A".split(' ')), "A (3 of this name)");
        assert_eq!(names("A B C D E F F".split(' ')), "A, B, C, D and 3 others");
    }
}
