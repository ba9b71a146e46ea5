use std::collections::{BTreeMap, BTreeSet};

use diagram::catalogue::Kind;

use super::{Explained, Explanation, explanation};
use crate::words;

const KEPT: &str = "Data is paid for on every replica that holds a copy of it, beyond what the price of the replicas \
                    includes; object stores, warehouses, graph databases and logs have their copies in the price of a \
                    GB. Backups are not counted.";

impl Explained<'_> {
    pub(super) fn monthly_cost(&self) -> Explanation {
        let formula = "Monthly cost = the sum over components of replicas x price a replica + requests x price a \
                       million + data kept x price a GB, and data sent to clients";
        let assumptions = ["A month has 30.4375 days, and the load is the same all day."];
        let mut explained = self.report.cost.lines.iter().fold(
            explanation(formula, true, &assumptions),
            |explained, line| {
                let name = self.index(&line.component).map_or("", |node| self.model.nodes[node].name());
                let what = format!("{name}: {}", line.basis);
                explained.input(what, words::usd(line.monthly_usd), Some(&line.component))
            },
        );
        let has_price = |kind: &Kind| kind.price.usd_per_gigabyte_month.is_some();
        if self.model.nodes.iter().any(|node| node.kind.is_some_and(has_price)) {
            explained.assumptions.push(KEPT.to_owned());
        }
        explained.assumptions.extend(self.what_is_not_answered());
        explained.assumptions.extend(self.price_sources());
        explained
    }

    /// Costs that are counted though no answer ever comes.
    fn what_is_not_answered(&self) -> Option<String> {
        let throughput = &self.report.throughput;
        if self.report.components.iter().any(|component| component.is_unbounded) {
            let sentence = "Requests go round in a circle that grows without end, and so would the cost: this is what one \
                            turn of them costs.";
            return Some(sentence.to_owned());
        }
        let most = throughput.max_per_second.filter(|most| *most < throughput.offered_per_second)?;
        Some(format!(
            "More is asked than the design can carry: it can carry {} of the {} requests a second. This is what it would cost if all of \
             them were answered; those that never are cost less.",
            words::number(most),
            words::number(throughput.offered_per_second),
        ))
    }

    /// Where the prices come from, and of when they are.
    fn price_sources(&self) -> Vec<String> {
        let kinds: BTreeMap<&str, &Kind> = self
            .model
            .nodes
            .iter()
            .filter(|node| !node.is_client)
            .filter_map(|node| node.kind.map(|kind| (kind.name.as_str(), kind)))
            .collect();
        let (own, estimated): (Vec<_>, Vec<_>) = kinds.into_values().partition(|kind| kind.price.is_own);
        let mut sentences = Vec::new();
        let dates: BTreeSet<&str> = estimated.iter().map(|kind| kind.price.as_of.as_str()).collect();
        if !dates.is_empty() {
            let dates: Vec<&str> = dates.into_iter().collect();
            sentences.push(format!("Prices are estimates from the catalogue, of {}.", dates.join(" and ")));
        }
        if let Some(first) = own.first() {
            let names: Vec<&str> = own.iter().map(|kind| kind.name.as_str()).collect();
            sentences.push(format!(
                "Your own prices of {} count for: {}.",
                first.price.as_of,
                names.join(", ")
            ));
        }
        let transfer = self.model.transfer;
        let whose = if transfer.is_own { "by your own price" } else { "by an estimate" };
        let by_volume =
            if transfer.sending.tiers.is_empty() { "" } else { ", and less the more there is of it" };
        sentences.push(format!(
            "Data sent to clients costs {} a GB{by_volume}, {whose} of {}. What a CDN sends has a price of its own.",
            words::usd(transfer.sending.usd_per_gigabyte),
            transfer.as_of
        ));
        sentences
    }
}
