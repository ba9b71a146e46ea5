//! Files to a pack, before its content is judged.

use std::collections::BTreeSet;

use super::{
    Problem, SourceFiles, in_order,
    item_source::ItemsSource,
    kind_source::{KindSource, KindsSource},
    mock_source::{MockTestSource, MockTestsSource},
    origins::Origins,
    pack_source::{
        PackSource, PrincipleSource, PrinciplesSource, PromptsSource, RubricsSource, StoriesSource,
        TopicSource, TopicsSource,
    },
    path_source::{LevelsSource, PathSource, PathsSource, SkillTreeSource, TierSource},
};
use crate::{ExampleStory, FORMAT, Interview, Levels, MockTest, Pack, Path, Principle, Segment, Tier, Topic};

mod files;
mod tutorials;

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
        let interview = self.interview();
        let (paths, levels) = self.paths();
        let skill_tree = self.skill_tree();
        let kinds = self.kinds();
        let mock_tests = self.mock_tests();
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
            author: head.author,
            licence: head.licence,
            language: head.language,
            topics,
            items,
            tutorials,
            challenges,
            tasks,
            principles,
            interview,
            paths,
            levels,
            skill_tree,
            exposure: Vec::new(),
            kinds,
            mock_tests,
            pictures: Vec::new(),
        })
    }

    fn topics(&mut self) -> Vec<Topic> {
        let source = self.toml::<TopicsSource>("topics.toml");
        source.into_iter().flat_map(|source| source.topic).map(TopicSource::into_topic).collect()
    }

    fn principles(&mut self) -> Vec<Principle> {
        let source = self.toml_if_there::<PrinciplesSource>("principles.toml");
        let principles = source.into_iter().flat_map(|source| source.principle);
        principles.map(PrincipleSource::into_principle).collect()
    }

    fn interview(&mut self) -> Interview {
        let prompts = self.toml_if_there::<PromptsSource>("prompts.toml");
        let rubrics = self.toml_if_there::<RubricsSource>("rubrics.toml");
        Interview {
            prompts: prompts.map(|source| source.prompt).unwrap_or_default(),
            rubrics: rubrics.map(|source| source.rubric).unwrap_or_default(),
            stories: self.stories(),
        }
    }

    fn stories(&mut self) -> Vec<ExampleStory> {
        let mut stories = Vec::new();
        for name in self.names(|name| name.starts_with("stories/") && name.ends_with(".toml")) {
            let source = self.toml::<StoriesSource>(name);
            for (index, story) in source.into_iter().flat_map(|source| source.story).enumerate() {
                stories.push(story);
                self.origins.stories.push((name, index));
            }
        }
        stories
    }

    /// The paths, and who their levels are for.
    fn paths(&mut self) -> (Vec<Path>, Option<Levels>) {
        let Some(source) = self.toml_if_there::<PathsSource>("paths.toml") else { return (Vec::new(), None) };
        let paths = source.path.into_iter().map(PathSource::into_path).collect();
        (paths, source.levels.map(LevelsSource::into_levels))
    }

    fn skill_tree(&mut self) -> Vec<Tier> {
        let source = self.toml_if_there::<SkillTreeSource>("skill-tree.toml");
        source.into_iter().flat_map(|source| source.tier).map(TierSource::into_tier).collect()
    }

    /// Kinds of components, where the subject has some of its own.
    fn kinds(&mut self) -> Vec<serde_json::Value> {
        let source = self.toml_if_there::<KindsSource>("kinds.toml");
        let kinds = source.into_iter().flat_map(|source| source.kind).map(KindSource::into_kind);
        kinds.filter_map(|kind| serde_json::to_value(kind).ok()).collect()
    }

    /// Rehearsals, where the subject has exams.
    fn mock_tests(&mut self) -> Vec<MockTest> {
        let source = self.toml_if_there::<MockTestsSource>("mock-tests.toml");
        source.into_iter().flat_map(|source| source.mock_test).map(MockTestSource::into_mock_test).collect()
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
}
