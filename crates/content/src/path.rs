use serde::{Deserialize, Serialize};

use crate::{Difficulty, Pack, Tutorial};

/// What somebody in a role learns, from the first tutorial to a certificate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Path {
    pub id: String,
    /// "Backend engineer"
    pub role: String,
    pub title: String,
    pub summary: String,
    /// What a learner may want of it.
    pub goals: Vec<Goal>,
    /// In the order in which the path teaches them: none before its prerequisites.
    pub tutorials: Vec<PathTutorial>,
    pub certification: Certification,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    pub id: String,
    /// Stands after "I want to".
    pub title: String,
}

/// A tutorial's place in a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PathTutorial {
    pub id: String,
    /// Ids of goals of the path that it serves.
    #[serde(default)]
    pub goals: Vec<String>,
    /// Why it stands in this path, here.
    pub reason: String,
}

/// The assessment that a path ends in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certification {
    /// Ids of topics.
    pub topics: Vec<String>,
    pub questions: u32,
    /// Time for the whole.
    pub minutes: u32,
    /// The ability that passes, on the scale of the item difficulties.
    pub cut_score: f64,
}

/// Who each level of the subject is for, as the question about it says: a sentence each, to the learner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    /// "You know what a server and a database are."
    pub beginner: String,
    pub intermediate: String,
    pub advanced: String,
}

impl Levels {
    pub fn of(&self, experience: Experience) -> &str {
        match experience {
            Experience::Beginner => &self.beginner,
            Experience::Intermediate => &self.intermediate,
            Experience::Advanced => &self.advanced,
        }
    }
}

/// How much a learner says to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Experience {
    Beginner,
    Intermediate,
    Advanced,
}

/// The tutorials of a path as they suit one learner. Nothing is left out: what does not fit the learner's experience stands
/// in `easier` and `harder`.
#[derive(Debug, Clone, PartialEq)]
pub struct Route<'pack> {
    pub stops: Vec<Stop<'pack>>,
    pub easier: Vec<Stop<'pack>>,
    pub harder: Vec<Stop<'pack>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop<'pack> {
    pub tutorial: &'pack Tutorial,
    /// Why it stands in the path.
    pub reason: &'pack str,
    /// How many of the learner's goals it serves.
    pub goals_served: usize,
}

impl Experience {
    pub const ALL: [Experience; 3] = [Experience::Beginner, Experience::Intermediate, Experience::Advanced];

    /// As the journal keeps it.
    pub fn id(self) -> &'static str {
        match self {
            Experience::Beginner => "beginner",
            Experience::Intermediate => "intermediate",
            Experience::Advanced => "advanced",
        }
    }

    pub fn from_id(id: &str) -> Option<Experience> {
        Experience::ALL.into_iter().find(|experience| experience.id() == id)
    }

    /// Where a measured ability belongs: the middle of the scale of item difficulties, and one logit above it, divide the three.
    pub fn of_ability(ability: f64) -> Experience {
        match ability {
            ability if ability >= 1.0 => Experience::Advanced,
            ability if ability >= 0.0 => Experience::Intermediate,
            _ => Experience::Beginner,
        }
    }

    /// The easiest and the hardest tutorials that suit: neighbours, so that there is always something to grow into.
    pub fn suits(self) -> [Difficulty; 2] {
        match self {
            Experience::Beginner => [Difficulty::Beginner, Difficulty::Intermediate],
            Experience::Intermediate => [Difficulty::Intermediate, Difficulty::Advanced],
            Experience::Advanced => [Difficulty::Advanced, Difficulty::Expert],
        }
    }
}

impl Certification {
    /// Whether an estimated ability passes. Every question has to be answered, or the clock could end a lucky beginning.
    pub fn is_passed(&self, ability: f64, answered: u32) -> bool {
        answered >= self.questions && ability >= self.cut_score
    }
}

