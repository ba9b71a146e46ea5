//! What must hold for a pack to be used at all: counts, ids, references.

use std::collections::{BTreeMap, BTreeSet};

use assessment::Item;

use crate::{Flaw, Pack, Place, limits};

mod challenge;
mod circles;
mod interview;
mod kind;
mod kind_property;
mod mock_test;
mod path;
mod picture;
mod question;
mod tutorial;

/// More flaws than this are not collected: a pack that bad needs no longer list.
const MAX_FLAWS: usize = 1_000;

/// What breaks a rule of structure, in the order of the pack; empty where the pack can be used.
pub fn flaws(pack: &Pack) -> Vec<Flaw> {
    let known = Known::of(pack);
    let mut checker = Checker { known: &known, flaws: Vec::new() };
    checker.header(pack);
    checker.topics(pack);
    checker.unique(
        &Place::default().key("items"),
        "items",
        pack.items.iter().map(|item| item.id.as_str()),
        limits::MAX_ITEMS,
    );
    for (index, item) in pack.items.iter().enumerate() {
        checker.item(&Place::entry("items", index), item);
    }
    let ids = pack.tutorials.iter().map(|tutorial| tutorial.id.as_str());
    checker.unique(&Place::default().key("tutorials"), "tutorials", ids, limits::MAX_TUTORIALS);
    for (index, tutorial) in pack.tutorials.iter().enumerate() {
        checker.tutorial(&Place::entry("tutorials", index), tutorial);
    }
    checker.tasks_and_principles(pack);
    checker.interview(&pack.interview);
    checker.exposure(pack);
    checker.cycles(pack);
    checker.paths(pack);
    checker.skill_tree(pack);
    let ids = pack.challenges.iter().map(|challenge| challenge.id.as_str());
    checker.unique(&Place::default().key("challenges"), "challenges", ids, limits::MAX_CHALLENGES);
    for (index, challenge) in pack.challenges.iter().enumerate() {
        checker.challenge(&Place::entry("challenges", index), challenge);
    }
    checker.kinds(pack);
    checker.mock_tests(pack);
    checker.pictures(pack);
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
        self.unique(
            &Place::default().key("topics"),
            "topics",
            pack.topics.iter().map(|topic| topic.id.as_str()),
            limits::MAX_TOPICS,
        );
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
                let expected = skills.iter().take(10).copied().collect::<Vec<_>>().join(", ");
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

    fn tasks_and_principles(&mut self, pack: &Pack) {
        self.unique(
            &Place::default().key("tasks"),
            "tasks",
            pack.tasks.iter().map(|task| task.id.as_str()),
            limits::MAX_TASKS,
        );
        for (index, task) in pack.tasks.iter().enumerate() {
            self.criteria(&Place::entry("tasks", index), &task.criteria);
        }
        let ids = pack.principles.iter().map(|principle| principle.id.as_str());
        self.unique(&Place::default().key("principles"), "principles", ids, limits::MAX_PRINCIPLES);
    }

    fn exposure(&mut self, pack: &Pack) {
        let (chances, items) = (pack.exposure.len(), pack.items.len());
        self.expect(chances == 0 || chances == items, Place::default().key("exposure"), || {
            format!("there are {chances} chances for {items} items; one for each, or none, was expected")
        });
        for (index, chance) in pack.exposure.iter().enumerate() {
            self.expect(*chance > 0.0 && *chance <= 1.0, Place::entry("exposure", index), || {
                format!("a chance is {chance}; a number over 0, up to 1, was expected")
            });
        }
    }

    /// Well-formed ids, none twice, and no more of them than `limit`.
    fn unique<'i>(
        &mut self,
        list: &Place,
        plural: &str,
        ids: impl ExactSizeIterator<Item = &'i str>,
        limit: usize,
    ) {
        let count = ids.len();
        self.expect(count <= limit, list.clone(), || {
            format!("there are {count} {plural}; at most {limit} were expected")
        });
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let place = list.index(index).key("id");
            self.id(place.clone(), id);
            self.expect(seen.insert(id), place, || {
                format!("the {} \"{id}\" stands twice in the pack", singular(plural))
            });
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
}

/// The noun of a list, for one of its entries.
fn singular(plural: &str) -> String {
    match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.strip_suffix('s').unwrap_or(plural).to_owned(),
    }
}
