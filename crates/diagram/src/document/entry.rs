use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use yrs::encoding::read::Cursor;
use yrs::{Any, Map, MapPrelim, MapRef, Out, ReadTxn, TransactionMut};

use super::pack::Pack;
use super::scan;
use super::things::Things;
use crate::wire::{Fields, PROPERTIES, Written};

/// All fields as they were when the entry was made, in one value: ten thousand components with ten items each
/// would take four times as long to open. The value is bytes, a map as Yjs writes one: read into maps, those of a large
/// design would take more room than everything else. Older designs have the map itself.
const MADE: &str = "made";

/// Before the id of a property that was set later: two people can set two properties.
const PROPERTY_PREFIX: &str = "properties.";

/// Marks an entry that was deleted. It stays in the document, so that what others did to it meanwhile is not
/// lost when the deletion is undone.
const DELETED: &str = "deleted";

/// One component, connection or group: the fields it was made with, and over them those that were set later.
///
/// `null` takes a field away. Removing what was set later would not do, because what it was made with would
/// show again, and because it breaks the chain of undo.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    /// A map of its own.
    Single(MapRef),
    Packed {
        id: String,
        pack: Rc<Pack>,
        things: Things,
    },
}

impl Entry {
    pub(super) fn find<T: ReadTxn>(txn: &T, things: &Things, id: &str) -> Option<Self> {
        if let Some(Out::YMap(map)) = things.singles.get(txn, id) {
            return Some(Self::Single(map));
        }
        let pack = things.pack(txn).filter(|pack| pack.fields(id).is_some())?;
        Some(Self::Packed { id: id.to_owned(), pack, things: things.clone() })
    }

    /// Of `z`, the highest is drawn last.
    pub(super) fn make(txn: &mut TransactionMut<'_>, things: &Things, id: &str, fields: Written, z: f64) {
        let made = Any::from(encoded(fields, z));
        things.singles.insert(txn, id, MapPrelim::default()).insert(txn, MADE, made);
    }

    pub(super) fn fields<T: ReadTxn>(&self, txn: &T) -> Arc<Fields> {
        let mut fields = self.made(txn).unwrap_or_default();
        let mut properties = HashMap::new();
        for (field, any) in self.all_set_later(txn) {
            if let Some(property) = field.strip_prefix(PROPERTY_PREFIX) {
                properties.insert(property.to_owned(), any);
            } else if field != MADE {
                overlay(Arc::make_mut(&mut fields), field, any);
            }
        }
        if !properties.is_empty() {
            let fields = Arc::make_mut(&mut fields);
            let mut all = match fields.remove(PROPERTIES) {
                Some(Any::Map(all)) => all,
                _ => Arc::default(),
            };
            properties.into_iter().for_each(|(id, any)| overlay(Arc::make_mut(&mut all), id, any));
            fields.insert(PROPERTIES.to_owned(), Any::Map(all));
        }
        fields
    }

    /// `None` where the field is absent.
    pub(super) fn value<T: ReadTxn>(&self, txn: &T, field: &str) -> Option<Any> {
        let value = match self.set_later(txn, field) {
            Some(any) => Some(any),
            None => match field.strip_prefix(PROPERTY_PREFIX) {
                None => self.made(txn)?.get(field).cloned(),
                Some(property) => match self.made(txn)?.get(PROPERTIES) {
                    Some(Any::Map(properties)) => properties.get(property).cloned(),
                    _ => None,
                },
            },
        };
        value.filter(|any| !is_absent(any))
    }

    pub(super) fn text<T: ReadTxn>(&self, txn: &T, field: &str) -> Option<Arc<str>> {
        match self.value(txn, field)? {
            Any::String(text) => Some(text),
            _ => None,
        }
    }

    /// `None` makes the field absent. What is so already makes no change and no step of undo.
    pub(super) fn set(&self, txn: &mut TransactionMut<'_>, field: &str, value: Option<Any>) {
        if self.value(txn, field) == value {
            return;
        }
        let any = value.unwrap_or(Any::Null);
        match self {
            Self::Single(map) => map.insert(txn, field, any),
            Self::Packed { id, things, .. } => things.packed.insert(txn, Things::name(id, field), any),
        };
    }

    pub(super) fn set_property(&self, txn: &mut TransactionMut<'_>, property: &str, value: Option<Any>) {
        self.set(txn, &format!("{PROPERTY_PREFIX}{property}"), value);
    }

    pub(super) fn is_deleted<T: ReadTxn>(&self, txn: &T) -> bool {
        matches!(self.set_later(txn, DELETED), Some(Any::Bool(true)))
    }

