//! Findings one a line, for editors and for `grep`.

use std::fmt::Write as _;

use super::Finding;

/// Renders each finding as `file:line:column: level[code name]: message`.
pub fn concise(findings: &[Finding]) -> String {
    let mut text = String::new();
    for (found, files) in findings {
        let place = files.source(&found.primary.span);
        let _ = writeln!(text, "{place}: {}[{}]: {}", found.level, found.code, found.message.replace('\n', " "));
    }
    text
}
