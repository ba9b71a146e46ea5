use diagram::{Document, format};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{clock, files, random};
use crate::pages::settings::FileButton;
use crate::shelf::{Card, Shelf};
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;
use crate::widgets::toast::Toaster;

/// The learner's designs.
#[component]
pub fn DesignList() -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let navigate = use_navigate();
    let toaster = expect_context::<Toaster>();
    let problem = RwSignal::new(None::<String>);
    let import = move |file: web_sys::File| {
        let navigate = navigate.clone();
        spawn_local(async move {
            match import(shelf, &file).await {
                Ok((id, left_out)) => {
                    left_out.into_iter().for_each(|sentence| toaster.say(sentence));
                    navigate(&format!("/studio/{id}"), Default::default());
                }
                Err(words) => problem.set(Some(words)),
            }
        });
    };
    let import = StoredValue::new_local(import);
    view! {
        <div class="page">
            <div class="row row--between">
                <PageTitle title="Studio" />
                <div class="row">
                    <a class="button button--secondary" href="/studio/challenges">"Challenges"</a>
                    <FileButton label="Import a design" accept=".json" chosen=move |file| import.with_value(|import| import(file)) />
                    <a class="button button--primary" href="/studio/new">
                        <Icon glyph=Glyph::Add class="button__icon" />
                        "New design"
                    </a>
                </div>
            </div>
            <div role="alert">{move || problem.get().map(|words| view! { <p class="notice notice--danger">{words}</p> })}</div>
            {move || if shelf.listed().is_empty() { view! { <NoDesigns /> }.into_any() } else { view! { <Designs shelf /> }.into_any() }}
        </div>
    }
}

/// Reads a file into a new design; what is on the shelf stays as it is.
async fn import(shelf: Shelf, file: &web_sys::File) -> Result<(String, Vec<String>), String> {
    let text = files::read_text(file).await.map_err(|error| error.to_string())?;
    let opened = format::read(&text).map_err(|error| error.to_string())?;
    let id = random::id();
    let document = Document::from_diagram(random::bits(), &opened.diagram);
    shelf.save(Card::of(&id, document.diagram()), document.to_bytes());
    Ok((id, opened.left_out))
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
                    let back = Callback::new(move |()| shelf.save(card.clone(), bytes.clone()));
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
            if let Err(words) = copy(shelf, &id, &name).await {
                toaster.say(words);
            }
        });
    };
    let when = clock::day_and_time(card.updated_utc_millis);
    view! {
        <li class="card card--link">
            <a class="card__link" href=format!("/studio/{}", card.id)><h2>{card.name.clone()}</h2></a>
            <p class="muted small">{card.size_in_words()}</p>
            <div class="card__foot">
                <span>{format!("Changed {when}")}</span>
                <span class="card__above row">
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

async fn copy(shelf: Shelf, id: &str, name: &str) -> Result<(), String> {
    let bytes =
        shelf.load(id).await.map_err(|error| error.to_string())?.ok_or("The design is no longer here.")?;
    let (mut document, _) =
        Document::from_bytes(random::bits(), &bytes).map_err(|error| error.to_string())?;
    let command = diagram::Command::RenameDesign(format!("{name}, copy"));
    document.apply(&command).map_err(|refusal| refusal.to_string())?;
    shelf.save(Card::of(&random::id(), document.diagram()), document.to_bytes());
    Ok(())
}
