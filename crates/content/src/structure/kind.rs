//! What a kind of components has to be for the canvas to draw it and for the engines to reckon with it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use diagram::Catalogue;
use diagram::catalogue::{Category, Kind, PriceBook, SendingPrice, pack_of_kind};
use diagram::limits::{AVAILABILITY, CONCURRENCY, SERVICE_MILLIS, VARIATION};
use kurbo::{BezPath, Rect, Shape};
use serde::Deserialize;

use super::Checker;
use crate::{Pack, Place, limits};

/// The square that an icon is drawn in.
const ICON_SQUARE: Rect = Rect::new(0.0, 0.0, 24.0, 24.0);
const USD: RangeInclusive<f64> = 0.0..=PriceBook::MOST_USD;
const INCLUDED_GIGABYTES: RangeInclusive<f64> = 0.0..=1e6;
const MOST_GIGABYTES: f64 = 1e9;

impl Checker<'_> {
    pub(super) fn kinds(&mut self, pack: &Pack) {
        let count = pack.kinds.len();
        self.expect(count <= limits::MAX_KINDS, Place::default().key("kinds"), || {
            format!("there are {count} kinds; at most {} were expected", limits::MAX_KINDS)
        });
        let mut seen = BTreeSet::new();
        for (index, kind) in pack.kinds.iter().enumerate().take(limits::MAX_KINDS) {
            let place = Place::entry("kinds", index);
            let kind = match Kind::deserialize(kind) {
                Ok(kind) => kind,
                Err(error) => {
                    self.expect(false, place, || format!("this is no kind: {error}"));
                    continue;
                }
            };
            self.kind_id(place.key("id"), &pack.id, &kind.id);
            self.expect(!seen.contains(&kind.id), place.key("id"), || {
                format!("the kind \"{}\" stands twice in the pack", shortened(&kind.id))
            });
            self.kind(&place, &kind);
            seen.insert(kind.id);
        }
    }

    /// Begins with the pack's id, so that neither a built-in kind nor one of another pack can have it.
    fn kind_id(&mut self, place: Place, pack: &str, id: &str) {
        let own = id.split_once('~').map(|(_, own)| own);
        let holds =
            pack_of_kind(id) == Some(pack) && own.is_some_and(is_word) && id.len() <= limits::MAX_ID_LENGTH;
        self.expect(holds, place, || {
            let taken = match Catalogue::builtin().kind(id) {
                Some(_) => " is a kind of the app",
                None => " is no id of a kind of this pack",
            };
            format!(
                "\"{}\"{taken}; \"{pack}~\" and then lower-case letters, digits and underscores, at most {} in all, \
                 were expected",
                shortened(id),
                limits::MAX_ID_LENGTH
            )
        });
    }

    fn kind(&mut self, place: &Place, kind: &Kind) {
        self.expect(kind.category != Category::Client, place.key("category"), || {
            "load comes from the app's own kind \"client\"; edge, compute, storage, messaging, operations or \
             third_party was expected"
                .to_owned()
        });
        self.words(place.key("name"), &kind.name, limits::MAX_NAME_LENGTH);
        self.words(place.key("explanation"), &kind.explanation, limits::MAX_EXPLANATION_LENGTH);
        self.phrases(&place.key("inputs"), &kind.inputs);
        self.phrases(&place.key("outputs"), &kind.outputs);
        self.phrases(&place.key("limits"), &kind.limits);
        self.icon(place.key("icon"), &kind.icon);
        self.figures(place, kind);
        self.price(&place.key("price"), kind);
        self.properties(&place.key("properties"), &kind.properties);
    }

    /// Read by the parser that reads those of the built-in kinds.
    fn icon(&mut self, place: Place, path: &str) {
        if path.len() > limits::MAX_ICON_BYTES {
            let message = format!("{} bytes; at most {} were expected", path.len(), limits::MAX_ICON_BYTES);
            return self.expect(false, place, || message);
        }
        match BezPath::from_svg(path) {
            Err(error) => self.expect(false, place, || {
                format!("this is no path data of SVG ({error}); lines in a square of 24 by 24 were expected")
            }),
            Ok(drawn) => {
                let bounds = drawn.bounding_box();
                let fits = bounds.is_finite() && ICON_SQUARE.union(bounds) == ICON_SQUARE;
                self.expect(!drawn.elements().is_empty() && fits, place, || {
                    "the path is empty or leaves its square; lines from 0 to 24 across and down were expected"
                        .to_owned()
                });
            }
        }
    }

    fn figures(&mut self, place: &Place, kind: &Kind) {
        let performance = place.key("performance");
        let service = kind.performance.service_time_millis;
        self.within(performance.key("service_time_millis"), service, SERVICE_MILLIS);
        let variation = kind.performance.coefficient_of_variation;
        self.within(performance.key("coefficient_of_variation"), variation, VARIATION);
        let concurrency = CONCURRENCY;
        let at_once = f64::from(*concurrency.start())..=f64::from(*concurrency.end());
        self.within(performance.key("concurrency"), f64::from(kind.performance.concurrency), at_once);
        self.within(place.key("availability"), kind.availability, AVAILABILITY);
    }

    fn price(&mut self, place: &Place, kind: &Kind) {
        let price = &kind.price;
        self.within(place.key("usd_per_replica_month"), price.usd_per_replica_month, USD);
        self.within(place.key("usd_per_million_requests"), price.usd_per_million_requests, USD);
        self.within(place.key("included_gigabytes"), price.included_gigabytes, INCLUDED_GIGABYTES);
        if let Some(usd) = price.usd_per_gigabyte_month {
            let place = place.key("usd_per_gigabyte_month");
            self.within(place.clone(), usd, USD);
            self.expect(kind.tells_what_it_keeps(), place, || {
                "nothing says how much is kept; the property \"data_gigabytes\" or \"retention_days\" was expected"
                    .to_owned()
            });
        }
        if let Some(sending) = &price.sending {
            self.sending(&place.key("sending"), sending);
        }
        self.words(place.key("basis"), &price.basis, limits::MAX_PHRASE_LENGTH);
        self.expect(is_month(&price.as_of), place.key("as_of"), || {
            "the month of the estimate was expected, such as 2026-10".to_owned()
        });
        self.expect(!price.is_own, place.key("is_own"), || {
            "own prices are the learner's to set; nothing was expected here".to_owned()
        });
    }

    fn sending(&mut self, place: &Place, sending: &SendingPrice) {
        self.within(place.key("usd_per_gigabyte"), sending.usd_per_gigabyte, USD);
        let (place, count) = (place.key("tiers"), sending.tiers.len());
        self.expect(count <= limits::MAX_PRICE_TIERS, place.clone(), || {
            format!("there are {count} tiers; at most {} were expected", limits::MAX_PRICE_TIERS)
        });
        let (mut from, mut most_usd) = (0.0, sending.usd_per_gigabyte);
        for (index, tier) in sending.tiers.iter().enumerate().take(limits::MAX_PRICE_TIERS) {
            let place = place.index(index);
            let follows = tier.beyond_gigabytes > from && tier.beyond_gigabytes <= MOST_GIGABYTES;
            self.expect(follows, place.key("beyond_gigabytes"), || {
                format!(
                    "{} was found; more than {from} and at most {MOST_GIGABYTES} was expected",
                    tier.beyond_gigabytes
                )
            });
            self.expect(
                (0.0..=most_usd).contains(&tier.usd_per_gigabyte),
                place.key("usd_per_gigabyte"),
                || {
                    format!(
                        "{} was found; at most {most_usd}, as before it, was expected",
                        tier.usd_per_gigabyte
                    )
                },
            );
            (from, most_usd) = (tier.beyond_gigabytes, tier.usd_per_gigabyte);
        }
    }

    pub(super) fn within(&mut self, place: Place, number: f64, range: RangeInclusive<f64>) {
        self.expect(range.contains(&number), place, || {
            format!("{number} is out of range; {} to {} was expected", range.start(), range.end())
        });
    }

    fn phrases(&mut self, place: &Place, phrases: &[String]) {
        let count = phrases.len();
        self.expect(count <= limits::MAX_KIND_WORDS, place.clone(), || {
            format!("there are {count} entries; at most {} were expected", limits::MAX_KIND_WORDS)
        });
        for (index, phrase) in phrases.iter().enumerate().take(limits::MAX_KIND_WORDS) {
            self.words(place.index(index), phrase, limits::MAX_PHRASE_LENGTH);
        }
    }

    /// One line of plain text.
    pub(super) fn words(&mut self, place: Place, words: &str, most: usize) {
        let holds =
            !words.trim().is_empty() && words.chars().count() <= most && !words.contains(char::is_control);
        self.expect(holds, place, || format!("one line of 1 to {most} characters was expected"));
    }
}

/// `hit_ratio_percent`
pub(super) fn is_word(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    id.starts_with(|first: char| first.is_ascii_lowercase()) && id.bytes().all(fits)
}

/// `2026-10`
fn is_month(text: &str) -> bool {
    let Some((year, month)) = text.split_once('-') else { return false };
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
}

pub(super) fn shortened(id: &str) -> String {
    id.chars().take(limits::MAX_ID_LENGTH).collect()
}
