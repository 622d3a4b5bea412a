//! `doctract explain`: what a lint reports, why that is bad, and how to fix it; what a change means for callers.

use anyhow::{Result, anyhow};
use doctract_spec::diagnostic::{self, Kind as _};
use doctract_spec::diff::{self, Rule};
use doctract_spec::lint::Code;
use doctract_spec::near;

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
    let number = near::with_zeros(word);
    let of_number = Rule::ALL.iter().map(|rule| rule.id()).find(|id| number.as_deref() == Some(*id));
    if of_number.is_some() {
        return of_number;
    }
    let change = near::nearest(word, Rule::ALL.iter().map(|rule| rule.name()))?;
    let lint = near::nearest(word, Code::ALL.iter().map(|code| code.name()));
    lint.is_none_or(|lint| near::likeness(word, change) > near::likeness(word, lint)).then_some(change)
}
