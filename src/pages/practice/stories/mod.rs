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

use crate::browser::packs;
use crate::library::PackMissing;

/// The pack that brings prompts, rubrics and examples.
const SUBJECT: &str = "behavioral";

/// A view of the pack, once it has come.
fn with_pack(view: impl Fn(Arc<Pack>) -> AnyView + Send + 'static) -> impl IntoView {
    let pack = LocalResource::new(|| async { packs::fetch(SUBJECT).await.map(Arc::new) });
    move || match pack.get() {
        None => view! { <p class="page" role="status">"Fetching the stories"</p> }.into_any(),
        Some(Ok(pack)) => view(pack),
        Some(Err(error)) => view! { <PackMissing error /> }.into_any(),
    }
}

/// Names of principles, for a line under a title.
fn names(pack: &Pack, ids: &[String]) -> String {
    let named = pack.principles.iter().filter(|principle| ids.contains(&principle.id));
    named.map(|principle| principle.name.as_str()).collect::<Vec<_>>().join(", ")
}
