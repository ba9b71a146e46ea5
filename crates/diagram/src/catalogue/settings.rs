//! What components are set to, held against what their kinds take.

use super::{Catalogue, Kind, PropertyKind};
use crate::wire::summed_up;
use crate::{Component, Diagram, PropertyValue};

/// Letters of a found value that are enough to know it again.
const MOST_LETTERS: usize = 40;

impl PropertyKind {
    /// Whether a value is of this type and in its range, or one of its choices. Any other counts as not set.
    pub fn takes(&self, value: &PropertyValue) -> bool {
        match (self, value) {
            (Self::Choice { options, .. }, PropertyValue::Text(text)) => options.contains(text),
            (Self::Number { minimum, maximum, .. }, PropertyValue::Number(number)) => {
                (*minimum..=*maximum).contains(number)
            }
            (Self::Flag { .. }, PropertyValue::Flag(_)) | (Self::Text { .. }, PropertyValue::Text(_)) => true,
            _ => false,
        }
    }

    fn expected(&self) -> String {
        match self {
            Self::Choice { options, .. } => {
                let quoted: Vec<String> = options.iter().map(|option| format!("\"{option}\"")).collect();
                format!("one of {}", quoted.join(", "))
            }
            Self::Flag { .. } => "true or false".to_owned(),
            Self::Number { minimum, maximum, .. } => format!("a number from {minimum} to {maximum}"),
            Self::Text { .. } => "text".to_owned(),
        }
    }

    fn default_value(&self) -> PropertyValue {
        match self {
            Self::Choice { default, .. } | Self::Text { default } => PropertyValue::Text(default.clone()),
            Self::Flag { default } => PropertyValue::Flag(*default),
            Self::Number { default, .. } => PropertyValue::Number(*default),
        }
    }
}

impl Kind {
    /// What is set on the component, where this kind takes it.
    pub(super) fn set<'a>(&self, component: &'a Component, property: &str) -> Option<&'a PropertyValue> {
        let spec = self.property(property)?;
        component.properties.get(property).filter(|value| spec.value.takes(value))
    }
}

impl Catalogue {
    /// What components are set to that their kinds do not take, a sentence each and a hundred at most. The design keeps it;
    /// what is measured has the default.
    ///
    /// Of a kind that is not in the catalogue nothing is said: nobody knows what it takes.
    pub fn not_taken(&self, diagram: &Diagram) -> Vec<String> {
        summed_up(diagram.components.iter().flat_map(|component| self.not_taken_of(component)))
    }

    /// The same of one component, without an end.
    pub fn not_taken_of<'a>(&'a self, component: &'a Component) -> impl Iterator<Item = String> + 'a {
        let kind = self.kind(&component.kind);
        let settings = kind.into_iter().flat_map(|kind| {
            component.properties.iter().map(move |(property, value)| (kind, property, value))
        });
        settings.filter_map(|(kind, property, value)| {
            let whose = format!("The property \"{property}\" of component \"{}\"", component.id.0);
            match kind.property(property).map(|spec| &spec.value) {
                Some(spec) if spec.takes(value) => None,
                Some(spec) => Some(format!(
                    "{whose} is {}, and was expected to be {}, so its default is used: {}.",
                    in_words(value),
                    spec.expected(),
                    in_words(&spec.default_value())
                )),
                None => {
                    Some(format!("{whose} is none that the kind \"{}\" has, so nothing goes by it.", kind.id))
                }
            }
        })
    }
}

