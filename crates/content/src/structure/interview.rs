//! What prompts, rubrics and example stories need to be shown.

use super::Checker;
use crate::{ExampleStory, Interview, Place, Prompt, Rubric, limits};

/// The most that one line of a rubric gives.
const TOP_RATING: u8 = 2;

impl<'p> Checker<'p> {
    pub(super) fn interview(&mut self, interview: &'p Interview) {
        let place = Place::default().key("interview");
        self.list(&place, "prompts", interview.prompts.iter().map(|prompt| &prompt.id), limits::MAX_PROMPTS);
        for (index, prompt) in interview.prompts.iter().enumerate() {
            self.prompt(&place.key("prompts").index(index), prompt);
        }
        self.list(&place, "rubrics", interview.rubrics.iter().map(|rubric| &rubric.id), limits::MAX_RUBRICS);
        for (index, rubric) in interview.rubrics.iter().enumerate() {
            self.rubric(&place.key("rubrics").index(index), rubric);
        }
        self.list(&place, "stories", interview.stories.iter().map(|story| &story.id), limits::MAX_STORIES);
        for (index, story) in interview.stories.iter().enumerate() {
            self.story(&place.key("stories").index(index), story, interview);
        }
    }

    fn prompt(&mut self, place: &Place, prompt: &Prompt) {
        self.known_principles(place, &prompt.principles);
        let count = prompt.follow_ups.len();
        self.expect((1..=limits::MAX_PARTS).contains(&count), place.key("follow_ups"), || {
            format!("there are {count} follow-up questions; 1 to {} were expected", limits::MAX_PARTS)
        });
    }

    fn rubric(&mut self, place: &Place, rubric: &Rubric) {
        let count = rubric.lines.len();
        self.expect((1..=limits::MAX_PARTS).contains(&count), place.key("lines"), || {
            format!("the rubric has {count} lines; 1 to {} were expected", limits::MAX_PARTS)
        });
    }

    fn story(&mut self, place: &Place, story: &ExampleStory, interview: &Interview) {
        self.known_principles(place, &story.principles);
        self.expect(interview.prompt(&story.prompt).is_some(), place.key("prompt"), || {
            format!("the prompt \"{}\" is unknown; prompts.toml has the prompts", story.prompt)
        });
        match interview.rubric(&story.rubric) {
            None => self.expect(false, place.key("rubric"), || {
                format!("the rubric \"{}\" is unknown; rubrics.toml has the rubrics", story.rubric)
            }),
            Some(rubric) => {
                let fits = story.ratings.len() == rubric.lines.len()
                    && story.ratings.iter().all(|rating| *rating <= TOP_RATING);
                self.expect(fits, place.key("ratings"), || {
                    format!("{} ratings from 0 to {TOP_RATING} were expected", rubric.lines.len())
                });
            }
        }
        let count = story.annotations.len();
        self.expect(count <= limits::MAX_PARTS, place.key("annotations"), || {
            format!("there are {count} annotations; at most {} were expected", limits::MAX_PARTS)
        });
        for (index, annotation) in story.annotations.iter().enumerate() {
            let stands =
                !annotation.quote.is_empty() && story.part(annotation.part).contains(&annotation.quote);
            self.expect(stands, place.key("annotations").index(index).key("quote"), || {
                format!("these words do not stand in the part \"{}\" of the story", annotation.part.name())
            });
        }
    }

    fn known_principles(&mut self, place: &Place, ids: &[String]) {
        let place = place.key("principles");
        self.expect(!ids.is_empty(), place.clone(), || {
            "there is no principle; at least one was expected".to_owned()
        });
        for (index, id) in ids.iter().enumerate() {
            self.known_principle(place.index(index), id);
        }
    }

    fn list(
        &mut self,
        place: &Place,
        key: &'static str,
        ids: impl ExactSizeIterator<Item = &'p String>,
        limit: usize,
    ) {
        self.unique(&place.key(key), key, ids.map(String::as_str), limit);
    }
}
