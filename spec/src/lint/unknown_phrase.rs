//! A sentence may state a rule and is known to no phrase of the dialect.
//!
//! Remarks and block quotes are where documents state conditions. A sentence that no phrase knows is kept as text and held against
//! nobody.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(sentence: &str, owner: &str, span: &Span) -> Diagnostic {
    let shown: String = sentence.chars().take(120).collect();
    Diagnostic::new(Code::UnknownPhrase, format!("a remark on `{owner}` is read as prose: {shown}"), Label::new(span.clone(), "no phrase of the dialect knows it"))
        .help("if it states a rule, add a `[[phrase]]` to the dialect")
}
