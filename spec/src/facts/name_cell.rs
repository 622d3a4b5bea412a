//! The cell of the name, which may hold more than the name: a mark of what is required, the type, attributes.

use super::{Context, Row, resolve_type, row};
use crate::document::{Piece, Text, Wording};
use crate::language::is_conjunction;

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
    let whole = whole.to_lowercase();
    for (marks, value) in [(&required.marks, true), (&required.optional_marks, false)] {
        for mark in marks {
            let name = out.param.name.to_lowercase();
            let stands = |text: &str| text.len() > mark.len() && (text.starts_with(mark) || text.ends_with(mark));
            if !stands(&name) && !stands(&whole) {
                continue;
            }
            out.param.required = Some(value);
            // A word in small letters has the length of the one as written, or nothing is taken off.
            if name.len() == out.param.name.len() && stands(&name) {
                let name = &out.param.name;
                let cut = if name.to_lowercase().ends_with(mark) {
                    0..name.len() - mark.len()
                } else {
                    mark.len()..name.len()
                };
                out.param.name = name.get(cut).unwrap_or(name).trim().trim_matches(['`', '"']).to_owned();
            }
        }
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
