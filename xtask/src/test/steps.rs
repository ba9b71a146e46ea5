//! What each step runs.

use std::fs;
use std::process::Command;

use anyhow::Result;
use serde_json::json;
use xtask::chromium;

use crate::process::{command, output_of, run, say, wasm_command};
use crate::setup::Workshop;
use crate::setup::wasm_target::TARGET;
use crate::{budget as weights, build as release, content as packs, tidy as house_rules, workspace};

/// Packages that exist for the browser only, and where they live. Those without a folder yet are left out.
const BROWSER_PACKAGES: [(&str, &str); 4] = [
    ("systemcraft", "."),
    ("easel", "crates/easel"),
    ("canvas-element", "crates/canvas-element"),
    (BROWSER_TESTS, "tests/browser"),
];
const BROWSER_TESTS: &str = "browser-tests";
const E2E: &str = "e2e";
/// What the page does not have.
const NATIVE_FEATURES: &str = "xtask/packs,interchange/raster";

pub fn format(_: &Workshop) -> Result<()> {
    run(command("cargo").args(["fmt", "--all", "--check"]), "the format check (`cargo fmt --all` mends it)")
}

pub fn tidy(_: &Workshop) -> Result<()> {
    house_rules::run()
}

pub fn content(_: &Workshop) -> Result<()> {
    packs::run()
}

pub fn clippy(_: &Workshop) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.args(["clippy", "--workspace", "--all-targets", "--features", NATIVE_FEATURES]);
    for package in browser_packages() {
        cargo.args(["--exclude", package]);
    }
    run(cargo.args(["--", "-D", "warnings"]), "clippy for this machine")
}

pub fn clippy_wasm(workshop: &Workshop) -> Result<()> {
    let mut cargo = wasm_command("cargo", workshop.wasm);
    cargo.args(["clippy", "--target", TARGET]);
    for package in browser_packages() {
        cargo.args(["--package", package]);
    }
    run(cargo.args(["--", "-D", "warnings"]), "clippy for the browser")?;
    if !has_browser_tests() {
        return Ok(());
    }
    let mut cargo = wasm_command("cargo", workshop.wasm);
    cargo.args(["clippy", "--target", TARGET, "--package", BROWSER_TESTS, "--tests", "--", "-D", "warnings"]);
    run(&mut cargo, "clippy for the browser tests")
}

/// Everything that needs no browser.
pub fn native(_: &Workshop) -> Result<()> {
    run(&mut natively(runner()), "the native tests")?;
    let mut doc_tests = command("cargo");
    doc_tests.args(["test", "--doc"]);
    run(&mut natively(doc_tests), "the examples in the documentation")
}

/// Exports, opened by the programs that they are for.
pub fn foreign(workshop: &Workshop) -> Result<()> {
    let mut tests = command("cargo");
    tests.args(["test", "--package", "interchange", "--test", "foreign", "--", "--ignored"]);
    run(tests.env("SYSTEMCRAFT_FOREIGN", &workshop.foreign), "the tests with other people's programs")
}

/// The modules that programs of learners import, and every program that ships.
pub fn python(workshop: &Workshop) -> Result<()> {
    // Each in a process of its own: the tests of the harness do to theirs what hostile programs do.
    for name in ["plot", "harness", "anomaly", "agreement"] {
        let mut tests = command(&workshop.python.to_string_lossy());
        tests.arg("-B").arg(format!("tests/python/test_{name}.py"));
        run(&mut tests, &format!("the Python tests of {name}"))?;
    }
    let mut tasks = command("cargo");
    tasks.args([
        "test",
        "--package",
        "content",
        "--features",
        "compile",
        "--test",
        "code_tasks",
        "--",
        "--ignored",
    ]);
    run(tasks.env("SYSTEMCRAFT_PYTHON", &workshop.python), "the program tasks of the packs")
}

/// Property tests draw the same cases every time here, so that a commit has one verdict; run by hand they explore.
const PROPERTY_SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "1");

fn natively(mut cargo: Command) -> Command {
    if std::env::var_os(PROPERTY_SEED.0).is_none() {
        cargo.env(PROPERTY_SEED.0, PROPERTY_SEED.1);
    }
    cargo.args(["--workspace", "--features", NATIVE_FEATURES, "--exclude", E2E]);
    for package in browser_packages() {
        cargo.args(["--exclude", package]);
    }
    cargo
}

pub fn browser(workshop: &Workshop) -> Result<()> {
    if !has_browser_tests() {
        say("there is no tests/browser yet; nothing to run");
        return Ok(());
    }
    let settings = workspace::target().join("webdriver.json");
    fs::create_dir_all(workspace::target())?;
    let options = json!({ "goog:chromeOptions": {
        "binary": workshop.browser.chromium, "args": chromium::FLAGS,
    }});
    fs::write(&settings, options.to_string())?;
    let mut cargo = wasm_command("cargo", workshop.wasm);
    cargo.args(["test", "--target", TARGET, "--package", BROWSER_TESTS, "--tests"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    cargo.env("CHROMEDRIVER", &workshop.browser.driver);
    run(&mut cargo, "the browser tests")
}

pub fn build(workshop: &Workshop) -> Result<()> {
    release::run(workshop.wasm)
}

pub fn budget(_: &Workshop) -> Result<()> {
    weights::run()
}

pub fn e2e(workshop: &Workshop) -> Result<()> {
    let mut tests = runner();
    tests.args(["--package", E2E]).env("SYSTEMCRAFT_DIST", workspace::dist());
    tests.env("CHROME", &workshop.browser.chromium).env("CHROMEDRIVER", &workshop.browser.driver);
    tests.env("SYSTEMCRAFT_AXE", &workshop.axe);
    run(&mut tests, "the end-to-end tests")
}

/// nextest where it is installed; building it takes longer than the tests it would speed up.
fn runner() -> Command {
    let mut cargo = command("cargo");
    if output_of(command("cargo").args(["nextest", "--version"])).is_some() {
        cargo.args(["nextest", "run"]);
    } else {
        cargo.args(["test", "--lib", "--bins", "--tests"]);
    }
    cargo
}

fn browser_packages() -> impl Iterator<Item = &'static str> {
    BROWSER_PACKAGES
        .into_iter()
        .filter(|(_, folder)| workspace::has_package(folder))
        .map(|(package, _)| package)
}

fn has_browser_tests() -> bool {
    browser_packages().any(|package| package == BROWSER_TESTS)
}
