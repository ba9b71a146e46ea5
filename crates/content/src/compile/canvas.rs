//! Canvas steps and tasks: their designs can be read, mean something to this build, and are graded as their author means.

use analysis::{Check, Outcome, check::available_rules, report};
use diagram::{Catalogue, Component, Diagram, PropertyValue, format};
use serde_json::Value;

use super::{Problem, origins::Origins};
use crate::{Criterion, Flaw, Pack, Place, StepKind};

pub(crate) fn problems(pack: &Pack, origins: &Origins) -> Vec<Problem> {
    let mut checker = Checker { origins, catalogue: pack.catalogue(), problems: Vec::new() };
    for (tutorial_index, tutorial) in pack.tutorials.iter().enumerate() {
        for (index, step) in tutorial.steps.iter().enumerate() {
            let place = Place::entry("tutorials", tutorial_index).key("steps").index(index);
            if let StepKind::Canvas { starting_design, solution, criteria } = &step.kind {
                checker.hints(&place, step.hints.len());
                checker.task(&place, starting_design, solution, criteria);
            }
            if step.kind.code().is_some() {
                checker.hints(&place, step.hints.len());
            }
        }
    }
    for (index, task) in pack.tasks.iter().enumerate() {
        let place = Place::entry("tasks", index);
        checker.task(&place, &task.starting_design, &task.solution, &task.criteria);
    }
    checker.problems
}

pub(super) struct Checker<'o> {
    pub(super) origins: &'o Origins<'o>,
    pub(super) catalogue: Catalogue,
    pub(super) problems: Vec<Problem>,
}

impl Checker<'_> {
    pub(super) fn flaw(&mut self, place: Place, message: impl Into<String>) {
        self.problems.push(self.origins.locate(&Flaw::new(place, message)));
    }

    pub(super) fn hints(&mut self, place: &Place, count: usize) {
        if count < 2 {
            let message = format!("there are {count} hints; a task has at least two, the faintest first");
            self.flaw(place.key("hints"), message);
        }
    }

    fn task(&mut self, place: &Place, start: &Value, solution: &Value, criteria: &[Criterion]) {
        self.criteria(place, criteria);
        let start = self.design(&place.key("starting_design"), start);
        let solved = self.design(&place.key("solution"), solution);
        if let (Some(start), Some(solved)) = (start, solved) {
            self.grading(place, criteria, &start, &solved);
        }
    }

    fn criteria(&mut self, place: &Place, criteria: &[Criterion]) {
        for (index, criterion) in criteria.iter().enumerate() {
            for message in unknown_words(&self.catalogue, &criterion.check) {
                self.flaw(place.key("criteria").index(index).key("check"), message);
            }
        }
    }

    /// The solution passes every criterion, and there is something left to do at the start.
    fn grading(&mut self, place: &Place, criteria: &[Criterion], start: &Diagram, solution: &Diagram) {
        let catalogue = self.catalogue.clone();
        let catalogue = &catalogue;
        let (start_report, solution_report) = (report(start, catalogue), report(solution, catalogue));
        for (index, criterion) in criteria.iter().enumerate() {
            let Outcome { passed, expected, found } =
                criterion.check.judge(solution, catalogue, &solution_report);
            if !passed {
                let message = format!(
                    "the solution does not pass this criterion: {expected} was expected, found: {found}"
                );
                self.flaw(place.key("criteria").index(index).key("check"), message);
            }
        }
        if criteria.iter().all(|criterion| criterion.check.judge(start, catalogue, &start_report).passed) {
            let message = "the starting design passes every criterion already; there would be nothing to do";
            self.flaw(place.key("starting_design"), message);
        }
    }

    /// `None`, with its problems told, where the design is not whole.
    pub(super) fn design(&mut self, place: &Place, design: &Value) -> Option<Diagram> {
        let told = self.problems.len();
        let opened = match format::read(&design.to_string()) {
            Ok(opened) => opened,
            Err(error) => {
                self.problems.push(Problem::new(&self.origins.named_by(place), None, error.to_string()));
                return None;
            }
        };
        let unknown = opened.diagram.components.iter().filter_map(|one| self.unknown_kind(one));
        let not_taken = self.catalogue.not_taken(&opened.diagram);
        let sentences: Vec<String> = opened.left_out.into_iter().chain(unknown).chain(not_taken).collect();
        let file = self.origins.named_by(place);
        self.problems.extend(sentences.into_iter().map(|sentence| Problem::new(&file, None, sentence)));
        (self.problems.len() == told).then_some(opened.diagram)
    }

    fn unknown_kind(&self, component: &Component) -> Option<String> {
        let Component { id, kind, .. } = component;
        self.catalogue.kind(kind).is_none().then(|| {
            format!("component \"{}\" has the kind \"{kind}\", which the catalogue does not have", id.0)
        })
    }
}

/// Kinds and rules that a check names and this build does not have: such a check could never fail, or never pass.
pub(super) fn unknown_words(catalogue: &Catalogue, check: &Check) -> Vec<String> {
    let kinds: Vec<&String> = match check {
        Check::Contains { kind, .. } | Check::Replicas { kind, .. } => vec![kind],
        Check::Connects { from, to } | Check::DoesNotConnect { from, to } => vec![from, to],
        Check::Reaches { from, to } => std::iter::once(from).chain(to).collect(),
        Check::Sets { kinds, property, one_of } => {
            return unknown_setting(catalogue, kinds, property, one_of);
        }
        Check::ContainsAny { kinds, .. }
        | Check::WaitsFor { kinds, .. }
        | Check::DoesNotWaitFor { kinds }
        | Check::Receives { kinds, .. }
        | Check::Holds { kinds, .. }
        | Check::InRegions { kinds, .. }
        | Check::InZones { kinds, .. } => kinds.iter().collect(),
        Check::NoFinding { rule } if !available_rules().contains(&rule.as_str()) => {
            return vec![format!("the check names the rule \"{rule}\", which the advice does not have")];
        }
        Check::Measures { .. } | Check::NoFinding { .. } | Check::StaysIn { .. } => Vec::new(),
    };
    kinds
        .into_iter()
        .filter(|kind| catalogue.kind(kind).is_none())
        .map(|kind| format!("the check names the kind \"{kind}\", which the catalogue does not have"))
        .collect()
}

/// A setting that no component of a kind could have.
fn unknown_setting(
    catalogue: &Catalogue,
    kinds: &[String],
    property: &str,
    one_of: &[PropertyValue],
) -> Vec<String> {
    let takes = |kind: &String, value: &PropertyValue| {
        let spec = catalogue.kind(kind).and_then(|kind| kind.property(property));
        spec.is_some_and(|spec| spec.value.takes(value))
    };
    let pairs = kinds.iter().flat_map(|kind| one_of.iter().map(move |value| (kind, value)));
    pairs
        .filter(|(kind, value)| !takes(kind, value))
        .map(|(kind, _)| {
            format!("the check sets \"{property}\" of the kind \"{kind}\" to something that it does not take")
        })
        .collect()
}
