//! The cell of the name, which may hold more than the name: a mark of what is required, the type, attributes.

use std::ops::Range;

use super::{Context, Row, resolve_type, row};
use crate::dialect::Required;
use crate::document::{Piece, Text, Wording};
use crate::language::is_conjunction;
use crate::lint;

/// Reads the cell into the row.
pub(crate) fn read(cx: &mut Context, out: &mut Row, text: &Text) {
    let wording = Wording::new(text);
    if let Some(captures) = cx.dialect.names.iter().find_map(|pattern| pattern.take(&wording)) {
        return row::apply(cx, out, &captures, text);
    }
    out.param.name = super::cells::name(text);
    marks(cx, out, wording.folded());
}

/// Whether a pattern for what such a cell holds takes the text.
pub(super) fn is_known(cx: &Context, text: &Text) -> bool {
    let wording = Wording::new(text);
    cx.dialect.names.iter().any(|pattern| pattern.take(&wording).is_some())
}

/// Takes the marks of what is required off the name; `whole` is the text around it.
pub(crate) fn marks(cx: &Context, out: &mut Row, whole: &str) {
    let required = &cx.dialect.required;
    let mut stated = mark_at_end(required, &whole.to_lowercase()).map(|found| found.required);
    for _ in 0..MAX_MARKS {
        let name = out.param.name.to_lowercase();
        let Some(found) = mark_at_end(required, &name) else { break };
        stated = Some(found.required);
        // A word in small letters has the length of the one as written, or nothing is taken off.
        if name.len() != out.param.name.len() {
            break;
        }
        let left = out.param.name.get(found.left).unwrap_or_default();
        out.param.name = left.trim().trim_matches(['`', '"']).to_owned();
    }
    out.param.required = stated.or(out.param.required);
}

/// How many marks one name may have.
const MAX_MARKS: usize = 4;

/// A mark at an end of a text.
struct Mark {
    required: bool,
    /// What the text is without it.
    left: Range<usize>,
}

/// The longest mark at an end of a text, since one may be a part of another: `required` of `not required`. One that begins or ends
/// with a letter does so at the end of a word.
fn mark_at_end(required: &Required, text: &str) -> Option<Mark> {
    let known = required.marks.iter().map(|mark| (mark, true));
    let known = known.chain(required.optional_marks.iter().map(|mark| (mark, false)));
    let standing = known.filter_map(|(mark, required)| {
        let rest = text.len().checked_sub(mark.len()).filter(|rest| *rest > 0)?;
        let behind = || text.ends_with(mark.as_str()) && !joins(text[..rest].chars().next_back(), mark.chars().next());
        let ahead =
            || text.starts_with(mark.as_str()) && !joins(text[mark.len()..].chars().next(), mark.chars().next_back());
        let left = if behind() { 0..rest } else { ahead().then_some(mark.len()..text.len())? };
        Some((mark.len(), Mark { required, left }))
    });
    standing.max_by_key(|(length, _)| *length).map(|(_, mark)| mark)
}

/// Whether two characters beside each other are of one word. Chinese and Japanese have no blanks between words.
fn joins(one: Option<char>, other: Option<char>) -> bool {
    [one, other].iter().all(|c| c.is_some_and(|c| c.is_alphanumeric() && c < FIRST_WITHOUT_BLANKS))
}

/// Where the scripts of Chinese, Japanese and Korean begin.
const FIRST_WITHOUT_BLANKS: char = '\u{2e80}';

/// Reports what stands where a name is due and is none that travels: words, several names, what a mark or an example would be.
pub(crate) fn report_no_name(cx: &mut Context, row: &Row, text: &Text) {
    let name = row.param.name.as_str();
    let marks = &cx.dialect.nesting.marks;
    // A mark stands once for each level.
    let mut plain = name;
    while let Some(rest) = marks.iter().find_map(|mark| plain.strip_prefix(mark.as_str()).filter(|_| !mark.is_empty()))
    {
        plain = rest.trim_start();
    }
    let is_known =
        cx.dialect.additional.as_deref() == Some(name) || cx.dialect.whole_body.iter().any(|whole| whole == name);
    let is_none = plain.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '=' | '(')) || plain.ends_with(':');
    let several = text.pieces.iter().filter(|piece| piece.style.code).count() > 1;
    if is_none && !is_known && !several {
        cx.report(lint::unread_cell::report(text, "", "a name"));
    }
}

/// Whether pieces are names side by side: code and nothing else, no type and no word that says what is required among them.
fn are_names(cx: &Context, pieces: &[&Piece]) -> bool {
    let is_name = |piece: &&Piece| {
        let word = piece.text.trim();
        piece.style.code
            && !word.contains(char::is_whitespace)
            && word.contains(char::is_alphabetic)
            && !cx.dialect.required.knows(&word.to_lowercase())
            && resolve_type(cx.dialect, word).named.is_some()
    };
    pieces.len() > 1 && pieces.iter().all(is_name)
}

/// A cell may name several parameters: `room_id` or `room_name`. Of those that a word joins, either is enough.
pub(crate) fn alternatives(cx: &mut Context, row: Row, text: Option<&Text>) -> Vec<Row> {
    let Some(text) = text else { return vec![row] };
    let pieces: Vec<_> = text.pieces.iter().filter(|piece| !piece.text.trim().is_empty()).collect();
    let joints: Vec<&str> = pieces.iter().skip(1).step_by(2).map(|piece| piece.text.trim()).collect();
    let codes = pieces.len() % 2 == 1
        && pieces.iter().step_by(2).all(|piece| piece.style.code)
        && pieces.iter().skip(1).step_by(2).all(|piece| !piece.style.code);
    let joined =
        !joints.is_empty() && joints.iter().all(|joint| is_conjunction(joint) || matches!(*joint, "," | "/" | "|"));
    if !(codes && joined || are_names(cx, &pieces)) {
        return vec![row];
    }
    let either = codes && joints.iter().any(|joint| *joint != ",");
    let mut rows = Vec::new();
    for piece in pieces.into_iter().filter(|piece| piece.style.code) {
        let mut one = row.clone();
        piece.text.trim().clone_into(&mut one.param.name);
        one.name = piece.span.clone();
        one.param.source = cx.source(&piece.span);
        marks(cx, &mut one, piece.text.trim());
        if either && one.param.required == Some(true) {
            one.param.required = Some(false);
            one.param.required_when = Some(text.folded());
        }
        one.param.role = cx.dialect.roles.get(&one.param.name).copied();
        rows.push(one);
    }
    rows
}
