//! `doctract dialect`: proposes, describes and checks the files that tell how documents are written.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Subcommand;
use doctract_spec::dialect::{Dialect, DialectError, Unread, Unused, schema, unread, unused};
use doctract_spec::ir::Source;
use doctract_spec::{Input, infer};

use crate::exit::Exit;
use crate::inputs::gather;
use crate::output::{self, counted};

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
    #[command(after_help = "Example:\n  doctract dialect check shop.toml --docs docs/")]
    Check {
        /// Dialect files.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,

        /// Tell the entries that match nothing in these files and folders, too.
        #[arg(long, value_name = "FILE", num_args = 1..)]
        docs: Vec<PathBuf>,
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
        DialectCommand::Check { files, docs } => check(files, docs),
    }
}

fn propose(paths: &[PathBuf], name: &str) -> Result<Exit> {
    let inputs = gather(paths);
    for error in &inputs.errors {
        output::error(error);
    }
    if inputs.documents.is_empty() {
        bail!("nothing could be read");
    }
    output::print(&infer(name, &inputs.documents))?;
    Ok(if inputs.errors.is_empty() { Exit::Fine } else { Exit::Usage })
}

/// A file that cannot be used is a finding; one that cannot be read is an error of use. Entries that match nothing are told, and
/// are no finding: other documents may need them.
fn check(files: &[PathBuf], docs: &[PathBuf]) -> Result<Exit> {
    let inputs = gather(docs);
    for error in &inputs.errors {
        output::error(error);
    }
    let (mut wrong, mut unread) = (false, !inputs.errors.is_empty());
    for file in files {
        let path = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => match checked(&path, &text, &inputs.documents) {
                Ok(told) => output::print(&told)?,
                Err(error) => {
                    output::error(error);
                    wrong = true;
                }
            },
            Err(error) => {
                output::error(format_args!("cannot read {path}: {error}"));
                unread = true;
            }
        }
    }
    Ok(match (unread, wrong) {
        (true, _) => Exit::Usage,
        (_, true) => Exit::Findings,
        _ => Exit::Fine,
    })
}

/// What a dialect file says that nothing in the documents is, and what it leaves unread in them.
fn checked(path: &str, text: &str, documents: &[Input]) -> Result<String, DialectError> {
    let dialect = Dialect::from_toml(path, text)?;
    if documents.is_empty() {
        return Ok(String::new());
    }
    let unused = unused(path, text, documents)?;
    Ok(listed(path, &unused) + &left(path, &unread(&dialect, documents)))
}

/// How many things that were not read are told.
const MAX_GAPS: usize = 20;

fn left(path: &str, unread: &Unread) -> String {
    let mut lines = vec![format!(
        "{path}: read are {} and {}",
        counted(unread.count.methods, "method"),
        counted(unread.count.parameters, "parameter")
    )];
    for gap in unread.found.iter().take(MAX_GAPS) {
        let Source { file, line, column } = &gap.first;
        let times = if gap.times > 1 { format!(" ({} times)", gap.times) } else { String::new() };
        lines.push(format!("{file}:{line}:{column}: not read{times}: {}", gap.message));
        lines.extend(gap.help.iter().map(|help| format!("    {help}")));
    }
    if unread.count.methods == 0 {
        lines.push("no method begins: `doctract dialect infer` proposes a file that reads these documents".to_owned());
    } else if unread.found.len() > MAX_GAPS {
        lines.push(format!("{} more are told by `doctract lint --dialect {path}`", unread.found.len() - MAX_GAPS));
    }
    lines.join("\n") + "\n"
}

fn listed(path: &str, unused: &[Unused]) -> String {
    let line = |unused: &Unused| {
        let Unused { line, column, message } = unused;
        format!("{path}:{line}:{column}: note: {message} in the documents\n")
    };
    unused.iter().map(line).collect()
}
