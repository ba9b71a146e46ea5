use crate::running::Pace;
use crate::{AnsweredQuestion, AskedQuestion, Attempt, Estimate, Kind, Level, TimeAnalysis, time_analysis};

/// What an attempt showed.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub shown: u32,
    /// Questions that got an answer; those that were skipped are not among them.
    pub answered: u32,
    pub skipped: u32,
    /// Answers that were right in full, before hints are counted.
    pub right: u32,
    /// Sum of credits over questions shown, in `0..=1`; 0 where none was.
    pub score: f64,
    /// Mean share that was right, before hints are counted, with 0 for what was skipped; `None` where nothing was answered or skipped.
    pub accuracy: Option<f64>,
    pub ability: Estimate,
    /// The 95 % interval of the ability.
    pub interval: [f64; 2],
    pub level: Level,
    /// The levels that the ends of the interval fall in: the level could be any from the first to the second.
    pub level_range: [Level; 2],
    /// In the order in which they first came up.
    pub by_topic: Vec<Group<String>>,
    pub by_difficulty: Vec<Group<DifficultyBand>>,
    /// By confidence, 1 to 3; those that were stated.
    pub by_confidence: Vec<Group<u8>>,
    pub time: TimeAnalysis,
    /// Topics below what the ability lets expect, the furthest first.
    pub gaps: Vec<Standing>,
    /// Topics above what the ability lets expect, the furthest first.
    pub strengths: Vec<Standing>,
    /// Difficulty for next time, in logits.
    pub suggested_difficulty: f64,
}

/// Results of the answers that have something in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<K> {
    pub key: K,
    /// Answered or skipped.
    pub answered: u32,
    /// Right in full.
    pub right: u32,
    /// Mean share that was right.
    pub accuracy: f64,
    /// Mean credit.
    pub credit: f64,
    /// Mean credit that the model expects at the ability of the report.
    pub expected: f64,
    /// Elapsed over expected time.
    pub time: Option<f64>,
}

/// Difficulty of the item, in logits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifficultyBand {
    /// Under -1.
    Easy,
    /// From -1 to 1.
    Medium,
    /// Over 1.
    Hard,
}

impl DifficultyBand {
    pub fn of(difficulty: f64) -> DifficultyBand {
        if difficulty < -1.0 {
            DifficultyBand::Easy
        } else if difficulty <= 1.0 {
            DifficultyBand::Medium
        } else {
            DifficultyBand::Hard
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            DifficultyBand::Easy => "Easy",
            DifficultyBand::Medium => "Medium",
            DifficultyBand::Hard => "Hard",
        }
    }
}

/// A topic that stands out.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub topic: String,
    pub answered: u32,
    /// Mean credit.
    pub credit: f64,
    /// Mean credit that the model expects.
    pub expected: f64,
}

impl Standing {
    /// For the learner; `topic_name` is the topic as the pack calls it.
    pub fn sentence(&self, topic_name: &str) -> String {
        let percent = |share: f64| (share * 100.0).round();
        format!(
            "{topic_name}: {} % of the credit over {} questions, where your overall level would give {} %.",
            percent(self.credit),
            self.answered,
            percent(self.expected)
        )
    }
}

/// Answers on a topic before it is called a gap or a strength.
pub const LEAST_ANSWERS_FOR_STANDING: u32 = 2;
/// How far from the expected mean credit a topic has to be.
pub const STANDING_MARGIN: f64 = 0.15;
/// Share of right answers that the suggested difficulty aims at: most learners want to go on at it (Klinkenberg,
/// Straatemeier and van der Maas 2011).
pub const COMFORTABLE_SHARE: f64 = 0.75;

