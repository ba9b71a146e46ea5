//! Waiting lines: how long a request waits for a free place.
//!
//! One line in front of `servers` places, first come first served, arrivals at random (Poisson).

/// The wait before service: none, or with probability `chance` one that is over 0.
///
/// Those that happen are distributed as in front of one place that works as fast as all of them together (H. C. Tijms,
/// M. H. van Hoorn and A. Federgruen, "Approximations for the steady-state probabilities in the M/G/c queue", 1981): the
/// sum of a geometric number of rests of a service time (Pollaczek and Khinchine; L. Kleinrock, "Queueing Systems",
/// volume 1, 1975, section 5.12). Exact for one place whatever the service, and for exponential service whatever the
/// number of places; its mean is always that of Allen and Cunneen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wait {
    /// Probability that all places are taken, in `0..=1`.
    pub chance: f64,
    /// Mean of those waits that happen, in milliseconds.
    pub mean_when_waiting_millis: f64,
    /// Variance of those waits that happen, in square milliseconds.
    pub variance_when_waiting: f64,
    /// Share of the places in use, in `0..1`.
    pub utilisation: f64,
    pub places: f64,
}

impl Wait {
    pub const NONE: Self = Self {
        chance: 0.0,
        mean_when_waiting_millis: 0.0,
        variance_when_waiting: 0.0,
        utilisation: 0.0,
        places: 1.0,
    };

    /// M/G/c by Allen and Cunneen: the M/M/c wait times `(1 + v²) / 2`, where `v` is the standard deviation of the
    /// service time over its mean (A. O. Allen, "Probability, Statistics, and Queueing Theory", 2nd edition, 1990).
    /// Exact for exponential service (`v = 1`), and for one place (Pollaczek and Khinchine).
    ///
    /// `None` at or over capacity, where the line grows without end.
    ///
    /// ```
    /// // One place, 50 requests a second of 10 ms each: half busy, so the mean wait is 10 ms x 0.5 / (1 - 0.5).
    /// let wait = analysis::queueing::Wait::of(1, 50.0, 10.0, 1.0).unwrap();
    /// assert!((wait.mean_millis() - 10.0).abs() < 1e-9);
    /// ```
    pub fn of(servers: u64, arrivals_per_second: f64, service_millis: f64, variation: f64) -> Option<Self> {
        let square = variation * variation;
        let cube = (1.0 + square) * (1.0 + 2.0 * square);
        Self::of_moments(servers, arrivals_per_second, service_millis, variation, cube)
    }

    /// [`Wait::of`] is of gamma service, to which exponential and constant service belong. Here `cube` says what other
    /// service is like: the mean of the cubes of its times over the cube of their mean, `(1 + v²) (1 + 2 v²)` for gamma
    /// and `(1 + v²)³` for log-normal. The mean wait does not depend on it, its variance does.
    pub fn of_moments(
        servers: u64,
        arrivals_per_second: f64,
        service_millis: f64,
        variation: f64,
        cube: f64,
    ) -> Option<Self> {
        let offered = offered_erlangs(arrivals_per_second, service_millis);
        if offered <= 0.0 {
            return Some(Self::NONE);
        }
        let places = servers as f64;
        let spare = places - offered;
        if spare <= 0.0 {
            return None;
        }
        // A geometric number of rests: each has the mean E[S²] / 2 E[S] and the square E[S³] / 3 E[S].
        let (count, utilisation, square) = (places / spare, offered / places, variation * variation);
        let one_millis = service_millis / places;
        let rest_mean = one_millis * (1.0 + square) / 2.0;
        let rest_variance = one_millis * one_millis * cube / 3.0 - rest_mean * rest_mean;
        Some(Self {
            chance: erlang_c(servers, offered),
            mean_when_waiting_millis: count * rest_mean,
            variance_when_waiting: count * rest_variance
                + utilisation * count * count * rest_mean * rest_mean,
            utilisation,
            places,
        })
    }

    pub fn mean_millis(self) -> f64 {
        self.chance * self.mean_when_waiting_millis
    }

