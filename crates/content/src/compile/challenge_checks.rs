//! Challenges: the reference passes its own grading, nothing and what first comes to mind do not.

use analysis::challenge::{Grade, Sort, Standing, imposed};
use analysis::{Check, Metric};
use diagram::{Diagram, PropertyValue};

use super::Problem;
use super::canvas::{Checker, unknown_words};
use super::origins::Origins;
use crate::{Challenge, Pack, Place};

pub(crate) fn problems(pack: &Pack, origins: &Origins) -> Vec<Problem> {
    let mut checker = Checker { origins, catalogue: pack.catalogue(), problems: Vec::new() };
    for (index, challenge) in pack.challenges.iter().enumerate() {
        let place = Place::entry("challenges", index);
        checker.hints(&place, challenge.hints.len());
        checker.brief(&place, challenge);
        if checker.problems.is_empty() {
            checker.answers(&place, challenge);
        }
    }
    checker.problems
}

impl Checker<'_> {
    fn brief(&mut self, place: &Place, challenge: &Challenge) {
        let brief = place.key("brief");
        for (index, requirement) in challenge.brief.requirements.iter().enumerate() {
            for message in unknown_words(&self.catalogue, &requirement.check) {
                self.flaw(brief.key("requirements").index(index).key("check"), message);
            }
        }
        for (index, given) in challenge.brief.given.iter().enumerate() {
            let place = brief.key("given").index(index);
            let Some(kind) = self.catalogue.kind(&given.kind).cloned() else {
                self.flaw(place.key("kind"), format!("the catalogue has no kind \"{}\"", given.kind));
                continue;
            };
            let capped = given.at_most.iter().map(|(id, number)| (id, PropertyValue::Number(*number)));
            let stated = given.set.iter().map(|(id, value)| (id, value.clone())).chain(capped);
            for (property, value) in stated {
                if !kind.property(property).is_some_and(|spec| spec.value.takes(&value)) {
                    let message = format!("the kind \"{}\" takes no such \"{property}\"", given.kind);
                    self.flaw(place.clone(), message);
                }
            }
        }
        for (sort, least, what) in [
            (Sort::Functional, 2, "functional requirements"),
            (Sort::Number, 3, "numbers"),
            (Sort::Choice, 2, "choices"),
        ] {
            let count = challenge.brief.requirements.iter().filter(|one| one.sort == sort).count();
            if count < least {
                self.flaw(
                    brief.key("requirements"),
                    format!("{count} {what}; at least {least} were expected"),
                );
            }
        }
        for metric in [Metric::P99Millis, Metric::Availability, Metric::MonthlyUsd] {
            let is_asked = challenge.brief.requirements.iter().any(
                |one| matches!(one.check, Check::Measures { metric: asked, .. } if asked == metric && one.sort == Sort::Number),
            );
            if !is_asked {
                let message = format!(
                    "no number asks for {metric:?}; every brief bounds latency, availability and cost"
                );
                self.flaw(brief.key("requirements"), message);
            }
        }
    }

    fn answers(&mut self, place: &Place, challenge: &Challenge) {
        let start = challenge.starting_design.as_ref();
        let start = start.map(|design| self.design(&place.key("starting_design"), design));
        let solution = self.design(&place.key("solution"), &challenge.solution);
        let naive = self.design(&place.key("naive"), &challenge.naive);
        let (Some(solution), Some(naive)) = (solution, naive) else { return };
        self.solution(&place.key("solution"), challenge, &solution);
        self.fails(&place.key("naive"), challenge, &naive);
        self.fails(
            &place.key("starting_design"),
            challenge,
            &start.flatten().unwrap_or_else(|| challenge.start()),
        );
        self.fails(&place.key("starting_design"), challenge, &Diagram::default());
    }

    /// It passes with strength in every dimension, and states the brief's figures as they are.
    fn solution(&mut self, place: &Place, challenge: &Challenge, solution: &Diagram) {
        let grade: Grade = challenge.grade(solution, &self.catalogue, &[]);
        let file = self.origins.named_by(place);
        for one in grade.requirements.iter().filter(|one| !one.passed) {
            let message = format!(
                "the solution does not meet \"{}\": {} was expected, found: {}",
                one.text, one.expected, one.found
            );
            self.problems.push(Problem::new(&file, None, message));
        }
        for one in grade.dimensions.iter().filter(|one| one.standing != Standing::Strength) {
            let lost = one.points.iter().filter(|point| point.points + 1e-9 < point.out_of);
            let lost: Vec<&str> = lost.map(|point| point.reason.as_str()).collect();
            let message = format!(
                "{} of the solution is {:.2}, under 4: {}",
                one.dimension.name(),
                one.score,
                lost.join(" ")
            );
            self.problems.push(Problem::new(&file, None, message));
        }
        for change in imposed(solution, &self.catalogue, &challenge.brief).changes {
            self.problems.push(Problem::new(
                &file,
                None,
                format!("the solution differs from the brief: {change}"),
            ));
        }
    }

    /// Something that is required is missing, whatever the words are like.
    fn fails(&mut self, place: &Place, challenge: &Challenge, design: &Diagram) {
        let grade = challenge.grade(design, &self.catalogue, &[]);
        if grade.requirements.iter().all(|one| one.passed || !one.sort.is_required()) {
            let message = "this design meets every requirement, and should not";
            self.problems.push(Problem::new(&self.origins.named_by(place), None, message));
        }
    }
}
