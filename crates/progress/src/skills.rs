use std::collections::BTreeMap;

use jiff::civil::Date;
use journal::{Answered, Body};
use serde::{Deserialize, Serialize};

use crate::{DailyTally, Happened, Tally, keyed, subject_and_id};

/// Days that accuracy, attempts and levels look back on, today included.
const WINDOW_DAYS: u16 = 30;

/// Chance that a skill is known before the first answer.
const PRIOR: f64 = 0.3;
/// Chance that a skill that was not known is learned at an opportunity.
const LEARN: f64 = 0.2;
/// Chance of a right answer without the skill.
const GUESS: f64 = 0.15;
/// Chance of a wrong answer with the skill.
const SLIP: f64 = 0.1;

/// What the learner knows, by subject.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Skills {
    subjects: BTreeMap<String, SubjectSkills>,
    /// By subject: a skill of the same id in another pack is another skill.
    trained: BTreeMap<String, SkillScores>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SubjectSkills {
    skills: BTreeMap<String, Skill>,
    topics: BTreeMap<String, Topic>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Skill {
    /// The topic that its latest question was in.
    pub topic: String,
    /// Chance in `0..=1` that the skill is known, see [`knowledge_after`].
    pub known: f64,
    /// All questions ever.
    pub total: Tally,
    daily: DailyTally,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Topic {
    pub total: Tally,
    daily: DailyTally,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicLevel {
    NeedsFocus,
    /// Accuracy of 40 % or more.
    Developing,
    /// 60 % over 5 questions or more.
    Proficient,
    /// 80 % over 10 questions or more.
    Mastered,
}

/// Scores in `0..=1` of the skills that a subject's tutorials train: each completed step gives `0.7 x old + 0.3 x score / 100`,
/// starting from 0.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SkillScores(BTreeMap<String, f64>);

/// Bayesian knowledge tracing: the chance that a skill is known after an answer with `credit`, given the chance before.
///
/// For a right answer `p (1 - slip) / (p (1 - slip) + (1 - p) guess)`, for a wrong one
/// `p slip / (p slip + (1 - p) (1 - guess))`, then `p + (1 - p) learn`: Corbett and Anderson, "Knowledge tracing: Modeling the
/// acquisition of procedural knowledge", User Modeling and User-Adapted Interaction 4 (1995). Part credit weighs the two
/// (Jeffrey's rule), which the paper does not have.
///
/// ```
/// // 0.3 x 0.9 / (0.27 + 0.7 x 0.15) = 0.72; 0.72 + 0.28 x 0.2 = 0.776
/// assert!((progress::knowledge_after(0.3, 1.0) - 0.776).abs() < 1e-12);
/// ```
pub fn knowledge_after(known: f64, credit: f64) -> f64 {
    let credit = credit.clamp(0.0, 1.0);
    let if_right = share(known * (1.0 - SLIP), (1.0 - known) * GUESS);
    let if_wrong = share(known * SLIP, (1.0 - known) * (1.0 - GUESS));
    let posterior = credit * if_right + (1.0 - credit) * if_wrong;
    posterior + (1.0 - posterior) * LEARN
}

fn share(part: f64, rest: f64) -> f64 {
    part / (part + rest)
}

impl Skills {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        match &happened.body {
            Body::Answered(answered) if !answered.response.is_self_rated() => {
                keyed::update(&mut self.subjects, &answered.subject, |subject| {
                    subject.answer(happened.day, answered);
                });
            }
            Body::TutorialStepCompleted(completed) => {
                // Tutorials are named across packs, so no event needs to say the subject beside.
                let (subject, _) = subject_and_id(&completed.tutorial);
                keyed::update(&mut self.trained, subject, |scores| {
                    completed.skills.iter().for_each(|skill| scores.add(skill, completed.score));
                });
            }
            _ => {}
        }
    }

    /// `None` before the first answer in the subject.
    pub fn subject(&self, subject: &str) -> Option<&SubjectSkills> {
        self.subjects.get(subject)
    }

    /// What tutorials of a subject trained; `None` before the first completed step.
    pub fn trained(&self, subject: &str) -> Option<&SkillScores> {
        self.trained.get(subject)
    }
}

impl SubjectSkills {
    fn answer(&mut self, day: Date, answered: &Answered) {
        let credit = answered.credit.clamp(0.0, 1.0);
        keyed::update(&mut self.skills, &answered.skill, |skill| skill.answer(day, &answered.topic, credit));
        keyed::update(&mut self.topics, &answered.topic, |topic| {
            topic.total.add(credit);
            topic.daily.at(day).add(credit);
        });
    }

    pub fn skill(&self, id: &str) -> Option<&Skill> {
        self.skills.get(id)
    }

    /// Every skill that was asked for, by id.
    pub fn skills(&self) -> impl Iterator<Item = (&str, &Skill)> {
        self.skills.iter().map(|(id, skill)| (id.as_str(), skill))
    }

    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.get(id)
    }

    /// Every topic that was asked about, by id.
    pub fn topics(&self) -> impl Iterator<Item = (&str, &Topic)> {
        self.topics.iter().map(|(id, topic)| (id.as_str(), topic))
    }
}

impl Skill {
    fn answer(&mut self, day: Date, topic: &str, credit: f64) {
        if self.topic != topic {
            topic.clone_into(&mut self.topic);
        }
        self.known = knowledge_after(self.known, credit);
        self.total.add(credit);
        self.daily.at(day).add(credit);
    }

    /// The last 30 days.
    pub fn recent(&self, today: Date) -> Tally {
        self.daily.last_days(WINDOW_DAYS, today)
    }
}

impl Default for Skill {
    fn default() -> Self {
        Skill { topic: String::new(), known: PRIOR, total: Tally::default(), daily: DailyTally::default() }
    }
}

impl Topic {
    /// The last 30 days.
    pub fn recent(&self, today: Date) -> Tally {
        self.daily.last_days(WINDOW_DAYS, today)
    }

    /// By the last 30 days.
    pub fn level(&self, today: Date) -> TopicLevel {
        TopicLevel::of(self.recent(today))
    }
}

impl TopicLevel {
    pub fn of(recent: Tally) -> TopicLevel {
        // Ten credits of 0.8 do not add up to 8 exactly.
        let accuracy = recent.accuracy().unwrap_or(0.0) + 1e-9;
        if accuracy >= 0.8 && recent.answered >= 10 {
            TopicLevel::Mastered
        } else if accuracy >= 0.6 && recent.answered >= 5 {
            TopicLevel::Proficient
        } else if accuracy >= 0.4 {
            TopicLevel::Developing
        } else {
            TopicLevel::NeedsFocus
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            TopicLevel::NeedsFocus => "Needs focus",
            TopicLevel::Developing => "Developing",
            TopicLevel::Proficient => "Proficient",
            TopicLevel::Mastered => "Mastered",
        }
    }
}

impl SkillScores {
    fn add(&mut self, skill: &str, score: f64) {
        let share = (score / 100.0).clamp(0.0, 1.0);
        keyed::update(&mut self.0, skill, |old| *old = 0.7 * *old + 0.3 * share);
    }

    pub fn get(&self, skill: &str) -> Option<f64> {
        self.0.get(skill).copied()
    }
}
