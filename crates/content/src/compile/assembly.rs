//! Files to a pack, before its content is judged.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::{
    Problem, SourceFiles,
    described::{Described, folder_of},
    in_order,
    item_source::ItemsSource,
    origins::Origins,
    pack_source::{PackSource, PrincipleSource, PrinciplesSource, TopicSource, TopicsSource},
    toml_file::TomlFile,
    tutorial_source::{CriterionSource, ObjectiveSource, StepSource, StepType, TaskSource, TutorialSource},
};
use crate::{
    CanvasTask, CodeTask, Criterion, FORMAT, Pack, Principle, Segment, Step, StepKind, Topic, Tutorial,
};

/// # Errors
/// Every file that cannot be read, and every entry that cannot be understood.
pub(crate) fn assemble(files: &SourceFiles) -> Result<(Pack, Origins<'_>), Vec<Problem>> {
    let mut assembly =
        Assembly { files, used: BTreeSet::new(), origins: Origins::default(), problems: Vec::new() };
    let pack = assembly.pack();
    assembly.complain_of_unused_files();
    match pack {
        Some(pack) if assembly.problems.is_empty() => Ok((pack, assembly.origins)),
        _ => Err(in_order(assembly.problems)),
    }
}

pub(super) struct Assembly<'f> {
    files: &'f SourceFiles,
    used: BTreeSet<&'f str>,
    pub(super) origins: Origins<'f>,
    pub(super) problems: Vec<Problem>,
}

impl<'f> Assembly<'f> {
    fn pack(&mut self) -> Option<Pack> {
        let head = self.toml::<PackSource>("pack.toml");
        let topics = self.topics();
        let items = self.items();
        let tutorials = self.tutorials();
        let challenges = self.challenges();
        let tasks = self.tasks();
        let principles = self.principles();
        let head = head?;
        if head.format != FORMAT {
            let message = format!("format {} is not known; {FORMAT} was expected", head.format);
            self.problem_at("pack.toml", &[Segment::Key("format")], message);
        }
        Some(Pack {
            format: FORMAT,
            id: head.id,
            title: head.title,
            summary: head.summary,
            version: head.version,
            licence: head.licence,
            language: head.language,
            topics,
            items,
            tutorials,
            challenges,
            tasks,
            principles,
        })
    }

    fn topics(&mut self) -> Vec<Topic> {
        let source = self.toml::<TopicsSource>("topics.toml");
        source.into_iter().flat_map(|source| source.topic).map(TopicSource::into_topic).collect()
    }

    /// Not every subject has some.
    fn principles(&mut self) -> Vec<Principle> {
        if !self.files.contains_key("principles.toml") {
            return Vec::new();
        }
        let source = self.toml::<PrinciplesSource>("principles.toml");
        let principles = source.into_iter().flat_map(|source| source.principle);
        principles.map(PrincipleSource::into_principle).collect()
    }

    fn items(&mut self) -> Vec<assessment::Item> {
        let mut items = Vec::new();
        for name in self.names(|name| name.starts_with("items/") && name.ends_with(".toml")) {
            let source = self.toml::<ItemsSource>(name);
            for (index, source) in source.into_iter().flat_map(|source| source.item).enumerate() {
                match source.into_item() {
                    Ok(item) => {
                        items.push(item);
                        self.origins.items.push((name, index));
                    }
                    Err(message) => {
                        self.problem_at(
                            name,
                            &[Segment::Key("item"), Segment::Index(index), Segment::Key("kind")],
                            message,
                        );
                    }
                }
            }
        }
        items
    }

    fn tutorials(&mut self) -> Vec<Tutorial> {
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

    fn tasks(&mut self) -> Vec<CanvasTask> {
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

    pub(super) fn json(&mut self, name: &str, text: &str) -> Option<serde_json::Value> {
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("this is not JSON: {error}");
                self.problems.push(Problem::new(name, Some(error.line()), message));
                None
            }
        }
    }

    /// The text of a file, which counts as used from then on.
    pub(super) fn text_of(&mut self, name: &str) -> Option<&'f str> {
        let (name, text) = self.files.get_key_value(name)?;
        self.used.insert(name);
        Some(text)
    }

    /// Counts these files as used.
    pub(super) fn use_all(&mut self, wanted: impl Fn(&str) -> bool) {
        self.used.extend(self.names(wanted));
    }

    /// The text of a file that stands beside a tutorial's.
    fn beside(&mut self, place: &Described<'f>, key: &'static str, file_name: &str) -> Option<&'f str> {
        match self.text_of(&place.beside(file_name)) {
            Some(text) => Some(text),
            None => {
                let message =
                    format!("the file \"{file_name}\" was expected beside this one and is not there");
                self.problem_at(place.file, &place.path(&[Segment::Key(key)]), message);
                None
            }
        }
    }

    pub(super) fn toml<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let Some((name, text)) = self.files.get_key_value(name) else {
            self.problems.push(Problem::new(name, None, "the file was expected and is not there"));
            return None;
        };
        self.used.insert(name);
        match TomlFile::read(name, text) {
            Ok((content, file)) => {
                self.origins.files.insert(name, file);
                Some(content)
            }
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// As [`Assembly::toml`]. Where it cannot be read, what it would have named cannot be known.
    fn toml_of_folder<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let source = self.toml(name);
        if source.is_none() {
            let folder = folder_of(name);
            self.used.extend(self.names(|name| name.starts_with(folder)));
        }
        source
    }

    /// Folders right under `parent` that have a file that ends with `end`: the name of the folder, and of the file.
    fn folders(&self, parent: &str, end: &str) -> Vec<(&'f str, &'f str)> {
        let files: &'f SourceFiles = self.files;
        let folder = |name: &'f String| {
            let id = name.strip_prefix(parent)?.strip_suffix(end)?;
            (!id.contains('/')).then_some((id, name.as_str()))
        };
        files.keys().filter_map(folder).collect()
    }

    pub(super) fn names(&self, wanted: impl Fn(&str) -> bool) -> Vec<&'f str> {
        let files: &'f SourceFiles = self.files;
        files.keys().map(String::as_str).filter(|name| wanted(name)).collect()
    }

    pub(super) fn problem_at(&mut self, file: &str, path: &[Segment], message: String) {
        let line = self.origins.files.get(file).map(|file| file.line_of(path));
        self.problems.push(Problem::new(file, line, message));
    }

    /// A misspelt name would otherwise leave a file out without a word.
    fn complain_of_unused_files(&mut self) {
        for name in self.files.keys() {
            if !self.used.contains(name.as_str()) && name != "README.md" {
                let message = "nothing uses this file; pack.toml, topics.toml, principles.toml, items/*.toml, \
                               tutorials/<id>/tutorial.toml and tasks/<id>/task.toml with the files they name, and \
                               challenges/<id>/ with challenge.toml, brief.md, explanation.md, solution.json, \
                               naive.json and start.json \
                               were expected";
                self.problems.push(Problem::new(name, None, message));
            }
        }
    }
}
