use serde::{Deserialize, Serialize};

/// Why a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The caller waited as long as it would.
    TimedOut,
    /// The waiting line, or the connections, were all taken.
    LineFull,
    /// Turned away because it would have had to wait too long.
    Shed,
    /// Beyond what a rate limiter or a third party lets through.
    RateLimited,
    /// Stopped by a firewall.
    Blocked,
    /// The caller's circuit breaker was open.
    CircuitOpen,
    /// The component, or the replica that worked on it, was lost.
    Down,
    /// The network lost a message again and again.
    PacketsLost,
    /// More was under way at once than the simulation has room for.
    NoRoom,
}

impl Cause {
    pub const ALL: [Self; 9] = [
        Self::TimedOut,
        Self::LineFull,
        Self::Shed,
        Self::RateLimited,
        Self::Blocked,
        Self::CircuitOpen,
        Self::Down,
        Self::PacketsLost,
        Self::NoRoom,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::TimedOut => "Timed out",
            Self::LineFull => "Waiting line full",
            Self::Shed => "Shed under load",
            Self::RateLimited => "Over the rate limit",
            Self::Blocked => "Stopped by the firewall",
            Self::CircuitOpen => "Circuit breaker open",
            Self::Down => "Component down",
            Self::PacketsLost => "Messages lost",
            Self::NoRoom => "Too much under way",
        }
    }
}

/// Failures by cause.
pub(crate) type Causes = [u64; Cause::ALL.len()];
