//! What must hold for a pack to be used at all: counts, ids, references.

use std::collections::{BTreeMap, BTreeSet};

use assessment::{Item, code::task_flaws};

use crate::{Challenge, CodeTask, Criterion, Flaw, Objective, Pack, Place, Step, StepKind, Tutorial, limits};

mod question;

/// More flaws than this are not collected: a pack that bad needs no longer list.
const MAX_FLAWS: usize = 1_000;

/// What breaks a rule of structure, in the order of the pack; empty where the pack can be used.
pub fn flaws(pack: &Pack) -> Vec<Flaw> {
    let known = Known::of(pack);
    let mut checker = Checker { known: &known, flaws: Vec::new() };
    checker.header(pack);
    checker.topics(pack);
    checker.unique("items", "item", pack.items.iter().map(|item| item.id.as_str()), limits::MAX_ITEMS);
    for (index, item) in pack.items.iter().enumerate() {
        checker.item(&Place::entry("items", index), item);
    }
    let ids = pack.tutorials.iter().map(|tutorial| tutorial.id.as_str());
    checker.unique("tutorials", "tutorial", ids, limits::MAX_TUTORIALS);
    for (index, tutorial) in pack.tutorials.iter().enumerate() {
        checker.tutorial(&Place::entry("tutorials", index), tutorial);
    }
    checker.tasks_and_principles(pack);
    checker.cycles(pack);
    let ids = pack.challenges.iter().map(|challenge| challenge.id.as_str());
    checker.unique("challenges", "challenge", ids, limits::MAX_CHALLENGES);
    for (index, challenge) in pack.challenges.iter().enumerate() {
        checker.challenge(&Place::entry("challenges", index), challenge);
    }
    checker.flaws
}

struct Known<'p> {
    /// Skills by topic.
    topics: BTreeMap<&'p str, BTreeSet<&'p str>>,
    skills: BTreeSet<&'p str>,
    items: BTreeSet<&'p str>,
    tutorials: BTreeSet<&'p str>,
    tasks: BTreeSet<&'p str>,
    principles: BTreeSet<&'p str>,
}

impl<'p> Known<'p> {
    fn of(pack: &'p Pack) -> Self {
        let mut topics = BTreeMap::<&str, BTreeSet<&str>>::new();
        for topic in &pack.topics {
            topics.entry(&topic.id).or_default().extend(topic.skills.iter().map(|skill| skill.id.as_str()));
        }
        Self {
            skills: topics.values().flatten().copied().collect(),
            topics,
            items: pack.items.iter().map(|item| item.id.as_str()).collect(),
            tutorials: pack.tutorials.iter().map(|tutorial| tutorial.id.as_str()).collect(),
            tasks: pack.tasks.iter().map(|task| task.id.as_str()).collect(),
            principles: pack.principles.iter().map(|principle| principle.id.as_str()).collect(),
        }
    }
}

struct Checker<'p> {
    known: &'p Known<'p>,
    flaws: Vec<Flaw>,
}

impl<'p> Checker<'p> {
    fn expect(&mut self, holds: bool, place: Place, message: impl FnOnce() -> String) {
        if !holds && self.flaws.len() < MAX_FLAWS {
            self.flaws.push(Flaw::new(place, message()));
        }
    }

    fn header(&mut self, pack: &Pack) {
        self.id(Place::default().key("id"), &pack.id);
        let stated = [
            ("title", &pack.title),
            ("summary", &pack.summary),
            ("version", &pack.version),
            ("licence", &pack.licence),
            ("language", &pack.language),
        ];
        for (key, value) in stated {
            self.expect(!value.trim().is_empty(), Place::default().key(key), || {
                format!("the {key} is empty; every pack states it")
            });
        }
    }

    fn topics(&mut self, pack: &'p Pack) {
        self.unique("topics", "topic", pack.topics.iter().map(|topic| topic.id.as_str()), limits::MAX_TOPICS);
        let mut seen = BTreeSet::new();
        for (index, topic) in pack.topics.iter().enumerate() {
            for (skill_index, skill) in topic.skills.iter().enumerate() {
                let place = Place::entry("topics", index).key("skills").index(skill_index).key("id");
                self.id(place.clone(), &skill.id);
                let first = seen.insert(skill.id.as_str());
                self.expect(first, place, || format!("the skill \"{}\" stands twice in the pack", skill.id));
            }
        }
    }

    fn item(&mut self, place: &Place, item: &Item) {
        let known = self.known;
        match known.topics.get(item.topic.as_str()) {
            None => self.expect(false, place.key("topic"), || {
                format!("the topic \"{}\" is unknown; topics.toml has the topics", item.topic)
            }),
            Some(skills) => self.expect(skills.contains(item.skill.as_str()), place.key("skill"), || {
                let expected = skills.iter().copied().collect::<Vec<_>>().join(", ");
                format!("the topic \"{}\" has no skill \"{}\"; it has {expected}", item.topic, item.skill)
            }),
        }
        for (index, enemy) in item.enemies.iter().enumerate() {
            let place = place.key("enemies").index(index);
            let known = known.items.contains(enemy.as_str());
            self.expect(known, place.clone(), || format!("the item \"{enemy}\" is unknown"));
            self.expect(*enemy != item.id, place, || "an item cannot be its own enemy".to_owned());
        }
        if let Err(error) = item.parameters.checked() {
            self.expect(false, place.key("parameters"), || error.to_string());
        }
        self.question(place, &item.question);
    }

