use assessment::code::CodeCriterion;
use assessment::{Item, ItemParameters, Provenance, Source};
use serde::Deserialize;

use super::question_source::{BlankSource, ChoiceSource, IdeaSource, Kind, PairSource, QuestionSource};

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
    factor: Option<f64>,
    steps: Option<Vec<String>>,
    pairs: Option<Vec<PairSource>>,
    extra: Option<Vec<String>>,
    text: Option<String>,
    blanks: Option<Vec<BlankSource>>,
    accepted: Option<Vec<String>>,
    keywords: Option<Vec<IdeaSource>>,
    rubric: Option<Vec<String>>,
    model_answer: Option<String>,
    principles: Option<Vec<String>>,
    task: Option<String>,
    starting_code: Option<String>,
    solution: Option<String>,
    expected_output: Option<String>,
    input: Option<Vec<String>>,
    criteria: Option<Vec<CodeCriterion>>,
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
        let question = self.take_question().into_question(&self.id)?;
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

    fn take_question(&mut self) -> QuestionSource {
        QuestionSource {
            kind: self.kind,
            options: self.options.take(),
            answer: self.answer.take(),
            tolerance: self.tolerance.take(),
            unit: self.unit.take(),
            factor: self.factor.take(),
            steps: self.steps.take(),
            pairs: self.pairs.take(),
            extra: self.extra.take(),
            text: self.text.take(),
            blanks: self.blanks.take(),
            accepted: self.accepted.take(),
            keywords: self.keywords.take(),
            rubric: self.rubric.take(),
            model_answer: self.model_answer.take(),
            principles: self.principles.take(),
            task: self.task.take(),
            starting_code: self.starting_code.take(),
            solution: self.solution.take(),
            expected_output: self.expected_output.take(),
            input: self.input.take(),
            criteria: self.criteria.take(),
        }
    }
}
