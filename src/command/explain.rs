//! `doctract explain`: what a lint reports, why that is bad, and how to mend it.

use anyhow::{Result, anyhow};
use doctract_spec::diagnostic;
use doctract_spec::lint::Code;

use crate::cli::ExplainArgs;
use crate::exit::Exit;
use crate::output;

/// Prints the lints that are named; without any a list of all, and with `--all` the whole reference.
pub(crate) fn run(args: &ExplainArgs) -> Result<Exit> {
    let codes = args.codes.iter().map(|word| word.parse().map_err(|error| anyhow!("{error}")));
    let codes = codes.collect::<Result<Vec<Code>>>()?;
    let text = if args.all {
        diagnostic::reference()
    } else if codes.is_empty() {
        diagnostic::list()
    } else {
        codes.into_iter().map(diagnostic::explain).collect::<Vec<_>>().join("\n")
    };
    output::print(&text)?;
    Ok(Exit::Fine)
}
