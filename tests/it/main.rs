//! Tests of the command line: what it prints, where, and how it exits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod asked;
mod baselines;
mod conform;
mod dialect;
mod diff;
mod explain;
mod generate;
#[cfg(unix)]
mod interrupted;
mod languages;
mod lint;
mod overrides;
mod read;
mod reports;
mod runs;
mod server;
mod slips;
mod targets;

use std::path::Path;
use std::process::Command;

/// The value of `TEST_API_TOKEN` in all runs.
pub(crate) const SECRET: &str = "secret-7f3a9c";

/// What a run printed, and how it ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs doctract in a folder.
pub(crate) fn doctract(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_doctract"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("NO_COLOR")
        .env("TEST_API_TOKEN", SECRET)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// One of the bundled pages: what is said of the command line needs no more, and every run reads and plans it anew.
pub(crate) const PAGE: &str = "spec/docs/uis/address-book.md";

/// This repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
