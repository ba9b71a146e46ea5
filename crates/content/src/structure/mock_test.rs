//! What a rehearsal needs to be taken at all.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::{MockSection, Pack, Place, limits};

impl Checker<'_> {
    pub(super) fn mock_tests(&mut self, pack: &Pack) {
        let ids = pack.mock_tests.iter().map(|mock| mock.id.as_str());
        self.unique(&Place::default().key("mock_tests"), "mock tests", ids, limits::MAX_MOCK_TESTS);
        // How many items of each topic a test can ask.
        let mut there = BTreeMap::new();
        for item in pack.items.iter().filter(|item| !item.question.takes_long()) {
            *there.entry(item.topic.as_str()).or_insert(0_usize) += 1;
        }
        for (index, mock) in pack.mock_tests.iter().enumerate() {
            let place = Place::entry("mock_tests", index).key("sections");
            let count = mock.sections.len();
            self.expect((1..=limits::MAX_SECTIONS).contains(&count), place.clone(), || {
                format!("the mock test has {count} sections; 1 to {} were expected", limits::MAX_SECTIONS)
            });
            let mut asked = BTreeSet::new();
            for (index, section) in mock.sections.iter().enumerate() {
                self.section(&place.index(index), section, &there, &mut asked);
            }
        }
    }

    fn section<'p>(
        &mut self,
        place: &Place,
        section: &'p MockSection,
        there: &BTreeMap<&str, usize>,
        asked: &mut BTreeSet<&'p str>,
    ) {
        let minutes = section.minutes;
        self.expect((1..=limits::MAX_SECTION_MINUTES).contains(&minutes), place.key("minutes"), || {
            format!("the section has {minutes} minutes; 1 to {} were expected", limits::MAX_SECTION_MINUTES)
        });
        self.expect(section.questions() > 0, place.clone(), || {
            "the section asks nothing; items or topics were expected".to_owned()
        });
        for (index, id) in section.items.iter().enumerate() {
            let place = place.key("items").index(index);
            let known = self.known.items.contains(id.as_str());
            self.expect(known, place.clone(), || format!("the item \"{id}\" is unknown"));
            self.expect(asked.insert(id), place, || format!("the item \"{id}\" stands twice in the test"));
        }
        for (index, quota) in section.quotas.iter().enumerate() {
            let place = place.key("quotas").index(index);
            let there = there.get(quota.topic.as_str()).copied().unwrap_or_default();
            let wanted = quota.items as usize;
            self.expect((1..=there).contains(&wanted), place, || {
                format!(
                    "{wanted} items of the topic \"{}\" are asked for; it has {there} that a test can ask",
                    quota.topic
                )
            });
        }
    }
}
