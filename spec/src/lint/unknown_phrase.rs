//! A sentence may state a rule and is known to no phrase of the dialect.
//!
//! ## What it does
//!
//! Reports a remark, and a sentence with one of the dialect's `rule_words`, in which no phrase of the dialect was
//! found.
//!
//! ## Why it is bad
//!
//! Remarks and block quotes are where documents state conditions. A sentence that no phrase knows is kept as text
//! and held against nobody.
//!
//! ## Example
//!
//! ```text
//! > The name must be unique within the account.     no phrase sets `unique`
//! ```
//!
//! ## How to fix
//!
//! If it states a rule, add a `[[phrase]]` to the dialect; otherwise nothing needs to be done.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(sentence: &str, owner: &str, span: &Span) -> Diagnostic {
    let shown: String = sentence.chars().take(120).collect();
    Diagnostic::new(
        Code::UnknownPhrase,
        format!("a remark on `{owner}` is read as prose: {shown}"),
        Label::new(span.clone(), "no phrase of the dialect knows it"),
    )
    .help("if it states a rule, add a `[[phrase]]` to the dialect")
}
