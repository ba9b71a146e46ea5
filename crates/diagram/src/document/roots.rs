use std::collections::HashMap;
use std::sync::Arc;

use yrs::{Any, ClientID, Doc, Map, MapRef, Options, Out, ReadTxn, TextRef};

use crate::wire::Fields;

const CLIENT_ID_BITS: u64 = (1 << 53) - 1;

/// The Yjs document and its top level: what lies where is part of the saved format.
#[derive(Debug)]
pub(super) struct Roots {
    pub(super) doc: Doc,
    /// Id to fields, as in a file, and `z` for the drawing order.
    pub(super) components: MapRef,
    pub(super) connections: MapRef,
    pub(super) groups: MapRef,
    /// `name`
    pub(super) design: MapRef,
    /// Text, so that two people can write at once.
    pub(super) rationale: TextRef,
}

impl Roots {
    pub(super) fn new(client_id: u64) -> Self {
        let client_id = ClientID::new(client_id & CLIENT_ID_BITS);
        // The id of the document is only used to tell embedded ones apart.
        let doc = Doc::with_options(Options::with_guid_and_client_id("design".into(), client_id));
        Self {
            components: doc.get_or_insert_map("components"),
            connections: doc.get_or_insert_map("connections"),
            groups: doc.get_or_insert_map("groups"),
            design: doc.get_or_insert_map("design"),
            rationale: doc.get_or_insert_text("rationale"),
            doc,
        }
    }
}

/// Marks an entry that was deleted. It stays in the document, so that what others did to it meanwhile is not
/// lost when the deletion is undone.
pub(super) const DELETED: &str = "deleted";

/// The fields of one entry; `None` when it is not there or deleted.
pub(super) fn entry<T: ReadTxn>(txn: &T, root: &MapRef, id: &str) -> Option<Fields> {
    match root.get(txn, id)? {
        Out::YMap(map) if is_deleted(txn, &map) => None,
        Out::YMap(map) => Some(fields(txn, &map, true)),
        // Something else entirely: nothing of it can be read, which its reader tells.
        _ => Some(Fields::new()),
    }
}

pub(super) fn is_deleted<T: ReadTxn>(txn: &T, map: &MapRef) -> bool {
    matches!(map.get(txn, DELETED), Some(Out::Any(Any::Bool(true))))
}

/// Follows maps one level down, where properties are, and no further.
fn fields<T: ReadTxn>(txn: &T, map: &MapRef, deeper: bool) -> Fields {
    let mut fields = HashMap::new();
    for (name, out) in map.iter(txn) {
        match out {
            Out::Any(any) => {
                fields.insert(name.to_owned(), any);
            }
            Out::YMap(inner) if deeper => {
                fields.insert(name.to_owned(), Any::Map(Arc::new(self::fields(txn, &inner, false))));
            }
            _ => {}
        }
    }
    fields
}