    pub(super) fn delete(&self, txn: &mut TransactionMut<'_>) {
        self.set(txn, DELETED, Some(Any::from(true)));
    }

    fn made<T: ReadTxn>(&self, txn: &T) -> Option<Arc<Fields>> {
        match self {
            Self::Single(map) => match map.get(txn, MADE) {
                Some(Out::Any(Any::Map(made))) => Some(made),
                Some(Out::Any(Any::Buffer(bytes))) => read_made(&bytes),
                _ => None,
            },
            Self::Packed { id, pack, .. } => read_made(pack.fields(id)?),
        }
    }

    fn set_later<T: ReadTxn>(&self, txn: &T, field: &str) -> Option<Any> {
        let found = match self {
            Self::Single(map) => map.get(txn, field),
            Self::Packed { id, things, .. } => things.packed.get(txn, &Things::name(id, field)),
        };
        match found {
            Some(Out::Any(any)) => Some(any),
            _ => None,
        }
    }

    fn all_set_later<T: ReadTxn>(&self, txn: &T) -> Vec<(String, Any)> {
        let fields = match self {
            Self::Single(map) => map.keys(txn).map(str::to_owned).collect(),
            Self::Packed { id, things, .. } => things.set_later(id),
        };
        let set = |field: String| Some((self.set_later(txn, &field)?, field));
        fields.into_iter().filter_map(set).map(|(any, field)| (field, any)).collect()
    }
}

/// The fields a thing is made with, and of `z`, the highest is drawn last.
pub(super) fn encoded(fields: Written, z: f64) -> Vec<u8> {
    let z = ("z", Any::from(z));
    let says_nothing = |any: &Any| matches!(any, Any::Map(fields) if fields.is_empty());
    let said = fields.into_iter().chain([z]).filter(|(_, any)| !says_nothing(any));
    let made: Fields = said.map(|(field, any)| (field.to_owned(), any)).collect();
    let mut bytes = Vec::new();
    Any::from(made).encode(&mut bytes);
    bytes
}

/// Somebody else's bytes may hold anything.
fn read_made(bytes: &[u8]) -> Option<Arc<Fields>> {
    if !scan::is_value(bytes) {
        return None;
    }
    match Any::decode(&mut Cursor::new(bytes)) {
        Ok(Any::Map(made)) => Some(made),
        _ => None,
    }
}

fn overlay(fields: &mut Fields, field: String, any: Any) {
    if is_absent(&any) {
        fields.remove(&field);
    } else {
        fields.insert(field, any);
    }
}

fn is_absent(any: &Any) -> bool {
    matches!(any, Any::Null | Any::Undefined)
}

/// What can be read of each entry that is not deleted; what is no entry at all has no fields.
pub(super) fn fields_of<T: ReadTxn>(txn: &T, things: &Things, id: &str) -> Option<Arc<Fields>> {
    match Entry::find(txn, things, id) {
        Some(entry) if entry.is_deleted(txn) => None,
        Some(entry) => Some(entry.fields(txn)),
        None => things.singles.contains_key(txn, id).then(Arc::default),
    }
}

#[cfg(test)]
mod tests {
    use yrs::Transact;

    use super::*;
    use crate::document::roots::Roots;

    /// The fields of an entry that was made with some value.
    fn fields_made_with(made: Any) -> Arc<Fields> {
        let roots = Roots::new(1);
        let mut txn = roots.doc.transact_mut();
        roots.components.singles.insert(&mut txn, "c", MapPrelim::default()).insert(&mut txn, MADE, made);
        fields_of(&txn, &roots.components, "c").unwrap_or_default()
    }

    #[test]
    fn fields_are_the_same_as_bytes_and_as_the_map_of_older_designs() {
        let map = Any::from(HashMap::from([
            ("kind".to_owned(), Any::from("cache")),
            ("x".to_owned(), Any::from(8.0)),
        ]));
        let mut bytes = Vec::new();
        map.encode(&mut bytes);
        let found = fields_made_with(Any::from(bytes));
        assert_eq!(found, fields_made_with(map));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn bytes_that_are_no_map_are_no_fields() {
        let deep = [[117, 1].repeat(10_000), vec![126]].concat();
        let huge = vec![118, 255, 255, 255, 255, 15];
        for bytes in [vec![], vec![126], vec![118, 200], huge, deep, vec![0; 64]] {
            assert!(fields_made_with(Any::from(bytes)).is_empty());
        }
    }
}
