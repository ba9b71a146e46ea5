//! Counts of times in buckets that grow with the time, as HdrHistogram has them (G. Tene): bounded memory, a bounded
//! relative error, and sums of histograms are histograms.

/// Buckets from one power of two to the next. A bucket is at most 1/128 of its times wide, so a percentile, read
/// between the bounds of its bucket, is off by less than 0.8 %.
const PER_OCTAVE_BITS: u32 = 7;
const PER_OCTAVE: u64 = 1 << PER_OCTAVE_BITS;

/// The bucket of a time: exact below 128 ns.
#[inline]
fn bucket_of(nanos: u64) -> usize {
    if nanos < PER_OCTAVE {
        return nanos as usize;
    }
    let shift = 63 - nanos.leading_zeros() - PER_OCTAVE_BITS;
    ((u64::from(shift) << PER_OCTAVE_BITS) + (nanos >> shift)) as usize
}

/// The times that a bucket counts: from the first to just below the second.
fn bounds(bucket: usize) -> (f64, f64) {
    let bucket = bucket as u64;
    if bucket < PER_OCTAVE {
        return (bucket as f64, bucket as f64 + 1.0);
    }
    let shift = (bucket >> PER_OCTAVE_BITS) - 1;
    let (scale, place) = ((1u64 << shift) as f64, (bucket & (PER_OCTAVE - 1)) + PER_OCTAVE);
    (place as f64 * scale, (place + 1) as f64 * scale)
}

/// Counts from the smallest to the largest bucket that was met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Histogram {
    first: usize,
    counts: Vec<u32>,
    total: u64,
}

impl Histogram {
    #[inline]
    pub(crate) fn add(&mut self, nanos: u64) {
        let bucket = bucket_of(nanos);
        self.total += 1;
        match bucket.checked_sub(self.first).and_then(|place| self.counts.get_mut(place)) {
            Some(count) => *count = count.saturating_add(1),
            None => self.grow(bucket),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.counts.fill(0);
        self.total = 0;
    }

    /// The buckets that hold something.
    pub(crate) fn filled(&self) -> Filled {
        let with_place = self.counts.iter().zip(self.first..).filter(|(count, _)| **count > 0);
        Filled(with_place.map(|(count, bucket)| (bucket as u16, *count)).collect())
    }

    pub(crate) fn percentile_nanos(&self, share: f64) -> Option<f64> {
        percentile(
            self.counts.iter().zip(self.first..).map(|(count, bucket)| (bucket, *count)),
            self.total,
            share,
        )
    }

    #[cold]
    fn grow(&mut self, bucket: usize) {
        if self.counts.is_empty() {
            self.first = bucket;
        }
        if bucket < self.first {
            let more = self.first - bucket;
            self.counts.splice(0..0, std::iter::repeat_n(0, more));
            self.first = bucket;
        }
        let place = bucket - self.first;
        if place >= self.counts.len() {
            self.counts.resize(place + 1, 0);
        }
        self.counts[place] = self.counts[place].saturating_add(1);
    }
}

/// The buckets of a histogram that hold something, in order, with their counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filled(Vec<(u16, u32)>);

impl Filled {
    pub(crate) fn sum(&self, other: &Self) -> Self {
        let (mut one, mut other) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = Vec::with_capacity(one.len().max(other.len()));
        loop {
            let next = match (one.peek(), other.peek()) {
                (Some(left), Some(right)) if left.0 == right.0 => {
                    let both = (left.0, left.1.saturating_add(right.1));
                    one.next();
                    other.next();
                    both
                }
                (Some(left), Some(right)) if left.0 > right.0 => {
                    let next = **right;
                    other.next();
                    next
                }
                (Some(left), _) => {
                    let next = **left;
                    one.next();
                    next
                }
                (None, Some(right)) => {
                    let next = **right;
                    other.next();
                    next
                }
                (None, None) => return Self(sum),
            };
            sum.push(next);
        }
    }

    pub(crate) fn total(&self) -> u64 {
        self.0.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    pub(crate) fn percentile_nanos(&self, share: f64) -> Option<f64> {
        let buckets = self.0.iter().map(|(bucket, count)| (usize::from(*bucket), *count));
        percentile(buckets, self.total(), share)
    }

    /// How many times are at most `nanos`, those in its bucket in proportion.
    pub(crate) fn at_most(&self, nanos: f64) -> f64 {
        self.0
            .iter()
            .map(|(bucket, count)| {
                let (low, high) = bounds(usize::from(*bucket));
                f64::from(*count) * ((nanos - low) / (high - low)).clamp(0.0, 1.0)
            })
            .sum()
    }
}

/// The time that a share of all times does not exceed, read within its bucket as if times lay evenly in it.
fn percentile(buckets: impl Iterator<Item = (usize, u32)>, total: u64, share: f64) -> Option<f64> {
    let wanted = (share.clamp(0.0, 1.0) * total as f64).max(f64::MIN_POSITIVE);
    let (mut seen, mut last) = (0.0, None);
    for (bucket, count) in buckets.filter(|(_, count)| *count > 0) {
        let (low, high) = bounds(bucket);
        let count = f64::from(count);
        if seen + count >= wanted {
            return Some(low + (high - low) * (wanted - seen) / count);
        }
        seen += count;
        last = Some(high);
    }
    last
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn buckets_follow_each_other_without_a_gap() {
        let mut expected = 0.0;
        for bucket in 0..=bucket_of(u64::MAX) {
            let (low, high) = bounds(bucket);
            assert_eq!(low, expected);
            assert!(high - low <= (low / 128.0).max(1.0));
            assert_eq!(bucket_of(low as u64), bucket);
            expected = high;
        }
        assert!(u16::try_from(bucket_of(u64::MAX)).is_ok());
    }

    proptest! {
        #[test]
        fn a_percentile_is_off_by_less_than_a_bucket(
            mut times in proptest::collection::vec(0u64..1 << 40, 1..300), share in 0.01..1.0f64,
        ) {
            let mut histogram = Histogram::default();
            times.iter().for_each(|time| histogram.add(*time));
            times.sort_unstable();
            let rank = (share * times.len() as f64).ceil() as usize;
            let exact = times[rank.clamp(1, times.len()) - 1] as f64;
            let found = histogram.percentile_nanos(share).unwrap();
            prop_assert!((found - exact).abs() <= exact / 127.0 + 1.0, "{found} {exact}");
            prop_assert_eq!(histogram.filled().percentile_nanos(share), Some(found));
        }

        #[test]
        fn a_sum_of_histograms_counts_what_each_counted(
            one in proptest::collection::vec(0u64..5_000, 0..50), other in proptest::collection::vec(0u64..5_000, 0..50),
        ) {
            let of = |times: &[u64]| {
                let mut histogram = Histogram::default();
                times.iter().for_each(|time| histogram.add(*time));
                histogram.filled()
            };
            let all: Vec<u64> = one.iter().chain(&other).copied().collect();
            prop_assert_eq!(of(&one).sum(&of(&other)), of(&all));
            prop_assert_eq!(of(&all).at_most(1e9), all.len() as f64);
        }
    }

    #[test]
    fn nothing_counted_has_no_percentile() {
        assert_eq!(Histogram::default().percentile_nanos(0.5), None);
        let mut cleared = Histogram::default();
        cleared.add(77);
        cleared.clear();
        assert_eq!(cleared.percentile_nanos(0.5), None);
        assert_eq!(cleared.filled(), Filled::default());
    }
}
