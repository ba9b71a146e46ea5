use std::collections::BTreeSet;

use super::Checker;
use crate::{Certification, Pack, Path, Place, Tier, limits};

impl Checker<'_> {
    pub(super) fn paths(&mut self, pack: &Pack) {
        self.unique(
            &Place::default().key("paths"),
            "paths",
            pack.paths.iter().map(|path| path.id.as_str()),
            limits::MAX_PATHS,
        );
        for (index, path) in pack.paths.iter().enumerate() {
            let place = Place::entry("paths", index);
            self.goals(&place, path);
            self.path_tutorials(&place, path, pack);
            self.certification(&place.key("certification"), &path.certification, pack);
        }
    }

    fn goals(&mut self, place: &Place, path: &Path) {
        let count = path.goals.len();
        self.expect((2..=limits::MAX_GOALS).contains(&count), place.key("goals"), || {
            format!("the path has {count} goals; 2 to {} were expected", limits::MAX_GOALS)
        });
        let mut seen = BTreeSet::new();
        for (index, goal) in path.goals.iter().enumerate() {
            let at = place.key("goals").index(index).key("id");
            self.id(at.clone(), &goal.id);
            self.expect(seen.insert(goal.id.as_str()), at.clone(), || {
                format!("the goal \"{}\" stands twice in the path", goal.id)
            });
            let is_served = path.tutorials.iter().any(|tutorial| tutorial.goals.contains(&goal.id));
            self.expect(is_served, at, || {
                format!("no tutorial of the path serves the goal \"{}\"; at least one was expected", goal.id)
            });
        }
    }

    /// Each tutorial is known, stands once, and after all that it builds on.
    fn path_tutorials(&mut self, place: &Place, path: &Path, pack: &Pack) {
        let count = path.tutorials.len();
        self.expect((1..=limits::MAX_PATH_TUTORIALS).contains(&count), place.key("tutorials"), || {
            format!("the path has {count} tutorials; 1 to {} were expected", limits::MAX_PATH_TUTORIALS)
        });
        let mut before = BTreeSet::new();
        for (index, entry) in path.tutorials.iter().enumerate() {
            let place = place.key("tutorials").index(index);
            for (index, goal) in entry.goals.iter().enumerate() {
                self.expect(path.goal(goal).is_some(), place.key("goals").index(index), || {
                    format!("the path has no goal \"{goal}\"")
                });
            }
            let place = place.key("id");
            match pack.tutorial(&entry.id) {
                None => {
                    self.expect(false, place.clone(), || format!("the tutorial \"{}\" is unknown", entry.id));
                }
                Some(tutorial) => {
                    for id in tutorial.prerequisites.iter().filter(|id| !before.contains(id.as_str())) {
                        self.expect(false, place.clone(), || {
                            format!(
                                "\"{}\" builds on \"{id}\", which was expected before it in the path",
                                entry.id
                            )
                        });
                    }
                }
            }
            self.expect(before.insert(entry.id.as_str()), place, || {
                format!("the tutorial \"{}\" stands twice in the path", entry.id)
            });
        }
    }

    fn certification(&mut self, place: &Place, certification: &Certification, pack: &Pack) {
        self.expect(!certification.topics.is_empty(), place.key("topics"), || {
            "the certification names no topic; at least one was expected".to_owned()
        });
        for (index, topic) in certification.topics.iter().enumerate() {
            let known = self.known.topics.contains_key(topic.as_str());
            self.expect(known, place.key("topics").index(index), || {
                format!("the topic \"{topic}\" is unknown; topics.toml has the topics")
            });
        }
        let asked = certification.questions;
        self.expect((5..=50).contains(&asked), place.key("questions"), || {
            format!("{asked} questions; 5 to 50 were expected")
        });
        let can_be_asked = |item: &&assessment::Item| {
            !item.question.takes_long() && certification.topics.contains(&item.topic)
        };
        let there_are = pack.items.iter().filter(can_be_asked).count();
        // With no more questions than are asked, everybody would get the same ones each time.
        self.expect(there_are >= asked as usize * 2, place.key("questions"), || {
            format!("the topics have {there_are} questions that can be asked; at least twice {asked} were expected")
        });
        self.expect((5..=240).contains(&certification.minutes), place.key("minutes"), || {
            format!("{} minutes; 5 to 240 were expected", certification.minutes)
        });
        self.expect((-2.0..=3.0).contains(&certification.cut_score), place.key("cut_score"), || {
            "a cut score from -2 to 3 was expected, on the scale of the item difficulties".to_owned()
        });
    }

    pub(super) fn skill_tree(&mut self, pack: &Pack) {
        let tiers = &pack.skill_tree;
        self.unique(
            &Place::default().key("skill_tree"),
            "tiers",
            tiers.iter().map(|tier| tier.id.as_str()),
            limits::MAX_TIERS,
        );
        let mut seen = BTreeSet::new();
        for (index, tier) in tiers.iter().enumerate() {
            let place = Place::entry("skill_tree", index);
            self.opening(&place.key("opens_next_at"), tier, index + 1 == tiers.len());
            let count = tier.branches.len();
            self.expect((1..=limits::MAX_BRANCHES).contains(&count), place.key("branches"), || {
                format!("the tier has {count} branches; 1 to {} were expected", limits::MAX_BRANCHES)
            });
            for (index, branch) in tier.branches.iter().enumerate() {
                let place = place.key("branches").index(index);
                self.id(place.key("id"), &branch.id);
                self.expect(seen.insert(branch.id.as_str()), place.key("id"), || {
                    format!("the branch \"{}\" stands twice in the tree", branch.id)
                });
                self.branch_skills(&place.key("skills"), &branch.skills);
            }
        }
    }

    fn branch_skills(&mut self, place: &Place, skills: &[String]) {
        let count = skills.len();
        self.expect((1..=limits::MAX_BRANCHES).contains(&count), place.clone(), || {
            format!("the branch has {count} skills; 1 to {} were expected", limits::MAX_BRANCHES)
        });
        for (index, skill) in skills.iter().enumerate() {
            let known = self.known.skills.contains(skill.as_str());
            self.expect(known, place.index(index), || {
                format!("the skill \"{skill}\" is unknown; topics.toml has the skills")
            });
        }
    }

    fn opening(&mut self, place: &Place, tier: &Tier, is_last: bool) {
        let holds = match tier.opens_next_at {
            None => is_last,
            Some(score) => !is_last && (1..=100).contains(&score),
        };
        self.expect(holds, place.clone(), || {
            "every tier but the last opens the next at a score from 1 to 100".to_owned()
        });
    }
}
