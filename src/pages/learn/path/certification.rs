use std::sync::Arc;

use content::Path;
use leptos::prelude::*;

use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::icon::{Glyph, Icon};

/// How the path ends: the assessment, or the certificate that is held.
#[component]
pub fn EndOfPath(path: Path, subject: String, #[prop(into)] all_done: Signal<bool>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let href = format!("/certificate/{subject}/{}", path.id);
    let id = path.id.clone();
    let held = Memo::new(move |_| {
        learner.progress().with(|progress| progress.certificates.best(&subject, &id).map(|held| held.on))
    });
    let asked = path.certification.questions;
    let words = move || match (held.get(), all_done.get()) {
        (Some(day), _) => format!("You passed it on {day}. The certificate is kept here and can be printed."),
        (None, true) => format!(
            "Every tutorial is done. {asked} questions under exam conditions, and the certificate is yours if you pass."
        ),
        (None, false) => format!(
            "{asked} questions under exam conditions over everything that the path teaches. You can take it at any time; it is meant for when the tutorials are done."
        ),
    };
    let label = move || if held.get().is_some() { "See the certificate" } else { "To the certification" };
    let class = move || match all_done.get() || held.get().is_some() {
        true => "button button--primary",
        false => "button button--secondary",
    };
    view! {
        <div class="card">
            <h3>"At the end: the certification"</h3>
            <p class="muted">{words}</p>
            <p>
                <a class=class href=href>
                    {label}
                    <Icon glyph=Glyph::ArrowRight class="button__icon" />
                </a>
            </p>
        </div>
    }
}

/// Every certificate that is held in the subject, whichever path is chosen now.
#[component]
pub fn Held(shelved: Arc<Shelved>) -> impl IntoView {
    let heading = format!("certificates-{}", shelved.pack.id);
    let learner = expect_context::<Learner>();
    let rows = Memo::new(move |_| {
        let pack = &shelved.pack;
        learner.progress().with(|progress| {
            let best = |path: &Path| Some((path.clone(), progress.certificates.best(&pack.id, &path.id)?.on));
            let row = |(path, on): (Path, jiff::civil::Date)| {
                (format!("/certificate/{}/{}", pack.id, path.id), path.title, on)
            };
            pack.paths.iter().filter_map(best).map(row).collect::<Vec<_>>()
        })
    });
    move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            let row = |(href, title, on): (String, String, jiff::civil::Date)| view! { <li><a href=href>{title}</a> {format!(", passed on {on}")}</li> };
            view! {
                <section class="page__section" aria-labelledby=heading.clone()>
                    <h2 id=heading.clone()>"Your certificates"</h2>
                    <ul>{rows.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}
