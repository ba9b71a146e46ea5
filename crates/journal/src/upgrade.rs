use serde_json::Value;

use crate::Body;

/// Turns a payload of one schema version into the next version's.
pub(crate) type Upgrade = fn(Value) -> Value;

/// The function at position `n` turns schema `n + 1` into `n + 2`. A change that old readers cannot read adds one here
/// and raises [`SCHEMA`] with it.
const UPGRADES: &[Upgrade] = &[];

/// The schema version that this build writes.
pub const SCHEMA: u16 = UPGRADES.len() as u16 + 1;

/// `None` for a kind, a shape or a version that this build does not know.
pub(crate) fn read(schema: u16, text: &str) -> Option<Body> {
    if schema == SCHEMA {
        return serde_json::from_str(text).ok();
    }
    serde_json::from_value(upgraded(schema, text, UPGRADES)?).ok()
}

/// `None` for a version that `upgrades` do not start from, which a newer build wrote.
fn upgraded(schema: u16, text: &str, upgrades: &[Upgrade]) -> Option<Value> {
    let first = usize::from(schema).checked_sub(1)?;
    let steps = upgrades.get(first..)?;
    let value = serde_json::from_str(text).ok()?;
    Some(steps.iter().fold(value, |value, upgrade| upgrade(value)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// In version 1 the goal was called an aim, in version 2 it had no object around it.
    const HISTORY: &[Upgrade] = &[
        |old| json!({ "goal_set": old["aim_set"] }),
        |old| json!({ "goal_set": { "goal": old["goal_set"] } }),
    ];

    #[track_caller]
    fn check(schema: u16, text: &str, expected: Option<Value>) {
        assert_eq!(upgraded(schema, text, HISTORY), expected);
    }

    #[test]
    fn j7_an_old_payload_passes_every_upgrade_after_its_version_once() {
        let today = json!({ "goal_set": { "goal": "interview" } });
        check(1, r#"{"aim_set":"interview"}"#, Some(today.clone()));
        check(2, r#"{"goal_set":"interview"}"#, Some(today.clone()));
        check(3, r#"{"goal_set":{"goal":"interview"}}"#, Some(today.clone()));
        let body = serde_json::from_value::<Body>(today).unwrap();
        assert_eq!(
            body,
            Body::GoalSet { goal: "interview".into(), subject: String::new(), goals: Vec::new() }
        );
    }

    #[test]
    fn j7_a_version_that_never_was_or_is_not_yet_is_not_upgraded() {
        check(0, r#"{"aim_set":"interview"}"#, None);
        check(4, r#"{"goal_set":{"goal":"interview"}}"#, None);
    }

    #[test]
    fn j7_a_newer_schema_is_not_read_even_if_it_looks_familiar() {
        let text = r#"{"goal_set":{"goal":"interview"}}"#;
        assert_eq!(read(SCHEMA + 1, text), None);
        assert_eq!(
            read(SCHEMA, text),
            Some(Body::GoalSet { goal: "interview".into(), subject: String::new(), goals: Vec::new() })
        );
    }
}
