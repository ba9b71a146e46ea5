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
    /// Of each, what was kept and read anew while something was missing. It hears all that they hear from then on.
    read_anew: Vec<Vec<Document>>,
}

/// Copies that are kept of one person at a time.
const MOST_COPIES: usize = 3;

impl Room {
    fn act(&mut self, who: usize, act: impl FnOnce(&mut Person)) {
        let person = &mut self.people[who];
        let seen = person.document.seen();
        act(person);
        let news = person.document.changes_since(&seen).unwrap();
        self.tell_copies(who, &news);
        self.check(who);
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
        self.tell_copies(who, news);
        self.check(who);
    }

    fn tell_copies(&mut self, who: usize, news: &[u8]) {
        self.read_anew[who].iter_mut().for_each(|copy| drop(copy.merge(news).unwrap()));
    }

    /// While news waits for what it builds on, reading the document anew may already know what to do with some of it. So
    /// what was read then is compared once nothing is missing any more: by then it has to be the same.
    fn check(&mut self, who: usize) {
        let person = &self.people[who];
        let (anew, told) = Document::from_bytes(99, &person.document.to_bytes()).unwrap();
        let copies = &mut self.read_anew[who];
        if told.iter().any(|sentence| sentence.starts_with("Some changes are missing")) {
            if copies.len() < MOST_COPIES {
                copies.push(anew);
            }
            return;
        }
        person.check();
        copies.drain(..).for_each(|copy| assert_eq!(copy.diagram(), person.document.diagram()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn news_in_any_order_twice_or_lost_ends_with_one_design_once_all_have_asked(
        start in samples::diagram(), steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut room = Room {
            people: people(&start),
            waiting: vec![Vec::new(); PEOPLE],
            read_anew: (0..PEOPLE).map(|_| Vec::new()).collect(),
        };
        for step in steps {
            room.take(step);
        }
        for _ in 0..2 {
            for other in 1..PEOPLE {
                meet(&mut room.people, 0, other);
            }
        }
        for who in 0..PEOPLE {
            let everything = room.people[who].document.changes_since(&Document::new(98).seen()).unwrap();
            room.tell_copies(who, &everything);
            room.check(who);
            prop_assert!(room.read_anew[who].is_empty());
        }
        for other in &room.people[1..] {
            prop_assert_eq!(room.people[0].document.diagram(), other.document.diagram());
        }
    }
}
