//! Ports on the loopback interface.

use std::io;
use std::net::{Ipv4Addr, TcpListener};

/// A port that nobody listens on at this moment.
pub fn any() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// The first free port at or after the preferred one.
pub fn at_or_after(preferred: u16) -> io::Result<u16> {
    (preferred..=preferred.saturating_add(100))
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .map_or_else(any, Ok)
}
