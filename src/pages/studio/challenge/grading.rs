use analysis::challenge::{Dimension, DimensionGrade, Grade, RequirementGrade, RubricAnswer};
use journal::{ChallengeGraded, GradedDimension, GradedPoint, GradedRequirement, RubricAnswered};

use super::key::Place;

/// A grade as the journal keeps it.
pub fn recorded(place: &Place, grade: &Grade, answers: &[RubricAnswer]) -> ChallengeGraded {
    let answered = |given: &RubricAnswer| RubricAnswered {
        question: given.question.clone(),
        answer: given.answer.id().to_owned(),
    };
    ChallengeGraded {
        design: place.design(),
        challenge: place.key.id.clone(),
        subject: place.key.subject.clone(),
        score: grade.overall,
        passed: grade.passed,
        verdict: grade.verdict.clone(),
        requirements: grade.requirements.iter().map(requirement).collect(),
        dimensions: grade.dimensions.iter().map(dimension).collect(),
        rubric: answers.iter().map(answered).collect(),
    }
}

fn requirement(one: &RequirementGrade) -> GradedRequirement {
    GradedRequirement {
        text: one.text.clone(),
        sort: one.sort.id().to_owned(),
        passed: one.passed,
        expected: one.expected.clone(),
        found: one.found.clone(),
    }
}

fn dimension(one: &DimensionGrade) -> GradedDimension {
    let point = |point: &analysis::challenge::Point| GradedPoint {
        points: point.points,
        out_of: point.out_of,
        reason: point.reason.clone(),
    };
    GradedDimension {
        name: Dimension::name(one.dimension).to_owned(),
        score: one.score,
        is_estimate: one.is_estimate,
        points: one.points.iter().map(point).collect(),
    }
}
