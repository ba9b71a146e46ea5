/// A hundred years; no item waits longer.
pub const LONGEST_INTERVAL_DAYS: u32 = 36_500;

/// An interval, in days, that ends at the latest on the day before the exam, so that everything is seen once more. Where the
/// exam is today or tomorrow, or was, nothing is left to pull in.
pub fn pulled_in(interval_days: f64, exam_in_days: Option<u32>) -> f64 {
    match exam_in_days {
        Some(days @ 2..) => interval_days.min(f64::from(days - 1)),
        _ => interval_days,
    }
}

/// An interval as whole civil days: rounded, at least 1 and at most [`LONGEST_INTERVAL_DAYS`].
pub fn due_in_days(interval_days: f64) -> u32 {
    // What is not a number becomes 0 as a whole number.
    (interval_days.round() as u32).clamp(1, LONGEST_INTERVAL_DAYS)
}
