//! A look at a pack of a stranger, behind a line of messages: what the page asks and what it hears.
//!
//! [`Inspector`] is the whole of it and knows no worker, so that it is tested like any other code. The program of this
//! package puts it into a web worker, so that the page stays alive however long a look takes, and can end it.

use content::{Changes, Pack, PackError, Summary, own_pack_from_json, pack_from_json, warnings};
use serde::{Deserialize, Serialize};

/// What the page hears. One message is one verdict, as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// The pack can be used.
    Sound { summary: Box<Summary>, warnings: Vec<String> },
    /// It cannot, and why: a sentence for the learner, and what else is wrong, a line each.
    Refused {
        sentence: String,
        #[serde(default)]
        others: Vec<String>,
    },
    /// What would change if it took the place of the one that is installed.
    Compared { changes: Changes },
}

/// The first line of a message; what follows it is the text of a pack.
pub const LOOK: &str = "look";
/// As [`LOOK`], for the pack that is installed: it is compared with the one that was looked at last.
pub const COMPARE: &str = "compare";

/// Remembers the pack that it looked at last.
#[derive(Debug, Default)]
pub struct Inspector {
    pack: Option<Pack>,
}

impl Inspector {
    pub fn take(&mut self, message: &str) -> Verdict {
        match message.split_once('\n') {
            Some((LOOK, text)) => self.look(text),
            Some((COMPARE, text)) => self.compare(text),
            _ => refused("The message was not understood.".to_owned()),
        }
    }

    fn look(&mut self, text: &str) -> Verdict {
        self.pack = None;
        match pack_from_json(text) {
            Ok(pack) => {
                let verdict =
                    Verdict::Sound { summary: Box::new(Summary::of(&pack)), warnings: warnings(&pack) };
                self.pack = Some(pack);
                verdict
            }
            Err(error) => {
                let sentence = error.to_string();
                let others = match error {
                    PackError::Flawed { others, .. } => others,
                    _ => Vec::new(),
                };
                Verdict::Refused { sentence, others }
            }
        }
    }

    fn compare(&self, installed: &str) -> Verdict {
        match (&self.pack, own_pack_from_json(installed)) {
            (Some(pack), Ok(installed)) => Verdict::Compared { changes: Changes::between(&installed, pack) },
            (None, _) => refused("There is no pack to compare with.".to_owned()),
            (_, Err(error)) => refused(error.to_string()),
        }
    }
}

fn refused(sentence: String) -> Verdict {
    Verdict::Refused { sentence, others: Vec::new() }
}
