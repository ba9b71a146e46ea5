//! The part of a question in which the answer is given: one small form for each sort.

mod choices;
mod code;
mod design;
mod dimensions;
mod gaps;
mod matching;
mod number;
mod rubric;
mod steps;
mod story;
mod text;

pub use code::{CodeQuestion, code_question};
pub use design::{DesignQuestion, design_task};
pub use dimensions::{HandedIn, design_dimensions};
pub use story::{FourParts, Principles, StoryChecks};

use std::rc::Rc;
use std::sync::Arc;

use assessment::{Answer, Draft, Item, Question, Submission, options_order, right_sides};
use leptos::prelude::*;

use crate::browser::element;
use crate::library::Shelved;
use crate::parts;

/// An answer while it is being given.
#[derive(Clone, Copy)]
pub struct Entry {
    pub draft: RwSignal<Draft>,
    /// What is drawn in answer to a design question, once its canvas is open; the program that was checked last.
    pub drawn: StoredValue<Option<Rc<dyn Fn() -> Answer>>, LocalStorage>,
    /// What is missing for an answer, said until something is done about it.
    pub complaint: RwSignal<Option<String>>,
}

impl Entry {
    pub fn new(draft: Draft) -> Entry {
        let (draft, complaint) = (RwSignal::new(draft), RwSignal::new(None));
        Effect::new(move || {
            draft.track();
            complaint.set(None);
        });
        Entry { draft, drawn: StoredValue::new_local(None), complaint }
    }

    /// The answer, or what is missing for one.
    pub fn submit(self, item: &Item) -> Submission {
        if let (Question::Design { .. } | Question::Code { .. }, Some(answer)) =
            (&item.question, self.drawn.get_value())
        {
            return Submission::Answer(answer());
        }
        self.draft.with_untracked(|draft| draft.submit(&item.question))
    }
}

#[component]
pub fn AnswerForm(
    item: Item,
    seed: u64,
    entry: Entry,
    /// Where the design of a design question is kept.
    design_id: String,
    shelved: Arc<Shelved>,
) -> impl IntoView {
    let draft = entry.draft;
    let order = options_order(&item, seed);
    match item.question {
        Question::SingleChoice { options } => {
            let texts = options.into_iter().map(|option| option.text).collect();
            view! { <choices::Choices texts order single=true draft /> }.into_any()
        }
        Question::MultipleChoice { options } => {
            let texts = options.into_iter().map(|option| option.text).collect();
            view! { <choices::Choices texts order single=false draft /> }.into_any()
        }
        Question::Numeric { unit, .. } => {
            let help = (!unit.is_empty()).then_some("A unit may stand behind the number.");
            view! { <number::NumberField unit help draft /> }.into_any()
        }
        Question::Estimate { unit, .. } => {
            let help = Some(
                "The order of magnitude counts: 2e9, 3 million and 10^6 can all be read. The closer, the more credit.",
            );
            view! { <number::NumberField unit help draft /> }.into_any()
        }
        Question::Ordering { steps } => view! { <steps::Steps steps draft /> }.into_any(),
        Question::Matching { pairs, extra } => {
            let sides: Vec<String> = right_sides(&pairs, &extra).into_iter().map(str::to_owned).collect();
            let lefts = pairs.into_iter().map(|pair| pair.left).collect();
            view! { <matching::Matching lefts sides order draft /> }.into_any()
        }
        Question::FillIn { text, .. } => view! { <gaps::Gaps text draft /> }.into_any(),
        Question::ShortText { ref model_answer, ref keywords, .. } => {
            let ideas = keywords.clone();
            let model_answer = model_answer.clone();
            let rubric = item.question.rubric().map(<[String]>::to_vec).unwrap_or_default();
            view! { <text::ShortText rubric ideas model_answer draft /> }.into_any()
        }
        Question::Story { principles, rubric } => {
            view! { <story::StoryEditor asked_for=principles rubric draft shelved /> }.into_any()
        }
        Question::Code { task } => parts::code_question(CodeQuestion { task: *task, entry }),
        Question::Design { task } => parts::design_task(DesignQuestion { task, entry, design_id, shelved }),
    }
}

/// What the number keys do: choose the option or side that is shown at this place, go to the gap, or rate the next line.
pub fn choose_by_place(item: &Item, seed: u64, place: usize, draft: RwSignal<Draft>) {
    let shown = options_order(item, seed).get(place).copied();
    match (&item.question, shown) {
        (Question::SingleChoice { .. }, Some(option)) => draft.update(|draft| draft.toggle(option, true)),
        (Question::MultipleChoice { .. }, Some(option)) => draft.update(|draft| draft.toggle(option, false)),
        (Question::Matching { .. }, Some(side)) => draft.update(|draft| draft.match_next(side)),
        (Question::FillIn { .. }, _) => element::focus(&gaps::gap_id(place)),
        _ if item.question.rubric().is_some() && draft.with_untracked(Draft::is_rating) => {
            rubric::rate_by_place(place, draft);
        }
        _ => {}
    }
}

/// What the keys do for this question, beside those that every question has; empty where they do nothing.
pub fn keys_in_words(question: &Question) -> &'static str {
    match question {
        Question::SingleChoice { .. } | Question::MultipleChoice { .. } => " choose, ",
        Question::Matching { .. } => " match the next row, ",
        Question::FillIn { .. } => " go to a gap, ",
        _ if question.rubric().is_some() => " rate the next line, ",
        _ => "",
    }
}

/// What of the criteria was met, for questions that are answered on the canvas or with a program.
pub fn criteria_met(item: &Item, answer: &Answer, shelved: &Shelved) -> Vec<(String, bool)> {
    let paired = |descriptions: Vec<&String>, met: &[bool]| {
        descriptions.into_iter().cloned().zip(met.iter().copied()).collect()
    };
    match (&item.question, answer) {
        (Question::Design { task }, Answer::Built { met, .. }) => {
            let criteria = shelved.pack.task(task).map(|task| task.criteria.as_slice()).unwrap_or_default();
            paired(criteria.iter().map(|criterion| &criterion.description).collect(), met)
        }
        (Question::Code { task }, Answer::Coded { met, .. }) => {
            paired(task.criteria.iter().map(|criterion| &criterion.description).collect(), met)
        }
        _ => Vec::new(),
    }
}
