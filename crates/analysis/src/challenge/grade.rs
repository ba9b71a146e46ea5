use diagram::{Catalogue, ComponentId, Diagram};
use serde::Serialize;

use super::brief::{Brief, Sort};
use super::figures::Figures;
use super::imposed::{Imposed, imposed};
use super::rubric::RubricAnswer;
use super::scores::{self, Judged};
use crate::model::{Model, READS, STATIC, WRITES};
use crate::{Outcome, words};

/// What came of a design as an answer to a brief.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grade {
    /// Every requirement is met but for choices, and the mean of the dimensions is 3 or more.
    pub passed: bool,
    /// In a sentence.
    pub verdict: String,
    /// Mean of the five dimensions, 0 to 5.
    pub overall: f64,
    pub dimensions: Vec<DimensionGrade>,
    /// Those of the brief in its order, then those that hold for every brief.
    pub requirements: Vec<RequirementGrade>,
    /// What of the design gave way to the brief before it was measured, a sentence each.
    pub imposed: Vec<String>,
    /// Measured under the brief's load.
    pub figures: Figures,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Soundness,
    Scalability,
    Technology,
    TradeOffs,
    Clarity,
}

impl Dimension {
    /// "Architectural soundness"
    pub fn name(self) -> &'static str {
        match self {
            Self::Soundness => "Architectural soundness",
            Self::Scalability => "Scalability awareness",
            Self::Technology => "Technology choices",
            Self::TradeOffs => "Trade-offs considered",
            Self::Clarity => "Clarity of communication",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionGrade {
    pub dimension: Dimension,
    /// 0 to 5: what the points add up to.
    pub score: f64,
    pub standing: Standing,
    /// Told from words, not measured: a person may see it otherwise.
    pub is_estimate: bool,
    pub points: Vec<Point>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 4.0 and over.
    Strength,
    Sound,
    /// Under 3.0.
    ToImprove,
}

impl Standing {
    /// Of a score from 0 to 5.
    pub fn of(score: f64) -> Self {
        // Sums of tenths may miss by a last digit.
        const SLACK: f64 = 1e-9;
        if score + SLACK >= 4.0 {
            Self::Strength
        } else if score + SLACK < 3.0 {
            Self::ToImprove
        } else {
            Self::Sound
        }
    }
}

/// A part of a grade: how much of what could be had, why, and where that came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    pub points: f64,
    /// The most that could be had here.
    pub out_of: f64,
    pub reason: String,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum Source {
    /// Index into [`Grade::requirements`].
    Requirement { index: usize },
    /// A finding of the advice.
    Finding { rule: String, components: Vec<ComponentId> },
    /// A figure of the report.
    Figure { name: &'static str },
    /// The text of the rationale.
    Rationale,
    /// Names and places in the drawing.
    Drawing,
    /// An answer of the learner's.
    Rubric { question: String },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequirementGrade {
    pub text: String,
    pub sort: Sort,
    pub passed: bool,
    pub expected: String,
    pub found: String,
}

/// Judges a design as an answer to a brief. `answers` are the learner's to the rubric, none if it was not filled in.
///
/// Pure, and defined for every design: one that is empty gets a grade too.
pub fn grade(diagram: &Diagram, catalogue: &Catalogue, brief: &Brief, answers: &[RubricAnswer]) -> Grade {
    let imposed = imposed(diagram, catalogue, brief).with_the_briefs_ids();
    let report = crate::report(&imposed.diagram, catalogue);
    let mut requirements: Vec<RequirementGrade> = brief
        .requirements
        .iter()
        .map(|requirement| {
            let outcome = requirement.check.judge(&imposed.diagram, catalogue, &report);
            graded(requirement.text.clone(), requirement.sort, outcome)
        })
        .collect();
    requirements.extend(always_required(&imposed, catalogue, brief));
    let judged =
        Judged { diagram: &imposed.diagram, catalogue, brief, report: &report, requirements: &requirements };
    let dimensions = scores::dimensions(&judged, answers);
    let overall =
        dimensions.iter().map(|dimension| dimension.score).sum::<f64>() / dimensions.len().max(1) as f64;
    let unmet = requirements.iter().filter(|one| one.sort.is_required() && !one.passed).count();
    Grade {
        passed: unmet == 0 && Standing::of(overall) != Standing::ToImprove,
        verdict: verdict(unmet, overall),
        overall,
        figures: Figures::of(&report),
        dimensions,
        requirements,
        imposed: imposed.changes,
    }
}

fn graded(text: String, sort: Sort, outcome: Outcome) -> RequirementGrade {
    RequirementGrade { text, sort, passed: outcome.passed, expected: outcome.expected, found: outcome.found }
}

fn verdict(unmet: usize, overall: f64) -> String {
    let mean = words::points(overall);
    match (unmet, Standing::of(overall)) {
        (0, Standing::ToImprove) => {
            format!("Every requirement is met; the mean of the five dimensions is {mean}, and 3 is needed.")
        }
        (0, _) => format!("Every requirement is met, and the mean of the five dimensions is {mean} of 5."),
        (1, _) => "One requirement is not met yet.".to_owned(),
        (unmet, _) => format!("{unmet} requirements are not met yet."),
    }
}

/// What holds for every brief: its clients are there and served, and everything drawn can be judged.
fn always_required(imposed: &Imposed, catalogue: &Catalogue, brief: &Brief) -> Vec<RequirementGrade> {
    let model = Model::new(&imposed.diagram, catalogue);
    let mut requirements = Vec::new();
    let clients: Vec<&str> = brief.clients.iter().map(|client| client.name.as_str()).collect();
    let outcome = Outcome {
        passed: imposed.missing.is_empty(),
        expected: format!("{} drawn", words::names(clients.iter().copied())),
        found: match imposed.missing.as_slice() {
            [] => "All of them".to_owned(),
            missing => format!("Without {}", words::names(missing.iter().map(String::as_str))),
        },
    };
    requirements.push(graded(
        "Every client of the brief is in the design".to_owned(),
        Sort::Constraint,
        outcome,
    ));
    let ignored = ignored_requests(&model);
    let outcome = Outcome {
        passed: ignored.is_empty(),
        expected: "Every read and every write of a client is sent to something".to_owned(),
        found: if ignored.is_empty() { "All are".to_owned() } else { ignored.join("; ") },
    };
    requirements.push(graded("No request of a client is left out".to_owned(), Sort::Constraint, outcome));
    let unknown = model.nodes.iter().filter(|node| node.kind.is_none());
    let unknown: Vec<&str> = unknown.map(|node| node.name()).collect();
    let outcome = Outcome {
        passed: unknown.is_empty(),
        expected: "Components of kinds that the catalogue has".to_owned(),
        found: if unknown.is_empty() { "All are".to_owned() } else { words::names(unknown.iter().copied()) },
    };
    requirements.push(graded("Every component can be judged".to_owned(), Sort::Constraint, outcome));
    requirements
}

/// Clients part of whose requests go nowhere, in words. A name that is looked up is not a request that is answered.
fn ignored_requests(model: &Model) -> Vec<String> {
    let mut ignored = Vec::new();
    for client in model.clients().filter(|client| model.nodes[*client].requests_per_second > 0.0) {
        let shares = model.nodes[client].class_shares();
        for (class, share, what) in
            [(READS, shares[READS] + shares[STATIC], "reads"), (WRITES, shares[WRITES], "writes")]
        {
            let sent: f64 = model
                .edges_from(client)
                .filter(|edge| !model.nodes[edge.to].is("dns") && !model.nodes[edge.to].is_client)
                .map(|edge| edge.calls_per_request(class))
                .sum();
            if share > 0.0 && sent < 1.0 - 1e-9 {
                ignored.push(format!(
                    "{} of the {what} of {} are sent",
                    words::percent(sent),
                    model.nodes[client].name()
                ));
            }
        }
    }
    ignored
}
