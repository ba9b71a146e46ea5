use serde::Deserialize;

use crate::{MockSection, MockTest, Quota};

/// `mock-tests.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MockTestsSource {
    pub(crate) mock_test: Vec<MockTestSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MockTestSource {
    id: String,
    title: String,
    summary: String,
    section: Vec<MockSectionSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MockSectionSource {
    title: String,
    minutes: u32,
    #[serde(default)]
    items: Vec<String>,
    #[serde(default)]
    topics: Vec<Quota>,
}

impl MockTestSource {
    pub(crate) fn into_mock_test(self) -> MockTest {
        let section = |section: MockSectionSource| MockSection {
            title: section.title,
            minutes: section.minutes,
            items: section.items,
            quotas: section.topics,
        };
        MockTest {
            id: self.id,
            title: self.title,
            summary: self.summary,
            sections: self.section.into_iter().map(section).collect(),
        }
    }
}
