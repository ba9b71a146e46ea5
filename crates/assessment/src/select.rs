use crate::rule::{Criterion, Scorer, curve_length, stratum};
use crate::weights::Lattice;
use crate::{Bank, SplitMix64};

/// From how many of the best the next question is drawn, unless told otherwise.
pub const DEFAULT_RANDOMESQUE: usize = 5;

/// Everything the choice of the next question depends on, besides the bank and chance.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub criterion: Criterion<'a>,
    /// For each item of the bank whether it may be asked at all; items beyond the end may not.
    pub allowed: &'a [bool],
    /// Indices of items of this attempt: neither they nor their enemies come again.
    pub shown: &'a [usize],
    /// Indices of items that the learner saw lately: they come when nothing else is left.
    pub recently_seen: &'a [usize],
    /// Indices of items that exposure control holds back from this attempt: they come when nothing else is left.
    pub held_back: &'a [usize],
    /// For each topic of the bank, what share of the attempt it should have, on any scale; one without a share comes
    /// when the others are used up. Empty: no balancing.
    pub topic_shares: &'a [f64],
    /// From how many of the best to draw; 0 counts as 1.
    pub among: usize,
}

/// The next question and how it came to be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Selected {
    pub index: usize,
    /// As the rule defines it, up to a factor that is the same for all items.
    pub value: f64,
    /// At the ability of the request.
    pub information: f64,
    /// How many could have been asked.
    pub candidates: usize,
    /// From how many of the best it was drawn.
    pub drawn_from: usize,
}

/// What could come next.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shortlist {
    /// The best few with their values, best first.
    pub(crate) ranked: Vec<(usize, f64)>,
    /// How many could have been asked.
    pub(crate) candidates: usize,
}

/// Chooses by the rule, among the best few at random (*randomesque*, Kingsbury and Zara 1989), from the topic that is
/// furthest below its share (content balancing, the same paper). `None` when nothing may be asked.
pub fn select(bank: &Bank, request: &Request, random: &mut SplitMix64) -> Option<Selected> {
    let Shortlist { ranked, candidates } = shortlist(bank, request, random);
    let drawn_from = ranked.len();
    let (index, value) = ranked.get(random.below(drawn_from)).copied()?;
    let information = bank.parameters(index)?.information(request.criterion.ability);
    Some(Selected { index, value, information, candidates, drawn_from })
}

/// From what [`select`] draws.
pub(crate) fn shortlist(bank: &Bank, request: &Request, random: &mut SplitMix64) -> Shortlist {
    let mut open = open_items(bank, request.allowed, request.shown);
    for waiting in [request.held_back, request.recently_seen] {
        let mut others = open.clone();
        close(&mut others, waiting);
        if others.contains(&true) {
            open = others;
        }
    }
    let topic_is_due = topics_that_are_due(bank, request, &open);
    let mut best = Best::of(request.among.max(1));
    let mut candidates = 0;
    let rule = request.criterion.rule;
    let (scorer, ranks) = (Scorer::new(&request.criterion, Lattice::COARSE), bank.steepness_ranks(rule));
    let (curves, curve_length) = (bank.curves(rule), curve_length(rule, Lattice::COARSE));
    let items = bank.parameters_of_each().iter().zip(bank.topic_of_each()).zip(&open).enumerate();
    for (index, ((parameters, topic), open)) in items {
        if *open && topic_is_due.get(*topic).copied().unwrap_or(false) {
            candidates += 1;
            let start = index * curve_length;
            let curve = curves.get(start..start + curve_length).unwrap_or_default();
            let stratum = ranks.get(index).map_or(0, |rank| stratum(rule, *rank, bank.len()));
            best.offer(index, scorer.value(*parameters, curve, stratum, random));
        }
    }
    Shortlist { ranked: best.ranked, candidates }
}

/// The indices of the items that exposure control holds back from one attempt.
///
/// By Sympson and Hetter (1985) an item that was chosen is let through by chance, and one that was not is out for the rest of
/// the attempt. Drawing for each item once and beforehand comes to the same, and needs no memory of what was chosen.
pub(crate) fn held_back(bank: &Bank, seed: u64) -> Vec<usize> {
    let is_held_back =
        |id: &str, chance: f64| SplitMix64::for_name(seed, &format!("exposure {id}")).uniform() >= chance;
    bank.limited().filter(|(_, id, chance)| is_held_back(id, *chance)).map(|(index, ..)| index).collect()
}

/// For each item whether it is allowed, was not shown, and has no enemy that was.
pub(crate) fn open_items(bank: &Bank, allowed: &[bool], shown: &[usize]) -> Vec<bool> {
    let mut open = allowed.to_vec();
    open.resize(bank.len(), false);
    close(&mut open, shown);
    for shown in shown {
        close(&mut open, bank.enemies_of(*shown));
    }
    open
}

fn close(open: &mut [bool], items: &[usize]) {
    for item in items {
        if let Some(open) = open.get_mut(*item) {
            *open = false;
        }
    }
}

/// For each topic whether it is, of those with something to ask, furthest below its share.
fn topics_that_are_due(bank: &Bank, request: &Request, open: &[bool]) -> Vec<bool> {
    let mut has_open_item = vec![false; bank.topics().len()];
    for (topic, open) in bank.topic_of_each().iter().zip(open) {
        if *open && let Some(has_open_item) = has_open_item.get_mut(*topic) {
            *has_open_item = true;
        }
    }
    let total_share: f64 = request.topic_shares.iter().sum();
    if total_share.is_nan() || total_share <= 0.0 {
        return has_open_item;
    }
    let shown_of_topic = |topic: usize| {
        request.shown.iter().filter(|shown| bank.topic_of(**shown) == Some(topic)).count() as f64
    };
    let shown_total = request.shown.len().max(1) as f64;
    let below_share = |topic: usize| {
        let share = request.topic_shares.get(topic).copied().unwrap_or(0.0) / total_share;
        let shown_share = shown_of_topic(topic) / shown_total;
        // Without a share of its own a topic comes after all that have one, whose shortfall is over -1.
        if share > 0.0 { share - shown_share } else { -1.0 - shown_share }
    };
    let shortfall: Vec<f64> = (0..has_open_item.len()).map(below_share).collect();
    let with_open = shortfall.iter().zip(&has_open_item).filter(|(_, open)| **open);
    let furthest = with_open.map(|(shortfall, _)| *shortfall).fold(f64::NEG_INFINITY, f64::max);
    // Topics that are level are offered together; the margin takes up rounding.
    let due = |(shortfall, open): (&f64, &bool)| *open && *shortfall >= furthest - 1e-9;
    shortfall.iter().zip(&has_open_item).map(due).collect()
}

/// The best few so far, best first; of equals the one that came first.
struct Best {
    room: usize,
    ranked: Vec<(usize, f64)>,
}

impl Best {
    fn of(room: usize) -> Best {
        Best { room, ranked: Vec::with_capacity(room.min(64) + 1) }
    }

    fn offer(&mut self, index: usize, value: f64) {
        let is_full = self.ranked.len() == self.room;
        if is_full && self.ranked.last().is_some_and(|(_, least)| value <= *least) {
            return;
        }
        let place = self.ranked.partition_point(|(_, better)| *better >= value);
        self.ranked.insert(place, (index, value));
        self.ranked.truncate(self.room);
    }
}
