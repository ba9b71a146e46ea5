//! Tabs that tell each other of every change: news comes out of order, twice, late or not at all, until they ask.

use proptest::prelude::*;
use proptest::sample::select;

use super::Document;
use super::many::{EDITS, Edit, PEOPLE, Person, meet, people};
use crate::samples;

#[derive(Debug, Clone)]
enum Step {
    Edit {
        who: usize,
        what: Edit,
        pick: u32,
        by: (i32, i32),
    },
    Undo(usize),
    Redo(usize),
    /// Somebody hears one of the news that wait for them.
    Hear {
        who: usize,
        which: usize,
    },
    /// The same, and will hear it again.
    HearForNow {
        who: usize,
        which: usize,
    },
    /// A tab that slept missed it.
    Miss {
        who: usize,
        which: usize,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE;
    let by = (-40..40_i32, -40..40_i32).prop_map(|(x, y)| (x * 8, y * 8));
    prop_oneof![
        10 => (who(), select(EDITS.to_vec()), any::<u32>(), by)
            .prop_map(|(who, what, pick, by)| Step::Edit { who, what, pick, by }),
        2 => who().prop_map(Step::Undo),
        2 => who().prop_map(Step::Redo),
        10 => (who(), 0..4_usize).prop_map(|(who, which)| Step::Hear { who, which }),
        2 => (who(), 0..4_usize).prop_map(|(who, which)| Step::HearForNow { who, which }),
        1 => (who(), 0..4_usize).prop_map(|(who, which)| Step::Miss { who, which }),
    ]
}

struct Room {
    people: Vec<Person>,
    /// News that waits for each.
    waiting: Vec<Vec<Vec<u8>>>,
}

impl Room {
    fn act(&mut self, who: usize, act: impl FnOnce(&mut Person)) {
        let person = &mut self.people[who];
        let seen = person.document.seen();
        act(person);
        check(person);
        let news = person.document.changes_since(&seen).unwrap();
        let others = self.waiting.iter_mut().enumerate().filter(|(other, _)| *other != who);
        others.for_each(|(_, waiting)| waiting.push(news.clone()));
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Edit { who, what, pick, by } => self.act(who, |person| person.edit(what, pick, by)),
            Step::Undo(who) => self.act(who, |person| drop(person.document.undo())),
            Step::Redo(who) => self.act(who, |person| drop(person.document.redo())),
            Step::Hear { who, which } => {
                if which < self.waiting[who].len() {
                    let news = self.waiting[who].remove(which);
                    self.hear(who, &news);
                }
            }
            Step::HearForNow { who, which } => {
                if let Some(news) = self.waiting[who].get(which).cloned() {
                    self.hear(who, &news);
                }
            }
            Step::Miss { who, which } => {
                if which < self.waiting[who].len() {
                    self.waiting[who].remove(which);
                }
            }
        }
    }

    fn hear(&mut self, who: usize, news: &[u8]) {
        self.people[who].document.merge(news).unwrap();
        check(&self.people[who]);
    }
}

/// While news waits for what it builds on, reading the document anew may already know what to do with some of it.
fn check(person: &Person) {
    let (_, told) = Document::from_bytes(99, &person.document.to_bytes()).unwrap();
    if !told.iter().any(|sentence| sentence.starts_with("Some changes are missing")) {
        person.check();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn news_in_any_order_twice_or_lost_ends_with_one_design_once_all_have_asked(
        start in samples::diagram(), steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut room = Room { people: people(&start), waiting: vec![Vec::new(); PEOPLE] };
        for step in steps {
            room.take(step);
        }
        for _ in 0..2 {
            for other in 1..PEOPLE {
                meet(&mut room.people, 0, other);
            }
        }
        room.people.iter().for_each(Person::check);
        for other in &room.people[1..] {
            prop_assert_eq!(room.people[0].document.diagram(), other.document.diagram());
        }
    }
}