/// As it stands in a file, a long text cut.
fn in_words(value: &PropertyValue) -> String {
    match value {
        PropertyValue::Flag(flag) => flag.to_string(),
        PropertyValue::Number(number) => number.to_string(),
        PropertyValue::Text(text) => match text.char_indices().nth(MOST_LETTERS) {
            Some((end, _)) => format!("\"{}…\"", text.get(..end).unwrap_or_default()),
            None => format!("\"{text}\""),
        },
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;
    use crate::{format, samples};

    fn design(components: &str) -> Diagram {
        let file = format!(r#"{{"format": "systemcraft-design", "components": [{components}]}}"#);
        let opened = format::read(&file).unwrap();
        assert_eq!(opened.left_out, Vec::<String>::new());
        opened.diagram
    }

    fn not_taken(components: &str, expected: Expect) {
        expected.assert_eq(&Catalogue::builtin().not_taken(&design(components)).join("\n"));
    }

    #[test]
    fn a_value_that_the_kind_does_not_take_is_told_with_what_was_expected() {
        not_taken(
            r#"{"id": "a", "kind": "client", "properties": {"requests_per_second": "80", "read_share_percent": 150}},
               {"id": "b", "kind": "client", "properties": {"requests_per_second": -80, "peak_factor": true}},
               {"id": "l", "kind": "load_balancer",
                "properties": {"algorithm": "Round Robin", "health_checks": "yes", "timeout": 5}},
               {"id": "s", "kind": "service", "properties": {"retries": 2, "circuit_breaker": true}}"#,
            expect![[r#"
                The property "read_share_percent" of component "a" is 150, and was expected to be a number from 0 to 100, so its default is used: 80.
                The property "requests_per_second" of component "a" is "80", and was expected to be a number from 0 to 100000000, so its default is used: 100.
                The property "peak_factor" of component "b" is true, and was expected to be a number from 1 to 1000, so its default is used: 2.
                The property "requests_per_second" of component "b" is -80, and was expected to be a number from 0 to 100000000, so its default is used: 100.
                The property "algorithm" of component "l" is "Round Robin", and was expected to be one of "Round robin", "Least connections", "Weighted", so its default is used: "Round robin".
                The property "health_checks" of component "l" is "yes", and was expected to be true or false, so its default is used: true.
                The property "timeout" of component "l" is none that the kind "load_balancer" has, so nothing goes by it."#]],
        );
    }

    #[test]
    fn a_kind_that_nobody_knows_may_have_any_properties() {
        not_taken(
            r#"{"id": "q", "kind": "quantum_cache", "properties": {"a": 1, "b": "x", "c": false}}"#,
            expect![""],
        );
    }

    #[test]
    fn a_long_text_is_cut_where_a_letter_ends() {
        let long = "ü".repeat(100);
        let design = design(&format!(
            r#"{{"id": "l", "kind": "load_balancer", "properties": {{"algorithm": "{long}"}}}}"#
        ));
        let told = Catalogue::builtin().not_taken(&design);
        assert!(told[0].contains(&format!("is \"{}…\"", "ü".repeat(MOST_LETTERS))), "{told:?}");
    }

    #[test]
    fn thousands_of_bad_values_are_summed_up() {
        let one = |at: usize| format!(r#"{{"id": "{at}", "kind": "cache", "properties": {{"colour": 1}}}}"#);
        let design = design(&(0..1000).map(one).collect::<Vec<_>>().join(","));
        let told = Catalogue::builtin().not_taken(&design);
        assert_eq!((told.len(), &*told[100]), (101, "There were 900 more of these."));
    }

    /// Properties of a kind with values that it may or may not take.
    fn settings() -> impl Strategy<Value = (usize, Vec<(prop::sample::Index, PropertyValue)>)> {
        let count = Catalogue::builtin().kinds.len();
        (0..count, prop::collection::vec((any::<prop::sample::Index>(), samples::property()), 0..6))
    }

    proptest! {
        #[test]
        fn what_is_not_told_of_is_used_and_what_is_told_of_is_the_default((at, picks) in settings()) {
            let catalogue = Catalogue::builtin();
            let kind = &catalogue.kinds[at];
            let mut component =
                Component::new(crate::ComponentId("c".to_owned()), &kind.id, "C", kurbo::Point::ZERO);
            let specs: Vec<_> = kind.properties.iter().collect();
            for (pick, value) in picks.into_iter().filter(|_| !specs.is_empty()) {
                component.properties.insert(pick.get(&specs).id.clone(), value);
            }
            let told = catalogue.not_taken_of(&component).collect::<Vec<_>>().join("\n");
            for spec in specs {
                let used = kind
                    .number(&component, &spec.id)
                    .map(PropertyValue::Number)
                    .or_else(|| kind.flag(&component, &spec.id).map(PropertyValue::Flag))
                    .or_else(|| kind.text(&component, &spec.id).map(|text| PropertyValue::Text(text.to_owned())));
                let is_told = told.contains(&format!("The property \"{}\" of", spec.id));
                let expected = component.properties.get(&spec.id).filter(|_| !is_told).cloned();
                prop_assert_eq!(used, Some(expected.unwrap_or_else(|| spec.value.default_value())));
            }
        }
    }
}
