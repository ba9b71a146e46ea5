//! A static host for a folder, on the loopback interface: what any host of the built page does, and no more.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// A folder being served; it stops when dropped.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    is_stopped: Arc<AtomicBool>,
}

impl Site {
    /// Serves a folder on a free port.
    pub fn serve(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (folder, stop) = (Arc::new(folder.into()), Arc::clone(&is_stopped));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (folder, stop) = (Arc::clone(&folder), Arc::clone(&stop));
                if let Ok(stream) = stream {
                    thread::spawn(move || answer_all(&stream, &folder, &stop));
                }
            }
        });
        Ok(Self { address, is_stopped })
    }

    /// Where it is served, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on nothing is answered, as when the network is gone.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::SeqCst);
        // One last connection wakes the listener, so that it ends and gives the port back.
        let _ = TcpStream::connect(self.address);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Answers the requests of one connection until either side has had enough.
fn answer_all(stream: &TcpStream, folder: &Path, is_stopped: &AtomicBool) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
    let mut reader = BufReader::new(stream);
    while let Ok(Some(target)) = read_request(&mut reader) {
        if is_stopped.load(Ordering::SeqCst) || answer(stream, folder, &target).is_err() {
            return;
        }
    }
}

/// Reads one request's head and returns its target; nothing at the end of the connection.
fn read_request(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
    }
    Ok(first.split_whitespace().nth(1).map(str::to_owned))
}

fn answer(mut stream: &TcpStream, folder: &Path, target: &str) -> io::Result<()> {
    let (status, kind, body) = match find(folder, target) {
        Some(file) => ("200 OK", media_type(&file), fs::read(&file)?),
        None => ("404 Not Found", "text/plain; charset=utf-8", b"not found".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

/// The file for a request. A path without an extension is a page of the app, which finds its own way from the index.
fn find(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = Path::new(path);
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = folder.join(path);
    let found = if file.is_dir() { file.join("index.html") } else { file };
    if found.is_file() {
        return Some(found);
    }
    let index = folder.join("index.html");
    (path.extension().is_none() && index.is_file()).then_some(index)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_app_is_the_index_and_a_missing_file_is_missing() {
        let folder = std::env::temp_dir().join(format!("systemcraft-site-{}", std::process::id()));
        fs::create_dir_all(folder.join("packs")).unwrap();
        fs::write(folder.join("index.html"), "index").unwrap();
        fs::write(folder.join("app.wasm"), "wasm").unwrap();
        let found = |target: &str| {
            find(&folder, target).map(|file| file.strip_prefix(&folder).unwrap().display().to_string())
        };
        assert_eq!(found("/"), Some("index.html".into()));
        assert_eq!(found("/practice/quiz?item=3"), Some("index.html".into()));
        assert_eq!(found("/app.wasm"), Some("app.wasm".into()));
        assert_eq!(found("/other.wasm"), None);
        assert_eq!(found("/../Cargo.toml"), None);
        fs::remove_dir_all(&folder).unwrap();
    }
}