impl Path {
    /// Those tutorials that suit, the ones that serve more of the learner's `goals` (ids) first, each after its prerequisites;
    /// otherwise as the author ordered them.
    pub fn route<'pack>(
        &'pack self,
        pack: &'pack Pack,
        experience: Experience,
        goals: &[String],
    ) -> Route<'pack> {
        let all: Vec<Stop<'pack>> =
            self.tutorials.iter().filter_map(|entry| stop(pack, entry, goals)).collect();
        let [easiest, hardest] = experience.suits();
        let mut by_goals: Vec<usize> = (0..all.len()).collect();
        by_goals.sort_by_key(|index| std::cmp::Reverse(all.get(*index).map(|stop| stop.goals_served)));
        let mut walk =
            Walk { all: &all, is_seen: vec![false; all.len()], placed: Vec::with_capacity(all.len()) };
        let suits = |stop: &Stop| (easiest..=hardest).contains(&stop.tutorial.difficulty);
        for index in by_goals {
            if all.get(index).is_some_and(suits) {
                walk.place(index);
            }
        }
        let within = |wanted: fn(Difficulty, [Difficulty; 2]) -> bool| {
            let fits = move |stop: &&Stop| wanted(stop.tutorial.difficulty, [easiest, hardest]);
            all.iter().filter(fits).copied().collect()
        };
        Route {
            stops: walk.placed.iter().copied().filter(suits).collect(),
            easier: within(|difficulty, [easiest, _]| difficulty < easiest),
            harder: within(|difficulty, [_, hardest]| difficulty > hardest),
        }
    }

    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }
}

fn stop<'pack>(pack: &'pack Pack, entry: &'pack PathTutorial, goals: &[String]) -> Option<Stop<'pack>> {
    let goals_served = entry.goals.iter().filter(|goal| goals.contains(goal)).count();
    Some(Stop { tutorial: pack.tutorial(&entry.id)?, reason: &entry.reason, goals_served })
}

/// Places what it builds on before each tutorial.
struct Walk<'walk, 'pack> {
    all: &'walk [Stop<'pack>],
    is_seen: Vec<bool>,
    placed: Vec<Stop<'pack>>,
}

impl Walk<'_, '_> {
    /// Marked before its prerequisites are looked at, so that even a circle comes to an end.
    fn place(&mut self, index: usize) {
        let (Some(stop), Some(is_seen)) = (self.all.get(index), self.is_seen.get_mut(index)) else { return };
        if std::mem::replace(is_seen, true) {
            return;
        }
        for (earlier, other) in self.all.iter().enumerate() {
            if stop.tutorial.prerequisites.contains(&other.tutorial.id) {
                self.place(earlier);
            }
        }
        self.placed.push(*stop);
    }
}

impl<'pack> Route<'pack> {
    /// For each stop how many stops at least come before it: the longest chain of prerequisites among the stops.
    pub fn depths(&self) -> Vec<usize> {
        let mut depths: Vec<usize> = Vec::with_capacity(self.stops.len());
        for place in 0..self.stops.len() {
            let before = self.before(place).filter_map(|earlier| depths.get(earlier).copied());
            depths.push(before.max().map_or(0, |depth| depth + 1));
        }
        depths
    }

    /// Places of the stops that the one at `place` builds on directly.
    pub fn before(&self, place: usize) -> impl Iterator<Item = usize> {
        let prerequisites = self.stops.get(place).map(|stop| stop.tutorial.prerequisites.as_slice());
        let earlier = self.stops.iter().take(place).enumerate();
        let is_before = move |stop: &Stop| prerequisites.unwrap_or_default().contains(&stop.tutorial.id);
        earlier.filter(move |(_, stop)| is_before(stop)).map(|(place, _)| place)
    }

    /// Every tutorial of the path: those that suit, then the easier and the harder ones.
    pub fn all(&self) -> impl Iterator<Item = &Stop<'pack>> {
        self.stops.iter().chain(&self.easier).chain(&self.harder)
    }
}
