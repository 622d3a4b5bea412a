//! The small cells: names, required, yes and no.

use super::{Context, apply, phrases};
use crate::dialect::{Dialect, Place};
use crate::document::Text;
use crate::ir::Param;
use crate::{language, lint};

/// The name in a cell: its code, or its first word.
pub(crate) fn name(text: &Text) -> String {
    let code = text.pieces.iter().find(|piece| piece.style.code && !piece.text.trim().is_empty());
    let folded = code.map_or_else(|| text.folded(), |piece| piece.text.trim().to_owned());
    let mut plain = folded.trim_matches(['`', '*', ' ']);
    // A quote at one end alone is part of the name.
    while let Some(inner) = ['"', '\''].iter().find_map(|quote| plain.strip_prefix(*quote)?.strip_suffix(*quote)) {
        plain = inner.trim();
    }
    plain.to_owned()
}

/// Whether a cell says nothing: it is empty, or holds a dash.
pub(crate) fn is_blank(text: &Text) -> bool {
    text.folded().chars().all(|c| matches!(c, '-' | '–' | '—' | '−'))
}

/// Whether a text is one value rather than a sentence.
pub(crate) fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// Reads the required column; what is neither yes nor no is reported.
pub(crate) fn required(cx: &mut Context, param: &mut Param, text: &Text) {
    required_word(cx, param, &text.folded(), text);
}

/// Reads a cell that begins with yes or no and goes on with a rule: `Optional. Default: 1`.
fn with_rule(cx: &mut Context, param: &mut Param, text: &Text) -> bool {
    let folded = text.folded();
    let Some((value, rest)) = begins(cx, &folded).filter(|(_, rest)| !rest.is_empty()) else { return false };
    // `No (required if there is no id)`
    let within = || begins(cx, rest.trim_start_matches(['(', '['])).filter(|(value, _)| *value);
    let (_, behind) = if value { (value, rest) } else { within().unwrap_or_default() };
    if let Some(condition) = language::condition(behind) {
        // A requirement under a condition is none without it.
        param.required = Some(false);
        apply::set_value(cx, param, "required_when", &condition.into(), &folded, &text.first_span());
        return true;
    }
    param.required = Some(value);
    !phrases::apply_all(cx, param, Place::Description, rest, text).is_empty()
}

/// The word for yes or no that a text begins with, and what stands behind it.
fn begins<'t>(cx: &Context, text: &'t str) -> Option<(bool, &'t str)> {
    let lower = text.to_lowercase();
    let words = &cx.dialect.required;
    let yes = words.yes.iter().map(|word| (word, true));
    let all = yes.chain(words.no.iter().map(|word| (word, false)));
    let fits = |word: &str| {
        lower.strip_prefix(word).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    };
    let (word, value) = all.filter(|(word, _)| !word.is_empty() && fits(word)).max_by_key(|(word, _)| word.len())?;
    let rest = text.get(word.len()..).unwrap_or_default();
    Some((value, rest.trim_start_matches([' ', ',', '.', ';', ':', '-', '–', '—'])))
}

/// Reads the condition under which a parameter is required or allowed; whether the cell states one that a phrase knows.
fn conditional(cx: &mut Context, param: &mut Param, text: &Text) -> bool {
    let folded = text.folded();
    let used = phrases::apply_all(cx, param, Place::Required, &folded, text);
    // A requirement under a condition is none without it.
    if !used.is_empty() && param.required.is_none() {
        param.required = Some(false);
    }
    !used.is_empty()
}

/// Reads a word that says whether a parameter is required; `text` is where it stands.
pub(crate) fn required_word(cx: &mut Context, param: &mut Param, word: &str, text: &Text) {
    let word = word.trim_end_matches(['.', ',', ';', ' ']).to_lowercase();
    let words = &cx.dialect.required;
    if words.yes.contains(&word) {
        param.required = Some(true);
    } else if words.no.contains(&word) {
        param.required = Some(false);
    } else if let (Some(meaning), true) = (words.blank, word.is_empty()) {
        param.required = Some(meaning);
        param.inferred.push("required".to_owned());
    } else if !conditional(cx, param, text) && !with_rule(cx, param, text) {
        cx.report(lint::unread_cell::report(text, &param.name, "whether it is required"));
    }
}

/// What a description says of being required that is a word for it, or begins with one in brackets: `[optional]`, `(optional, default 1)`.
pub(crate) fn stated(dialect: &Dialect, description: &str) -> Option<bool> {
    let text = description.trim();
    let inner = [('(', ')'), ('[', ']')].iter().find_map(|(open, close)| text.strip_prefix(*open)?.split_once(*close));
    let word = inner.map_or(text, |(inner, _)| inner.split([',', ';']).next().unwrap_or_default());
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let is_word = |list: &[String]| word.chars().count() > 1 && list.contains(&word);
    match (is_word(&dialect.required.yes), is_word(&dialect.required.no)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// How many bytes a line has at most that is a word by itself.
const MAX_WORD: usize = 40;

/// The first of several lines, where it is short: a word there is set apart from what follows.
pub(crate) fn first_line(text: &Text) -> Option<String> {
    let mut line = String::new();
    for piece in &text.pieces {
        let (ahead, behind) = piece.text.split_once('\n').map_or((piece.text.as_str(), None), |(a, b)| (a, Some(b)));
        line.push_str(ahead);
        if line.len() > MAX_WORD {
            return None;
        }
        if behind.is_some() && !line.trim().is_empty() {
            return Some(line);
        }
    }
    None
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
