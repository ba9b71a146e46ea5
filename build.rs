//! The splitter needs to know which code refers to which; the linker tells it only when asked.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_set = |name| env::var_os(name).is_some();
    if is_set("CARGO_FEATURE_SPLIT")
        && env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm")
    {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
