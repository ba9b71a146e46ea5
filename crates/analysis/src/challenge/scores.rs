//! The five dimensions, each from 0 to 5, point by point.

mod engines;
mod texts;

use diagram::{Catalogue, Diagram};

use super::brief::{Brief, Sort};
use super::grade::{Dimension, DimensionGrade, Point, RequirementGrade, Source, Standing};
use super::rubric::RubricAnswer;
use crate::Report;

/// A design under the load of its brief, and what is known of it.
pub(super) struct Judged<'a> {
    pub(super) diagram: &'a Diagram,
    pub(super) catalogue: &'a Catalogue,
    pub(super) brief: &'a Brief,
    pub(super) report: &'a Report,
    pub(super) requirements: &'a [RequirementGrade],
}

pub(super) fn dimensions(judged: &Judged, answers: &[RubricAnswer]) -> Vec<DimensionGrade> {
    vec![
        dimension(Dimension::Soundness, false, engines::soundness(judged)),
        dimension(Dimension::Scalability, false, engines::scalability(judged)),
        dimension(Dimension::Technology, false, engines::technology(judged)),
        dimension(
            Dimension::TradeOffs,
            true,
            texts::with_rubric(Dimension::TradeOffs, texts::trade_offs(judged), answers),
        ),
        dimension(
            Dimension::Clarity,
            true,
            texts::with_rubric(Dimension::Clarity, texts::clarity(judged), answers),
        ),
    ]
}

fn dimension(dimension: Dimension, is_estimate: bool, points: Vec<Point>) -> DimensionGrade {
    let score = points.iter().map(|point| point.points).sum::<f64>().clamp(0.0, 5.0);
    DimensionGrade { dimension, score, standing: Standing::of(score), is_estimate, points }
}

impl Judged<'_> {
    /// Points for requirements of some sorts, each an equal part of `out_of`; none where there are no such requirements.
    fn requirement_points(&self, sorts: &[Sort], out_of: f64) -> Vec<Point> {
        let meant = || self.requirements.iter().enumerate().filter(|(_, one)| sorts.contains(&one.sort));
        let each = out_of / meant().count().max(1) as f64;
        meant()
            .map(|(index, one)| {
                let reason = format!("{}. Asked for: {}. Found: {}.", one.text, one.expected, one.found);
                point(if one.passed { each } else { 0.0 }, each, reason, Source::Requirement { index })
            })
            .collect()
    }

    /// Components other than clients that some load reaches.
    fn is_built(&self) -> bool {
        self.report
            .components
            .iter()
            .zip(&self.diagram.components)
            .any(|(report, component)| component.kind != "client" && report.arrivals_per_second > 0.0)
    }
}

fn point(points: f64, out_of: f64, reason: String, source: Source) -> Point {
    Point { points, out_of, reason, source }
}
