use diagram::hit::Target;
use diagram::{Annotation, Command, naming};
use leptos::prelude::*;

use super::component::say;
use super::fields::TextInput;
use super::place::PlaceAndSize;
use crate::browser::element;
use crate::pages::studio::bench::Bench;
use crate::pages::studio::canvas::CANVAS;

#[component]
pub fn AnnotationInspector(bench: Bench, annotation: Annotation) -> impl IntoView {
    let id = annotation.id.clone();
    let kind = annotation.kind;
    let target = Target::Annotation(id.clone());
    let current = Memo::new(move |_| {
        bench.drawn.with(|drawn| drawn.diagram.annotation(&id).cloned()).unwrap_or_else(|| annotation.clone())
    });
    let rewrite = Callback::new(move |(text, aloud): (String, bool)| {
        let annotation = current.get_untracked();
        if annotation.text != text || aloud {
            say(bench, &Command::ChangeAnnotation(Annotation { text, ..annotation }), aloud);
        }
    });
    let delete = move |_| {
        bench.delete_selection();
        element::focus(CANVAS);
    };
    view! {
        <section class="panel inspector" aria-labelledby="inspector">
            <h2 id="inspector">{naming::annotation_kind_name(kind)}</h2>
            <TextInput label="Text" value=Signal::derive(move || current.get().text) set=rewrite rows=4 most=2000 />
            <PlaceAndSize bench target />
            <p class="row"><button type="button" class="button button--secondary" on:click=delete>"Delete"</button></p>
        </section>
    }
}
