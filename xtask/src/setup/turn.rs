//! One installation at a time on this machine.

use std::fs::{self, File};

use anyhow::{Context, Result};

use crate::process::say;
use crate::workspace;

/// Held while something is being installed; given back when dropped.
#[derive(Debug)]
pub struct Turn {
    _lock: File,
}

impl Turn {
    pub fn take() -> Result<Self> {
        let folder = workspace::tools_cache();
        fs::create_dir_all(&folder)
            .with_context(|| format!("the folder {} cannot be written; check its owner", folder.display()))?;
        let lock = File::create(folder.join("setup.lock"))?;
        if lock.try_lock().is_err() {
            say("another checkout is installing; waiting for it");
            lock.lock()?;
        }
        Ok(Self { _lock: lock })
    }
}
