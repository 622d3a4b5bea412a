//! `doctract dialect`: proposes, describes and checks the files that tell how documents are written.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Subcommand;
use doctract_spec::dialect::{Dialect, schema};
use doctract_spec::infer;

use crate::exit::Exit;
use crate::inputs::gather;
use crate::output::{self, RED, RESET};

/// What to do with dialects.
#[derive(Debug, Subcommand)]
pub(crate) enum DialectCommand {
    /// Propose a dialect for documents that none fits: what was found, how often, and what is a guess.
    #[command(after_help = "Example:\n  doctract dialect infer --name shop docs/ > shop.toml")]
    Infer {
        /// Files and folders.
        #[arg(value_name = "FILE", required = true)]
        paths: Vec<PathBuf>,

        /// The name of the dialect.
        #[arg(long, value_name = "NAME", default_value = "api")]
        name: String,
    },
    /// Print the JSON Schema of dialect files.
    Schema,
    /// Check dialect files; what is wrong is told with its line and column.
    Check {
        /// Dialect files.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs it.
pub(crate) fn run(command: &DialectCommand) -> Result<Exit> {
    match command {
        DialectCommand::Infer { paths, name } => propose(paths, name),
        DialectCommand::Schema => {
            output::print(&(serde_json::to_string_pretty(&schema())? + "\n"))?;
            Ok(Exit::Fine)
        }
        DialectCommand::Check { files } => Ok(check(files)),
    }
}

fn propose(paths: &[PathBuf], name: &str) -> Result<Exit> {
    let inputs = gather(paths);
    for error in &inputs.errors {
        anstream::eprintln!("{RED}error{RESET}: {error}");
    }
    if inputs.documents.is_empty() {
        bail!("nothing could be read");
    }
    output::print(&infer(name, &inputs.documents))?;
    Ok(if inputs.errors.is_empty() { Exit::Fine } else { Exit::Usage })
}

/// A file that cannot be used is a finding; one that cannot be read is an error of use.
fn check(files: &[PathBuf]) -> Exit {
    let (mut wrong, mut unread) = (false, false);
    for file in files {
        let path = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => {
                if let Err(error) = Dialect::from_toml(&path, &text) {
                    anstream::eprintln!("{RED}error{RESET}: {error}");
                    wrong = true;
                }
            }
            Err(error) => {
                anstream::eprintln!("{RED}error{RESET}: cannot read {path}: {error}");
                unread = true;
            }
        }
    }
    match (unread, wrong) {
        (true, _) => Exit::Usage,
        (_, true) => Exit::Findings,
        _ => Exit::Fine,
    }
}
