//! Parameters that stand in a list or in paragraphs: `- name (string, required): text`.
//!
//! What the dialect's patterns know begins a parameter; paragraphs behind it, up to the next one, describe it. Items inside
//! an item are its members, or the values of a parameter of single values.

use super::{Context, Row, nesting, phrases, row};
use crate::document::{Block, Text, Wording};
use crate::ir::Param;
use crate::lint;

/// A parameter with how deep its item stands.
type Placed = (usize, Row);

/// Reads the parameters among the blocks. Nothing where the dialect knows no items.
pub(crate) fn rows(cx: &mut Context, blocks: &[&Block]) -> Vec<Row> {
    if cx.dialect.items.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Placed> = Vec::new();
    for block in blocks {
        let (Block::Paragraph(text) | Block::Heading(_, text)) = block else { continue };
        let wording = Wording::new(text);
        match cx.dialect.items.iter().find_map(|pattern| pattern.take(&wording)) {
            Some(captures) => {
                let row = begin(cx, &captures, text);
                found.push((depth(text), row));
            }
            None => {
                if let Some((_, last)) = found.last_mut() {
                    describe(cx, last, text);
                }
            }
        }
    }
    nesting::by_depth(cx, found)
}

/// Reports a list of which nothing was read, where parameters are expected.
pub(crate) fn report_unread(cx: &mut Context, blocks: &[&Block]) {
    let items = || blocks.iter().filter_map(|block| block.line()).filter(|text| depth(text) > 0);
    if let Some(first) = items().next() {
        cx.report(lint::unread_list::report(first, items().count()));
    }
}

fn begin(cx: &mut Context, captures: &[(String, String)], text: &Text) -> Row {
    let span = text.first_span();
    let param = Param { source: cx.source(&span), ..Param::default() };
    let mut out = Row { param, name: span, kind: None, unmarked: false, depth: 0 };
    row::apply(cx, &mut out, captures, text);
    if out.param.required.is_none() {
        out.unmarked = true;
        out.param.required = cx.dialect.required.unmarked;
    }
    out
}

/// A paragraph that begins no parameter goes on about the one before.
fn describe(cx: &mut Context, row: &mut Row, text: &Text) {
    let known = std::mem::take(&mut row.param.description);
    let line = text.folded();
    phrases::description(cx, &mut row.param, &line, text);
    if !known.is_empty() {
        row.param.description = format!("{known}\n{}", row.param.description);
    }
}

/// How many lists the text stands in.
pub(crate) fn depth(text: &Text) -> usize {
    let first = text.pieces.iter().find(|piece| !piece.text.trim().is_empty());
    first.map_or(0, |piece| piece.style.depth.into())
}
