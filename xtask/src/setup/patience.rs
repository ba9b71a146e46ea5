//! Running a download that may hang instead of failing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long rustup may stand still before it is given up on.
const STANDSTILL: Duration = Duration::from_secs(20);

/// Runs rustup until it ends, or until nothing has arrived for a while. True when it succeeded.
pub fn rustup_succeeds(command: &mut Command) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    else {
        return false;
    };
    let mut bytes_seen = arrived_bytes();
    let mut last_arrival = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return ExitStatus::success(&status),
            Ok(None) if last_arrival.elapsed() < STANDSTILL => {}
            Ok(None) | Err(_) => return give_up(&mut child),
        }
        thread::sleep(Duration::from_millis(200));
        let bytes = arrived_bytes();
        if bytes != bytes_seen {
            (bytes_seen, last_arrival) = (bytes, Instant::now());
        }
    }
}

fn give_up(child: &mut Child) -> bool {
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Bytes in rustup's download and unpacking folders: they change as long as it gets anywhere.
fn arrived_bytes() -> u64 {
    let Some(home) = rustup_home() else { return 0 };
    folder_bytes(&home.join("downloads")) + folder_bytes(&home.join("tmp"))
}

fn rustup_home() -> Option<PathBuf> {
    env::var_os("RUSTUP_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".rustup")))
}

fn folder_bytes(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => folder_bytes(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}
