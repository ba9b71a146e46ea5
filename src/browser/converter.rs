//! Files of other formats, read and written beside the page.
//!
//! Each order has a worker of its own, which is ended with the answer or when it took too long: whatever is in a file,
//! the page goes on.

use converter::{Answer, Order};
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::worker::Worker;

/// Folder of the program that converts.
const PROGRAM: &str = "converter";
/// The largest designs take two seconds on a slow phone.
const LONGEST_MILLIS: i32 = 20_000;
/// What stands for a program that failed.
const FAILED: &str = "failed";

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ConvertError {
    #[error("{0}")]
    Refused(String),
    #[error(
        "This took longer than 20 seconds, so it was given up. Nothing was changed. Is it the right file?"
    )]
    TooLong,
    #[error(
        "The program that reads and writes other formats did not run. Look whether you are online, or try a smaller file. Nothing was changed."
    )]
    Failed,
}

/// What came of an order, with the bytes that belong to it.
pub async fn convert(order: &Order, attached: &[&[u8]]) -> Result<(Answer, Vec<u8>), ConvertError> {
    let line = serde_json::to_string(order).map_err(|_| ConvertError::Failed)?;
    let message = Array::of1(&JsValue::from_str(&line));
    for bytes in attached {
        message.push(&Uint8Array::from(*bytes));
    }
    let mut worker = None;
    let promise = Promise::new(&mut |settle, _| {
        let (told, failed) = (settle.clone(), settle.clone());
        let settle_with = |settle: &js_sys::Function, outcome: &JsValue| {
            let _ = settle.call1(&JsValue::NULL, outcome);
        };
        worker = Worker::start_with(
            PROGRAM,
            move |message| settle_with(&told, &message),
            move |_| settle_with(&failed, &JsValue::from_str(FAILED)),
        )
        .ok();
        if worker.is_none() {
            settle_with(&settle, &JsValue::from_str(FAILED));
        } else if let Some(window) = web_sys::window() {
            // Called by the clock it settles with nothing.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&settle, LONGEST_MILLIS);
        }
    });
    if let Some(worker) = &worker {
        worker.send(message.into());
    }
    let outcome = JsFuture::from(promise).await.map_err(|_| ConvertError::Failed)?;
    drop(worker);
    answered(&outcome)
}

fn answered(outcome: &JsValue) -> Result<(Answer, Vec<u8>), ConvertError> {
    if outcome.is_undefined() {
        return Err(ConvertError::TooLong);
    }
    let parts = outcome.dyn_ref::<Array>().ok_or(ConvertError::Failed)?;
    let line = parts.get(0).as_string().ok_or(ConvertError::Failed)?;
    let bytes = parts.get(1).dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
    match serde_json::from_str(&line).map_err(|_| ConvertError::Failed)? {
        Answer::Refused { sentence } => Err(ConvertError::Refused(sentence)),
        answer => Ok((answer, bytes)),
    }
}