/// An adaptive attempt asks whoever it is at the edge of what they know, so its share of right answers says little by
/// itself. Topics are therefore held against what the ability lets expect on the very items that were asked.
pub fn report(attempt: &Attempt) -> Report {
    let ability = attempt.estimate();
    let interval = ability.interval();
    let answers = answers(attempt.asked(), ability.theta);
    let shown = attempt.asked().len() as u32;
    let credit: f64 = answers.iter().map(|answer| answer.given.credit).sum();
    // Own ratings say nothing about how topics compare.
    let by_topic =
        grouped(&answers, |answer| answer.given.answer.measures().then(|| answer.given.topic.clone()));
    let mut by_difficulty = grouped(&answers, |answer| Some(DifficultyBand::of(answer.asked.parameters.b)));
    by_difficulty.sort_by_key(|group| group.key);
    let is_skipped = |answer: &Answered| answer.given.answer.is_skipped();
    let mut by_confidence =
        grouped(&answers, |answer| answer.given.confidence.filter(|_| !is_skipped(answer)));
    by_confidence.sort_by_key(|group| group.key);
    let skipped = answers.iter().filter(|answer| is_skipped(answer)).count();
    Report {
        shown,
        answered: (answers.len() - skipped) as u32,
        skipped: skipped as u32,
        right: answers.iter().filter(|answer| answer.given.correctness >= 1.0).count() as u32,
        score: credit / f64::from(shown.max(1)),
        accuracy: mean(&answers, |answer| answer.given.correctness),
        ability,
        interval,
        level: Level::of(ability.theta),
        level_range: interval.map(Level::of),
        gaps: standing_out(&by_topic, |group| group.expected - group.credit),
        strengths: standing_out(&by_topic, |group| group.credit - group.expected),
        by_topic,
        by_difficulty,
        by_confidence,
        time: time_analysis(&answers.iter().map(|answer| answer.given).collect::<Vec<_>>()),
        suggested_difficulty: suggested_difficulty(ability.theta),
    }
}

/// Results by the kind of question, in the order of [`Kind`]. `kind_of` gives the kind of an item; one that is not known any
/// more is left out.
pub fn by_kind(attempt: &Attempt, kind_of: impl Fn(&str) -> Option<Kind>) -> Vec<Group<Kind>> {
    let answers = answers(attempt.asked(), attempt.estimate().theta);
    let mut groups = grouped(&answers, |answer| kind_of(&answer.given.item));
    groups.sort_by_key(|group| group.key);
    groups
}

/// Difficulty at which a two-parameter item with `a = 1` is got right with [`COMFORTABLE_SHARE`]: `ability - ln 3`, cut
/// to the range of difficulties.
pub fn suggested_difficulty(ability: f64) -> f64 {
    let odds = COMFORTABLE_SHARE / (1.0 - COMFORTABLE_SHARE);
    (ability - odds.ln()).clamp(crate::DIFFICULTY_RANGE[0], crate::DIFFICULTY_RANGE[1])
}

struct Answered<'a> {
    asked: &'a AskedQuestion,
    given: &'a AnsweredQuestion,
    expected: f64,
}

fn answers(asked: &[AskedQuestion], ability: f64) -> Vec<Answered<'_>> {
    let expected = |asked: &AskedQuestion| asked.parameters.probability(ability);
    asked
        .iter()
        .filter_map(|asked| {
            Some(Answered { asked, given: asked.answered.as_ref()?, expected: expected(asked) })
        })
        .collect()
}

fn grouped<K: PartialEq>(answers: &[Answered], key: impl Fn(&Answered) -> Option<K>) -> Vec<Group<K>> {
    let mut groups: Vec<(K, Vec<&Answered>)> = Vec::new();
    for answer in answers {
        let Some(key) = key(answer) else { continue };
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, members)) => members.push(answer),
            None => groups.push((key, vec![answer])),
        }
    }
    groups.into_iter().map(|(key, members)| group(key, &members)).collect()
}

fn group<K>(key: K, members: &[&Answered]) -> Group<K> {
    let count = members.len().max(1) as f64;
    let mean = |of: &dyn Fn(&Answered) -> f64| members.iter().map(|answer| of(answer)).sum::<f64>() / count;
    let paces: Vec<Pace> = members.iter().map(|answer| answer.given.pace()).collect();
    Group {
        key,
        answered: members.len() as u32,
        right: members.iter().filter(|answer| answer.given.correctness >= 1.0).count() as u32,
        accuracy: mean(&|answer| answer.given.correctness),
        credit: mean(&|answer| answer.given.credit),
        expected: mean(&|answer| answer.expected),
        time: crate::time_ratio(&paces),
    }
}

fn mean(answers: &[Answered], of: impl Fn(&Answered) -> f64) -> Option<f64> {
    (!answers.is_empty()).then(|| answers.iter().map(of).sum::<f64>() / answers.len() as f64)
}

fn standing_out(topics: &[Group<String>], by: impl Fn(&Group<String>) -> f64) -> Vec<Standing> {
    let stands_out =
        |group: &&Group<String>| group.answered >= LEAST_ANSWERS_FOR_STANDING && by(group) > STANDING_MARGIN;
    let mut outstanding: Vec<&Group<String>> = topics.iter().filter(stands_out).collect();
    outstanding.sort_by(|one, other| by(other).total_cmp(&by(one)));
    let standing = |group: &Group<String>| Standing {
        topic: group.key.clone(),
        answered: group.answered,
        credit: group.credit,
        expected: group.expected,
    };
    outstanding.into_iter().map(standing).collect()
}
