//! Pictures of a pack, as addresses that only this page knows.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use content::Picture;
use wasm_bindgen::JsValue;

/// Made when they are first shown, and taken back when the pack leaves the page.
#[derive(Debug, Default)]
pub struct Pictures {
    pictures: Vec<Picture>,
    addresses: Mutex<BTreeMap<String, String>>,
}

impl Pictures {
    pub fn new(pictures: Vec<Picture>) -> Pictures {
        Pictures { pictures, addresses: Mutex::default() }
    }

    /// `None` where the pack has no such picture, or its bytes are not those that it was built with.
    pub fn address(&self, name: &str) -> Option<String> {
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = addresses.get(name) {
            return Some(known.clone());
        }
        let picture = self.pictures.iter().find(|picture| picture.name == name)?;
        let address = address_of(picture.kind()?.media_type(), &picture.bytes()?).ok()?;
        addresses.insert(name.to_owned(), address.clone());
        Some(address)
    }
}

fn address_of(media_type: &str, bytes: &[u8]) -> Result<String, JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    web_sys::Url::create_object_url_with_blob(&blob)
}

impl Drop for Pictures {
    fn drop(&mut self) {
        let addresses = self.addresses.get_mut().unwrap_or_else(PoisonError::into_inner);
        for address in addresses.values() {
            let _ = web_sys::Url::revoke_object_url(address);
        }
    }
}
