use crate::{Item, Question, SplitMix64, right_sides};

/// The order in which the options or steps of an item are shown, as indices into the item's own list: the same for the
/// same attempt (by its seed) and item, so that a reload shows what was there. Steps to be ordered never start out in
/// the right order. For matching it is the order of the right sides. Empty for a question without options.
pub fn options_order(item: &Item, seed: u64) -> Vec<usize> {
    let (count, must_differ) = match &item.question {
        Question::SingleChoice { options } | Question::MultipleChoice { options } => (options.len(), false),
        Question::Ordering { steps } => (steps.len(), true),
        Question::Matching { pairs, extra } => (right_sides(pairs, extra).len(), true),
        Question::Numeric { .. }
        | Question::Estimate { .. }
        | Question::FillIn { .. }
        | Question::ShortText { .. }
        | Question::Story { .. }
        | Question::Design { .. }
        | Question::Code { .. } => (0, false),
    };
    let mut order: Vec<usize> = (0..count).collect();
    SplitMix64::for_name(seed, &item.id).shuffle(&mut order);
    if must_differ && count > 1 && order.is_sorted() {
        order.rotate_left(1);
    }
    order
}
