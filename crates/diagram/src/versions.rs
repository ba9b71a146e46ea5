//! Which earlier versions of a design are kept: many young ones, few old ones.

use xxhash_rust::xxh3::xxh3_64;

/// Tells the text of one version from that of another.
pub fn checksum(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// A version in the history of a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub utc_millis: i64,
    /// Named by hand: it stays for good.
    pub is_named: bool,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Of versions up to this age one is kept in each stretch of the second length.
const STRETCHES: [(i64, i64); 4] = [(HOUR, MINUTE), (DAY, HOUR), (30 * DAY, DAY), (i64::MAX, 30 * DAY)];

/// Whether each of several versions is kept, in their order; of one stretch the newest is.
///
/// For as long as nothing is added, thinning what was thinned takes nothing more away at the same moment.
pub fn kept(versions: &[Moment], now_utc_millis: i64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..versions.len()).collect();
    let at = |place: &usize| versions.get(*place).map_or(i64::MIN, |one| one.utc_millis);
    order.sort_by_key(|place| std::cmp::Reverse(at(place)));
    let mut kept = vec![false; versions.len()];
    let mut last = None;
    for place in order {
        let (Some(version), Some(kept)) = (versions.get(place), kept.get_mut(place)) else { continue };
        let stretch = stretch(version.utc_millis, now_utc_millis);
        // The newest of all is what was there last, whatever the clock says.
        *kept = version.is_named || last != Some(stretch);
        if !version.is_named {
            last = Some(stretch);
        }
    }
    kept
}

fn stretch(utc_millis: i64, now_utc_millis: i64) -> (i64, i64) {
    let age = now_utc_millis.saturating_sub(utc_millis);
    let length = STRETCHES.iter().find(|(until, _)| age < *until).map_or(DAY, |(_, length)| *length);
    (length, utc_millis.div_euclid(length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 400 * DAY;

    fn moments(ages: impl IntoIterator<Item = i64>) -> Vec<Moment> {
        ages.into_iter().map(|age| Moment { utc_millis: NOW - age, is_named: false }).collect()
    }

    fn count(versions: &[Moment]) -> usize {
        kept(versions, NOW).into_iter().filter(|kept| *kept).count()
    }

    #[test]
    fn versions_of_the_last_hour_stay_and_older_ones_thin_out() {
        assert_eq!(count(&moments((0..60).map(|minute| minute * MINUTE))), 60);
        // A day of one a minute: 60 of the last hour, then one of each hour that 23 hours reach into.
        assert_eq!(count(&moments((0..24 * 60).map(|minute| minute * MINUTE))), 60 + 24);
        // A year of one an hour: 24 of the last day, 30 days, and months of 30 days.
        let year = count(&moments((0..365 * 24).map(|hour| hour * HOUR)));
        assert!((60..80).contains(&year), "{year}");
    }

    #[test]
    fn of_one_stretch_the_newest_stays() {
        let versions = moments([2 * HOUR, 2 * HOUR + 10 * MINUTE, 2 * HOUR + 20 * MINUTE]);
        assert_eq!(kept(&versions, NOW), [true, true, false], "the hour begins between the first two");
    }

    #[test]
    fn a_version_named_by_hand_stays_beside_the_one_of_its_stretch() {
        let mut versions = moments([90 * DAY, 90 * DAY + HOUR, 90 * DAY + 2 * HOUR]);
        versions[2].is_named = true;
        assert!(kept(&versions, NOW)[2]);
    }

    proptest! {
        #[test]
        fn thinning_again_takes_nothing_more(ages in prop::collection::vec(0..500 * DAY, 0..60)) {
            let versions = moments(ages);
            let once: Vec<Moment> = versions.iter().zip(kept(&versions, NOW)).filter(|(_, kept)| *kept).map(|(one, _)| *one).collect();
            prop_assert_eq!(count(&once), once.len());
            prop_assert_eq!(once.is_empty(), versions.is_empty());
        }
    }
}
