use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use yrs::types::{Event, Events, PathSegment};
use yrs::{DeepObservable, Map, Observable, Transact, TransactionMut};

use super::roots::Roots;
use super::things::Things;

/// Ids of what a transaction may have changed.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub(super) components: BTreeSet<String>,
    pub(super) connections: BTreeSet<String>,
    pub(super) groups: BTreeSet<String>,
    pub(super) annotations: BTreeSet<String>,
    pub(super) design: bool,
}

impl Touched {
    pub(super) fn everything(roots: &Roots) -> Self {
        let txn = roots.doc.transact();
        let all = |things: &Things| {
            things.note(&txn, things.packed.keys(&txn));
            things.ids(&txn)
        };
        Self {
            components: all(&roots.components),
            connections: all(&roots.connections),
            groups: all(&roots.groups),
            annotations: all(&roots.annotations),
            design: true,
        }
    }
}

/// Notes what transactions touch, until it is taken.
#[derive(Debug, Default)]
pub(super) struct TouchedLog(Rc<RefCell<Touched>>);

const OBSERVER: &str = "touched";

impl TouchedLog {
    pub(super) fn on(roots: &Roots) -> Self {
        let log = Self::default();
        log.watch(&roots.components, |touched| &mut touched.components);
        log.watch(&roots.connections, |touched| &mut touched.connections);
        log.watch(&roots.groups, |touched| &mut touched.groups);
        log.watch(&roots.annotations, |touched| &mut touched.annotations);
        let touched = Rc::clone(&log.0);
        roots.design.observe(OBSERVER, move |_, _| touched.borrow_mut().design = true);
        let touched = Rc::clone(&log.0);
        roots.rationale.observe(OBSERVER, move |_, _| touched.borrow_mut().design = true);
        log
    }

    fn watch(&self, things: &Things, ids: fn(&mut Touched) -> &mut BTreeSet<String>) {
        let touched = Rc::clone(&self.0);
        let note = move |txn: &TransactionMut<'_>, events: &Events<'_>| {
            note(txn, events, ids(&mut touched.borrow_mut()));
        };
        things.singles.observe_deep(OBSERVER, note);
        let (touched, packed) = (Rc::clone(&self.0), things.clone());
        things.packed.observe(OBSERVER, move |txn, event| {
            let names = event.keys(txn).keys().map(AsRef::as_ref);
            ids(&mut touched.borrow_mut()).extend(packed.note(txn, names));
        });
    }

    pub(super) fn take(&self) -> Touched {
        self.0.take()
    }
}

fn note(txn: &TransactionMut<'_>, events: &Events<'_>, ids: &mut BTreeSet<String>) {
    for event in events.iter() {
        match (event.path().front(), event) {
            (Some(PathSegment::Key(id)), _) => {
                ids.insert(id.to_string());
            }
            (None, Event::Map(event)) => ids.extend(event.keys(txn).keys().map(ToString::to_string)),
            _ => {}
        }
    }
}
