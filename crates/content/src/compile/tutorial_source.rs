use analysis::Check;
use assessment::code::CodeCriterion;
use serde::Deserialize;

use crate::{Criterion, Difficulty, Objective};

/// `tutorials/<id>/tutorial.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TutorialSource {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) difficulty: Difficulty,
    pub(crate) minutes: u32,
    #[serde(default)]
    pub(crate) prerequisites: Vec<String>,
    #[serde(default)]
    pub(crate) objective: Vec<ObjectiveSource>,
    #[serde(default)]
    pub(crate) step: Vec<StepSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObjectiveSource {
    id: String,
    title: String,
    #[serde(default)]
    description: String,
    skills: Vec<String>,
    #[serde(default)]
    minutes: u32,
    #[serde(default)]
    prerequisites: Vec<String>,
}

impl ObjectiveSource {
    pub(crate) fn into_objective(self) -> Objective {
        Objective {
            id: self.id,
            title: self.title,
            description: self.description,
            skills: self.skills,
            minutes: self.minutes,
            prerequisites: self.prerequisites,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepSource {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Name of a markdown file of the same folder.
    pub(crate) content: String,
    pub(crate) minutes: u32,
    pub(crate) difficulty: Option<Difficulty>,
    pub(crate) objectives: Vec<String>,
    #[serde(default)]
    pub(crate) hints: Vec<String>,
    #[serde(rename = "type")]
    pub(crate) kind: StepType,
    pub(crate) items: Option<Vec<String>>,
    /// Name of a design file of the same folder.
    pub(crate) starting_design: Option<String>,
    pub(crate) solution: Option<String>,
    /// A program, or the name of its file.
    pub(crate) starting_code: Option<String>,
    pub(crate) expected_output: Option<String>,
    pub(crate) input: Option<Vec<String>>,
    pub(crate) criterion: Option<Vec<CriterionSource>>,
}

/// `tasks/<id>/task.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskSource {
    /// Names of design files of the same folder.
    pub(crate) starting_design: String,
    pub(crate) solution: String,
    pub(crate) criterion: Vec<CriterionSource>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepType {
    Conceptual,
    Assessment,
    Canvas,
    Code,
    Visualisation,
    Project,
}

impl StepType {
    /// What stands beside `type`, in words.
    pub(crate) fn expected_keys(self) -> &'static str {
        match self {
            Self::Conceptual => "conceptual has nothing more",
            Self::Assessment => "assessment has `items`",
            Self::Canvas => "canvas has `starting_design`, `solution` and one or more `[[step.criterion]]`",
            Self::Code | Self::Visualisation | Self::Project => {
                "code, visualisation and project have `starting_code`, `solution` and one or more `[[step.criterion]]`, \
                 and may have `expected_output`, `input` and `items`"
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CriterionSource {
    description: String,
    points: u32,
    check: serde_json::Value,
}

impl CriterionSource {
    /// # Errors
    /// What is wrong with the check.
    pub(crate) fn into_code_criterion(self) -> Result<CodeCriterion, String> {
        let check = serde_json::from_value(self.check)
            .map_err(|error| format!("this check is not understood: {error}"))?;
        Ok(CodeCriterion { description: self.description, points: self.points, check })
    }

    /// # Errors
    /// What is wrong with the check.
    pub(crate) fn into_criterion(self) -> Result<Criterion, String> {
        let check = check_from(&self.check)?;
        Ok(Criterion { description: self.description, points: self.points, check })
    }
}

/// # Errors
/// What is wrong with the check.
pub(crate) fn check_from(written: &serde_json::Value) -> Result<Check, String> {
    let check: Check = serde_json::from_value(written.clone())
        .map_err(|error| format!("this check is not understood: {error}"))?;
    if let Some(key) = unknown_key(written, &check) {
        return Err(format!("the check has a key `{key}` that it does not know"));
    }
    if matches!(
        check,
        Check::Measures { at_least: None, at_most: None, .. }
            | Check::Receives { at_least: None, at_most: None, .. }
    ) {
        return Err("the check bounds nothing: `at_least`, `at_most` or both were expected".to_owned());
    }
    Ok(check)
}

/// A key that reading passed over: it is not there when the check is written again.
fn unknown_key(written: &serde_json::Value, check: &Check) -> Option<String> {
    let understood = serde_json::to_value(check).ok()?;
    written.as_object()?.keys().find(|key| understood.get(key).is_none()).cloned()
}
