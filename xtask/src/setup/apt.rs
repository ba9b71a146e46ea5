//! Packages of Debian and its relatives.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{command, output_of, run_quietly, say};

/// Installs packages, or says in one sentence what somebody else must install.
pub fn install(packages: &[&str], usually: &str) -> Result<()> {
    let list = packages.join(" ");
    if output_of(command("apt-get").arg("--version")).is_none() {
        bail!("this machine has no apt-get: install what Debian calls `{list}`, then run this again");
    }
    let Some(privilege) = Privilege::of_this_user() else {
        bail!("run `sudo apt-get install {list}`, then run this again");
    };
    say(format!("installing {list} (usually {usually})"));
    // Package lists are refreshed only when the known ones do not do: they may be fresh, or missing altogether.
    if output_of(&mut privilege.apt(packages)).is_some() {
        return Ok(());
    }
    say("refreshing the package lists (usually under a minute)");
    run_quietly(privilege.command("apt-get").arg("update"), "`apt-get update`")?;
    run_quietly(&mut privilege.apt(packages), &format!("`apt-get install {list}`"))
}

/// How this user may change the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privilege {
    Root,
    /// `sudo` that does not ask for a password.
    Sudo,
}

impl Privilege {
    pub fn of_this_user() -> Option<Self> {
        if output_of(command("id").arg("-u")).as_deref() == Some("0") {
            return Some(Self::Root);
        }
        output_of(command("sudo").args(["-n", "true"])).map(|_| Self::Sudo)
    }

    /// A program run with this privilege.
    pub fn command(self, program: &str) -> Command {
        match self {
            Self::Root => command(program),
            Self::Sudo => {
                let mut sudo = command("sudo");
                sudo.args(["-n", program]);
                sudo
            }
        }
    }

    fn apt(self, packages: &[&str]) -> Command {
        // `env` because sudo drops variables that are not on its command line.
        let mut apt = self.command("env");
        apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"]);
        apt.args(packages);
        apt
    }
}
