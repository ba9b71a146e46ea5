use super::random::Random;

/// A lost message is sent again after this time, then after twice that, and so on: as Linux does (`TCP_RTO_MIN`), with
/// the doubling of RFC 6298.
const RESEND_NANOS: u64 = 200_000_000;
/// After so many the connection is given up, as Linux gives up opening one (`tcp_syn_retries`).
const MOST_RESENDS: u32 = 6;

/// Shares of messages that are lost.
#[derive(Debug, Clone, Default)]
pub(super) struct Losses {
    everywhere: f64,
    /// By edge; empty where no fault is about a single one.
    by_edge: Vec<f64>,
}

impl Losses {
    #[inline]
    pub(super) fn is_any(&self) -> bool {
        self.everywhere > 0.0 || !self.by_edge.is_empty()
    }

    /// Loses a share more: along one of `edges`, or along all.
    pub(super) fn add(&mut self, edge: Option<u32>, share: f64, edges: usize) {
        let Some(edge) = edge else {
            self.everywhere = either(self.everywhere, share);
            return;
        };
        self.by_edge.resize(edges, 0.0);
        let lost = &mut self.by_edge[edge as usize];
        *lost = either(*lost, share);
    }

    /// How much longer a message takes because it is sent again, and whether it is given up.
    pub(super) fn transit(&self, edge: usize, random: &mut Random) -> (u64, bool) {
        let share = either(self.everywhere, self.by_edge.get(edge).copied().unwrap_or(0.0));
        let mut waited = 0;
        for resend in 0..=MOST_RESENDS {
            if !random.happens(share) {
                return (waited, false);
            }
            if resend < MOST_RESENDS {
                waited += RESEND_NANOS << resend;
            }
        }
        (waited, true)
    }
}

/// Probability that one of two independent things happens.
fn either(one: f64, other: f64) -> f64 {
    1.0 - (1.0 - one) * (1.0 - other)
}
