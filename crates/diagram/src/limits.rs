//! What a design may hold, the same for files, shared documents and commands.

use std::ops::RangeInclusive;

/// Beyond these a file is more likely broken than meant.
pub const MOST_COMPONENTS: usize = 20_000;
pub const MOST_CONNECTIONS: usize = 60_000;
pub const MOST_GROUPS: usize = 2_000;
pub const MOST_ANNOTATIONS: usize = 5_000;
/// On one connection.
pub const MOST_WAYPOINTS: usize = 32;

/// Bytes of a file, of either kind.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;

/// Document units.
pub const COORDINATE: RangeInclusive<f64> = -1e7..=1e7;
/// Document units.
pub const EXTENT: RangeInclusive<f64> = 1.0..=1e7;
pub const REPLICAS: RangeInclusive<u32> = 1..=100_000;
pub const CONCURRENCY: RangeInclusive<u32> = 1..=10_000_000;
pub const AVAILABILITY: RangeInclusive<f64> = 0.0..=1.0;
pub const SERVICE_MILLIS: RangeInclusive<f64> = 0.0..=1e9;
pub const VARIATION: RangeInclusive<f64> = 0.0..=1_000.0;
pub const SHARE: RangeInclusive<f64> = 0.0..=1e6;
pub const NETWORK_MILLIS: RangeInclusive<f64> = 0.0..=1e6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_documentation_of_the_format_allows_is_what_is_read() {
        const DOCUMENTED: &str = include_str!("../../../docs/formats/design.md");
        let grouped = |number: f64| {
            let digits = format!("{number:.0}");
            let from_behind: Vec<char> = digits.chars().rev().collect();
            let groups: Vec<String> = from_behind.chunks(3).map(|three| three.iter().collect()).collect();
            groups.join(",").chars().rev().collect::<String>()
        };
        let range = |first: f64, last: f64| format!("{} to {}", grouped(first), grouped(last));
        let of_whole = |range: &RangeInclusive<u32>| (f64::from(*range.start()), f64::from(*range.end()));
        let of = |range: &RangeInclusive<f64>| (*range.start(), *range.end());
        for (field, (first, last)) in [
            ("`replicas`", of_whole(&REPLICAS)),
            ("`replicas_needed`", of_whole(&REPLICAS)),
            ("`concurrency`", of_whole(&CONCURRENCY)),
            ("`mean_millis`", of(&SERVICE_MILLIS)),
            ("`share`", of(&SHARE)),
            ("`network_millis`", of(&NETWORK_MILLIS)),
            ("`width`, `height`", of(&EXTENT)),
        ] {
            let line = DOCUMENTED.lines().find(|line| line.contains(field)).expect(field);
            assert!(line.contains(&range(first, last)), "{field}: {line}");
        }
    }
}
