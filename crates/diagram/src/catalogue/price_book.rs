use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Catalogue;

/// Prices that the learner set in place of the catalogue's.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PriceBook {
    /// By id of the kind.
    pub kinds: BTreeMap<String, OwnPrice>,
    pub usd_per_gigabyte: Option<f64>,
    /// Day of the last change: "2026-11-21".
    pub as_of: String,
}

/// `None` leaves what the catalogue says.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnPrice {
    pub usd_per_replica_month: Option<f64>,
    pub usd_per_million_requests: Option<f64>,
    /// Counts only where the catalogue has such a price.
    pub usd_per_gigabyte_month: Option<f64>,
    /// Of what it sends, the same for every gigabyte; as above.
    pub usd_per_gigabyte_sent: Option<f64>,
}

impl PriceBook {
    /// The highest amount, in US dollars.
    pub const MOST_USD: f64 = 1e6;

    pub fn is_empty(&self) -> bool {
        self.usd_per_gigabyte.is_none() && self.kinds.values().all(|own| *own == OwnPrice::default())
    }

    /// The catalogue with these prices in it. What is no amount is passed over.
    pub fn applied_to(&self, catalogue: &Catalogue) -> Catalogue {
        let mut catalogue = catalogue.clone();
        for kind in &mut catalogue.kinds {
            let own = self.kinds.get(&kind.id).copied().unwrap_or_default();
            let price = &mut kind.price;
            let mut is_own = false;
            for (own, amount) in [
                (own.usd_per_replica_month, Some(&mut price.usd_per_replica_month)),
                (own.usd_per_million_requests, Some(&mut price.usd_per_million_requests)),
                (own.usd_per_gigabyte_month, price.usd_per_gigabyte_month.as_mut()),
            ] {
                if let (Some(own), Some(amount)) = (own.filter(is_amount), amount) {
                    *amount = own;
                    is_own = true;
                }
            }
            if let (Some(own), Some(sending)) =
                (own.usd_per_gigabyte_sent.filter(is_amount), &mut price.sending)
            {
                *sending = own.into();
                is_own = true;
            }
            if is_own {
                price.is_own = true;
                price.as_of.clone_from(&self.as_of);
            }
        }
        if let Some(own) = self.usd_per_gigabyte.filter(is_amount) {
            catalogue.transfer.sending = own.into();
            catalogue.transfer.is_own = true;
            catalogue.transfer.as_of.clone_from(&self.as_of);
        }
        catalogue
    }
}

fn is_amount(usd: &f64) -> bool {
    (0.0..=PriceBook::MOST_USD).contains(usd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_prices_stand_in_for_those_of_the_catalogue_and_say_so() {
        let mut book = PriceBook { as_of: "2026-11-21".to_owned(), ..PriceBook::default() };
        let own = OwnPrice { usd_per_replica_month: Some(55.0), ..OwnPrice::default() };
        book.kinds.insert("service".to_owned(), own);
        book.usd_per_gigabyte = Some(0.05);
        let catalogue = book.applied_to(Catalogue::builtin());
        let price = &catalogue.kind("service").unwrap().price;
        assert_eq!((price.usd_per_replica_month, price.is_own), (55.0, true));
        assert_eq!(price.as_of, "2026-11-21");
        let before = &Catalogue::builtin().kind("service").unwrap().price;
        assert_eq!(price.usd_per_million_requests, before.usd_per_million_requests);
        assert_eq!((catalogue.transfer.sending.usd_per_gigabyte, catalogue.transfer.is_own), (0.05, true));
        assert!(!catalogue.kind("cache").unwrap().price.is_own);
    }

    #[test]
    fn an_own_price_of_a_gigabyte_counts_where_keeping_has_one() {
        let mut book = PriceBook { as_of: "2026-11-21".to_owned(), ..PriceBook::default() };
        let own = OwnPrice { usd_per_gigabyte_month: Some(0.03), ..OwnPrice::default() };
        for kind in ["object_store", "service"] {
            book.kinds.insert(kind.to_owned(), own);
        }
        let catalogue = book.applied_to(Catalogue::builtin());
        let of = |kind: &str| catalogue.kind(kind).unwrap().price.clone();
        let store = of("object_store");
        assert_eq!((store.usd_per_gigabyte_month, store.is_own), (Some(0.03), true));
        assert_eq!(store.as_of, "2026-11-21");
        assert_eq!(of("service"), Catalogue::builtin().kind("service").unwrap().price);
    }

    #[test]
    fn an_own_price_of_a_gigabyte_sent_counts_for_every_one_where_sending_has_a_price() {
        let mut book = PriceBook { as_of: "2026-11-21".to_owned(), ..PriceBook::default() };
        let own = OwnPrice { usd_per_gigabyte_sent: Some(0.02), ..OwnPrice::default() };
        for kind in ["cdn", "service"] {
            book.kinds.insert(kind.to_owned(), own);
        }
        let catalogue = book.applied_to(Catalogue::builtin());
        let of = |catalogue: &Catalogue, kind: &str| catalogue.kind(kind).unwrap().price.clone();
        let cdn = of(&catalogue, "cdn");
        assert_eq!((cdn.sending, cdn.is_own), (Some(0.02.into()), true));
        assert_eq!(of(&catalogue, "service"), of(Catalogue::builtin(), "service"));
    }

    #[test]
    fn what_is_no_amount_changes_nothing() {
        let mut book = PriceBook { usd_per_gigabyte: Some(f64::NAN), ..PriceBook::default() };
        let own = OwnPrice {
            usd_per_replica_month: Some(-1.0),
            usd_per_million_requests: Some(1e300),
            usd_per_gigabyte_month: Some(f64::INFINITY),
            usd_per_gigabyte_sent: Some(-0.1),
        };
        book.kinds.insert("service".to_owned(), own);
        assert_eq!(book.applied_to(Catalogue::builtin()), *Catalogue::builtin());
        assert!(PriceBook::default().is_empty() && !book.is_empty());
    }

    #[test]
    fn a_book_survives_json_and_an_empty_text_is_an_empty_book() {
        let mut book = PriceBook { usd_per_gigabyte: Some(0.07), ..PriceBook::default() };
        book.kinds.insert("cache".to_owned(), OwnPrice::default());
        let text = serde_json::to_string(&book).unwrap();
        assert_eq!(serde_json::from_str::<PriceBook>(&text).unwrap(), book);
        assert_eq!(serde_json::from_str::<PriceBook>("{}").unwrap(), PriceBook::default());
        let before = r#"{"kinds": {"cache": {"usd_per_replica_month": 90.0}}}"#;
        let own = serde_json::from_str::<PriceBook>(before).unwrap().kinds["cache"];
        assert_eq!((own.usd_per_replica_month, own.usd_per_gigabyte_month), (Some(90.0), None));
    }
}
