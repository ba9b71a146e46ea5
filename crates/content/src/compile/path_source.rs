use serde::Deserialize;

use crate::{Branch, Certification, Goal, Levels, Path, PathTutorial, Tier};

/// `paths.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PathsSource {
    pub(crate) levels: Option<LevelsSource>,
    pub(crate) path: Vec<PathSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelsSource {
    beginner: String,
    intermediate: String,
    advanced: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PathSource {
    id: String,
    role: String,
    title: String,
    summary: String,
    goal: Vec<GoalSource>,
    tutorial: Vec<PathTutorialSource>,
    certification: CertificationSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoalSource {
    id: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathTutorialSource {
    id: String,
    #[serde(default)]
    goals: Vec<String>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CertificationSource {
    topics: Vec<String>,
    questions: u32,
    minutes: u32,
    cut_score: f64,
}

/// `skill-tree.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SkillTreeSource {
    pub(crate) tier: Vec<TierSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TierSource {
    id: String,
    title: String,
    summary: String,
    opens_next_at: Option<u32>,
    branch: Vec<BranchSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BranchSource {
    id: String,
    title: String,
    skills: Vec<String>,
}

impl LevelsSource {
    pub(crate) fn into_levels(self) -> Levels {
        let LevelsSource { beginner, intermediate, advanced } = self;
        Levels { beginner, intermediate, advanced }
    }
}

impl PathSource {
    pub(crate) fn into_path(self) -> Path {
        let goal = |goal: GoalSource| Goal { id: goal.id, title: goal.title };
        let tutorial =
            |it: PathTutorialSource| PathTutorial { id: it.id, goals: it.goals, reason: it.reason };
        let CertificationSource { topics, questions, minutes, cut_score } = self.certification;
        Path {
            id: self.id,
            role: self.role,
            title: self.title,
            summary: self.summary,
            goals: self.goal.into_iter().map(goal).collect(),
            tutorials: self.tutorial.into_iter().map(tutorial).collect(),
            certification: Certification { topics, questions, minutes, cut_score },
        }
    }
}

impl TierSource {
    pub(crate) fn into_tier(self) -> Tier {
        let branch = |it: BranchSource| Branch { id: it.id, title: it.title, skills: it.skills };
        Tier {
            id: self.id,
            title: self.title,
            summary: self.summary,
            opens_next_at: self.opens_next_at,
            branches: self.branch.into_iter().map(branch).collect(),
        }
    }
}
