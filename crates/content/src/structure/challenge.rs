//! What a challenge has to be for its brief to be imposed on a design.

use std::collections::BTreeSet;

use super::Checker;
use crate::{Challenge, Place, limits};

impl Checker<'_> {
    pub(super) fn challenge(&mut self, place: &Place, challenge: &Challenge) {
        for (index, id) in challenge.topics.iter().enumerate() {
            let known = self.known.topics.contains_key(id.as_str());
            self.expect(known, place.key("topics").index(index), || {
                format!("the topic \"{id}\" is unknown; topics.toml has the topics")
            });
        }
        self.expect(!challenge.sources.is_empty(), place.key("sources"), || {
            "there is no source; at least one was expected".to_owned()
        });
        let brief = place.key("brief");
        self.expect(!challenge.brief.clients.is_empty(), place.clone(), || {
            "there is no client; at least one was expected".to_owned()
        });
        let mut seen = BTreeSet::new();
        for (index, client) in challenge.brief.clients.iter().enumerate() {
            let place = brief.key("clients").index(index);
            self.id(place.key("id"), &client.id);
            let first = seen.insert(client.id.as_str());
            self.expect(first, place.key("id"), || format!("the client \"{}\" stands twice", client.id));
            let shares = [client.read_share_percent, client.static_share_percent];
            self.expect(shares.iter().all(|share| (0.0..=100.0).contains(share)), place.clone(), || {
                "shares lie between 0 and 100 percent".to_owned()
            });
            let is_load =
                (0.0..=1e8).contains(&client.requests_per_second) && client.requests_per_second > 0.0;
            self.expect(is_load, place.key("requests_per_second"), || {
                "more than 0 and at most 100,000,000 requests a second were expected".to_owned()
            });
            self.expect((1.0..=1000.0).contains(&client.peak_factor), place.key("peak_factor"), || {
                "a peak factor of 1 to 1,000 was expected".to_owned()
            });
        }
        for (index, trade_off) in challenge.brief.trade_offs.iter().enumerate() {
            let is_lower = |word: &String| !word.is_empty() && *word == word.to_lowercase();
            let fine = !trade_off.words.is_empty() && trade_off.words.iter().all(is_lower);
            self.expect(fine, brief.key("trade_offs").index(index), || {
                "a trade-off is known by one or more beginnings of words, in lower case".to_owned()
            });
        }
        let count = challenge.brief.requirements.len();
        self.expect((1..=limits::MAX_REQUIREMENTS).contains(&count), brief.key("requirements"), || {
            format!("the brief has {count} requirements; 1 to {} were expected", limits::MAX_REQUIREMENTS)
        });
    }
}
