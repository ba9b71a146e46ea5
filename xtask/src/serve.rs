//! `cargo xtask serve`: the development build on this machine.

use std::net::{Ipv4Addr, TcpStream};
use std::thread;
use std::time::Duration;

use anyhow::Result;
use xtask::free_port;

use crate::process::{run as run_to_the_end, say};
use crate::{setup, trunk};

const PREFERRED_PORT: u16 = 8080;

pub fn run() -> Result<()> {
    let toolchain = setup::for_building()?;
    let port = free_port::at_or_after(PREFERRED_PORT)?;
    say("building the development version (usually 1 to 4 minutes the first time, then seconds)");
    thread::spawn(move || announce(port));
    let mut trunk = trunk::command(toolchain);
    trunk.args([
        "serve",
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
        "--disable-address-lookup",
        "true",
    ]);
    run_to_the_end(&mut trunk, "the development server")
}

/// Trunk starts to listen when the first build is done: that is the moment to say where.
fn announce(port: u16) {
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        thread::sleep(Duration::from_millis(200));
    }
    say(format!("Systemcraft is at http://127.0.0.1:{port} (Ctrl+C ends it)"));
}
