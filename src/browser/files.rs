//! Files that leave the page and come into it.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Reading more than this into a page's memory is refused before it is tried.
const LARGEST_BYTES: f64 = 100.0 * 1024.0 * 1024.0;

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FileError {
    #[error("The browser did not let the file be written. Check that downloads are allowed for this page.")]
    NotWritten,
    #[error(
        "The file is larger than 100 MB, which is more than any design or backup of this app. Nothing was changed."
    )]
    TooLarge,
    #[error(
        "The file could not be read. It may have been moved, or be in use by another program. Nothing was changed."
    )]
    NotRead,
}

/// Hands `text` to the learner as a file.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), FileError> {
    try_download(name, mime, text).map_err(|_| FileError::NotWritten)
}

fn try_download(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = leptos::prelude::document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)
}

/// The bytes of a file that the learner chose, of which the size was looked at before.
pub async fn read_bytes(file: &web_sys::File) -> Result<Vec<u8>, FileError> {
    if file.size() > LARGEST_BYTES {
        return Err(FileError::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| FileError::NotRead)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The text of a file that the learner chose.
pub async fn read_text(file: &web_sys::File) -> Result<String, FileError> {
    if file.size() > LARGEST_BYTES {
        return Err(FileError::TooLarge);
    }
    let text = JsFuture::from(file.text()).await.map_err(|_| FileError::NotRead)?;
    text.as_string().ok_or(FileError::NotRead)
}
