use crate::{
    Answer, AnsweredQuestion, Attempt, Bank, Item, ItemParameters, Next, Provenance, Question, Settings,
    SplitMix64,
};

/// What attempts of simulated learners come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulated {
    /// Mean of estimate less ability, in logits.
    pub bias: f64,
    /// Root of the mean of its square, in logits.
    pub rmse: f64,
    /// Share of learners whose ability lies in the 95 % interval.
    pub covered: f64,
    /// Questions of an attempt.
    pub mean_length: f64,
    /// For each item of the bank, the share of learners that it was shown to.
    pub exposure: Vec<f64>,
    /// Share of an attempt's questions that another learner had too, on average (Chen, Ankenmann and Spray 2003).
    pub overlap: f64,
    /// Topics of the attempt that had fewest.
    pub fewest_topics: usize,
    /// Share of learners who were found below a cut, and at it or above; 0 where that was not asked.
    pub decided: [f64; 2],
}

impl Simulated {
    /// Of the item that was shown to most learners.
    pub fn highest_exposure(&self) -> f64 {
        self.exposure.iter().copied().fold(0.0, f64::max)
    }
}

/// Lets learners of standard normal ability take one attempt each, with answers right by chance as the model says, and
/// compares what was found with what they are. The same seed gives the same learners and answers.
pub fn simulate(bank: &Bank, settings: &Settings, learners: u32, seed: u64) -> Simulated {
    simulate_at(bank, settings, learners, seed, normal)
}

/// As [`simulate`], for learners who all have this ability.
pub fn simulate_one_ability(
    bank: &Bank,
    settings: &Settings,
    learners: u32,
    seed: u64,
    ability: f64,
) -> Simulated {
    simulate_at(bank, settings, learners, seed, |_| ability)
}

fn simulate_at(
    bank: &Bank,
    settings: &Settings,
    learners: u32,
    seed: u64,
    ability_of: impl Fn(&mut SplitMix64) -> f64,
) -> Simulated {
    let mut random = SplitMix64::new(seed);
    let (mut errors, mut squares, mut covered, mut fewest_topics) = (0.0, 0.0, 0_u32, usize::MAX);
    let (mut shown, mut decided) = (vec![0_u32; bank.len()], [0_u32; 2]);
    for _ in 0..learners {
        let ability = ability_of(&mut random);
        let settings = Settings { seed: random.next(), ..settings.clone() };
        let attempt = take(bank, settings, ability, &mut random);
        let estimate = attempt.estimate();
        let error = estimate.theta - ability;
        errors += error;
        squares += error * error;
        let [low, high] = estimate.interval();
        covered += u32::from((low..=high).contains(&ability));
        if let Some(is_reached) = attempt.decision().and_then(|decision| decision.is_reached) {
            let [below, above] = &mut decided;
            *if is_reached { above } else { below } += 1;
        }
        fewest_topics = fewest_topics.min(count_shown(bank, &attempt, &mut shown));
    }
    let learners = f64::from(learners.max(1));
    Simulated {
        bias: errors / learners,
        rmse: (squares / learners).sqrt(),
        covered: f64::from(covered) / learners,
        mean_length: shown.iter().copied().map(f64::from).sum::<f64>() / learners,
        exposure: shown.iter().map(|times| f64::from(*times) / learners).collect(),
        overlap: overlap(&shown, learners),
        fewest_topics,
        decided: decided.map(|found| f64::from(found) / learners),
    }
}

/// Who aims at what share of learners for an item, and how hard it is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExposureTarget {
    /// No item should be shown to a larger share of learners.
    pub ceiling: f64,
    /// In each round.
    pub learners: u32,
    pub rounds: u32,
    pub seed: u64,
}

