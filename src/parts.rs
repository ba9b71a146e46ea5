//! The pages that travel in files of their own, each fetched when it is first visited, so that the first page is light.
//!
//! Built without the feature `split`, all of them are in one file and nothing is fetched.

use std::future::Future;

use leptos::prelude::*;

use crate::pages;
use crate::pages::learn::Lesson;
use crate::pages::practice::{CodeQuestion, DesignQuestion, HandedIn};

/// A page that came, or did not.
type Fetched = Result<AnyView, PartError>;

/// A part of the app could not be fetched.
#[derive(Debug, thiserror::Error)]
#[error("This part of the app did not arrive. Look whether you are online, then try again.")]
struct PartError;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for PartError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares a view that is fetched with its part.
macro_rules! fetched {
    ($part:ident: $view:ident($($argument:ident: $type:ty)?) = $fetch:ident, $page:path) => {
        fetched!($part: $view($($argument: $type)?) = $fetch, $page, shown);
    };
    ($part:ident: $view:ident($($argument:ident: $type:ty)?) = $fetch:ident, $page:path, $shown:ident) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        fn $fetch($($argument: $type)?) -> Fetched {
            Ok($page($($argument)?).into_any())
        }

        #[cfg(not(feature = "split"))]
        async fn $fetch($($argument: $type)?) -> Fetched {
            Ok($page($($argument)?).into_any())
        }

        pub fn $view($($argument: $type)?) -> AnyView {
            $shown($fetch($($argument)?))
        }
    };
}

fetched!(studio: design_list() = fetch_design_list, pages::studio::DesignList);
fetched!(studio: studio() = fetch_studio, pages::studio::Studio);
fetched!(studio: challenge_attempt() = fetch_challenge_attempt, pages::studio::challenge::ChallengeAttempt);
fetched!(studio: our_solution() = fetch_our_solution, pages::studio::challenge::OurSolution);
fetched!(challenges: challenge_list() = fetch_challenge_list, pages::studio::challenge::ChallengeList);
fetched!(challenges: challenge_overview() = fetch_challenge_overview, pages::studio::challenge::ChallengeOverview);
fetched!(practice: practice_start() = fetch_practice_start, pages::practice::PracticeStart);
fetched!(practice: quiz() = fetch_quiz, pages::practice::Quiz);
fetched!(practice: story_bank() = fetch_story_bank, pages::practice::StoryBank);
fetched!(practice: story() = fetch_story, pages::practice::WritePage);
fetched!(practice: example_story() = fetch_example_story, pages::practice::ExamplePage);
// What is due is planned by a program that is fetched as well; the page that it stands on waits for neither.
fetched!(reviews: reviews_today() = fetch_reviews_today, pages::practice::ReviewsToday, quietly);
fetched!(learn: tutorial_list() = fetch_tutorial_list, pages::learn::TutorialList);
fetched!(learn: tutorial_overview() = fetch_tutorial_overview, pages::learn::TutorialOverview);
fetched!(learn: step() = fetch_step, pages::learn::StepPage);
// Most steps and questions are read or answered; only some need the studio.
fetched!(learn_canvas: canvas_step(lesson: Lesson) = fetch_canvas_step, pages::learn::canvas_step);
fetched!(learn_code: code_step(lesson: Lesson) = fetch_code_step, pages::learn::code_step);
fetched!(practice_canvas: design_task(question: DesignQuestion) = fetch_design_task, pages::practice::design_task);
fetched!(welcome: welcome() = fetch_welcome, pages::welcome::Welcome);
fetched!(certificate: certificate() = fetch_certificate, pages::certificate::CertificatePage);
fetched!(practice_canvas: design_dimensions(handed_in: HandedIn) = fetch_design_dimensions, pages::practice::design_dimensions, quietly);
fetched!(practice_code: code_question(question: CodeQuestion) = fetch_code_question, pages::practice::code_question);
fetched!(progress: progress() = fetch_progress, pages::progress::ProgressPage);
fetched!(packs: packs() = fetch_packs, pages::packs::PacksPage);
fetched!(settings: settings() = fetch_settings, pages::settings::Settings);

/// The page once it is here, and until then a word that it is coming.
fn shown(fetched: impl Future<Output = Fetched> + Send + 'static) -> AnyView {
    let page = Suspend::new(async move {
        match fetched.await {
            Ok(page) => page,
            Err(error) => missing(&error),
        }
    });
    view! { <Suspense fallback=|| view! { <p class="page" role="status">"Fetching this page"</p> }>{page}</Suspense> }
        .into_any()
}

/// A piece of a page that can do without it.
fn quietly(fetched: impl Future<Output = Fetched> + Send + 'static) -> AnyView {
    let piece = Suspend::new(async move { fetched.await.ok() });
    view! { <Suspense>{piece}</Suspense> }.into_any()
}

fn missing(error: &PartError) -> AnyView {
    let again = |_| {
        let _ = window().location().reload();
    };
    view! {
        <section class="page" role="alert">
            <h1>"This page is not here yet"</h1>
            <p>{error.to_string()}</p>
            <button type="button" class="button button--primary" on:click=again>"Try again"</button>
        </section>
    }
    .into_any()
}
