//! The conversion of files as a web worker. All that is decided is decided in the library.

#[cfg(target_family = "wasm")]
mod worker;

#[cfg(target_family = "wasm")]
fn main() {
    worker::listen();
}

#[cfg(not(target_family = "wasm"))]
fn main() {
    eprintln!("this program runs in a browser; on a command line it is `systemcraft convert`");
}
