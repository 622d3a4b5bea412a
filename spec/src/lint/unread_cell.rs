//! A cell could not be turned into a fact.
//!
//! What it says is lost to the generated code and to the conformance suite. Either the document has a slip, or the dialect
//! lacks a word: `| required | maybe |`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Text;

/// `what` says which fact was looked for.
pub(crate) fn report(text: &Text, param: &str, what: &str) -> Diagnostic {
    let owner = if param.is_empty() { String::new() } else { format!(" of `{param}`") };
    let folded = text.folded();
    let shown: String = folded.chars().take(60).collect();
    Diagnostic::new(Code::UnreadCell, format!("this cell{owner} does not tell {what}"), Label::new(text.first_span(), format!("`{shown}`")))
        .help("add the wording to the dialect, or mend the document")
}
