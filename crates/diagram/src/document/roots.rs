use yrs::{ClientID, Doc, MapRef, Options, TextRef};

use super::things::Things;

const CLIENT_ID_BITS: u64 = (1 << 53) - 1;

/// The Yjs document and its top level: what lies where is part of the saved format.
#[derive(Debug)]
pub(super) struct Roots {
    pub(super) doc: Doc,
    pub(super) components: Things,
    pub(super) connections: Things,
    pub(super) groups: Things,
    pub(super) annotations: Things,
    /// `name`
    pub(super) design: MapRef,
    /// Text, so that two people can write at once.
    pub(super) rationale: TextRef,
}

impl Roots {
    pub(super) fn new(client_id: u64) -> Self {
        let client_id = ClientID::new(client_id & CLIENT_ID_BITS);
        // The id of the document is only used to tell embedded ones apart.
        let mut options = Options::with_guid_and_client_id("design".into(), client_id);
        // What was deleted stays an item of its own. Joined with its neighbours it could be longer than the gap that it
        // fills in a copy which missed it, and yrs 0.28 then miscounts the gap (`BlockStore::push`).
        options.skip_gc = true;
        let doc = Doc::with_options(options);
        Self {
            components: Things::of(&doc, "components"),
            connections: Things::of(&doc, "connections"),
            groups: Things::of(&doc, "groups"),
            annotations: Things::of(&doc, "annotations"),
            design: doc.get_or_insert_map("design"),
            rationale: doc.get_or_insert_text("rationale"),
            doc,
        }
    }
}
