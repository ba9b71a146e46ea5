//! The program that looks at packs of strangers, asked once.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use content::Summary;
use futures::channel::oneshot;
use inspector::{LOOK, Verdict};
use leptos::prelude::set_timeout;

use super::worker::Worker;

/// Folder of the program.
pub const PROGRAM: &str = "inspector";
/// Far more than the largest pack takes on a slow phone.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LookError {
    #[error("The browser did not start the program that checks packs.")]
    NotStarted,
    #[error("The program that checks packs did not start. Look whether you are online, then try again.")]
    NotArrived,
    #[error("Checking it took longer than a minute, which no pack should.")]
    TooLong,
    #[error("The program that checks packs gave no answer that can be read.")]
    NotUnderstood,
    #[error("{0}")]
    Refused(String),
}

/// What is in the pack, if it can be used. However long that takes, the page stays alive.
pub async fn look(text: &str) -> Result<Summary, LookError> {
    let (answer, answered) = oneshot::channel();
    let answer = Rc::new(RefCell::new(Some(answer)));
    // The first answer counts.
    let tell = move |result| {
        if let Some(answer) = answer.borrow_mut().take() {
            let _ = answer.send(result);
        }
    };
    let (tell_failure, tell_time) = (tell.clone(), tell.clone());
    let on_failure = move |_| tell_failure(Err(LookError::NotArrived));
    let worker = Worker::start(PROGRAM, move |line| tell(summary_in(&line)), on_failure)
        .map_err(|_| LookError::NotStarted)?;
    set_timeout(move || tell_time(Err(LookError::TooLong)), PATIENCE);
    worker.tell(format!("{LOOK}\n{text}"));
    answered.await.unwrap_or(Err(LookError::NotArrived))
}

fn summary_in(line: &str) -> Result<Summary, LookError> {
    match serde_json::from_str(line) {
        Ok(Verdict::Sound { summary, .. }) => Ok(*summary),
        Ok(Verdict::Refused { sentence, .. }) => Err(LookError::Refused(sentence)),
        Ok(Verdict::Compared { .. }) | Err(_) => Err(LookError::NotUnderstood),
    }
}
