use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use yrs::{Any, Doc, Map, MapRef, Out, ReadTxn, TransactionMut};

use super::entry::encoded;
use super::pack::Pack;
use crate::wire::Written;

/// The pack among what was changed of the packed things.
const PACK: &str = "made";

/// All things of one sort in the Yjs document.
///
/// What comes with the document when it is made, as from a file, is packed. What is made later has a map of its own, because
/// it can be taken back one by one.
#[derive(Debug, Clone)]
pub(super) struct Things {
    /// Id to a map: what was made one by one.
    pub(super) singles: MapRef,
    /// The [`Pack`], and beside it every field of a packed thing that was set later, each under a name of its own: two
    /// people can set the first two at once.
    pub(super) packed: MapRef,
    known: Rc<RefCell<Known>>,
}

/// What would have to be looked for again and again.
#[derive(Debug, Default)]
struct Known {
    pack: Option<Rc<Pack>>,
    /// Fields that were set later and may be there still, by id.
    set_later: HashMap<String, BTreeSet<String>>,
}

impl Things {
    pub(super) fn of(doc: &Doc, sort: &str) -> Self {
        Self {
            singles: doc.get_or_insert_map(sort),
            packed: doc.get_or_insert_map(format!("packed_{sort}")),
            known: Rc::default(),
        }
    }

    /// Makes all things that a new document begins with, in drawing order.
    pub(super) fn make_all<'a>(
        &self,
        txn: &mut TransactionMut<'_>,
        things: impl Iterator<Item = (&'a str, Written)>,
    ) {
        let encoded = things.zip(1..).map(|((id, fields), z)| (id, encoded(fields, f64::from(z))));
        let bytes = Pack::write(encoded);
        if !bytes.is_empty() {
            self.packed.insert(txn, PACK, Any::from(bytes));
        }
    }

    pub(super) fn ids<T: ReadTxn>(&self, txn: &T) -> BTreeSet<String> {
        let pack = self.pack(txn);
        let packed = pack.iter().flat_map(|pack| pack.ids());
        self.singles.keys(txn).chain(packed).map(str::to_owned).collect()
    }

    pub(super) fn pack<T: ReadTxn>(&self, txn: &T) -> Option<Rc<Pack>> {
        let Some(Out::Any(Any::Buffer(bytes))) = self.packed.get(txn, PACK) else { return None };
        let known = &mut self.known.borrow_mut().pack;
        match known {
            Some(pack) if pack.is_of(&bytes) => Some(Rc::clone(pack)),
            _ => Some(Rc::clone(known.insert(Rc::new(Pack::read(bytes))))),
        }
    }

    /// Under which name a field of a packed thing is set.
    pub(super) fn name(id: &str, field: &str) -> Arc<str> {
        format!("{}:{id}{field}", id.len()).into()
    }

    /// Fields of a packed thing that may have been set later.
    pub(super) fn set_later(&self, id: &str) -> Vec<String> {
        self.known.borrow().set_later.get(id).into_iter().flatten().cloned().collect()
    }

    /// Takes note of names in `packed` that came, went or have another value. Answers with the ids that this concerns, which
    /// are none as long as the pack has not arrived.
    pub(super) fn note<'a, T: ReadTxn>(
        &self,
        txn: &T,
        names: impl Iterator<Item = &'a str>,
    ) -> BTreeSet<String> {
        let pack = self.pack(txn);
        let mut ids = BTreeSet::new();
        for name in names {
            if name == PACK {
                ids.extend(pack.iter().flat_map(|pack| pack.ids()).map(str::to_owned));
            } else if let Some((id, field)) = parted(name) {
                let known = &mut self.known.borrow_mut().set_later;
                known.entry(id.to_owned()).or_default().insert(field.to_owned());
                ids.extend(pack.as_ref().and_then(|pack| pack.fields(id)).map(|_| id.to_owned()));
            }
        }
        ids
    }
}

/// Id and field of a name in `packed`.
fn parted(name: &str) -> Option<(&str, &str)> {
    let (length, rest) = name.split_once(':')?;
    rest.split_at_checked(length.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_whose_field_it_is_whatever_the_id() {
        for (id, field) in [("c1", "x"), ("", "z"), ("a:b/3:", "properties.a:b"), ("größer 🦀", "name")] {
            assert_eq!(parted(&Things::name(id, field)), Some((id, field)));
        }
        for other in [PACK, "x", "9:short", "1:ß", "-1:a", ":a"] {
            assert_eq!(parted(other), None, "{other}");
        }
    }
}
