//! What a picture has to be to travel in a pack.

use std::collections::BTreeSet;

use super::Checker;
use crate::{Pack, Place, limits, picture};

impl Checker<'_> {
    pub(super) fn pictures(&mut self, pack: &Pack) {
        let count = pack.pictures.len();
        self.expect(count <= limits::MAX_PICTURES, Place::default().key("pictures"), || {
            format!("there are {count} pictures; at most {} were expected", limits::MAX_PICTURES)
        });
        let mut seen = BTreeSet::new();
        for (index, shown) in pack.pictures.iter().take(limits::MAX_PICTURES).enumerate() {
            let place = Place::entry("pictures", index);
            let first = seen.insert(shown.name.as_str());
            self.expect(first, place.key("name"), || format!("the picture \"{}\" stands twice", shown.name));
            if let Some(message) = picture::objection(shown) {
                self.expect(false, place, || format!("{}: {message}", shown.name));
            }
        }
    }
}