/// Chances for [`Bank::limit_exposure`], by simulation as Sympson and Hetter (1985) find them: in each round the chance of an
/// item becomes the ceiling over the share of learners for whom the item was chosen, which is the share it was shown to over
/// its present chance. The bank's own limits are not looked at.
pub fn calibrated_exposure(bank: &Bank, settings: &Settings, target: &ExposureTarget) -> Vec<f64> {
    let mut limited = bank.clone();
    let mut chances = vec![1.0; bank.len()];
    for round in 0..target.rounds {
        // Chances are over 0 and at most 1, which is all that the bank asks for.
        if limited.limit_exposure(&chances).is_err() {
            break;
        }
        let simulated =
            simulate(&limited, settings, target.learners, target.seed.wrapping_add(u64::from(round)));
        for (chance, shown) in chances.iter_mut().zip(&simulated.exposure) {
            let chosen = (shown / *chance).max(f64::MIN_POSITIVE);
            *chance = (target.ceiling / chosen).clamp(0.01, 1.0);
        }
    }
    chances
}

/// A bank as a good pack might have it, spread evenly over so many topics: a lognormal around 1.35, b normal with a standard
/// deviation of 1.2 within -3 and 3, c from 0.05 to 0.25. The texts are empty.
pub fn synthetic_items(count: usize, topics: usize, seed: u64) -> Vec<Item> {
    let mut random = SplitMix64::new(seed);
    let parameters = |random: &mut SplitMix64| ItemParameters {
        a: (0.3 + 0.3 * normal(random)).exp().clamp(0.3, 3.0),
        b: (1.2 * normal(random)).clamp(-3.0, 3.0),
        c: 0.05 + 0.2 * random.uniform(),
        d: 1.0,
    };
    let item = |index: usize| Item {
        id: format!("item-{index:05}"),
        topic: format!("topic-{}", index % topics.max(1)),
        skill: String::new(),
        stem: String::new(),
        question: Question::Numeric { answer: 0.0, tolerance: 0.0, unit: String::new() },
        hints: Vec::new(),
        explanation: String::new(),
        related: Vec::new(),
        sources: Vec::new(),
        cognitive_level: String::new(),
        expected_seconds: 60,
        enemies: Vec::new(),
        parameters: parameters(&mut random),
        provenance: Provenance::AuthoredGuess,
    };
    (0..count).map(item).collect()
}

fn take(bank: &Bank, settings: Settings, ability: f64, random: &mut SplitMix64) -> Attempt {
    let mut attempt = Attempt::started(settings);
    while let Next::Question(index) = attempt.next(bank) {
        let (Some(id), Some(parameters)) = (bank.id(index), bank.parameters(index)) else { break };
        let answered = answered(id, parameters, ability, random);
        if attempt.shown(id, parameters).and_then(|()| attempt.answered(answered)).is_err() {
            break;
        }
    }
    attempt
}

fn answered(id: &str, parameters: ItemParameters, ability: f64, random: &mut SplitMix64) -> AnsweredQuestion {
    let credit = if random.uniform() < parameters.probability(ability) { 1.0 } else { 0.0 };
    AnsweredQuestion {
        item: id.to_owned(),
        topic: String::new(),
        skill: String::new(),
        answer: Answer::Skipped,
        correctness: credit,
        credit,
        elapsed_millis: 60_000,
        expected_millis: 60_000,
        confidence: None,
    }
}

/// Counts what the attempt showed; says how many topics that was.
fn count_shown(bank: &Bank, attempt: &Attempt, shown: &mut [u32]) -> usize {
    let mut topics: Vec<usize> = Vec::new();
    for index in attempt.asked().iter().filter_map(|asked| bank.index_of(&asked.item)) {
        if let Some(times) = shown.get_mut(index) {
            *times += 1;
        }
        topics.extend(bank.topic_of(index));
    }
    topics.sort_unstable();
    topics.dedup();
    topics.len()
}

/// Pairs of learners that share an item, over pairs of learners and questions.
fn overlap(shown: &[u32], learners: f64) -> f64 {
    let times = shown.iter().copied().map(f64::from);
    let shared: f64 = times.clone().map(|times| times * (times - 1.0)).sum();
    let questions: f64 = times.sum();
    if questions * (learners - 1.0) > 0.0 { shared / (questions * (learners - 1.0)) } else { 0.0 }
}

/// Standard normal, by Box and Muller (1958).
fn normal(random: &mut SplitMix64) -> f64 {
    let radius = (-2.0 * (1.0 - random.uniform()).ln()).sqrt();
    radius * (std::f64::consts::TAU * random.uniform()).cos()
}
