//! What the linker is told of the built page.

use std::env;

/// Bytes. The deepest page uses 21 KB, and 31 KB with ten lists in each other; the linker's own megabyte would be a twentieth of
/// what the studio may take with 5,000 components.
const STACK: u32 = 256 * 1024;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_set = |name| env::var_os(name).is_some();
    if is_set("CARGO_FEATURE_SPLIT")
        && env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm")
    {
        // The splitter needs to know which code refers to which; the linker tells it only when asked.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
        println!("cargo::rustc-link-arg-bins=-zstack-size={STACK}");
    }
}