    fn tutorial(&mut self, place: &Place, tutorial: &Tutorial) {
        for (index, id) in tutorial.prerequisites.iter().enumerate() {
            let known = self.known.tutorials.contains(id.as_str());
            self.expect(known, place.key("prerequisites").index(index), || {
                format!("the tutorial \"{id}\" is unknown")
            });
        }
        self.objectives(place, &tutorial.objectives);
        let count = tutorial.steps.len();
        self.expect((1..=limits::MAX_STEPS).contains(&count), place.key("steps"), || {
            format!("the tutorial has {count} steps; 1 to {} were expected", limits::MAX_STEPS)
        });
        let objectives = tutorial.objectives.iter().map(|objective| objective.id.as_str()).collect();
        let mut seen = BTreeSet::new();
        for (index, step) in tutorial.steps.iter().enumerate() {
            let place = place.key("steps").index(index);
            self.id(place.key("id"), &step.id);
            let first = seen.insert(step.id.as_str());
            self.expect(first, place.key("id"), || {
                format!("the step \"{}\" stands twice in the tutorial", step.id)
            });
            self.step(&place, step, &objectives);
        }
    }

    fn challenge(&mut self, place: &Place, challenge: &Challenge) {
        for (index, id) in challenge.topics.iter().enumerate() {
            let known = self.known.topics.contains_key(id.as_str());
            self.expect(known, place.key("topics").index(index), || {
                format!("the topic \"{id}\" is unknown; topics.toml has the topics")
            });
        }
        self.expect(!challenge.sources.is_empty(), place.key("sources"), || {
            "there is no source; at least one was expected".to_owned()
        });
        let brief = place.key("brief");
        self.expect(!challenge.brief.clients.is_empty(), place.clone(), || {
            "there is no client; at least one was expected".to_owned()
        });
        let mut seen = BTreeSet::new();
        for (index, client) in challenge.brief.clients.iter().enumerate() {
            let place = brief.key("clients").index(index);
            self.id(place.key("id"), &client.id);
            let first = seen.insert(client.id.as_str());
            self.expect(first, place.key("id"), || format!("the client \"{}\" stands twice", client.id));
            let shares = [client.read_share_percent, client.static_share_percent];
            self.expect(shares.iter().all(|share| (0.0..=100.0).contains(share)), place.clone(), || {
                "shares lie between 0 and 100 percent".to_owned()
            });
            let is_load =
                (0.0..=1e8).contains(&client.requests_per_second) && client.requests_per_second > 0.0;
            self.expect(is_load, place.key("requests_per_second"), || {
                "more than 0 and at most 100,000,000 requests a second were expected".to_owned()
            });
            self.expect((1.0..=1000.0).contains(&client.peak_factor), place.key("peak_factor"), || {
                "a peak factor of 1 to 1,000 was expected".to_owned()
            });
        }
        for (index, trade_off) in challenge.brief.trade_offs.iter().enumerate() {
            let is_lower = |word: &String| !word.is_empty() && *word == word.to_lowercase();
            let fine = !trade_off.words.is_empty() && trade_off.words.iter().all(is_lower);
            self.expect(fine, brief.key("trade_offs").index(index), || {
                "a trade-off is known by one or more beginnings of words, in lower case".to_owned()
            });
        }
        let count = challenge.brief.requirements.len();
        self.expect((1..=limits::MAX_REQUIREMENTS).contains(&count), brief.key("requirements"), || {
            format!("the brief has {count} requirements; 1 to {} were expected", limits::MAX_REQUIREMENTS)
        });
    }

    fn objectives(&mut self, place: &Place, objectives: &[Objective]) {
        let mut seen = BTreeSet::new();
        for (index, objective) in objectives.iter().enumerate() {
            let place = place.key("objectives").index(index);
            self.id(place.key("id"), &objective.id);
            let first = seen.insert(objective.id.as_str());
            self.expect(first, place.key("id"), || {
                format!("the objective \"{}\" stands twice in the tutorial", objective.id)
            });
            for (skill_index, skill) in objective.skills.iter().enumerate() {
                let known = self.known.skills.contains(skill.as_str());
                self.expect(known, place.key("skills").index(skill_index), || {
                    format!("the skill \"{skill}\" is unknown; topics.toml has the skills")
                });
            }
        }
    }

