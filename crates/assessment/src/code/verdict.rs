/// What came of judging a program.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeVerdict {
    /// Every criterion is met.
    pub passed: bool,
    pub points: u32,
    pub out_of: u32,
    /// One for each criterion, in order.
    pub feedback: Vec<CriterionFeedback>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionFeedback {
    pub description: String,
    pub met: bool,
    /// What it is worth.
    pub points: u32,
    pub expected: String,
    pub found: String,
}

/// How many hints are given unasked to who did not pass.
const HINTS_ON_FAILURE: usize = 2;

impl CodeVerdict {
    pub(super) fn of(feedback: Vec<CriterionFeedback>) -> CodeVerdict {
        let sum = |only_met: bool| {
            let counted = feedback.iter().filter(|one| one.met || !only_met);
            counted.fold(0_u32, |sum, one| sum.saturating_add(one.points))
        };
        CodeVerdict {
            passed: !feedback.is_empty() && feedback.iter().all(|one| one.met),
            points: sum(true),
            out_of: sum(false),
            feedback,
        }
    }

    /// Share of the points, in `0..=100`.
    pub fn score(&self) -> f64 {
        100.0 * f64::from(self.points) / f64::from(self.out_of.max(1))
    }

    /// The first two hints where it was not passed, none where it was.
    pub fn hints<'h>(&self, hints: &'h [String]) -> &'h [String] {
        let count = if self.passed { 0 } else { hints.len().min(HINTS_ON_FAILURE) };
        hints.get(..count).unwrap_or_default()
    }
}
