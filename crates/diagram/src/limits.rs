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
/// Numbers without a range of their own.
pub const ANY_NUMBER: RangeInclusive<f64> = f64::MIN..=f64::MAX;
