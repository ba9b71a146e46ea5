//! Many things in one value.
//!
//! Ten thousand components as maps of the shared document take twenty times the room of their fields.
//!
//! Only what a design is made with is packed. What has maps of its own keeps them, also in designs that are older than packs: to
//! pack it later would be to delete its maps, and what another tab, another device or somebody with a copy changes in a map after
//! that is lost when the two are merged, for what is deleted takes no changes. A new document in place of the old one would be worse:
//! merged with an old copy it shows again what was deleted since. Whoever wants such a design small exports it and imports the file,
//! which makes another design.

use std::sync::Arc;

use yrs::encoding::write::Write;

use super::scan::Cursor;

/// Things that were made together: one after the other the id of each and its fields, each with its length before it.
/// Only what is set later becomes an item of the shared document.
#[derive(Debug)]
pub(super) struct Pack {
    bytes: Arc<[u8]>,
    /// Where in the bytes each begins, sorted by id.
    starts: Vec<u32>,
}

impl Pack {
    /// Bytes of ids and encoded fields.
    pub(super) fn write(things: impl Iterator<Item = (impl AsRef<str>, Vec<u8>)>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (id, fields) in things {
            bytes.write_string(id.as_ref());
            bytes.write_buf(fields);
        }
        bytes
    }

    /// Ends at what is no thing: somebody else's bytes may hold anything. Of two with one id the later counts.
    pub(super) fn read(bytes: Arc<[u8]>) -> Self {
        let mut starts = Vec::new();
        let mut cursor = Cursor::on(&bytes);
        loop {
            // An update is far smaller than 4 GB.
            let start = (bytes.len() - cursor.left()) as u32;
            if cursor.text().and_then(|_| cursor.counted()).is_none() {
                break;
            }
            starts.push(start);
        }
        starts.sort_by(|a, b| id_at(&bytes, *a).cmp(&id_at(&bytes, *b)).then(b.cmp(a)));
        starts.dedup_by(|a, b| id_at(&bytes, *a) == id_at(&bytes, *b));
        starts.shrink_to_fit();
        Self { bytes, starts }
    }

    pub(super) fn is_of(&self, bytes: &Arc<[u8]>) -> bool {
        Arc::ptr_eq(&self.bytes, bytes)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.starts.iter().filter_map(|start| id_at(&self.bytes, *start))
    }

    /// The encoded fields of one.
    pub(super) fn fields(&self, id: &str) -> Option<&[u8]> {
        let found = self.starts.binary_search_by(|start| id_at(&self.bytes, *start).cmp(&Some(id))).ok()?;
        let mut cursor = cursor_at(&self.bytes, *self.starts.get(found)?)?;
        cursor.text()?;
        cursor.counted()
    }
}

fn cursor_at(bytes: &[u8], start: u32) -> Option<Cursor<'_>> {
    Some(Cursor::on(bytes.get(start as usize..)?))
}

fn id_at(bytes: &[u8], start: u32) -> Option<&str> {
    cursor_at(bytes, start)?.text()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(things: &[(&str, &[u8])]) -> Pack {
        let bytes = Pack::write(things.iter().map(|(id, fields)| (*id, fields.to_vec())));
        Pack::read(bytes.into())
    }

    #[test]
    fn each_is_found_by_its_id() {
        let pack = pack(&[("b", &[1]), ("a", &[]), ("größer 🦀", &[2, 3])]);
        assert_eq!(pack.ids().collect::<Vec<_>>(), ["a", "b", "größer 🦀"]);
        assert_eq!(pack.fields("b"), Some(&[1][..]));
        assert_eq!(pack.fields("a"), Some(&[][..]));
        assert_eq!(pack.fields("größer 🦀"), Some(&[2, 3][..]));
        assert_eq!(pack.fields("c"), None);
    }

    #[test]
    fn of_two_with_one_id_the_later_counts() {
        let pack = pack(&[("a", &[1]), ("b", &[2]), ("a", &[3])]);
        assert_eq!(pack.ids().count(), 2);
        assert_eq!(pack.fields("a"), Some(&[3][..]));
    }

    #[test]
    fn bytes_that_end_too_soon_or_are_none_hold_what_comes_before() {
        let whole = Pack::write([("a", vec![1]), ("b", vec![2; 200])].into_iter());
        let ids = |bytes: &[u8]| Pack::read(bytes.into()).ids().count();
        assert_eq!((ids(&whole), ids(&whole[..whole.len() - 1]), ids(&[])), (2, 1, 0));
        assert_eq!(ids(&[255, 255, 255, 255, 15, 1]), 0);
        assert_eq!(ids(&[1, 0xff, 0]), 0, "no text");
    }
}
