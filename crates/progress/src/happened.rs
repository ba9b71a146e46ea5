use jiff::civil::Date;
use journal::{Body, Moment};

/// The learner's day starts at 4:00 unless they say otherwise: who practises past midnight is still in the same day.
pub const DEFAULT_DAY_START_HOUR: u8 = 4;

/// An event as the projections see it: its body read once, with the learner's own day.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened<'event> {
    pub at: &'event Moment,
    pub day: Date,
    pub body: Body,
}

/// The learner's day that a moment belongs to, by the wall clock they saw then: the zone they were in and daylight saving
/// time are in it already.
pub fn learner_day(at: &Moment, day_start_hour: u8) -> Date {
    let date = at.civil.date();
    if at.civil.hour() < day_start_hour.cast_signed() { date.yesterday().unwrap_or(date) } else { date }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use journal::Moment;

    use super::*;

    #[track_caller]
    fn check(utc: &str, offset_minutes: i32, day_start_hour: u8, expected: Date) {
        let utc_millis = utc.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let at = Moment::new(utc_millis, offset_minutes, "somewhere").unwrap();
        assert_eq!(learner_day(&at, day_start_hour), expected, "{}", at.civil);
    }

    #[test]
    fn half_past_three_at_night_belongs_to_the_day_before() {
        check("2026-03-10T03:30:00Z", 0, 4, date(2026, 3, 9));
        check("2026-03-10T03:59:59Z", 0, 4, date(2026, 3, 9));
        check("2026-03-10T04:00:00Z", 0, 4, date(2026, 3, 10));
    }

    #[test]
    fn the_hour_can_be_chosen() {
        check("2026-03-10T00:00:00Z", 0, 0, date(2026, 3, 10));
        check("2026-03-10T05:30:00Z", 0, 6, date(2026, 3, 9));
    }

    #[test]
    fn the_wall_clock_counts_and_not_the_day_in_london() {
        // 22:00 UTC is 03:30 the next morning in Kolkata, which is still the tenth there; at 22:30 UTC the eleventh starts.
        check("2026-03-10T22:00:00Z", 330, 4, date(2026, 3, 10));
        check("2026-03-10T22:30:00Z", 330, 4, date(2026, 3, 11));
        // 03:00 UTC on the eleventh is 20:00 on the tenth in San Francisco.
        check("2026-03-11T03:00:00Z", -420, 4, date(2026, 3, 10));
    }

    #[test]
    fn a_night_with_a_clock_change_still_ends_at_four_on_the_wall() {
        // Berlin, 29 March 2026: 01:00 UTC is 02:00 that becomes 03:00. 04:00 on the wall is 02:00 UTC.
        check("2026-03-29T00:59:00Z", 60, 4, date(2026, 3, 28));
        check("2026-03-29T01:59:00Z", 120, 4, date(2026, 3, 28));
        check("2026-03-29T02:00:00Z", 120, 4, date(2026, 3, 29));
        // 25 October 2026: 03:00 becomes 02:00 again. 04:00 on the wall is 03:00 UTC.
        check("2026-10-25T02:59:00Z", 60, 4, date(2026, 10, 24));
        check("2026-10-25T03:00:00Z", 60, 4, date(2026, 10, 25));
    }

    #[test]
    fn the_first_day_of_the_calendar_has_no_day_before() {
        let at =
            Moment { utc_millis: 0, civil: Date::MIN.at(1, 0, 0, 0), offset_minutes: 0, zone: "UTC".into() };
        assert_eq!(learner_day(&at, 4), Date::MIN);
    }
}
