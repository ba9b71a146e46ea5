use std::sync::Arc;

use content::Challenge;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use progress::{Progress, name_across_packs, subject_and_id};

use crate::library::Shelved;
use crate::pages::not_found::Missing;
use crate::shelf::attempt_design_id;

/// Which challenge of which pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub subject: String,
    pub id: String,
}

/// An attempt that an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub key: Key,
    pub attempt: String,
}

impl Key {
    pub fn new(subject: &str, id: &str) -> Key {
        Key { subject: subject.to_owned(), id: id.to_owned() }
    }

    /// What addresses and the ids of designs call it.
    pub fn name(&self) -> String {
        name_across_packs(&self.subject, &self.id)
    }

    pub fn address(&self) -> String {
        format!("/studio/challenges/{}", self.name())
    }

    /// What came of the learner's designs for it; `None` where none was graded.
    pub fn record<'progress>(&self, progress: &'progress Progress) -> Option<&'progress progress::Challenge> {
        progress.challenges.get(&self.subject, &self.id)
    }

    /// The challenge, or what to show where there is none.
    pub fn challenge(&self, shelved: &Shelved) -> Result<Arc<Challenge>, AnyView> {
        // While one address gives way to another, the pack may still be that of the first.
        let challenge = shelved.pack.challenge(&self.id).filter(|_| shelved.pack.id == self.subject);
        challenge.cloned().map(Arc::new).ok_or_else(|| {
            view! {
                <Missing
                    title="There is no such challenge"
                    words="The link names a challenge that the installed content does not have. It may have been renamed."
                    href="/studio/challenges"
                    label="See all challenges"
                />
            }
            .into_any()
        })
    }
}

impl Place {
    pub fn address(&self) -> String {
        format!("{}/{}", self.key.address(), self.attempt)
    }

    /// Where the shelf keeps its design.
    pub fn design(&self) -> String {
        attempt_design_id(&self.key.name(), &self.attempt)
    }
}

/// What the address of the page names.
pub fn place() -> Memo<Place> {
    let params = use_params_map();
    Memo::new(move |_| {
        let params = params.read();
        let name = params.get("challenge").unwrap_or_default();
        let (subject, id) = subject_and_id(&name);
        Place { key: Key::new(subject, id), attempt: params.get("attempt").unwrap_or_default() }
    })
}
