//! What the properties of a kind may be: what the learner can set has a default that could be chosen, and what the engines
//! know by its id means what it means for the built-in kinds.

use std::collections::BTreeSet;

use diagram::Catalogue;
use diagram::catalogue::{PropertyKind, PropertySpec};

use super::Checker;
use super::kind::{is_word, shortened};
use crate::{Place, limits};

/// Farther from 0 than any number that the catalogue uses.
const LARGEST_NUMBER: f64 = 1e12;

impl Checker<'_> {
    pub(super) fn properties(&mut self, list: &Place, specs: &[PropertySpec]) {
        let count = specs.len();
        self.expect(count <= limits::MAX_PROPERTIES, list.clone(), || {
            format!("there are {count} properties; at most {} were expected", limits::MAX_PROPERTIES)
        });
        let mut seen = BTreeSet::new();
        for (index, spec) in specs.iter().enumerate().take(limits::MAX_PROPERTIES) {
            let place = list.index(index);
            let holds = is_word(&spec.id) && spec.id.len() <= limits::MAX_ID_LENGTH;
            self.expect(holds, place.key("id"), || {
                format!(
                    "\"{}\" is no id; lower-case letters, digits and underscores were expected",
                    shortened(&spec.id)
                )
            });
            self.expect(seen.insert(spec.id.as_str()), place.key("id"), || {
                format!("the property \"{}\" stands twice in the kind", shortened(&spec.id))
            });
            self.words(place.key("name"), &spec.name, limits::MAX_NAME_LENGTH);
            self.words(place.key("help"), &spec.help, limits::MAX_PHRASE_LENGTH);
            self.value(&place.key("value"), &spec.value);
            self.as_elsewhere(place.key("value"), spec);
        }
    }

    fn value(&mut self, place: &Place, value: &PropertyKind) {
        match value {
            PropertyKind::Choice { options, default } => self.choice(place, options, default),
            PropertyKind::Flag { .. } => {}
            PropertyKind::Number { default, minimum, maximum, unit } => {
                self.words(place.key("unit"), unit, limits::MAX_NAME_LENGTH);
                for (key, number) in [("minimum", *minimum), ("maximum", *maximum)] {
                    self.within(place.key(key), number, -LARGEST_NUMBER..=LARGEST_NUMBER);
                }
                self.within(place.key("default"), *default, *minimum..=*maximum);
            }
            PropertyKind::Text { default } => {
                let length = default.chars().count();
                self.expect(length <= limits::MAX_PHRASE_LENGTH, place.key("default"), || {
                    format!("{length} characters; at most {} were expected", limits::MAX_PHRASE_LENGTH)
                });
            }
        }
    }

    fn choice(&mut self, place: &Place, options: &[String], default: &String) {
        let count = options.len();
        self.expect((2..=limits::MAX_KIND_WORDS).contains(&count), place.key("options"), || {
            format!("there are {count} options; 2 to {} were expected", limits::MAX_KIND_WORDS)
        });
        let mut seen = BTreeSet::new();
        for (index, option) in options.iter().enumerate().take(limits::MAX_KIND_WORDS) {
            let place = place.key("options").index(index);
            self.words(place.clone(), option, limits::MAX_NAME_LENGTH);
            self.expect(seen.insert(option), place, || "this option stands twice".to_owned());
        }
        self.expect(options.contains(default), place.key("default"), || {
            "the default is none of the options; one of them was expected".to_owned()
        });
    }

    /// The engines read properties by their ids, whatever the kind: a hit ratio is one everywhere.
    fn as_elsewhere(&mut self, place: Place, spec: &PropertySpec) {
        let alike = Catalogue::builtin().kinds.iter().filter_map(|kind| kind.property(&spec.id));
        let mut alike = alike.map(|known| &known.value).peekable();
        if alike.peek().is_some() && !alike.any(|known| is_within(&spec.value, known)) {
            self.expect(false, place, || {
                format!(
                    "built-in kinds have \"{}\" too; the same type and no wider range was expected",
                    spec.id
                )
            });
        }
    }
}

fn is_within(own: &PropertyKind, known: &PropertyKind) -> bool {
    match (own, known) {
        (
            PropertyKind::Number { minimum, maximum, .. },
            PropertyKind::Number { minimum: least, maximum: most, .. },
        ) => minimum >= least && maximum <= most,
        (PropertyKind::Choice { .. }, PropertyKind::Choice { .. })
        | (PropertyKind::Flag { .. }, PropertyKind::Flag { .. })
        | (PropertyKind::Text { .. }, PropertyKind::Text { .. }) => true,
        _ => false,
    }
}