    /// Of the whole wait, in square milliseconds.
    pub fn variance(self) -> f64 {
        let mean = self.mean_when_waiting_millis;
        self.chance * (self.variance_when_waiting + (1.0 - self.chance) * mean * mean)
    }
}

/// Mean number of places in use if there were enough: arrivals times service time.
pub fn offered_erlangs(arrivals_per_second: f64, service_millis: f64) -> f64 {
    arrivals_per_second * service_millis / 1000.0
}

/// Probability that a request is lost where nobody waits (A. K. Erlang, 1917).
///
/// `1 / B` is the sum of `c (c-1) .. (c-k+1) / a^k` over `k` from 0 to `c`: terms over 0 only, so nothing cancels. It is
/// the recurrence `1 / B(c) = 1 + c / a / B(c-1)` written out, and can stop early. Below `1e-30` the answer is 0.
pub fn erlang_b(servers: u64, offered: f64) -> f64 {
    if offered <= 0.0 {
        return if servers == 0 { 1.0 } else { 0.0 };
    }
    let (mut sum, mut term) = (1.0, 1.0);
    for free in (1..=servers).rev() {
        let factor = free as f64 / offered;
        term *= factor;
        sum += term;
        if sum > 1e30 {
            return 0.0;
        }
        if factor < 1.0 && term < sum * 1e-17 * (1.0 - factor) {
            break;
        }
    }
    1.0 / sum
}

