//! The small cells: names, required, yes and no.

use super::{Context, phrases};
use crate::dialect::Place;
use crate::document::Text;
use crate::ir::Param;
use crate::lint;

/// The name in a cell: its code, or its first word.
pub(crate) fn name(text: &Text) -> String {
    let code = text.pieces.iter().find(|piece| piece.style.code && !piece.text.trim().is_empty());
    let folded = code.map_or_else(|| text.folded(), |piece| piece.text.trim().to_owned());
    folded.trim_matches(['`', '"', '\'', '*', ' ']).to_owned()
}

/// Reads the required column; what is neither yes nor no is reported.
pub(crate) fn required(cx: &mut Context, param: &mut Param, text: &Text) {
    required_word(cx, param, &text.folded(), text);
}

/// Reads the condition under which a parameter is required or allowed; whether the cell states one that a phrase knows.
fn conditional(cx: &mut Context, param: &mut Param, text: &Text) -> bool {
    let folded = text.folded();
    let used = phrases::apply_all(cx, param, Place::Required, &folded, &text.first_span());
    // A requirement under a condition is none without it.
    if !used.is_empty() && param.required.is_none() {
        param.required = Some(false);
    }
    !used.is_empty()
}

/// Reads a word that says whether a parameter is required; `text` is where it stands.
pub(crate) fn required_word(cx: &mut Context, param: &mut Param, word: &str, text: &Text) {
    let word = word.to_lowercase();
    let words = &cx.dialect.required;
    if words.yes.contains(&word) {
        param.required = Some(true);
    } else if words.no.contains(&word) {
        param.required = Some(false);
    } else if let (Some(meaning), true) = (words.blank, word.is_empty()) {
        param.required = Some(meaning);
        param.inferred.push("required".to_owned());
    } else if !conditional(cx, param, text) {
        cx.report(lint::unread_cell::report(text, &param.name, "whether it is required"));
    }
}

/// Reads a column of yes and no, in which an empty cell means no.
pub(crate) fn flag(cx: &mut Context, param: &Param, text: &Text) -> Option<bool> {
    let word = text.folded().to_lowercase();
    let words = &cx.dialect.required;
    if words.yes.contains(&word) {
        return Some(true);
    }
    if word.is_empty() || words.no.contains(&word) {
        return Some(false);
    }
    cx.report(lint::unread_cell::report(text, &param.name, "yes or no"));
    None
}
