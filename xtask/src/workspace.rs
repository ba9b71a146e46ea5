//! Where things are in this checkout.

use std::env;
use std::path::{Path, PathBuf};

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The finished release build, ready for any static host.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Whether a folder of this checkout is a package.
pub fn has_package(folder: &str) -> bool {
    root().join(folder).join("Cargo.toml").is_file()
}

/// Tools shared by every checkout of this user.
pub fn tools_cache() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .unwrap_or_else(env::temp_dir);
    cache.join("systemcraft")
}
