//! Errors that stand in a list: ``- `out_of_stock` (409): nothing is left``.

use super::Context;
use super::statuses::Status;
use crate::document::{Text, Wording};
use crate::ir::ErrorDoc;
use crate::lint;
use crate::stats::Fate;

/// An error of a list, and the status that it comes with.
pub(super) struct Item {
    pub(super) status: Option<Status>,
    pub(super) error: ErrorDoc,
}

/// Reads an item by the dialect's patterns for errors; `None` where none of them takes it. A code that is no number is reported.
pub(super) fn take(cx: &mut Context, text: &Text, own: bool) -> Option<Item> {
    let wording = Wording::new(text);
    let captures = cx.dialect.error_items.iter().find_map(|pattern| pattern.take(&wording))?;
    let get = |wanted: &str| captures.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.trim().to_owned());
    let mnemonic = get("mnemonic").filter(|word| !word.is_empty());
    let written = get("code");
    let code = written.as_deref().and_then(|code| code.replace('−', "-").parse().ok());
    if written.is_some() && code.is_none() {
        cx.report(lint::unread_cell::report(text, mnemonic.as_deref().unwrap_or_default(), "the code of the error"));
    }
    let status = get("status").and_then(|status| Status::parse(&status));
    let message = get("message").unwrap_or_default();
    let when = get("description").unwrap_or_default();
    cx.cells.add("item", Fate::Understood);
    let error = ErrorDoc {
        code,
        status: status.as_ref().and_then(Status::single),
        mnemonic,
        message,
        when,
        own,
        source: cx.source(&text.first_span()),
    };
    Some(Item { status, error })
}
