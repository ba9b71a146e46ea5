use std::sync::Arc;

use assessment::{Bank, BankError, Item};
use content::Pack;

use super::FLAGSHIP;
use crate::browser::packs::PackLoadError;
use crate::browser::pictures::Pictures;

/// One pack with its questions prepared for choosing among them. Tutorials are named across packs, but for the flagship's:
/// see [`Pack::with_tutorials_named_across_packs`].
#[derive(Debug)]
pub struct Shelved {
    pub pack: Arc<Pack>,
    pub bank: Bank,
    pub pictures: Arc<Pictures>,
}

impl Shelved {
    pub(super) fn new(pack: Pack) -> Result<Arc<Shelved>, PackLoadError> {
        let bank = bank_of(&pack).map_err(|error| PackLoadError::NotRead(error.to_string()))?;
        let mut pack = if pack.id == FLAGSHIP { pack } else { pack.with_tutorials_named_across_packs() };
        let pictures = Arc::new(Pictures::new(std::mem::take(&mut pack.pictures)));
        Ok(Arc::new(Shelved { pack: Arc::new(pack), bank, pictures }))
    }

    /// The same subject with other figures of its questions.
    ///
    /// # Errors
    /// When the questions make no bank; says which one.
    pub fn with_items(&self, items: Vec<Item>) -> Result<Shelved, BankError> {
        let pack = Pack { items, ..Pack::clone(&self.pack) };
        Ok(Shelved { bank: bank_of(&pack)?, pack: Arc::new(pack), pictures: self.pictures.clone() })
    }
}

fn bank_of(pack: &Pack) -> Result<Bank, BankError> {
    let mut bank = Bank::new(&pack.items)?;
    bank.limit_exposure(&pack.exposure)?;
    Ok(bank)
}
