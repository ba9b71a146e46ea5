//! What a tutorial has to be: steps that ask for something, and references that lead somewhere.

use std::collections::BTreeSet;

use assessment::code::task_flaws;

use super::Checker;
use crate::{CodeTask, Criterion, Objective, Place, Step, StepKind, Tutorial, limits};

impl Checker<'_> {
    pub(super) fn tutorial(&mut self, place: &Place, tutorial: &Tutorial) {
        for (index, id) in tutorial.prerequisites.iter().enumerate() {
            let known = self.known.tutorials.contains(id.as_str());
            self.expect(known, place.key("prerequisites").index(index), || {
                format!("the tutorial \"{id}\" is unknown")
            });
        }
        self.objectives(place, &tutorial.objectives);
        let count = tutorial.steps.len();
        self.expect((1..=limits::MAX_STEPS).contains(&count), place.key("steps"), || {
            format!("the tutorial has {count} steps; 1 to {} were expected", limits::MAX_STEPS)
        });
        let objectives = tutorial.objectives.iter().map(|objective| objective.id.as_str()).collect();
        let mut seen = BTreeSet::new();
        for (index, step) in tutorial.steps.iter().enumerate() {
            let place = place.key("steps").index(index);
            self.id(place.key("id"), &step.id);
            let first = seen.insert(step.id.as_str());
            self.expect(first, place.key("id"), || {
                format!("the step \"{}\" stands twice in the tutorial", step.id)
            });
            self.step(&place, step, &objectives);
        }
    }

    fn objectives(&mut self, place: &Place, objectives: &[Objective]) {
        let ids: BTreeSet<&str> = objectives.iter().map(|objective| objective.id.as_str()).collect();
        self.cycles_of_objectives(place, objectives);
        let mut seen = BTreeSet::new();
        for (index, objective) in objectives.iter().enumerate() {
            let place = place.key("objectives").index(index);
            self.id(place.key("id"), &objective.id);
            let first = seen.insert(objective.id.as_str());
            self.expect(first, place.key("id"), || {
                format!("the objective \"{}\" stands twice in the tutorial", objective.id)
            });
            for (skill_index, skill) in objective.skills.iter().enumerate() {
                let known = self.known.skills.contains(skill.as_str());
                self.expect(known, place.key("skills").index(skill_index), || {
                    format!("the skill \"{skill}\" is unknown; topics.toml has the skills")
                });
            }
            for (before_index, id) in objective.prerequisites.iter().enumerate() {
                let known = ids.contains(id.as_str());
                self.expect(known, place.key("prerequisites").index(before_index), || {
                    format!("the tutorial has no objective \"{id}\"")
                });
            }
        }
    }

    fn step(&mut self, place: &Place, step: &Step, objectives: &BTreeSet<&str>) {
        for (index, id) in step.objectives.iter().enumerate() {
            let known = objectives.contains(id.as_str());
            self.expect(known, place.key("objectives").index(index), || {
                format!("the tutorial has no objective \"{id}\"")
            });
        }
        match &step.kind {
            StepKind::Conceptual => {}
            StepKind::Assessment { items } => {
                self.expect(!items.is_empty(), place.key("items"), || {
                    "the step asks nothing; at least one item was expected".to_owned()
                });
                self.items_exist(place, items);
            }
            StepKind::Canvas { criteria, .. } => {
                self.criteria(place, criteria);
            }
            StepKind::Code(task) | StepKind::Visualisation(task) | StepKind::Project(task) => {
                self.items_exist(place, &task.items);
                self.code_task(place, task);
            }
        }
    }

    fn items_exist(&mut self, place: &Place, items: &[String]) {
        let mut asked = BTreeSet::new();
        for (index, id) in items.iter().enumerate() {
            let place = place.key("items").index(index);
            let known = self.known.items.contains(id.as_str());
            self.expect(known, place.clone(), || format!("the item \"{id}\" is unknown"));
            self.expect(asked.insert(id), place, || format!("the item \"{id}\" stands twice in the step"));
        }
    }

    pub(super) fn code_task(&mut self, place: &Place, task: &CodeTask) {
        for (criterion, message) in task_flaws(task) {
            let place = criterion.map_or_else(|| place.clone(), |index| place.key("criteria").index(index));
            self.expect(false, place, || message);
        }
    }

    pub(super) fn criteria(&mut self, place: &Place, criteria: &[Criterion]) {
        self.expect(!criteria.is_empty(), place.clone(), || {
            "a task on the canvas has at least one criterion".to_owned()
        });
        for (index, criterion) in criteria.iter().enumerate() {
            let place = place.key("criteria").index(index).key("points");
            self.expect(criterion.points > 0, place, || "a criterion is worth at least 1 point".to_owned());
        }
    }
}
