//! Run by trunk on the finished files, before they become `dist/`: the page's policy and the service worker's list.

use std::fs;
use std::path::{Path, PathBuf};
use std::{env, io};

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::process::say;
use crate::{files, scripts, split};

const SERVICE_WORKER: &str = "service-worker.js";
/// The page of the frame in which Python runs. It stands in the page itself, so the page's policy holds for it too.
const FRAME: &str = "python/frame.html";
const PRECACHE: &str = "/*PRECACHE*/[]";
const LATER: &str = "/*LATER*/[]";
const BUILD: &str = "/*BUILD*/\"\"";
const SCRIPT_HASHES: &str = "SCRIPT_HASHES";
const UNSAFE_INLINE: &str = "'unsafe-inline'";

/// `cargo xtask post-build`: works on the folder that trunk names.
pub fn run() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("this step belongs to trunk: run `cargo xtask build` instead")?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if is_release {
        split::run(&staging)?;
    }
    fill_in_policies(&staging.join("index.html"), &staging.join(FRAME))?;
    // A development build changes every minute: its service worker keeps an empty list and caches nothing.
    if is_release {
        fill_in_precache(&staging)?;
    }
    Ok(())
}

/// Names the inline scripts of the page and of its frame in their content security policies.
fn fill_in_policies(index: &Path, frame: &Path) -> Result<()> {
    let (page, framed) = (fs::read_to_string(index)?, fs::read_to_string(frame)?);
    for (name, text) in [("index.html", &page), (FRAME, &framed)] {
        anyhow::ensure!(text.contains(SCRIPT_HASHES), "{name} must have {SCRIPT_HASHES} in its policy");
    }
    let (of_page, of_frame) = (script_sources(&page), script_sources(&framed));
    // Beside a hash, 'unsafe-inline' would count for nothing.
    let of_both = if of_page.contains(UNSAFE_INLINE) { of_page } else { format!("{of_page} {of_frame}") };
    fs::write(index, page.replacen(SCRIPT_HASHES, &of_both, 1))?;
    fs::write(frame, framed.replacen(SCRIPT_HASHES, &of_frame, 1))?;
    Ok(())
}

/// The policy's sources for the inline scripts of a page: `'sha256-…'` for each.
fn script_sources(page: &str) -> String {
    let scripts = inline_scripts(page);
    // While serving, trunk fills its own address into the reload script, so nobody knows the hash here.
    if scripts.iter().any(|script| script.contains("{{__TRUNK")) {
        return UNSAFE_INLINE.into();
    }
    let hash = |script: &&str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)));
    scripts.iter().map(hash).collect::<Vec<_>>().join(" ")
}

/// The text of every script that is written into the page itself.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, body)) = after.split_once('>') else { break };
        let Some((script, next)) = body.split_once("</script") else { break };
        if !attributes.split_whitespace().any(|attribute| attribute.starts_with("src=")) {
            scripts.push(script);
        }
        rest = next;
    }
    scripts
}

/// Writes every file's path and hash into the service worker, and a name for this build.
fn fill_in_precache(folder: &Path) -> Result<()> {
    let worker = folder.join(SERVICE_WORKER);
    let Ok(template) = fs::read_to_string(&worker) else {
        say("there is no service-worker.js in the build; no precache list was written");
        return Ok(());
    };
    for place in [PRECACHE, LATER, BUILD] {
        anyhow::ensure!(template.contains(place), "public/service-worker.js must contain {place}");
    }
    let is_later = |file: &[String; 2]| scripts::FETCHED_AT_FIRST_START.contains(&file[0].as_str());
    let (later, first): (Vec<_>, Vec<_>) = hashed_files(folder)?.into_iter().partition(is_later);
    let (first, later) = (serde_json::to_string(&first)?, serde_json::to_string(&later)?);
    let build = serde_json::to_string(&hex(&Sha256::digest(format!("{first}{later}")))[..16])?;
    let filled = template.replace(PRECACHE, &first).replace(LATER, &later).replace(BUILD, &build);
    fs::write(&worker, filled)?;
    Ok(())
}

/// The beginning of a SHA-256 tells the files of two builds apart as well as all of it, and nothing compresses it.
const HASH_BYTES: usize = 8;

/// Path from the root of the site, and the beginning of its SHA-256 in hexadecimal, of everything but the service worker;
/// sorted.
fn hashed_files(folder: &Path) -> io::Result<Vec<[String; 2]>> {
    let mut list = Vec::new();
    for file in files::under(folder)? {
        let path = files::relative(folder, &file);
        if path != SERVICE_WORKER {
            list.push([path, hex(&Sha256::digest(fs::read(&file)?)[..HASH_BYTES])]);
        }
    }
    Ok(list)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_without_a_source_are_hashed() {
        let page = "<script src=\"a.js\"></script><script type=\"module\">\nrun()\n</script>";
        assert_eq!(inline_scripts(page), ["\nrun()\n"]);
    }

    #[test]
    fn the_hash_is_the_one_a_browser_computes() {
        // The empty script's digest is the well-known SHA-256 of nothing.
        let sources = script_sources("<script></script>");
        assert_eq!(sources, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    #[test]
    fn the_reload_script_of_a_served_page_is_allowed_without_a_hash() {
        assert_eq!(script_sources("<script>'{{__TRUNK_ADDRESS__}}'</script>"), "'unsafe-inline'");
    }

    #[test]
    fn the_list_names_every_file_but_the_service_worker_and_what_is_fetched_later() {
        let folder = env::temp_dir().join(format!("systemcraft-precache-{}", std::process::id()));
        fs::create_dir_all(folder.join("packs")).unwrap();
        fs::create_dir_all(folder.join("python")).unwrap();
        fs::write(folder.join("packs/a.json"), "").unwrap();
        fs::write(folder.join("python/worker.js"), "").unwrap();
        let template = format!("const files = {PRECACHE}; const later = {LATER}; const build = {BUILD};");
        fs::write(folder.join(SERVICE_WORKER), template).unwrap();
        fill_in_precache(&folder).unwrap();
        let worker = fs::read_to_string(folder.join(SERVICE_WORKER)).unwrap();
        let empty = "e3b0c44298fc1c14";
        let first = format!("const files = [[\"packs/a.json\",\"{empty}\"]]; ");
        let later = format!("const later = [[\"python/worker.js\",\"{empty}\"]]; const build = \"");
        assert!(worker.starts_with(&format!("{first}{later}")), "{worker}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_policy_of_the_page_allows_the_script_of_the_frame_as_well() {
        let folder = env::temp_dir().join(format!("systemcraft-policies-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (index, frame) = (folder.join("index.html"), folder.join("frame.html"));
        fs::write(&index, "policy: SCRIPT_HASHES; <script>a()</script>").unwrap();
        fs::write(&frame, "policy: SCRIPT_HASHES; <script>b()</script>").unwrap();
        let (of_page, of_frame) =
            (script_sources("<script>a()</script>"), script_sources("<script>b()</script>"));
        fill_in_policies(&index, &frame).unwrap();
        assert!(fs::read_to_string(&index).unwrap().starts_with(&format!("policy: {of_page} {of_frame}; ")));
        assert!(fs::read_to_string(&frame).unwrap().starts_with(&format!("policy: {of_frame}; ")));
        fs::remove_dir_all(&folder).unwrap();
    }
}
