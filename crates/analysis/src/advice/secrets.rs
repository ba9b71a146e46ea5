//! Words that look like passwords and keys.

use diagram::catalogue::{Kind, PropertyKind};
use diagram::{Component, PropertyValue};

/// Where on a component a secret stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SecretPlace {
    Property(String),
    Notes,
    Name,
}

impl SecretPlace {
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Property(id) => format!("The property \"{id}\""),
            Self::Notes => "The notes".to_owned(),
            Self::Name => "The name".to_owned(),
        }
    }
}

/// Words that a value follows which nobody should see.
const KEYS: [&str; 12] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "api key",
    "api_key",
    "apikey",
    "access_key",
    "private_key",
    "credential",
];
/// How keys of well-known issuers begin, and from how many characters on they are whole.
const ISSUED: [(&str, usize); 9] = [
    ("AKIA", 20),
    ("ASIA", 20),
    ("AIza", 30),
    ("ghp_", 20),
    ("github_pat_", 20),
    ("glpat-", 20),
    ("sk_live_", 16),
    ("xoxb-", 16),
    ("xoxp-", 16),
];
/// Characters of a value from which it is taken for a secret.
const SHORTEST: usize = 6;

/// All places on a component that hold one.
pub(super) fn secrets_of(component: &Component, kind: Option<&Kind>) -> Vec<SecretPlace> {
    let is_offered = |id: &str| {
        kind.and_then(|kind| kind.property(id))
            .is_some_and(|spec| matches!(spec.value, PropertyKind::Choice { .. }))
    };
    let mut places = Vec::new();
    for (id, value) in &component.properties {
        let PropertyValue::Text(text) = value else { continue };
        let is_named_so = KEYS.iter().any(|key| id.to_lowercase().contains(key)) && is_value(text);
        if !is_offered(id) && (is_named_so || looks_secret(text)) {
            places.push(SecretPlace::Property(id.clone()));
        }
    }
    if looks_secret(&component.notes) {
        places.push(SecretPlace::Notes);
    }
    if looks_secret(&component.name) {
        places.push(SecretPlace::Name);
    }
    places
}

pub(super) fn looks_secret(text: &str) -> bool {
    text.contains("-----BEGIN") && text.contains("PRIVATE KEY")
        || text
            .split(|letter: char| letter.is_whitespace() || "\"'`,;()<>".contains(letter))
            .any(is_secret_word)
        || has_assignment(text)
}

/// The text without what looks secret: without those words, or else those lines, or else nothing.
pub(super) fn without_secrets(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !looks_secret(word)).collect();
    let lines = || text.lines().filter(|line| !looks_secret(line)).collect::<Vec<_>>().join("\n");
    [words.join(" "), lines()].into_iter().find(|rest| !looks_secret(rest)).unwrap_or_default()
}

/// A key of an issuer, or an address with a password in it.
fn is_secret_word(word: &str) -> bool {
    ISSUED.iter().any(|(start, length)| word.starts_with(start) && word.len() >= *length)
        || word.split_once("://").is_some_and(|(_, rest)| {
            let host = rest.split('/').next().unwrap_or_default();
            let user = host.rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
            user.is_some_and(|(_, password)| !is_placeholder(password))
        })
}

/// `password=...`, `secret: ...`: a key word, a sign, a value.
fn has_assignment(text: &str) -> bool {
    let lower = text.to_lowercase();
    KEYS.iter()
        .any(|key| lower.match_indices(key).any(|(at, _)| lower.get(at + key.len()..).is_some_and(assigns)))
}

/// Beside a colon or a space a value has to have a digit, or else "Token: signed" would be one.
fn assigns(after_key: &str) -> bool {
    let sign = after_key.trim_start_matches(['"', '\'', '`', ' ']);
    let Some(value) = sign.strip_prefix(['=', ':']) else { return false };
    let is_tight = sign.len() == after_key.len() && sign.starts_with('=') && !value.starts_with(' ');
    let value = value.trim_start_matches([' ', '"', '\'', '`']);
    let value = value.split(|letter: char| letter.is_whitespace() || "\"'`,;".contains(letter)).next();
    let value = value.unwrap_or_default();
    is_value(value) && (is_tight || value.chars().any(|letter| letter.is_ascii_digit()))
}

fn is_value(text: &str) -> bool {
    text.chars().count() >= SHORTEST && !is_placeholder(text)
}

/// What stands for a value and is none: `${DB_PASSWORD}`, `<password>`, `***`.
fn is_placeholder(text: &str) -> bool {
    text.is_empty()
        || text.starts_with(['$', '{', '<', '%', '['])
        || text.chars().all(|letter| "*.x-_".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_keys_look_secret() {
        for text in [
            "password=hunter2-and-more",
            "DB_PASSWORD: s3cr3t-enough",
            "api_key = 'a1b2c3d4e5'",
            "postgres://app:hunter2@db.internal:5432/orders",
            "uses AKIAIOSFODNN7EXAMPLE for the bucket",
            "-----BEGIN RSA PRIVATE KEY-----",
            "token=abcdefgh",
        ] {
            assert!(looks_secret(text), "{text}");
            assert!(!looks_secret(&without_secrets(text)), "{text}");
        }
    }

    #[test]
    fn words_about_secrets_are_none() {
        for text in [
            "",
            "Passwords are hashed with bcrypt",
            "Token: signed, lasts 60 minutes",
            "password=${DB_PASSWORD}",
            "secret: fetched from the secret store",
            "https://example.org/docs?page=2",
            "postgres://app:***@db",
            "Password: <from the vault>",
        ] {
            assert!(!looks_secret(text), "{text}");
        }
    }

    #[test]
    fn only_what_is_secret_is_taken_out() {
        assert_eq!(
            without_secrets("Reads orders with password=hunter22 at night"),
            "Reads orders with at night"
        );
        assert_eq!(without_secrets("Reads orders\npassword = hunter22"), "Reads orders");
    }
}