    fn step(&mut self, place: &Place, step: &Step, objectives: &BTreeSet<&str>) {
        for (index, id) in step.objectives.iter().enumerate() {
            let known = objectives.contains(id.as_str());
            self.expect(known, place.key("objectives").index(index), || {
                format!("the tutorial has no objective \"{id}\"")
            });
        }
        match &step.kind {
            StepKind::Conceptual => {}
            StepKind::Assessment { items } => {
                self.expect(!items.is_empty(), place.key("items"), || {
                    "the step asks nothing; at least one item was expected".to_owned()
                });
                self.items_exist(place, items);
            }
            StepKind::Canvas { criteria, .. } => {
                self.criteria(place, criteria);
            }
            StepKind::Code(task) | StepKind::Visualisation(task) | StepKind::Project(task) => {
                self.items_exist(place, &task.items);
                self.code_task(place, task);
            }
        }
    }

    fn items_exist(&mut self, place: &Place, items: &[String]) {
        for (index, id) in items.iter().enumerate() {
            let known = self.known.items.contains(id.as_str());
            self.expect(known, place.key("items").index(index), || format!("the item \"{id}\" is unknown"));
        }
    }

    fn code_task(&mut self, place: &Place, task: &CodeTask) {
        for (criterion, message) in task_flaws(task) {
            let place = criterion.map_or_else(|| place.clone(), |index| place.key("criteria").index(index));
            self.expect(false, place, || message);
        }
    }

    fn criteria(&mut self, place: &Place, criteria: &[Criterion]) {
        self.expect(!criteria.is_empty(), place.clone(), || {
            "a task on the canvas has at least one criterion".to_owned()
        });
        for (index, criterion) in criteria.iter().enumerate() {
            let place = place.key("criteria").index(index).key("points");
            self.expect(criterion.points > 0, place, || "a criterion is worth at least 1 point".to_owned());
        }
    }

    fn tasks_and_principles(&mut self, pack: &Pack) {
        self.unique("tasks", "task", pack.tasks.iter().map(|task| task.id.as_str()), limits::MAX_TASKS);
        for (index, task) in pack.tasks.iter().enumerate() {
            self.criteria(&Place::entry("tasks", index), &task.criteria);
        }
        let ids = pack.principles.iter().map(|principle| principle.id.as_str());
        self.unique("principles", "principle", ids, limits::MAX_PRINCIPLES);
    }

    /// Well-formed ids, none twice, and no more of them than `limit`.
    fn unique<'i>(
        &mut self,
        list: &'static str,
        noun: &str,
        ids: impl ExactSizeIterator<Item = &'i str>,
        limit: usize,
    ) {
        let count = ids.len();
        self.expect(count <= limit, Place::default().key(list), || {
            format!("there are {count} {list}; at most {limit} were expected")
        });
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let place = Place::entry(list, index).key("id");
            self.id(place.clone(), id);
            self.expect(seen.insert(id), place, || format!("the {noun} \"{id}\" stands twice in the pack"));
        }
    }

    fn id(&mut self, place: Place, id: &str) {
        let word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        self.expect(id.len() <= limits::MAX_ID_LENGTH && id.split('-').all(word), place, || {
            format!(
                "\"{}\" is no id; at most {} lower-case letters and digits with single hyphens between were expected",
                id.chars().take(limits::MAX_ID_LENGTH).collect::<String>(),
                limits::MAX_ID_LENGTH
            )
        });
    }

    /// Tutorials that could never be begun because each waits for the other.
    fn cycles(&mut self, pack: &Pack) {
        let indices: BTreeMap<&str, usize> = pack
            .tutorials
            .iter()
            .enumerate()
            .map(|(index, tutorial)| (tutorial.id.as_str(), index))
            .collect();
        let waits_for: Vec<Vec<usize>> = pack
            .tutorials
            .iter()
            .map(|tutorial| {
                tutorial.prerequisites.iter().filter_map(|id| indices.get(id.as_str()).copied()).collect()
            })
            .collect();
        let stuck = stuck(&waits_for);
        for (index, tutorial) in pack.tutorials.iter().enumerate() {
            self.expect(
                !stuck.contains(&index),
                Place::entry("tutorials", index).key("prerequisites"),
                || format!("\"{}\" can never be begun: its prerequisites go round in a circle", tutorial.id),
            );
        }
    }
}

/// What is left when everything that waits for nothing (any more) is taken away, again and again (Kahn, 1962).
fn stuck(waits_for: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut unmet: Vec<usize> = waits_for.iter().map(Vec::len).collect();
    let mut opens = vec![Vec::new(); waits_for.len()];
    for (index, others) in waits_for.iter().enumerate() {
        for other in others {
            if let Some(opened) = opens.get_mut(*other) {
                opened.push(index);
            }
        }
    }
    let mut left: BTreeSet<usize> = (0..waits_for.len()).collect();
    let mut free: Vec<usize> = left.iter().copied().filter(|index| unmet.get(*index) == Some(&0)).collect();
    while let Some(index) = free.pop() {
        left.remove(&index);
        for opened in opens.get(index).into_iter().flatten() {
            if let Some(count) = unmet.get_mut(*opened) {
                *count -= 1;
                if *count == 0 {
                    free.push(*opened);
                }
            }
        }
    }
    left
}
