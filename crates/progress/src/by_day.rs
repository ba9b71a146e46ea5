use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something for each day on which there was anything, in order. Events arrive nearly always in order of days, so the last
/// one is at hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ByDay<T>(Vec<(Date, T)>);

impl<T> Default for ByDay<T> {
    fn default() -> Self {
        ByDay(Vec::new())
    }
}

impl<T> ByDay<T> {
    pub fn get(&self, day: Date) -> Option<&T> {
        let place = self.0.binary_search_by_key(&day, |(day, _)| *day).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    pub fn last_day(&self) -> Option<Date> {
        self.0.last().map(|(day, _)| *day)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Date, &T)> {
        self.0.iter().map(|(day, value)| (*day, value))
    }

    /// The days from `first` to `last`, both included.
    pub fn between(&self, first: Date, last: Date) -> impl Iterator<Item = (Date, &T)> {
        let start = self.0.partition_point(|(day, _)| *day < first);
        self.iter().skip(start).take_while(move |(day, _)| *day <= last)
    }
}

impl<T: Default> ByDay<T> {
    pub(crate) fn at(&mut self, day: Date) -> &mut T {
        let place = match self.last_day() {
            Some(last) if last == day => self.0.len() - 1,
            _ => self.place_of(day),
        };
        &mut self.0[place].1
    }

    fn place_of(&mut self, day: Date) -> usize {
        self.0.binary_search_by_key(&day, |(day, _)| *day).unwrap_or_else(|place| {
            self.0.insert(place, (day, T::default()));
            place
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_sorted_map_holds(offsets in prop::collection::vec(0_i32..40, 0..60), from in 0_i32..40) {
            let day = |offset: i32| date(2026, 2, 10) + offset.days();
            let mut days = ByDay::<u32>::default();
            let mut map = BTreeMap::<Date, u32>::new();
            for offset in offsets {
                *days.at(day(offset)) += 1;
                *map.entry(day(offset)).or_default() += 1;
                prop_assert_eq!(days.get(day(from)), map.get(&day(from)));
            }
            prop_assert!(days.iter().eq(map.iter().map(|(day, count)| (*day, count))));
            let (first, last) = (day(from), day(from + 9));
            prop_assert!(days.between(first, last).map(|(day, _)| day).eq(map.range(first..=last).map(|(day, _)| *day)));
        }
    }
}
