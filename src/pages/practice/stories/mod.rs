//! The learner's collection of stories, what interviewers ask, and stories to learn from.

mod bank;
mod coverage;
mod example;
mod prompts;
mod write;

use std::sync::Arc;

use content::Pack;
use leptos::prelude::*;

pub use bank::StoryBank;
pub use example::ExamplePage;
pub use write::WritePage;

use crate::library::with_subject;

/// The pack that brings prompts, rubrics and examples.
const SUBJECT: &str = "behavioral";

/// A view of the pack, once it has come; whether or not the learner has turned the subject on.
fn with_pack(view: impl Fn(Arc<Pack>) -> AnyView + Send + Sync + 'static) -> impl IntoView {
    let view = Arc::new(view);
    with_subject(
        || SUBJECT.to_owned(),
        move |shelved| {
            // What the address names may change while the pack stays.
            let view = view.clone();
            let page = move || view(shelved.pack.clone());
            page.into_any()
        },
    )
}

/// Names of principles, for a line under a title.
fn names(pack: &Pack, ids: &[String]) -> String {
    let named = pack.principles.iter().filter(|principle| ids.contains(&principle.id));
    named.map(|principle| principle.name.as_str()).collect::<Vec<_>>().join(", ")
}
