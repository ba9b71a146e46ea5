//! The content that is installed.

use std::sync::Arc;

use assessment::{Bank, BankError};
use content::Pack;
use leptos::prelude::*;

use crate::browser::packs::PackLoadError;

/// One pack with its questions prepared for choosing among them.
#[derive(Debug)]
pub struct Shelved {
    pub pack: Pack,
    pub bank: Bank,
}

impl Shelved {
    /// # Errors
    /// When the questions make no bank; says which one.
    pub fn new(pack: Pack) -> Result<Shelved, BankError> {
        let mut bank = Bank::new(&pack.items)?;
        bank.limit_exposure(&pack.exposure)?;
        Ok(Shelved { pack, bank })
    }
}

/// The pack, or why there is none: the studio works without.
#[derive(Debug, Clone)]
pub struct Library(Result<Arc<Shelved>, PackLoadError>);

impl Library {
    pub fn new(pack: Result<Pack, PackLoadError>) -> Library {
        Library(pack.and_then(|pack| {
            Shelved::new(pack).map(Arc::new).map_err(|error| PackLoadError::NotRead(error.to_string()))
        }))
    }

    pub fn shelved(&self) -> Result<Arc<Shelved>, PackLoadError> {
        self.0.clone()
    }
}

/// In place of a page that needs the pack.
#[component]
pub fn PackMissing(error: PackLoadError) -> impl IntoView {
    let reload = |_| {
        let _ = window().location().reload();
    };
    view! {
        <div class="page page--narrow">
            <h1>"The content is not here"</h1>
            <p class="notice notice--warning">{error.to_string()}</p>
            <p class="row">
                <button type="button" class="button button--primary" on:click=reload>"Try again"</button>
                <a class="button button--secondary" href="/studio">"Open the studio instead"</a>
            </p>
        </div>
    }
}
