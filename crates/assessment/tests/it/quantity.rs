use assessment::{parse_number, parse_quantity, quantity};
use proptest::prelude::*;

#[track_caller]
fn reads(text: &str, unit: &str, expected: f64) {
    let read = parse_quantity(text, unit).unwrap_or_else(|error| panic!("{text:?} in {unit:?}: {error}"));
    assert!(
        (read - expected).abs() <= 1e-12 * expected.abs(),
        "{text:?} in {unit:?} gave {read}, not {expected}"
    );
}

#[track_caller]
fn refuses(text: &str, unit: &str, expected: &str) {
    assert_eq!(parse_quantity(text, unit).unwrap_err().to_string(), expected, "{text:?}");
}

#[test]
fn m17_numbers_are_read_as_people_write_them() {
    let cases = [
        ("42", 42.0),
        (" 1,000,000 ", 1e6),
        ("1 000.5", 1000.5),
        ("1_000", 1000.0),
        ("-2.5", -2.5),
        ("1.5e6", 1.5e6),
        ("2e-3", 0.002),
        (".5", 0.5),
        ("10^9", 1e9),
        ("2 x 10^9", 2e9),
        ("2·10^3", 2000.0),
        ("3 million", 3e6),
        ("5k", 5000.0),
        ("1.2 bn", 1.2e9),
    ];
    for (text, expected) in cases {
        reads(text, "requests", expected);
    }
}

#[test]
fn m17_what_could_be_meant_two_ways_is_not_taken() {
    for text in
        ["1,5", "1,0000", "1.000,5", "12,34,567", "", "many", "nan", "inf", "-", "1e999", "10^999", "--1"]
    {
        assert_eq!(parse_number(text), None, "{text:?}");
    }
    refuses("many", "ms", "Write a number, such as 250, 1,000 or 1.5e6, or skip the question.");
}

#[test]
fn m17_a_unit_may_be_written_and_one_of_the_same_sort_is_converted() {
    reads("250 ms", "ms", 250.0);
    reads("0.25 s", "ms", 250.0);
    reads("2 min", "s", 120.0);
    reads("1.5 h", "minutes", 90.0);
    reads("2 TB", "GB", 2000.0);
    reads("1 KiB", "bytes", 1024.0);
    reads("5 MiB", "MB", 5.24288);
    reads("1 MB/s", "Mbit/s", 8.0);
    reads("5 MB", "MB", 5.0);
    reads("3 million requests", "requests", 3e6);
    reads("1 Request", "requests", 1.0);
    reads("99 %", "%", 99.0);
}

#[test]
fn m17_a_unit_of_another_sort_is_refused_by_name() {
    refuses("5 GB", "ms", "The unit “GB” is not known here. Give the number in ms.");
    refuses("0.5 kg", "ms", "The unit “kg” is not known here. Give the number in ms.");
    refuses("5 apples", "requests/s", "The unit “apples” is not known here. Give the number in requests/s.");
    refuses("5 x", "", "The unit “x” is not known here. Give the number in plain digits.");
}

#[test]
fn m24_quantities_are_written_with_thousands_apart() {
    let cases = [
        (2_000_000.0, "requests", "2,000,000 requests"),
        (-1234.5, "ms", "-1,234.5 ms"),
        (0.25, "", "0.25"),
        (999.0, "ms", "999 ms"),
        (1.2e18, "B", "1.2e18 B"),
        (1e-9, "s", "1e-9 s"),
        (0.0, "", "0"),
        (f64::NAN, "", "NaN"),
        (f64::INFINITY, "", "inf"),
    ];
    for (value, unit, expected) in cases {
        assert_eq!(quantity(value, unit), expected);
    }
}

proptest! {
    #[test]
    fn m17_any_text_is_read_or_refused_without_a_panic(text in ".{0,30}", unit in ".{0,6}") {
        if let Ok(read) = parse_quantity(&text, &unit) {
            prop_assert!(!read.is_nan());
        }
    }

    #[test]
    fn m17_what_is_written_is_read_back(value in -1e14..1e14_f64) {
        prop_assert_eq!(parse_quantity(&quantity(value, "ms"), "ms"), Ok(value));
    }
}

#[test]
fn m17_what_is_too_large_or_written_otherwise_is_not_called_a_unit() {
    let too_large = "This number is too large to be read. Write one under 1e300, or skip the question.";
    let nines = "9".repeat(400);
    for text in ["1e999", "1e400", "1e400 ms", "10^400", nines.as_str()] {
        refuses(text, "ms", too_large);
    }
    let not_a_number = "Write a number, such as 250, 1,000 or 1.5e6, or skip the question.";
    for text in ["27,0", "0x1b", "1.2.3", "12'000", &"x".repeat(400)] {
        refuses(text, "ms", not_a_number);
    }
}

#[test]
fn m17_of_a_long_unit_only_the_start_is_said_back() {
    let expected = "The unit “furlongs per…” is not known here. Give the number in ms.";
    refuses("5 furlongs per fortnight", "ms", expected);
}
