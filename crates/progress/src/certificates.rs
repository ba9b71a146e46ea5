use jiff::civil::Date;
use journal::{Body, Certified};
use serde::{Deserialize, Serialize};

use crate::Happened;

/// Every certification that was passed, in order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Certificates(Vec<Certificate>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    pub on: Date,
    pub passed: Certified,
}

impl Certificates {
    /// An attempt gives one certificate, also where two tabs wrote it down.
    pub fn apply(&mut self, happened: &Happened<'_>) {
        if let Body::Certified(passed) = &happened.body
            && !self.0.iter().any(|held| held.passed.attempt == passed.attempt)
        {
            self.0.push(Certificate { on: happened.day, passed: passed.clone() });
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Certificate> {
        self.0.iter()
    }

    /// The one with the highest ability for a path; the earlier of equal ones.
    pub fn best(&self, subject: &str, path: &str) -> Option<&Certificate> {
        let held = self.0.iter().filter(|held| held.passed.subject == subject && held.passed.path == path);
        held.reduce(|best, other| if other.passed.ability > best.passed.ability { other } else { best })
    }
}
