use diagram::{Command, Document};
use leptos::ev::KeyboardEvent;
use leptos::html::{Canvas, Input};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::DragEvent;

use super::exchange::{ImportButton, ImportDialog, Importing, dropped_file, has_files};
use super::thumbnail;
use crate::browser::theme::Theme;
use crate::browser::{clock, random};
use crate::library::Library;
use crate::shelf::{Card, Shelf};
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;
use crate::widgets::toast::Toaster;

/// The learner's designs.
#[component]
pub fn DesignList() -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let importing = Importing::new(expect_context::<Library>().catalogue());
    let drag_over = move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
        }
    };
    let dropped = move |event: DragEvent| {
        if let Some(file) = dropped_file(&event) {
            event.prevent_default();
            importing.read(file);
        }
    };
    view! {
        <div class="page design-list" on:dragover=drag_over on:drop=dropped>
            <div class="row row--between">
                <PageTitle title="Studio" />
                <div class="row">
                    <a class="button button--secondary" href="/studio/challenges">"Challenges"</a>
                    <ImportButton importing />
                    <a class="button button--primary" href="/studio/new">
                        <Icon glyph=Glyph::Add class="button__icon" />
                        "New design"
                    </a>
                </div>
            </div>
            {move || if shelf.listed().is_empty() { view! { <NoDesigns /> }.into_any() } else { view! { <Designs shelf /> }.into_any() }}
            <ImportDialog importing />
        </div>
    }
}

#[component]
fn NoDesigns() -> impl IntoView {
    view! {
        <section class="empty">
            <h2>"An empty drawing board"</h2>
            <p>"Start with a client and a service, connect them, and see what they can carry. Every change is kept on this device as you make it."</p>
            <a class="button button--primary" href="/studio/new">"Draw your first design"</a>
        </section>
    }
}

#[component]
fn Designs(shelf: Shelf) -> impl IntoView {
    view! {
        <ul class="grid">
            <For each=move || shelf.listed() key=|card| (card.id.clone(), card.updated_utc_millis) let:card>
                <DesignCard shelf card />
            </For>
        </ul>
    }
}

#[component]
fn DesignCard(shelf: Shelf, card: Card) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let id = card.id.clone();
    let remove = move |_| {
        let id = id.clone();
        spawn_local(async move {
            match shelf.remove(&id).await {
                Ok(Some((card, bytes))) => {
                    let words = format!("“{}” was deleted.", card.name);
                    let back = move || shelf.save(card.clone(), bytes.clone());
                    toaster.offer(words, "Undo", back);
                }
                Ok(None) => {}
                Err(error) => toaster.say(format!("The design was not deleted. {error}")),
            }
        });
    };
    let id = card.id.clone();
    let name = card.name.clone();
    let duplicate = move |_| {
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            if let Err(words) = renamed(shelf, &id, &random::id(), format!("{name}, copy")).await {
                toaster.say(words);
            }
        });
    };
    let when = clock::day_and_time(card.updated_utc_millis);
    let renaming = RwSignal::new(false);
    let title = {
        let card = card.clone();
        move || {
            if renaming.get() {
                view! { <RenameField shelf card=card.clone() renaming /> }.into_any()
            } else {
                view! { <a class="card__link" href=format!("/studio/{}", card.id)><h2>{card.name.clone()}</h2></a> }
                    .into_any()
            }
        }
    };
    view! {
        <li class="card card--link design-card">
            <Picture shelf id=card.id.clone() />
            {title}
            <p class="muted small">{card.size_in_words()}</p>
            <div class="card__foot">
                <span>{format!("Changed {when}")}</span>
                <span class="card__above row">
                    <button type="button" class="icon-button" aria-label=format!("Rename {}", card.name) title="Rename" on:click=move |_| renaming.set(true)>
                        <Icon glyph=Glyph::Pencil class="button__icon" />
                    </button>
                    <button type="button" class="icon-button" aria-label=format!("Duplicate {}", card.name) title="Duplicate" on:click=duplicate>
                        <Icon glyph=Glyph::Copy class="button__icon" />
                    </button>
                    <button type="button" class="icon-button" aria-label=format!("Delete {}", card.name) title="Delete" on:click=remove>
                        <Icon glyph=Glyph::Bin class="button__icon" />
                    </button>
                </span>
            </div>
        </li>
    }
}

/// CSS pixels of the picture of a design.
const PICTURE: (f64, f64) = (360.0, 180.0);

/// What the design looks like, once it was read. The words beside it say the rest.
///
/// Only the picture stays: designs can be large, and there can be many. With another theme they are read again.
#[component]
fn Picture(shelf: Shelf, id: String) -> impl IntoView {
    let theme = expect_context::<Theme>();
    let catalogue = expect_context::<Library>().catalogue();
    let canvas = NodeRef::<Canvas>::new();
    Effect::new(move || {
        theme.repaint.track();
        let Some(canvas) = canvas.get() else { return };
        let id = id.clone();
        spawn_local(async move {
            let Ok(Some(bytes)) = shelf.peek(&id).await else { return };
            if let Ok((document, _)) = Document::from_bytes(random::bits(), &bytes) {
                // The page may have been left meanwhile.
                let Some(catalogue) = catalogue.try_get_untracked() else { return };
                thumbnail::paint(&canvas, document.diagram(), catalogue, PICTURE);
            }
        });
    });
    view! {
        <div class="design-card__picture">
            <canvas class="thumbnail" node_ref=canvas aria-hidden="true"></canvas>
        </div>
    }
}

/// The name, typed in place. Enter keeps it, Escape leaves it.
#[component]
fn RenameField(shelf: Shelf, card: Card, renaming: RwSignal<bool>) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let input = NodeRef::<Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let before = card.name.clone();
    let keep = move || {
        // Leaving the field after Enter comes here once more.
        if !renaming.try_get_untracked().unwrap_or(false) {
            return;
        }
        let name = input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default();
        renaming.set(false);
        if name.is_empty() || name == before {
            return;
        }
        let id = card.id.clone();
        spawn_local(async move {
            if let Err(words) = renamed(shelf, &id, &id, name).await {
                toaster.say(words);
            }
        });
    };
    let keep_on_enter = keep.clone();
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => keep_on_enter(),
        "Escape" => renaming.set(false),
        _ => {}
    };
    view! {
        <input
            class="input card__above"
            node_ref=input
            aria-label=format!("New name of {}", card.name)
            maxlength="120"
            prop:value=card.name
            on:keydown=on_key
            on:blur=move |_| keep()
        />
    }
}

/// Keeps the design `id` under another name, as the design `to`.
async fn renamed(shelf: Shelf, id: &str, to: &str, name: String) -> Result<(), String> {
    let bytes =
        shelf.load(id).await.map_err(|error| error.to_string())?.ok_or("The design is no longer here.")?;
    let (mut document, _) =
        Document::from_bytes(random::bits(), &bytes).map_err(|error| error.to_string())?;
    document.apply(&Command::RenameDesign(name)).map_err(|refusal| refusal.to_string())?;
    shelf.save(Card::of(to, document.diagram()), document.to_bytes());
    Ok(())
}
