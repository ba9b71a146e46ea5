use assessment::code::{CodeCriterion, CodeTask};
use assessment::{Blank, Choice, Idea, Pair, Question};
use serde::Deserialize;

/// What stands beside `kind`, which depends on it.
pub(crate) struct QuestionSource {
    pub(crate) kind: Kind,
    pub(crate) options: Option<Vec<ChoiceSource>>,
    pub(crate) answer: Option<f64>,
    pub(crate) tolerance: Option<f64>,
    pub(crate) unit: Option<String>,
    pub(crate) factor: Option<f64>,
    pub(crate) steps: Option<Vec<String>>,
    pub(crate) pairs: Option<Vec<PairSource>>,
    pub(crate) extra: Option<Vec<String>>,
    pub(crate) text: Option<String>,
    pub(crate) blanks: Option<Vec<BlankSource>>,
    pub(crate) accepted: Option<Vec<String>>,
    pub(crate) keywords: Option<Vec<IdeaSource>>,
    pub(crate) rubric: Option<Vec<String>>,
    pub(crate) model_answer: Option<String>,
    pub(crate) principles: Option<Vec<String>>,
    pub(crate) task: Option<String>,
    pub(crate) starting_code: Option<String>,
    pub(crate) solution: Option<String>,
    pub(crate) expected_output: Option<String>,
    pub(crate) input: Option<Vec<String>>,
    pub(crate) criteria: Option<Vec<CodeCriterion>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    SingleChoice,
    MultipleChoice,
    Numeric,
    Estimate,
    Ordering,
    Matching,
    FillIn,
    ShortText,
    Story,
    Design,
    Code,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceSource {
    text: String,
    #[serde(default)]
    correct: bool,
    rationale: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PairSource {
    left: String,
    right: String,
    rationale: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlankSource {
    accepted: Vec<String>,
    rationale: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdeaSource {
    idea: String,
    any: Vec<String>,
    rationale: String,
}

/// Within how many times the answer an estimate is right, where the author does not say: half an order of magnitude.
const USUAL_FACTOR: f64 = 3.0;

impl QuestionSource {
    /// # Errors
    /// Which keys a question of this kind has.
    pub(crate) fn into_question(self, id: &str) -> Result<Question, String> {
        let (kind, given) = (self.kind, self.given());
        let (needed, optional) = kind.keys();
        let fits = needed.iter().all(|key| given.contains(key))
            && given.iter().all(|key| needed.contains(key) || optional.contains(key));
        if !fits {
            return Err(format!(
                "the item \"{id}\" does not fit its kind: {}, and no key of another kind",
                kind.expected_keys()
            ));
        }
        Ok(self.of_kind())
    }

    /// Names of the keys that are there.
    fn given(&self) -> Vec<&'static str> {
        let keys = [
            ("options", self.options.is_some()),
            ("answer", self.answer.is_some()),
            ("tolerance", self.tolerance.is_some()),
            ("unit", self.unit.is_some()),
            ("factor", self.factor.is_some()),
            ("steps", self.steps.is_some()),
            ("pairs", self.pairs.is_some()),
            ("extra", self.extra.is_some()),
            ("text", self.text.is_some()),
            ("blanks", self.blanks.is_some()),
            ("accepted", self.accepted.is_some()),
            ("keywords", self.keywords.is_some()),
            ("rubric", self.rubric.is_some()),
            ("model_answer", self.model_answer.is_some()),
            ("principles", self.principles.is_some()),
            ("task", self.task.is_some()),
            ("starting_code", self.starting_code.is_some()),
            ("solution", self.solution.is_some()),
            ("expected_output", self.expected_output.is_some()),
            ("input", self.input.is_some()),
            ("criteria", self.criteria.is_some()),
        ];
        keys.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect()
    }

    /// What is needed is there, which was checked before.
    fn of_kind(self) -> Question {
        let options = self.options.into_iter().flatten().map(ChoiceSource::into_choice).collect();
        let answer = self.answer.unwrap_or_default();
        let unit = self.unit.unwrap_or_default();
        let rubric = self.rubric.unwrap_or_default();
        match self.kind {
            Kind::SingleChoice => Question::SingleChoice { options },
            Kind::MultipleChoice => Question::MultipleChoice { options },
            Kind::Numeric => {
                Question::Numeric { answer, tolerance: self.tolerance.unwrap_or_default(), unit }
            }
            Kind::Estimate => {
                Question::Estimate { answer, unit, factor: self.factor.unwrap_or(USUAL_FACTOR) }
            }
            Kind::Ordering => Question::Ordering { steps: self.steps.unwrap_or_default() },
            Kind::Matching => Question::Matching {
                pairs: self.pairs.into_iter().flatten().map(PairSource::into_pair).collect(),
                extra: self.extra.unwrap_or_default(),
            },
            Kind::FillIn => Question::FillIn {
                text: self.text.unwrap_or_default().trim_end().to_owned(),
                blanks: self.blanks.into_iter().flatten().map(BlankSource::into_blank).collect(),
            },
            Kind::ShortText => Question::ShortText {
                accepted: self.accepted.unwrap_or_default(),
                keywords: self.keywords.into_iter().flatten().map(IdeaSource::into_idea).collect(),
                rubric,
                model_answer: self.model_answer.unwrap_or_default().trim_end().to_owned(),
            },
            Kind::Story => Question::Story { principles: self.principles.unwrap_or_default(), rubric },
            Kind::Design => Question::Design { task: self.task.unwrap_or_default() },
            Kind::Code => Question::Code {
                task: Box::new(CodeTask {
                    starting_code: self.starting_code.unwrap_or_default(),
                    solution: self.solution.unwrap_or_default(),
                    expected_output: self.expected_output.unwrap_or_default().trim_end().to_owned(),
                    input: self.input.unwrap_or_default(),
                    items: Vec::new(),
                    criteria: self.criteria.unwrap_or_default(),
                }),
            },
        }
    }
}

impl Kind {
    /// The keys that a question of this kind needs, and those that it may have.
    fn keys(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::SingleChoice | Self::MultipleChoice => (&["options"], &[]),
            Self::Numeric => (&["answer", "tolerance", "unit"], &[]),
            Self::Estimate => (&["answer", "unit"], &["factor"]),
            Self::Ordering => (&["steps"], &[]),
            Self::Matching => (&["pairs"], &["extra"]),
            Self::FillIn => (&["text", "blanks"], &[]),
            Self::ShortText => (&["model_answer"], &["accepted", "keywords", "rubric"]),
            Self::Story => (&["rubric"], &["principles"]),
            Self::Design => (&["task"], &[]),
            Self::Code => (&["starting_code", "solution", "criteria"], &["expected_output", "input"]),
        }
    }

    fn expected_keys(self) -> &'static str {
        match self {
            Self::SingleChoice => "single_choice has `options`",
            Self::MultipleChoice => "multiple_choice has `options`",
            Self::Numeric => "numeric has `answer`, `tolerance` and `unit`",
            Self::Estimate => "estimate has `answer` and `unit`, and may have `factor`",
            Self::Ordering => "ordering has `steps`",
            Self::Matching => "matching has `pairs`, and may have `extra`",
            Self::FillIn => "fill_in has `text` and `blanks`",
            Self::ShortText => {
                "short_text has `model_answer`, and `accepted`, `keywords` or both, or else a `rubric`"
            }
            Self::Story => "story has a `rubric`, and may have `principles`",
            Self::Design => "design has a `task`",
            Self::Code => {
                "code has `starting_code`, `solution` and `criteria`, and may have `expected_output` and `input`"
            }
        }
    }
}

impl ChoiceSource {
    fn into_choice(self) -> Choice {
        Choice { text: self.text, correct: self.correct, rationale: self.rationale }
    }
}

impl PairSource {
    fn into_pair(self) -> Pair {
        Pair { left: self.left, right: self.right, rationale: self.rationale }
    }
}

impl BlankSource {
    fn into_blank(self) -> Blank {
        Blank { accepted: self.accepted, rationale: self.rationale }
    }
}

impl IdeaSource {
    fn into_idea(self) -> Idea {
        Idea { idea: self.idea, any: self.any, rationale: self.rationale }
    }
}
