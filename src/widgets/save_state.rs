use leptos::prelude::*;

use crate::learner::Learner;
use crate::saving::Saving;
use crate::shelf::Shelf;

fn saving() -> Signal<Saving> {
    let learner = expect_context::<Learner>().saving();
    let shelf = expect_context::<Shelf>().saving();
    Signal::derive(move || learner.get().and(shelf.get()))
}

/// Whether what the learner did is on disk, in one word at all times.
#[component]
pub fn SaveState() -> impl IntoView {
    let saving = saving();
    let class = move || match saving.get() {
        Saving::Saved => "save-state",
        Saving::Writing => "save-state save-state--saving",
        Saving::Failed { .. } | Saving::NotKept { .. } => "save-state save-state--failed",
    };
    let word = move || match saving.get() {
        Saving::Saved => "Saved",
        Saving::Writing => "Saving",
        Saving::Failed { .. } => "Not saved",
        Saving::NotKept { .. } => "Not kept",
    };
    view! {
        <span class=class role="status" aria-label="Saving">
            <span class="save-state__dot"></span>
            {word}
        </span>
    }
}

/// What is wrong with storage and what can be done about it, above the page that is open.
#[component]
pub fn StorageNotices() -> impl IntoView {
    let saving = saving();
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let retry = move |_| {
        learner.retry();
        shelf.retry();
    };
    let notice = move || {
        match saving.get() {
        Saving::Saved | Saving::Writing => ().into_any(),
        Saving::Failed { reason } => view! {
            <div class="notice notice--danger storage-notice" role="alert">
                <p>"The last changes are not saved yet; they are still here in this tab. " {reason}</p>
                <p class="row">
                    <button type="button" class="button button--secondary" on:click=retry>"Try again"</button>
                    <a href="/settings">"Export a copy"</a>
                </p>
            </div>
        }
        .into_any(),
        Saving::NotKept { reason } => view! {
            <div class="notice notice--warning storage-notice" role="alert">
                <p>{reason} " Everything works, but nothing will be kept after this tab is closed. You can export a copy in the settings."</p>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        {notice}
        <DamageNotice />
    }
}

#[component]
fn DamageNotice() -> impl IntoView {
    let damage = expect_context::<Learner>().damage();
    move || {
        let sentences = damage.get();
        (!sentences.is_empty()).then(|| {
            view! {
                <div class="notice notice--danger storage-notice" role="alert">
                    <p>"Part of your journal could not be read. Nothing was deleted; what could be read is shown. Export a copy before you go on."</p>
                    <ul>{sentences.into_iter().take(5).map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                    <p><a href="/settings">"Export a copy"</a></p>
                </div>
            }
        })
    }
}
