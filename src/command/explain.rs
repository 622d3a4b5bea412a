//! `doctract explain`: what a lint reports, why that is bad, and how to mend it; what a change means for callers.

use anyhow::{Result, anyhow};
use doctract_spec::diagnostic::{self, Kind as _};
use doctract_spec::diff::{self, Rule};
use doctract_spec::lint::Code;

use crate::cli::ExplainArgs;
use crate::exit::Exit;
use crate::output;

/// Prints the lints and changes that are named; without any a list of all, and with `--all` the whole reference of lints.
pub(crate) fn run(args: &ExplainArgs) -> Result<Exit> {
    let entries = args.codes.iter().map(|word| entry(word)).collect::<Result<Vec<_>>>()?;
    let text = if args.all {
        diagnostic::reference()
    } else if entries.is_empty() {
        format!("Lints:\n{}\nChanges:\n{}", diagnostic::list(), diff::list())
    } else {
        entries.join("\n")
    };
    output::print(&text)?;
    Ok(Exit::Fine)
}

/// The entry of a lint or of a change.
fn entry(word: &str) -> Result<String> {
    if let Ok(rule) = word.parse::<Rule>() {
        return Ok(diff::explain(rule));
    }
    word.parse::<Code>().map(diagnostic::explain).map_err(|hint| match near_change(word) {
        Some(near) => anyhow!("there is no lint and no change `{word}`: did you mean `{near}`?"),
        None => anyhow!("{hint}"),
    })
}

/// The name of a change that a word may be meant for.
fn near_change(word: &str) -> Option<&'static str> {
    let likeness = |rule: &Rule| (strsim::jaro_winkler(rule.name(), word), rule.name());
    let nearest = Rule::ALL.iter().map(likeness).max_by(|a, b| a.0.total_cmp(&b.0));
    let lints = Code::ALL.iter().map(|code| strsim::jaro_winkler(code.name(), word)).fold(0.0, f64::max);
    nearest.filter(|(likeness, _)| *likeness > lints.max(0.8)).map(|(_, name)| name)
}
