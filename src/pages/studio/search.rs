//! A field that is typed into and a list that shortens as one types: the one dialog behind `/` and Ctrl+F.

use leptos::ev::KeyboardEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::canvas::CANVAS;
use crate::browser::element;

/// The words of a search.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Begins the ids of its elements.
    pub id: &'static str,
    pub dialog: &'static str,
    pub field: &'static str,
    pub placeholder: &'static str,
    pub list: &'static str,
    /// Where nothing is found.
    pub nothing: &'static str,
}

/// Arrows choose, Enter or a click takes, Escape leaves. Before something is taken the dialog is closed and the keyboard is
/// on the canvas: closing gives it back to what opened it, which may select what it stands for.
#[component]
pub fn SearchDialog<T: Clone + PartialEq + Send + Sync + 'static>(
    words: Words,
    #[prop(into)] open: Signal<bool>,
    /// It was closed, with or without a choice.
    when_closed: Callback<()>,
    /// What fits what was typed, the best first. Asked again whenever what it reads changes.
    found: impl Fn(&str) -> Vec<T> + Send + Sync + 'static,
    /// What an entry shows.
    face: impl Fn(&T) -> AnyView + Copy + Send + 'static,
    choose: Callback<T>,
    /// Class of the entries beside their usual one.
    #[prop(default = "")]
    entry_class: &'static str,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let query = RwSignal::new(String::new());
    let marked = RwSignal::new(0usize);
    let found = Memo::new(move |_| if open.get() { found(&query.get()) } else { Vec::new() });
    let field_id = format!("{}-search", words.id);
    let list_id = format!("{}-options", words.id);
    let option_id = move |place: usize| format!("{}-option-{place}", words.id);
    let to_focus = field_id.clone();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            query.set(String::new());
            marked.set(0);
            let _ = dialog.show_modal();
            element::focus(&to_focus);
        } else if dialog.open() {
            dialog.close();
        }
    });
    let take = move |entry: T| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        element::focus(CANVAS);
        choose.run(entry);
        when_closed.run(());
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => marked.update(|marked| *marked = (*marked + 1) % count),
            "ArrowUp" => marked.update(|marked| *marked = (*marked + count - 1) % count),
            "Enter" => {
                if let Some(entry) = found.with(|found| found.get(marked.get()).cloned()) {
                    take(entry);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(place, entry): (usize, T)| {
        let shown = face(&entry);
        view! {
            <li
                id=option_id(place)
                role="option"
                class=format!("palette__option {entry_class}")
                aria-selected=move || (marked.get() == place).to_string()
                on:click=move |_| take(entry.clone())
            >
                {shown}
            </li>
        }
    };
    view! {
        <dialog class="palette" node_ref=dialog aria-label=words.dialog on:close=move |_| when_closed.run(())>
            <input
                id=field_id
                type="text"
                class="input"
                role="combobox"
                aria-expanded="true"
                aria-controls=list_id.clone()
                aria-activedescendant=move || option_id(marked.get())
                aria-label=words.field
                placeholder=words.placeholder
                autocomplete="off"
                prop:value=query
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    marked.set(0);
                }
                on:keydown=on_key
            />
            <ul id=list_id class="palette__options" role="listbox" aria-label=words.list>
                {move || found.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            {move || found.with(Vec::is_empty).then(|| view! { <p class="muted">{words.nothing}</p> })}
        </dialog>
    }
}
