//! How trunk is started.

use std::env;
use std::process::Command;

use crate::process::wasm_command;
use crate::setup::wasm_target::WasmToolchain;

/// Trunk, which calls this very program back for its hooks.
pub fn command(toolchain: WasmToolchain) -> Command {
    let mut trunk = wasm_command("trunk", toolchain);
    // Asking a server whether there is a newer trunk would hang without a network.
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Its errors come with the output that explains them; a trace of trunk itself only hides that.
    trunk.env("RUST_BACKTRACE", "0");
    // Trunk reads the variable as its own option, which takes nothing but true and false.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    if let Ok(program) = env::current_exe() {
        trunk.env("SYSTEMCRAFT_XTASK", program);
    }
    trunk
}
