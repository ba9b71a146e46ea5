//! What npm brings, as a `package.json` and its lock file in a folder of this repository name it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{find_or_install, tools};
use crate::process::{command, run_quietly, say};
use crate::workspace;

const FILES: [&str; 2] = ["package.json", "package-lock.json"];
/// npm writes this when everything else is there.
const LAST_WRITTEN: &str = "node_modules/.package-lock.json";

/// Packages that something of this repository needs.
#[derive(Clone, Copy, Debug)]
pub struct Packages {
    /// The folder from the root of the repository.
    pub folder: &'static str,
    /// Names the place where they are kept on this machine.
    pub name: &'static str,
    /// "the programs that open our exports in tests"
    pub what: &'static str,
}

/// Opened by the tests.
pub const FOREIGN: Packages = Packages {
    folder: "tests/foreign",
    name: "foreign",
    what: "the programs that open our exports in tests",
};
/// Run in the page by the tests.
pub const AXE: Packages =
    Packages { folder: "tests/axe", name: "axe", what: "axe, which looks for barriers" };
/// Bundled into the page.
pub const EDITOR: Packages =
    Packages { folder: "editor", name: "editor", what: "the editor for programs and its bundler" };
/// Copied into the page.
pub const PYTHON: Packages = Packages { folder: "python/host", name: "python", what: "Python for the page" };

impl Packages {
    /// The folder of the packages on this machine, filled where it is not yet.
    pub fn ready(self) -> Result<PathBuf> {
        let folder = self.place()?;
        find_or_install(
            || folder.join(LAST_WRITTEN).is_file().then(|| folder.clone()),
            || self.install(&folder),
            &format!("npm finished and left no packages: remove {} and run this again", folder.display()),
        )
    }

    /// Another one for each lock file, so that two checkouts do not undo each other's.
    fn place(self) -> Result<PathBuf> {
        let mut hasher = DefaultHasher::new();
        for file in FILES {
            fs::read(self.source().join(file))
                .with_context(|| format!("{}/{file} cannot be read", self.folder))?
                .hash(&mut hasher);
        }
        Ok(workspace::tools_cache().join("tools").join(format!("{}-{:016x}", self.name, hasher.finish())))
    }

    fn source(self) -> PathBuf {
        workspace::root().join(self.folder)
    }

    fn install(self, folder: &Path) -> Result<()> {
        tools::npm_ready()?;
        say(format!("installing {} (usually half a minute)", self.what));
        fs::create_dir_all(folder)?;
        for file in FILES {
            fs::copy(self.source().join(file), folder.join(file))?;
        }
        let mut npm = command("npm");
        npm.args(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix"]).arg(folder);
        run_quietly(&mut npm, &format!("installing the packages of {} with npm", self.folder))
    }
}
