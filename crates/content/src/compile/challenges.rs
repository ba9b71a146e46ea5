//! Files of challenges to challenges.

use analysis::challenge::Brief;

use super::Problem;
use super::assembly::Assembly;
use super::challenge_source::{
    ChallengeSource, ClientSource, GivenSource, RequirementSource, TradeOffSource,
};
use super::item_source::SourceSource;
use crate::{Challenge, Segment};

impl<'f> Assembly<'f> {
    pub(super) fn challenges(&mut self) -> Vec<Challenge> {
        let mut challenges = Vec::new();
        for name in self.names(|name| folder_of_challenge(name).is_some()) {
            let Some(id) = folder_of_challenge(name) else { continue };
            let Some(source) = self.toml::<ChallengeSource>(name) else {
                let folder = format!("challenges/{id}/");
                self.use_all(|name| name.starts_with(&folder));
                continue;
            };
            if let Some(challenge) = self.challenge(id, name, source) {
                challenges.push(challenge);
                self.origins.challenges.push(name);
            }
        }
        challenges
    }

    fn challenge(&mut self, id: &str, file: &str, source: ChallengeSource) -> Option<Challenge> {
        let requirements = self.requirements(file, source.requirement);
        let text = self.in_folder(id, "brief.md");
        let explanation = self.in_folder(id, "explanation.md");
        let solution = self.design_in_folder(id, "solution.json");
        let naive = self.design_in_folder(id, "naive.json");
        let has_start = !self.names(|name| name == format!("challenges/{id}/start.json")).is_empty();
        let starting_design = if has_start { self.design_in_folder(id, "start.json") } else { None };
        Some(Challenge {
            id: id.to_owned(),
            title: source.title,
            summary: source.summary,
            difficulty: source.difficulty,
            minutes: source.minutes,
            topics: source.topics,
            text: text?.trim_end().to_owned(),
            hints: source.hints,
            brief: Brief {
                clients: source.client.into_iter().map(ClientSource::into_client).collect(),
                given: source.given.into_iter().map(GivenSource::into_given).collect(),
                requirements,
                trade_offs: source.trade_off.into_iter().map(TradeOffSource::into_trade_off).collect(),
            },
            starting_design,
            solution: solution?,
            explanation: explanation?.trim_end().to_owned(),
            naive: naive?,
            sources: source.sources.into_iter().map(SourceSource::into_source).collect(),
        })
    }

    fn requirements(
        &mut self,
        file: &str,
        sources: Vec<RequirementSource>,
    ) -> Vec<analysis::challenge::Requirement> {
        let mut requirements = Vec::new();
        for (index, source) in sources.into_iter().enumerate() {
            match source.into_requirement() {
                Ok(requirement) => requirements.push(requirement),
                Err(message) => {
                    let path = [Segment::Key("requirement"), Segment::Index(index), Segment::Key("check")];
                    self.problem_at(file, &path, message);
                }
            }
        }
        requirements
    }

    /// The text of a file that every challenge has.
    fn in_folder(&mut self, id: &str, file_name: &str) -> Option<&'f str> {
        let name = format!("challenges/{id}/{file_name}");
        let text = self.text_of(&name);
        if text.is_none() {
            self.problems.push(Problem::new(&name, None, "the file was expected and is not there"));
        }
        text
    }

    fn design_in_folder(&mut self, id: &str, file_name: &str) -> Option<serde_json::Value> {
        let text = self.in_folder(id, file_name)?;
        self.json(&format!("challenges/{id}/{file_name}"), text)
    }
}

/// `url-shortener` of `challenges/url-shortener/challenge.toml`.
fn folder_of_challenge(name: &str) -> Option<&str> {
    let id = name.strip_prefix("challenges/")?.strip_suffix("/challenge.toml")?;
    (!id.contains('/')).then_some(id)
}
