use serde::{Deserialize, Serialize};

/// What a subject that asks for stories of one's own work brings for telling them well.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Interview {
    #[serde(default)]
    pub prompts: Vec<Prompt>,
    #[serde(default)]
    pub rubrics: Vec<Rubric>,
    #[serde(default)]
    pub stories: Vec<ExampleStory>,
}

/// A question as interviewers ask it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    pub id: String,
    pub text: String,
    /// Ids of principles, the one that it asks about most directly first.
    pub principles: Vec<String>,
    /// What an interviewer hopes to hear.
    pub listens_for: String,
    pub follow_ups: Vec<String>,
}

/// How a told story is rated, line by line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    pub id: String,
    pub name: String,
    pub summary: String,
    pub lines: Vec<RubricLine>,
}

/// One question to a story, with what is worth 0, 1 and 2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RubricLine {
    pub question: String,
    pub low: String,
    pub middle: String,
    pub high: String,
}

impl RubricLine {
    /// What a story looks like that gets `rating`; nothing gets more than 2.
    pub fn level(&self, rating: u8) -> &str {
        match rating {
            0 => &self.low,
            1 => &self.middle,
            _ => &self.high,
        }
    }
}

/// A story that somebody might tell, with what is good and bad about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleStory {
    pub id: String,
    pub title: String,
    /// Profession and standing of the one who tells it.
    pub teller: String,
    /// Id of the prompt that it answers.
    pub prompt: String,
    /// Ids of principles.
    pub principles: Vec<String>,
    pub situation: String,
    pub task: String,
    pub action: String,
    pub result: String,
    /// Id of the rubric by which it is rated.
    pub rubric: String,
    /// From 0 to 2, one a line of the rubric.
    pub ratings: Vec<u8>,
    pub verdict: String,
    pub annotations: Vec<Annotation>,
}

/// A remark on one place of a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    pub part: StoryPart,
    /// Words of that part, letter by letter.
    pub quote: String,
    pub tone: Tone,
    pub says: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoryPart {
    Situation,
    Task,
    Action,
    Result,
}

impl StoryPart {
    /// In the order in which a story tells them.
    pub const ALL: [StoryPart; 4] =
        [StoryPart::Situation, StoryPart::Task, StoryPart::Action, StoryPart::Result];

    pub fn name(self) -> &'static str {
        match self {
            StoryPart::Situation => "Situation",
            StoryPart::Task => "Task",
            StoryPart::Action => "Action",
            StoryPart::Result => "Result",
        }
    }
}

/// Whether a place helps a story or harms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Strong,
    Weak,
}

impl ExampleStory {
    pub fn part(&self, part: StoryPart) -> &str {
        match part {
            StoryPart::Situation => &self.situation,
            StoryPart::Task => &self.task,
            StoryPart::Action => &self.action,
            StoryPart::Result => &self.result,
        }
    }

    /// A part cut at what is annotated: pieces of text, each with the number of its annotation among the story's.
    /// Of annotations that overlap, the one that begins later is left out here.
    pub fn pieces(&self, part: StoryPart) -> Vec<(&str, Option<usize>)> {
        let text = self.part(part);
        let mut marked: Vec<(usize, usize, usize)> = Vec::new();
        for (number, annotation) in self.annotations.iter().enumerate() {
            if let Some(start) = (annotation.part == part).then(|| text.find(&annotation.quote)).flatten() {
                marked.push((start, start + annotation.quote.len(), number));
            }
        }
        marked.sort_unstable();
        let (mut pieces, mut at) = (Vec::new(), 0);
        for (start, end, number) in marked {
            let (Some(before), Some(quote)) = (text.get(at..start), text.get(start..end)) else { continue };
            if !before.is_empty() {
                pieces.push((before, None));
            }
            pieces.push((quote, Some(number)));
            at = end;
        }
        pieces.extend(text.get(at..).filter(|rest| !rest.is_empty()).map(|rest| (rest, None)));
        pieces
    }
}

impl Interview {
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }

    pub fn rubric(&self, id: &str) -> Option<&Rubric> {
        self.rubrics.iter().find(|rubric| rubric.id == id)
    }

    pub fn story(&self, id: &str) -> Option<&ExampleStory> {
        self.stories.iter().find(|story| story.id == id)
    }

    pub fn is_empty(&self) -> bool {
        self.prompts.is_empty() && self.rubrics.is_empty() && self.stories.is_empty()
    }
}
