use std::sync::Arc;

use assessment::Level;
use content::Path;
use leptos::prelude::*;
use progress::Certificate;

use super::exam::topics_in_words;
use super::result::ability_in_words;
use crate::browser::small_storage;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::page::PageTitle;

/// Only this device knows the name: it is no event, so no backup and no other device has it.
const NAME: &str = "systemcraft.certificate-name";
const LONGEST_NAME: usize = 80;

/// The certificate as it is printed, and what can be done with it.
#[component]
pub fn Paper(
    held: Certificate,
    path: Arc<Path>,
    shelved: Arc<Shelved>,
    start: Callback<()>,
) -> impl IntoView {
    let name = RwSignal::new(small_storage::read(NAME).unwrap_or_default());
    let enter = move |event| {
        let entered: String = event_target_value(&event).chars().take(LONGEST_NAME).collect();
        small_storage::write(NAME, &entered);
        name.set(entered);
    };
    let print = |_| {
        let _ = window().print();
    };
    let report = format!("/practice/{}", held.passed.attempt);
    view! {
        <div class="page">
            <div class="page__head unprinted">
                <p class="crumbs"><a href="/learn">"Learn"</a></p>
                <PageTitle title="Your certificate" />
                <p class="page__lead">"It stays here for as long as your journal does. Print it, or save it as a PDF from the print dialog."</p>
                <label class="field certificate-name">
                    <span class="field__label">"Name on the certificate"</span>
                    <input class="input" type="text" autocomplete="name" maxlength=LONGEST_NAME prop:value=name on:input=enter />
                    <span class="field__help">"Kept in this browser only: it is in no backup and goes nowhere."</span>
                </label>
                <p class="row">
                    <button type="button" class="button button--primary" on:click=print>"Print"</button>
                    <a class="button button--secondary" href=report>"See the report"</a>
                    <button type="button" class="button button--quiet" on:click=move |_| start.run(())>"Take it again"</button>
                </p>
            </div>
            <Sheet held path shelved name />
        </div>
    }
}

#[component]
fn Sheet(held: Certificate, path: Arc<Path>, shelved: Arc<Shelved>, name: RwSignal<String>) -> impl IntoView {
    let passed = &held.passed;
    let level = Level::of(passed.ability).name();
    let pack = &shelved.pack;
    let shown_name = move || match name.get().trim() {
        "" => "Name not stated".to_owned(),
        name => name.to_owned(),
    };
    let learner = expect_context::<Learner>();
    // What was asked then: a newer pack may ask for something else.
    let topics = learner.progress().with_untracked(|progress| {
        let started = progress.quizzes.get(&passed.attempt).and_then(|attempt| attempt.started.as_ref());
        started.map(|started| topics_in_words(&started.topics, &shelved)).unwrap_or_default()
    });
    let says = format!(
        "{} questions, each chosen by the answers before it, were answered against the clock and without hints, on {topics}. \
         {:+.1} was needed to pass. The levels are cut at whole numbers of that scale: Capable from 0, Strong from 1, Expert from 2.",
        passed.answered, passed.cut_score,
    );
    let foot = format!("Systemcraft · {} {} · attempt {}", pack.title, pack.version, passed.attempt);
    view! {
        <article class="certificate" aria-label="Certificate">
            <p class="certificate__kind">"Certificate"</p>
            <p class="certificate__name">{shown_name}</p>
            <p>"passed the assessment at the end of the path"</p>
            <h2 class="certificate__path">{path.title.clone()}</h2>
            <p>{format!("{}, in {}", path.role, pack.title)}</p>
            <dl class="certificate__facts">
                <div><dt>"Date"</dt><dd>{held.on.to_string()}</dd></div>
                <div><dt>"Level"</dt><dd>{level}</dd></div>
                <div><dt>"Estimated ability"</dt><dd>{ability_in_words(passed.ability, passed.standard_error)}</dd></div>
            </dl>
            <div class="certificate__words">
                <p><strong>"What it says. "</strong> {says}</p>
                <p><strong>"What it does not say. "</strong> "It was taken alone, on the learner's own device: nobody watched, and nobody checked the name. The estimate is about questions, not about work on a real system, and their difficulties are in part the authors' judgement. It is no accredited qualification."</p>
            </div>
            <p class="certificate__foot">{foot}</p>
        </article>
    }
}
