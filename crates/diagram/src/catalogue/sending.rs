use serde::{Deserialize, Serialize};

/// What it costs to send a gigabyte of a million kilobytes to the internet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SendingPrice {
    /// Of the first gigabyte of a month, in US dollars.
    pub usd_per_gigabyte: f64,
    /// What more of them costs, in the order of their volumes; empty where every gigabyte costs the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
}

/// A gigabyte beyond a volume costs less than the first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Gigabytes of a month.
    pub beyond_gigabytes: f64,
    pub usd_per_gigabyte: f64,
}

impl SendingPrice {
    /// US dollars a month: each gigabyte at the price of the tier that it falls into.
    pub fn usd(&self, gigabytes: f64) -> f64 {
        let (mut usd, mut from, mut price) = (0.0, 0.0, self.usd_per_gigabyte);
        for tier in self.tiers.iter().filter(|tier| tier.beyond_gigabytes < gigabytes) {
            usd += (tier.beyond_gigabytes - from) * price;
            (from, price) = (tier.beyond_gigabytes, tier.usd_per_gigabyte);
        }
        usd + (gigabytes - from) * price
    }
}

impl From<f64> for SendingPrice {
    /// The same for every gigabyte.
    fn from(usd_per_gigabyte: f64) -> Self {
        Self { usd_per_gigabyte, tiers: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    #[test]
    fn each_gigabyte_costs_what_its_tier_says() {
        let tier = |(beyond_gigabytes, usd_per_gigabyte)| Tier { beyond_gigabytes, usd_per_gigabyte };
        let tiers = [(10_000.0, 0.09), (50_000.0, 0.05)].map(tier).to_vec();
        let price = SendingPrice { usd_per_gigabyte: 0.1, tiers };
        let usd = |gigabytes| price.usd(gigabytes);
        assert_eq!(usd(0.0), 0.0);
        assert_eq!(usd(10_000.0), 1_000.0);
        // 10,000 x 0.1 + 30,000 x 0.09.
        assert!((usd(40_000.0) - 3_700.0).abs() < 1e-9);
        // 10,000 x 0.1 + 40,000 x 0.09 + 50,000 x 0.05.
        assert!((usd(100_000.0) - 7_100.0).abs() < 1e-9);
        assert_eq!(SendingPrice::from(0.1).usd(100_000.0), 10_000.0);
    }

    #[test]
    fn more_never_costs_less_in_all_nor_more_for_each_gigabyte() {
        let catalogue = Catalogue::builtin();
        let cdn = catalogue.kind("cdn").and_then(|kind| kind.price.sending.clone()).unwrap();
        for price in [&catalogue.transfer.sending, &cdn] {
            let volumes: Vec<f64> = (1..4_000).map(|step| f64::from(step) * 3_000.0).collect();
            for pair in volumes.windows(2) {
                let [less, more] = [pair[0], pair[1]];
                assert!(price.usd(less) <= price.usd(more));
                assert!(price.usd(more) / more <= price.usd(less) / less + 1e-12);
            }
        }
    }
}
