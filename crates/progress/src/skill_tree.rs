use crate::Skills;

/// So much may be missing to a threshold: sums of fifths do not add up exactly.
const ROUNDING: f64 = 1e-9;

/// A tier of the tree, as far as its score needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct TierEntry<'pack> {
    /// The score, of 100, that opens the next tier; `None` for the last.
    pub opens_next_at: Option<u32>,
    /// Ids of the skills of each branch.
    pub branches: Vec<Vec<&'pack str>>,
}

/// Where a learner stands in a tier. Scores are from 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub struct TierStand {
    /// The mean of the branches.
    pub score: f64,
    /// Each the mean of its skills.
    pub branches: Vec<f64>,
    /// Whether all tiers before it reached what they need. The first is open to everybody.
    pub is_open: bool,
}

/// Scores the tiers from what the learner did in the subject. A closed tier is advice: nothing is locked.
pub fn skill_tree(skills: &Skills, subject: &str, tiers: &[TierEntry<'_>]) -> Vec<TierStand> {
    let mut is_open = true;
    let stand = |tier: &TierEntry<'_>| {
        let score = |branch: &Vec<&str>| mean(branch.iter().map(|skill| skill_score(skills, subject, skill)));
        let branches: Vec<f64> = tier.branches.iter().map(score).collect();
        let score = mean(branches.iter().copied());
        let stand = TierStand { score, branches, is_open };
        is_open &= tier.opens_next_at.is_some_and(|needed| score + ROUNDING >= f64::from(needed));
        stand
    };
    tiers.iter().map(stand).collect()
}

/// The higher of what completed tutorial steps say of a skill and what answers to questions say, from 0 to 100. Who shows a
/// skill in one way need not show it in the other too.
pub fn skill_score(skills: &Skills, subject: &str, skill: &str) -> f64 {
    let trained = skills.trained(subject).and_then(|scores| scores.get(skill)).unwrap_or(0.0);
    let answered = skills.subject(subject).and_then(|subject| subject.skill(skill));
    let known = answered.map_or(0.0, |skill| skill.known);
    trained.max(known) * 100.0
}

/// 0 where there is none.
fn mean(scores: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = scores.len().max(1);
    scores.sum::<f64>() / count as f64
}
