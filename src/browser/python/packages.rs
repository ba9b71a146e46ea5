//! Packages that programs may import besides the standard library: files that the learner chose, kept in this browser.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wheels::{MOST_FILE_BYTES, Wheel, WheelError};

use super::{files, frame};
use crate::browser::files::{FileError, read_bytes};
use crate::browser::idb::{Store, StoreError};

/// All of them are handed to every start of Python.
const MOST_PACKAGES: usize = 8;

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PackageError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Wheel(#[from] WheelError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("What Python is here could not be found out, because the network is away. Nothing was changed.")]
    Unknown,
    #[error("There are {MOST_PACKAGES} packages already. Remove one first. Nothing was changed.")]
    TooMany,
}

/// The files that are kept, by name.
pub async fn names() -> Result<Vec<String>, StoreError> {
    Store::open().await?.python_package_names().await
}

/// Keeps the file for all programs from the next one on, in place of another version of the same package.
pub async fn add(file: &web_sys::File) -> Result<Wheel, PackageError> {
    let bytes = read_bytes(file, MOST_FILE_BYTES as f64).await?;
    let python = files::about().await.ok_or(PackageError::Unknown)?.into_python();
    let wheel = wheels::check(&file.name(), &bytes, &python)?;
    let store = Store::open().await?;
    let names = store.python_package_names().await?;
    let (same, others): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|name| package_of(name).eq_ignore_ascii_case(&wheel.name));
    if others.len() >= MOST_PACKAGES {
        return Err(PackageError::TooMany);
    }
    store.put_python_package(&wheel.file_name, &bytes, &same).await?;
    super::start_anew().await;
    Ok(wheel)
}

pub async fn remove(file_name: &str) -> Result<(), StoreError> {
    Store::open().await?.delete_python_package(file_name).await?;
    super::start_anew().await;
    Ok(())
}

/// `numpy` for `numpy-2.4.6-cp314-cp314-….whl`.
pub fn package_of(file_name: &str) -> &str {
    file_name.split('-').next().unwrap_or(file_name)
}

/// `{"tiny-1.0-py3-none-any.whl": Uint8Array}`, for the frame. Where they cannot be read, programs go without them: an
/// import says then what is missing.
pub(super) async fn all() -> JsValue {
    let all = Object::new();
    if let Ok(store) = Store::open().await {
        for name in store.python_package_names().await.unwrap_or_default() {
            if let Ok(Some(bytes)) = store.python_package(&name).await {
                let _ = Reflect::set(&all, &JsValue::from_str(&name), &Uint8Array::from(bytes.as_slice()));
            }
        }
    }
    frame::object(&[("packages", &all)])
}
