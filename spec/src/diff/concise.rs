//! Changes one a line, with both places.

use std::fmt::Write as _;

use super::{Changes, Rule};
use crate::diagnostic::Kind as _;

/// Renders each change as `file:line:column: impact[code name]: address: message (old: file:line:column)`.
pub fn concise(changes: &Changes) -> String {
    let mut text = String::new();
    for change in &changes.list {
        let place = changes.files.source(&change.primary.span);
        let (impact, message) = (Rule::word(change.level), change.message.replace('\n', " "));
        let _ = write!(text, "{place}: {impact}[{}]: {message}", change.code);
        if let Some(old) = change.related.first() {
            let _ = write!(text, " (old: {})", changes.files.source(&old.span));
        }
        text.push('\n');
    }
    text
}
