//! Messages that are set as code in a line of text.

use crate::document::{Code, Places, Text};

/// The object or list that is set as code in a line, behind a label: `Content: {"id": 1}`.
pub(crate) fn of(text: &Text) -> Option<Code> {
    let at =
        text.pieces.iter().position(|piece| piece.style.code && piece.text.trim_start().starts_with(['{', '[']))?;
    let (piece, behind) = (text.pieces.get(at)?, text.pieces.get(at + 1..)?);
    let labelled = text.pieces[..at].iter().rfind(|piece| !piece.text.trim().is_empty());
    let closed = piece.text.trim_end().ends_with(['}', ']']) && piece.text.contains(':');
    let ends = behind.iter().all(|piece| !piece.text.contains(char::is_alphanumeric));
    if !closed || !ends || !labelled.is_some_and(|piece| piece.text.trim_end().ends_with(':')) {
        return None;
    }
    let places = Places::at(piece.span.start);
    Some(Code { language: String::new(), text: piece.text.clone(), span: piece.span.clone(), places, depth: 0 })
}

/// What a line says without the message in it.
pub(super) fn without(said: &str, message: Option<&Code>) -> String {
    message.map_or(said, |message| ahead_of(said, &message.text)).to_owned()
}

/// What is said ahead of a message, without the label that introduces it.
fn ahead_of<'s>(said: &'s str, message: &str) -> &'s str {
    let folded = message.split_whitespace().next().unwrap_or_default();
    let ahead = said.find(folded).map_or(said, |at| &said[..at]);
    let ahead = ahead.trim_end().strip_suffix(':').unwrap_or(ahead);
    ahead.rsplit_once(char::is_whitespace).map_or("", |(ahead, _)| ahead.trim_end())
}
