//! Tutorials with the files beside them, and tasks of design questions.

use super::Assembly;
use crate::{
    CanvasTask, CodeTask, Criterion, Segment, Step, StepKind, Tutorial,
    compile::{
        described::Described,
        tutorial_source::{
            CriterionSource, ObjectiveSource, StepSource, StepType, TaskSource, TutorialSource,
        },
    },
};

impl<'f> Assembly<'f> {
    pub(super) fn tutorials(&mut self) -> Vec<Tutorial> {
        let mut tutorials = Vec::new();
        for (id, name) in self.folders("tutorials/", "/tutorial.toml") {
            let Some(source) = self.toml_of_folder::<TutorialSource>(name) else { continue };
            tutorials.push(self.tutorial(id, name, source));
            self.origins.tutorials.push(name);
        }
        tutorials
    }

    fn tutorial(&mut self, id: &str, file: &'f str, source: TutorialSource) -> Tutorial {
        let steps = source.step.into_iter().enumerate();
        Tutorial {
            id: id.to_owned(),
            title: source.title,
            summary: source.summary,
            difficulty: source.difficulty,
            minutes: source.minutes,
            prerequisites: source.prerequisites,
            objectives: source.objective.into_iter().map(ObjectiveSource::into_objective).collect(),
            steps: steps
                .filter_map(|(index, step)| {
                    let within = vec![Segment::Key("step"), Segment::Index(index)];
                    self.step(&Described { file, within }, step)
                })
                .collect(),
        }
    }

    pub(super) fn tasks(&mut self) -> Vec<CanvasTask> {
        let mut tasks = Vec::new();
        for (id, file) in self.folders("tasks/", "/task.toml") {
            let Some(source) = self.toml_of_folder::<TaskSource>(file) else { continue };
            let place = Described { file, within: Vec::new() };
            let starting_design = self.design(&place, "starting_design", &source.starting_design);
            let solution = self.design(&place, "solution", &source.solution);
            let criteria = self.criteria(&place, source.criterion);
            let Some((starting_design, solution)) = starting_design.zip(solution) else { continue };
            tasks.push(CanvasTask { id: id.to_owned(), starting_design, solution, criteria });
            self.origins.tasks.push(file);
        }
        tasks
    }

    fn step(&mut self, place: &Described<'f>, mut source: StepSource) -> Option<Step> {
        let content = self.beside(place, "content", &source.content);
        let kind = self.step_kind(place, &mut source);
        Some(Step {
            id: source.id,
            title: source.title,
            content: content?.trim_end().to_owned(),
            minutes: source.minutes,
            difficulty: source.difficulty,
            objectives: source.objectives,
            hints: source.hints,
            kind: kind?,
        })
    }

    fn step_kind(&mut self, place: &Described<'f>, source: &mut StepSource) -> Option<StepKind> {
        let is_program = source.starting_code.is_some();
        if !is_program && (source.expected_output.is_some() || source.input.is_some()) {
            self.misfit(place, source);
            return None;
        }
        let parts = (
            source.items.take(),
            source.starting_design.take(),
            source.solution.take(),
            source.criterion.take(),
        );
        match (source.kind, parts) {
            (
                StepType::Code | StepType::Visualisation | StepType::Project,
                (items, None, Some(solution), Some(criteria)),
            ) if is_program => self.program(place, source, items, &solution, criteria),
            (StepType::Conceptual, (None, None, None, None)) if !is_program => Some(StepKind::Conceptual),
            (StepType::Assessment, (Some(items), None, None, None)) if !is_program => {
                Some(StepKind::Assessment { items })
            }
            (StepType::Canvas, (None, Some(start), Some(solution), Some(criteria))) if !is_program => {
                let starting_design = self.design(place, "starting_design", &start);
                let solution = self.design(place, "solution", &solution);
                let criteria = self.criteria(place, criteria);
                Some(StepKind::Canvas { starting_design: starting_design?, solution: solution?, criteria })
            }
            _ => {
                self.misfit(place, source);
                None
            }
        }
    }

    fn misfit(&mut self, place: &Described<'f>, source: &StepSource) {
        let message = format!(
            "the step \"{}\" does not fit its type: {}, and no key of another type",
            source.id,
            source.kind.expected_keys()
        );
        self.problem_at(place.file, &place.path(&[Segment::Key("type")]), message);
    }

    fn program(
        &mut self,
        place: &Described<'f>,
        source: &mut StepSource,
        items: Option<Vec<String>>,
        solution: &str,
        criteria: Vec<CriterionSource>,
    ) -> Option<StepKind> {
        let starting_code =
            self.code(place, "starting_code", &source.starting_code.take().unwrap_or_default());
        let solution = self.code(place, "solution", solution);
        let task = CodeTask {
            criteria: self.criteria_as(place, criteria, CriterionSource::into_code_criterion),
            starting_code: starting_code?,
            solution: solution?,
            expected_output: source.expected_output.take().unwrap_or_default().trim_end().to_owned(),
            input: source.input.take().unwrap_or_default(),
            items: items.unwrap_or_default(),
        };
        Some(match source.kind {
            StepType::Visualisation => StepKind::Visualisation(task),
            StepType::Project => StepKind::Project(task),
            _ => StepKind::Code(task),
        })
    }

    /// A program: the text itself, or where that is a name that ends in `.py`, what the file beside has.
    fn code(&mut self, place: &Described<'f>, key: &'static str, written: &str) -> Option<String> {
        let is_file_name = written.ends_with(".py") && !written.contains('\n');
        if is_file_name {
            self.beside(place, key, written).map(str::to_owned)
        } else {
            Some(written.to_owned())
        }
    }

    fn criteria(&mut self, place: &Described<'f>, sources: Vec<CriterionSource>) -> Vec<Criterion> {
        self.criteria_as(place, sources, CriterionSource::into_criterion)
    }

    fn criteria_as<C>(
        &mut self,
        place: &Described<'f>,
        sources: Vec<CriterionSource>,
        into: fn(CriterionSource) -> Result<C, String>,
    ) -> Vec<C> {
        let mut criteria = Vec::new();
        for (index, source) in sources.into_iter().enumerate() {
            match into(source) {
                Ok(criterion) => criteria.push(criterion),
                Err(message) => {
                    let path = [Segment::Key("criterion"), Segment::Index(index), Segment::Key("check")];
                    self.problem_at(place.file, &place.path(&path), message);
                }
            }
        }
        criteria
    }

    fn design(
        &mut self,
        place: &Described<'f>,
        key: &'static str,
        file_name: &str,
    ) -> Option<serde_json::Value> {
        let text = self.beside(place, key, file_name)?;
        self.json(&place.beside(file_name), text)
    }
}
