//! A value does not fit the type of its parameter, or another sentence states another one.
//!
//! The default of a number is a word, or a bound is no number. The fact is left out.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;
use crate::ir::Type;

pub(crate) fn report(fact: &str, text: &str, param: &str, kind: Type, span: &Span) -> Diagnostic {
    let kind = format!("{kind:?}").to_lowercase();
    Diagnostic::new(Code::UnfitValue, format!("`{text}` cannot be the {fact} of `{param}`, whose type is {kind}"), Label::new(span.clone(), "left out"))
}

/// Two sentences that state different values; the first one holds.
pub(crate) fn contradicts(fact: &str, text: &str, param: &str, known: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnfitValue,
        format!("`{text}` as the {fact} of `{param}` contradicts \"{known}\""),
        Label::new(span.clone(), "left out"),
    )
}
