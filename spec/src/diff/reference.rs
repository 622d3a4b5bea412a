//! What `doctract explain` and `docs/diff.md` say of the rules.

use std::fmt::Write as _;

use super::Rule;
use crate::diagnostic::Kind as _;

/// All rules, one a line.
pub fn list() -> String {
    let width = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    let line = |rule: &Rule| format!("{}  {:width$}  {}\n", rule.id(), rule.name(), rule.summary());
    Rule::ALL.iter().map(line).collect()
}

/// One rule with its reason and example.
pub fn explain(rule: Rule) -> String {
    format!("# {rule}\n\n{} Impact: {}.\n\n{}", rule.summary(), rule.impacts(), rule.explanation())
}

/// All rules as a table in Markdown.
pub fn table() -> String {
    let mut text = String::from("| code | name | impact | |\n| --- | --- | --- | --- |\n");
    for rule in Rule::ALL {
        let _ = writeln!(text, "| {} | {} | {} | {} |", rule.id(), rule.name(), rule.impacts(), rule.summary());
    }
    text
}
