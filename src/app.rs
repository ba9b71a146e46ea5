//! The shell around every page, and the table of routes.

use leptos::prelude::*;
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;

use crate::browser::idb::Store;
use crate::browser::packs;
use crate::browser::theme::Theme;
use crate::learner::Learner;
use crate::library::Library;
use crate::pages;
use crate::parts;
use crate::review_desk::ReviewDesk;
use crate::shelf::Shelf;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::save_state::{SaveState, StorageNotices};
use crate::widgets::toast::{Toaster, Toasts};

/// What has to be there before the first page can be shown.
#[derive(Clone)]
struct Opened {
    learner: Learner,
    shelf: Shelf,
    library: Library,
}

async fn open() -> Opened {
    let (store, index) = futures::join!(Store::open(), packs::index());
    let learner = Learner::open(store.clone()).await;
    let (shelf, library) = futures::join!(Shelf::open(store.clone()), Library::open(store, index, learner));
    if !is_in_studio() {
        library.fetch_first().await;
    }
    Opened { learner, shelf, library }
}

/// Whether the address is one of the studio's, where designs are drawn without any subject: a pack takes the room of a design
/// of a thousand components, and memory that the page once had it never gives back.
fn is_in_studio() -> bool {
    window().location().pathname().is_ok_and(|path| path.starts_with("/studio"))
}

#[component]
pub fn App() -> impl IntoView {
    provide_context(Theme::start());
    provide_context(Toaster::new());
    let opened = LocalResource::new(open);
    view! {
        {move || match opened.get() {
            Some(opened) => view! { <House opened /> }.into_any(),
            None => view! { <p class="page" role="status">"Opening your journal"</p> }.into_any(),
        }}
    }
}

#[component]
fn House(opened: Opened) -> impl IntoView {
    provide_context(ReviewDesk::new(opened.learner, opened.library));
    provide_context(opened.learner);
    provide_context(opened.shelf);
    provide_context(opened.library);
    view! {
        <Router>
            <div class="shell" data-ready="">
                <a class="skip-link" href="#main">"Skip to the page"</a>
                <Bar />
                <main id="main" tabindex="-1">
                    <StorageNotices />
                    <Pages />
                </main>
            </div>
            <Toasts />
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=pages::not_found::NotFound>
            <Route path=path!("/") view=pages::home::Home />
            <Route path=path!("/studio") view=parts::design_list />
            <Route path=path!("/studio/challenges") view=parts::challenge_list />
            <Route path=path!("/studio/challenges/:challenge") view=parts::challenge_overview />
            <Route path=path!("/studio/challenges/:challenge/:attempt") view=parts::challenge_attempt />
            <Route path=path!("/studio/challenges/:challenge/:attempt/solution") view=parts::our_solution />
            <Route path=path!("/studio/:design") view=parts::studio />
            <Route path=path!("/practice") view=parts::practice_start />
            <Route path=path!("/practice/stories") view=parts::story_bank />
            <Route path=path!("/practice/stories/examples/:example") view=parts::example_story />
            <Route path=path!("/practice/stories/:story") view=parts::story />
            <Route path=path!("/practice/:attempt") view=parts::quiz />
            <Route path=path!("/learn") view=parts::tutorial_list />
            <Route path=path!("/learn/:tutorial") view=parts::tutorial_overview />
            <Route path=path!("/learn/:tutorial/:step") view=parts::step />
            <Route path=path!("/welcome") view=parts::welcome />
            <Route path=path!("/certificate/:subject/:path") view=parts::certificate />
            <Route path=path!("/progress") view=parts::progress />
            <Route path=path!("/packs") view=parts::packs />
            <Route path=path!("/settings") view=parts::settings />
        </Routes>
    }
}

#[component]
fn Bar() -> impl IntoView {
    view! {
        <header class="shell__bar">
            <A href="/" attr:class="shell__brand">
                <Icon glyph=Glyph::Mark class="shell__mark" />
                <span class="shell__name">"Systemcraft"</span>
                <span class="for-screen-readers">", home"</span>
            </A>
            <nav class="tabs" aria-label="Pages">
                <Tab href="/" glyph=Glyph::Home label="Today" exact=true />
                <Tab href="/studio" glyph=Glyph::Studio label="Studio" />
                <Tab href="/practice" glyph=Glyph::Practice label="Practice" />
                <Tab href="/learn" glyph=Glyph::Learn label="Learn" />
                <Tab href="/progress" glyph=Glyph::Progress label="Progress" />
            </nav>
            <div class="shell__state">
                <SaveState />
                <A href="/settings" attr:class="shell__settings" attr:aria-label="Settings">
                    <Icon glyph=Glyph::Settings class="tabs__icon" />
                </A>
            </div>
        </header>
    }
}

#[component]
fn Tab(
    href: &'static str,
    glyph: Glyph,
    label: &'static str,
    #[prop(optional)] exact: bool,
) -> impl IntoView {
    view! {
        <A href=href exact=exact attr:class="tabs__link">
            <Icon glyph class="tabs__icon" />
            <span>{label}</span>
        </A>
    }
}
