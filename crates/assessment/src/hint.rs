use crate::{Item, Question};

/// Share of the credit that all hints of an item cost together. Some credit always remains: a question worked out with
/// help was still worked out.
pub const COST_OF_ALL_HINTS: f64 = 0.6;

/// Share of the credit that opening one hint costs, to be told before it is opened. Hint 1 is the faintest; each costs
/// its number times what the first costs, and all together [`COST_OF_ALL_HINTS`]: of four hints 6, 12, 18 and 24 %.
/// 0 for a hint that is not there.
///
/// ```
/// assert!((assessment::hint_cost(1, 4) - 0.06).abs() < 1e-12);
/// assert!((assessment::hint_cost(2, 2) - 0.40).abs() < 1e-12);
/// ```
pub fn hint_cost(hint: u8, hints_total: u8) -> f64 {
    if hint == 0 || hint > hints_total {
        return 0.0;
    }
    let total = f64::from(hints_total);
    COST_OF_ALL_HINTS * f64::from(hint) / (total * (total + 1.0) / 2.0)
}

/// What counts towards the score: `correctness` (in `0..=1`) less the share that the opened hints cost. Hints are
/// opened in order, so `hints_opened` says which.
pub fn credit(correctness: f64, hints_opened: u8, hints_total: u8) -> f64 {
    let cost: f64 = (1..=hints_opened.min(hints_total)).map(|hint| hint_cost(hint, hints_total)).sum();
    correctness * (1.0 - cost)
}

/// How much help fits, by how long and how often the learner has struggled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HintStage {
    Minimal,
    Gentle,
    Moderate,
    Substantial,
}

impl HintStage {
    /// Under 2 minutes and at most 1 attempt: minimal; under 5 and 2: gentle; under 10 and 3: moderate; else
    /// substantial.
    pub fn after(struggling_millis: u64, attempts: u32) -> HintStage {
        let within = |minutes: u64, most_attempts: u32| {
            struggling_millis < minutes * 60_000 && attempts <= most_attempts
        };
        if within(2, 1) {
            HintStage::Minimal
        } else if within(5, 2) {
            HintStage::Gentle
        } else if within(10, 3) {
            HintStage::Moderate
        } else {
            HintStage::Substantial
        }
    }

    /// Which hint of so many it is, from 1 (the faintest): an item with fewer than four hints has stages share them.
    /// 0 where there are none.
    pub fn hint(self, hints_total: u8) -> u8 {
        let stage = self as u16 + 1;
        (stage * u16::from(hints_total)).div_ceil(4) as u8
    }
}

/// The hint to offer now. Asking for a plainer one is allowed.
#[derive(Debug, Clone, PartialEq)]
pub struct HintOffer {
    pub stage: HintStage,
    /// From 1.
    pub hint: u8,
    pub text: String,
    /// Share of the credit that goes with it, counting the fainter ones that are opened on the way and not yet open.
    pub cost: f64,
    /// Concepts to review; only at the substantial stage.
    pub review: Vec<String>,
    /// Another way to go about it; only at the substantial stage.
    pub approach: Option<&'static str>,
}

/// The hint that fits after so long and so many attempts, or the next one where that is open already. `None` when all
/// are open.
pub fn hint_offer(item: &Item, opened: u8, struggling_millis: u64, attempts: u32) -> Option<HintOffer> {
    let total = u8::try_from(item.hints.len()).unwrap_or(u8::MAX);
    let stage = HintStage::after(struggling_millis, attempts);
    let hint = stage.hint(total).max(opened.saturating_add(1));
    let text = item.hints.get(usize::from(hint) - 1)?.clone();
    let cost = (1..=hint).filter(|hint| *hint > opened).map(|hint| hint_cost(hint, total)).sum();
    let is_substantial = stage == HintStage::Substantial;
    let review = if is_substantial { item.related.clone() } else { Vec::new() };
    let approach = is_substantial.then(|| another_approach(&item.question));
    Some(HintOffer { stage, hint, text, cost, review, approach })
}

fn another_approach(question: &Question) -> &'static str {
    match question {
        Question::SingleChoice { .. } => {
            "Try it from the other end: for each option, think of a case in which it would fail, and see which one is left."
        }
        Question::MultipleChoice { .. } => {
            "Take the options one at a time, as if each were a question of its own: true or false."
        }
        Question::Numeric { .. } => {
            "Work with round numbers first to get the order of magnitude, then put in the exact ones."
        }
        Question::Ordering { .. } => {
            "Start with what needs nothing before it, then ask of each remaining step what it needs."
        }
        Question::Estimate { .. } => {
            "Write the figure as a product of two or three that you can guess to within a factor of ten, and multiply those."
        }
        Question::Matching { .. } => {
            "Match the one you are surest of first, and say why none of the other sides fits it; then go on with what is left."
        }
        Question::FillIn { .. } => {
            "Read the whole sentence with something wrong in the gap: what would be untrue? The opposite of that belongs there."
        }
        Question::ShortText { .. } => {
            "Explain it aloud to somebody who does not know the word, with one example; then write down what you said."
        }
        Question::Story { .. } => {
            "Start from the result and its figure, and ask backwards: what did I do for it, what was asked of me, where were we?"
        }
        Question::Design { .. } => {
            "Take the criteria one at a time: for each, find the component or connection that it speaks of, and change only that."
        }
        Question::Code { .. } => {
            "Do one small case by hand, write down each step you took, and then write one line of the program for each step."
        }
    }
}
