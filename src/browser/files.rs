//! Files that leave the page and come into it.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Reading more than this into a page's memory is refused before it is tried.
pub const LARGEST_BYTES: f64 = 100.0 * MEGABYTE;
const MEGABYTE: f64 = 1024.0 * 1024.0;

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FileError {
    #[error("The browser did not let the file be written. Check that downloads are allowed for this page.")]
    NotWritten,
    #[error(
        "The file is larger than {most_megabytes} MB, which is more than any file of this sort. Nothing was changed."
    )]
    TooLarge { most_megabytes: u32 },
    #[error(
        "The file could not be read. It may have been moved, or be in use by another program. Nothing was changed."
    )]
    NotRead,
    #[error(
        "The browser did not paint the picture; the design may be too large for it. Save it as SVG instead."
    )]
    NotPainted,
}

/// Hands `text` to the learner as a file.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), FileError> {
    download_bytes(name, mime, text.as_bytes())
}

/// Hands bytes to the learner as a file.
pub fn download_bytes(name: &str, mime: &str, bytes: &[u8]) -> Result<(), FileError> {
    try_download(name, mime, bytes).map_err(|_| FileError::NotWritten)
}

fn try_download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = leptos::prelude::document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)
}

/// The text of a file that the learner chose.
pub async fn read_text(file: &web_sys::File) -> Result<String, FileError> {
    refuse_over(file, LARGEST_BYTES)?;
    let text = JsFuture::from(file.text()).await.map_err(|_| FileError::NotRead)?;
    text.as_string().ok_or(FileError::NotRead)
}

/// All of a file that the learner chose; one with more than `most_bytes` is not even read.
pub async fn read_bytes(file: &web_sys::File, most_bytes: f64) -> Result<Vec<u8>, FileError> {
    refuse_over(file, most_bytes)?;
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| FileError::NotRead)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn refuse_over(file: &web_sys::File, most_bytes: f64) -> Result<(), FileError> {
    match file.size() > most_bytes {
        true => Err(FileError::TooLarge { most_megabytes: (most_bytes / MEGABYTE) as u32 }),
        false => Ok(()),
    }
}

/// What is on a canvas, as a PNG.
pub async fn png_of(canvas: &web_sys::HtmlCanvasElement) -> Result<Vec<u8>, FileError> {
    let promise = js_sys::Promise::new(&mut |settle, _| {
        // Without a blob, as for a canvas that is too large, it settles with null.
        if canvas.to_blob(&settle).is_err() {
            let _ = settle.call0(&JsValue::NULL);
        }
    });
    let blob = JsFuture::from(promise).await.map_err(|_| FileError::NotPainted)?;
    let blob: web_sys::Blob = blob.dyn_into().map_err(|_| FileError::NotPainted)?;
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| FileError::NotPainted)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
