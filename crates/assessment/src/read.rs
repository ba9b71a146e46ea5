//! Reading a question of any kind from a pack.

use serde::Deserialize;

use crate::code::{CodeCriterion, CodeTask};
use crate::{Blank, Choice, Idea, Pair, Question};

/// Within how many times the answer an estimate is right, where the item does not say: about half an order of magnitude.
const USUAL_FACTOR: f64 = 3.0;

/// All that a question of any kind may have. One flat struct, for reading an enum by its tag costs the page many times
/// as many bytes.
#[derive(Deserialize)]
pub(crate) struct QuestionParts {
    kind: String,
    #[serde(default)]
    options: Vec<Choice>,
    answer: Option<f64>,
    tolerance: Option<f64>,
    unit: Option<String>,
    factor: Option<f64>,
    #[serde(default)]
    steps: Vec<String>,
    #[serde(default)]
    pairs: Vec<Pair>,
    #[serde(default)]
    extra: Vec<String>,
    text: Option<String>,
    #[serde(default)]
    blanks: Vec<Blank>,
    #[serde(default)]
    accepted: Vec<String>,
    #[serde(default)]
    keywords: Vec<Idea>,
    #[serde(default)]
    rubric: Vec<String>,
    model_answer: Option<String>,
    #[serde(default)]
    principles: Vec<String>,
    task: Option<String>,
    starting_code: Option<String>,
    solution: Option<String>,
    #[serde(default)]
    expected_output: String,
    #[serde(default)]
    input: Vec<String>,
    #[serde(default)]
    criteria: Vec<CodeCriterion>,
}

impl TryFrom<QuestionParts> for Question {
    type Error = String;

    fn try_from(parts: QuestionParts) -> Result<Question, String> {
        let kind = parts.kind.as_str();
        let lacks = |key: &str| format!("a question of the kind {kind} lacks its {key}");
        let unit = parts.unit.unwrap_or_default();
        Ok(match kind {
            "single_choice" => Question::SingleChoice { options: parts.options },
            "multiple_choice" => Question::MultipleChoice { options: parts.options },
            "numeric" => Question::Numeric {
                answer: parts.answer.ok_or_else(|| lacks("answer"))?,
                tolerance: parts.tolerance.ok_or_else(|| lacks("tolerance"))?,
                unit,
            },
            "estimate" => Question::Estimate {
                answer: parts.answer.ok_or_else(|| lacks("answer"))?,
                unit,
                factor: parts.factor.unwrap_or(USUAL_FACTOR),
            },
            "ordering" => Question::Ordering { steps: parts.steps },
            "matching" => Question::Matching { pairs: parts.pairs, extra: parts.extra },
            "fill_in" => {
                Question::FillIn { text: parts.text.ok_or_else(|| lacks("text"))?, blanks: parts.blanks }
            }
            "short_text" => Question::ShortText {
                accepted: parts.accepted,
                keywords: parts.keywords,
                rubric: parts.rubric,
                model_answer: parts.model_answer.ok_or_else(|| lacks("model_answer"))?,
            },
            "story" => Question::Story { principles: parts.principles, rubric: parts.rubric },
            "design" => Question::Design { task: parts.task.ok_or_else(|| lacks("task"))? },
            "code" => Question::Code {
                task: Box::new(CodeTask {
                    starting_code: parts.starting_code.ok_or_else(|| lacks("starting_code"))?,
                    solution: parts.solution.ok_or_else(|| lacks("solution"))?,
                    expected_output: parts.expected_output,
                    input: parts.input,
                    items: Vec::new(),
                    criteria: parts.criteria,
                }),
            },
            other => return Err(format!("the kind \"{other}\" is not known; a newer app may know it")),
        })
    }
}