/// Probability that a request has to wait in M/M/c (A. K. Erlang, 1917; Kleinrock 1975, equation 3.40).
///
/// `C = B / (1 - (a / c) (1 - B))`; 1 at or over capacity.
pub fn erlang_c(servers: u64, offered: f64) -> f64 {
    let utilisation = offered / servers as f64;
    if utilisation.is_nan() || utilisation >= 1.0 {
        return 1.0;
    }
    let lost = erlang_b(servers, offered);
    lost / (1.0 - utilisation * (1.0 - lost))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() <= 1e-9 * expected.abs().max(1e-12),
            "{found} instead of {expected}"
        );
    }

    fn erlang_b_by_recurrence(servers: u64, offered: f64) -> f64 {
        (1..=servers).fold(1.0, |lost, place| offered * lost / (place as f64 + offered * lost))
    }

    #[test]
    fn a6_one_place_waits_as_m_m_1() {
        // W = m rho / (1 - rho): 8 ms x 0.8 / 0.2 = 32 ms at 100 a second.
        check(Wait::of(1, 100.0, 8.0, 1.0).unwrap().mean_millis(), 32.0);
        check(Wait::of(1, 100.0, 8.0, 1.0).unwrap().chance, 0.8);
    }

    #[test]
    fn a6_two_places_wait_as_m_m_2() {
        // For two places C = 2 rho² / (1 + rho) and W = C m / (2 (1 - rho)); rho = 100 x 16 ms / 2 = 0.8:
        // C = 1.28 / 1.8, W = 0.7111 x 16 / 0.4 = 28.444 ms.
        let wait = Wait::of(2, 100.0, 16.0, 1.0).unwrap();
        check(wait.chance, 1.28 / 1.8);
        check(wait.mean_millis(), 1.28 / 1.8 * 16.0 / 0.4);
    }

    #[test]
    fn a6_three_places_wait_as_m_m_3() {
        // a = 2, c = 3: p0 = 1 / (1 + 2 + 2 + (8 / 6) x 3) = 1 / 9, C = 4 / 9 (Kleinrock, table of M/M/3).
        let wait = Wait::of(3, 100.0, 20.0, 1.0).unwrap();
        check(wait.chance, 4.0 / 9.0);
        check(wait.mean_millis(), 4.0 / 9.0 * 20.0);
    }

    #[test]
    fn a7_constant_service_waits_half_as_long() {
        // Pollaczek and Khinchine for M/D/1: W = m rho / (2 (1 - rho)) = 8 x 0.8 / 0.4 = 16 ms.
        check(Wait::of(1, 100.0, 8.0, 0.0).unwrap().mean_millis(), 16.0);
    }

    #[test]
    fn a7_uneven_service_waits_longer() {
        // Pollaczek and Khinchine with v = 2: W = m rho (1 + 4) / (2 (1 - rho)) = 8 x 0.8 x 5 / 0.4 = 80 ms.
        check(Wait::of(1, 100.0, 8.0, 2.0).unwrap().mean_millis(), 80.0);
    }

    #[test]
    fn a7_the_variance_of_a_wait_follows_takacs() {
        // L. Takács (1962): Var W = E[W]² + lambda E[S³] / (3 (1 - rho)). M/D/1 with 8 ms and rho = 0.8: 16² + 0.1 x 512 /
        // 0.6; M/M/1: 32² + 0.1 x 6 x 512 / 0.6; v = 2: 80² + 0.1 x 5 x 9 x 512 / 0.6.
        for (variation, mean, cubes) in [(0.0, 16.0, 1.0), (1.0, 32.0, 6.0), (2.0, 80.0, 45.0)] {
            let wait = Wait::of(1, 100.0, 8.0, variation).unwrap();
            check(wait.variance(), mean * mean + 0.1 * cubes * 512.0 / 0.6);
        }
        // Log-normal service with v = 2 has cubes of 5³ x 512.
        let wait = Wait::of_moments(1, 100.0, 8.0, 2.0, 125.0).unwrap();
        check(wait.variance(), 80.0 * 80.0 + 0.1 * 125.0 * 512.0 / 0.6);
        // M/M/3 waits with chance 4 / 9, then exponentially with mean 20 ms.
        check(Wait::of(3, 100.0, 20.0, 1.0).unwrap().variance(), 4.0 / 9.0 * (2.0 - 4.0 / 9.0) * 400.0);
    }

    #[test]
    fn a8_at_capacity_there_is_no_mean_wait() {
        assert_eq!(Wait::of(1, 100.0, 10.0, 1.0), None);
        assert_eq!(Wait::of(4, 500.0, 10.0, 1.0), None);
        assert_eq!(Wait::of(1, 0.0, 10.0, 1.0), Some(Wait::NONE));
    }

    #[test]
    fn the_tables_of_erlang_are_met() {
        // B(5, 3) = (3^5 / 120) / (1 + 3 + 4.5 + 4.5 + 3.375 + 2.025) = 2.025 / 18.4.
        check(erlang_b(5, 3.0), 2.025 / 18.4);
        check(erlang_b(0, 3.0), 1.0);
        check(erlang_b(4, 0.0), 0.0);
    }

    #[test]
    fn ten_thousand_places_are_no_trouble() {
        check(erlang_b(10_000, 9_900.0), erlang_b_by_recurrence(10_000, 9_900.0));
        check(erlang_c(10_000, 20_000.0), 1.0);
        assert_eq!(erlang_b(10_000_000, 1.0), 0.0);
    }

    proptest! {
        #[test]
        fn the_sum_is_the_recurrence(servers in 1u64..400, load in 0.01..2.0f64) {
            let offered = load * servers as f64;
            let expected = erlang_b_by_recurrence(servers, offered);
            let found = erlang_b(servers, offered);
            prop_assert!((found - expected).abs() <= 1e-12 * expected + 1e-29, "{found} {expected}");
        }

        #[test]
        fn waiting_grows_with_load_and_falls_with_places(
            servers in 1u64..50, load in 0.01..0.9f64, variation in 0.0..3.0f64,
        ) {
            let arrivals = load * servers as f64 * 100.0;
            let mean = |servers, arrivals| Wait::of(servers, arrivals, 10.0, variation).unwrap().mean_millis();
            prop_assert!(mean(servers, arrivals) <= mean(servers, arrivals * 1.05) + 1e-12);
            prop_assert!(mean(servers + 1, arrivals) <= mean(servers, arrivals) + 1e-12);
        }
    }
}
