use assessment::{Choice, Item, ItemParameters, Provenance, Question, Source};
use serde::Deserialize;

/// `items/*.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemsSource {
    pub(crate) item: Vec<ItemSource>,
}

/// One item as authors write it: what stands beside `kind` depends on the kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemSource {
    id: String,
    topic: String,
    skill: String,
    stem: String,
    kind: Kind,
    options: Option<Vec<ChoiceSource>>,
    answer: Option<f64>,
    tolerance: Option<f64>,
    unit: Option<String>,
    steps: Option<Vec<String>>,
    hints: Vec<String>,
    explanation: String,
    #[serde(default)]
    related: Vec<String>,
    sources: Vec<SourceSource>,
    cognitive_level: String,
    expected_seconds: u32,
    #[serde(default)]
    enemies: Vec<String>,
    parameters: ParametersSource,
    #[serde(default)]
    provenance: ProvenanceSource,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    SingleChoice,
    MultipleChoice,
    Numeric,
    Ordering,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceSource {
    text: String,
    #[serde(default)]
    correct: bool,
    rationale: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceSource {
    title: String,
    location: String,
}

impl SourceSource {
    pub(crate) fn into_source(self) -> Source {
        Source { title: self.title, location: self.location }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParametersSource {
    a: f64,
    b: f64,
    c: f64,
    d: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum ProvenanceSource {
    #[default]
    AuthoredGuess,
    Calibrated {
        answers: u32,
    },
}

impl ItemSource {
    /// # Errors
    /// Which keys a question of this kind has.
    pub(crate) fn into_item(mut self) -> Result<Item, String> {
        let question = self.take_question()?;
        let ParametersSource { a, b, c, d } = self.parameters;
        Ok(Item {
            question,
            id: self.id,
            topic: self.topic,
            skill: self.skill,
            stem: self.stem.trim_end().to_owned(),
            hints: self.hints,
            explanation: self.explanation.trim_end().to_owned(),
            related: self.related,
            sources: self.sources.into_iter().map(SourceSource::into_source).collect(),
            cognitive_level: self.cognitive_level,
            expected_seconds: self.expected_seconds,
            enemies: self.enemies,
            parameters: ItemParameters { a, b, c, d: d.unwrap_or(1.0) },
            provenance: match self.provenance {
                ProvenanceSource::AuthoredGuess => Provenance::AuthoredGuess,
                ProvenanceSource::Calibrated { answers } => Provenance::Calibrated { answers },
            },
        })
    }

    fn take_question(&mut self) -> Result<Question, String> {
        let parts = (
            self.options.take(),
            self.answer.take(),
            self.tolerance.take(),
            self.unit.take(),
            self.steps.take(),
        );
        match (self.kind, parts) {
            (Kind::SingleChoice, (Some(options), None, None, None, None)) => {
                Ok(Question::SingleChoice { options: choices(options) })
            }
            (Kind::MultipleChoice, (Some(options), None, None, None, None)) => {
                Ok(Question::MultipleChoice { options: choices(options) })
            }
            (Kind::Numeric, (None, Some(answer), Some(tolerance), Some(unit), None)) => {
                Ok(Question::Numeric { answer, tolerance, unit })
            }
            (Kind::Ordering, (None, None, None, None, Some(steps))) => Ok(Question::Ordering { steps }),
            (kind, _) => Err(format!(
                "the item \"{}\" does not fit its kind: {}, and no key of another kind",
                self.id,
                kind.expected_keys()
            )),
        }
    }
}

impl Kind {
    fn expected_keys(self) -> &'static str {
        match self {
            Self::SingleChoice => "single_choice has `options`",
            Self::MultipleChoice => "multiple_choice has `options`",
            Self::Numeric => "numeric has `answer`, `tolerance` and `unit`",
            Self::Ordering => "ordering has `steps`",
        }
    }
}

fn choices(options: Vec<ChoiceSource>) -> Vec<Choice> {
    options
        .into_iter()
        .map(|option| Choice { text: option.text, correct: option.correct, rationale: option.rationale })
        .collect()
}
