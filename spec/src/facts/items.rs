//! Parameters that stand in a list or in paragraphs: `- name (string, required): text`.
//!
//! What the dialect's patterns know begins a parameter, be it one paragraph or several of one item, such as a term and what is
//! said of it; paragraphs behind it, up to the next one, describe it. Items inside
//! an item are its members, or the values of a parameter of single values.

use std::borrow::Cow;

use super::components::{self, Layout};
use super::section_row::{self, Held};
use super::siblings::{self, Siblings};
use super::{Context, Row, apply, inline_message, nesting, phrases, row, table};
use crate::document::{Block, Component, Piece, Text, Wording};
use crate::ir::{Param, Type};
use crate::language;
use crate::lint::{self, unread_list::Expected};
use crate::stats::Fate;

/// A parameter with how deep its item stands.
type Placed = (usize, Row);

/// Reads the parameters among the blocks. Nothing where the dialect knows no items.
pub(crate) fn rows(cx: &mut Context, blocks: &[&Block]) -> Vec<Row> {
    if cx.dialect.items.is_empty() && cx.dialect.components.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Placed> = Vec::new();
    let mut siblings = Siblings::default();
    let (mut at, mut held) = (0, Held::default());
    let mut ahead: Vec<&Text> = Vec::new();
    let mut layout = Layout::default();
    while let Some(block) = blocks.get(at) {
        at += 1;
        if let Block::Component(component) = block {
            cx.goes_on = true;
            match components::row(cx, component) {
                Some(mut row) => {
                    let depth = layout.without(siblings.taken(cx, &component.text));
                    // A member travels where its object does.
                    if found.iter().rev().any(|(outer, _)| *outer < depth) {
                        row.param.location = None;
                    }
                    found.push((depth, row));
                }
                None => layout.open(depth(&component.text)),
            }
        }
        let Some(text) = block.line() else { continue };
        cx.goes_on = blocks.get(at).is_some_and(|next| goes_on(text, next));
        if let Some((outer, last)) = found.last_mut()
            && let Some(value) = awaited(cx, last, *outer, text)
        {
            cx.cells.add("item", Fate::Understood);
            nesting::add_value(&mut last.param, value);
            let place = text.first_span();
            apply::keep_rule(cx, &mut last.param, "values", &text.folded(), &place);
        } else if let Some((whole, captures, used)) = item_of_parameter(cx, text, &blocks[at..]) {
            let mut row = begin(cx, &captures, &whole);
            held.hold_for(&mut row);
            siblings::report_ahead(cx, std::mem::take(&mut ahead), text);
            found.push((siblings.taken(cx, text), row));
            at += used;
        } else if let Some(said) = section_row::over_rows(cx.dialect, text, blocks.get(at).copied()) {
            held = said;
        } else if let Some((outer, last)) = found.last_mut()
            && !siblings.lost(cx, text)
        {
            let value = value(text).filter(|_| depth(text) > *outer && last.param.schema.kind == Type::Enum);
            match value {
                Some(value) => nesting::add_value(&mut last.param, value),
                None => describe(cx, last, text),
            }
        } else if depth(text) == 0 {
            ahead.clear();
        } else if found.is_empty() {
            ahead.push(text);
        }
    }
    cx.goes_on = false;
    let rows = nesting::by_depth(cx, found);
    nesting::by_names(cx, rows)
}

/// Whether a block goes on with the item of a text: items inside it, or code.
fn goes_on(text: &Text, next: &Block) -> bool {
    match next {
        Block::Code(code) => code.depth > 0,
        next => next.line().is_some_and(|next| depth(next) > depth(text)),
    }
}

/// The value that an item inside one begins with, where the words of the outer one end with the announcement of values, or such a
/// value came before.
fn awaited(cx: &Context, row: &Row, outer: usize, text: &Text) -> Option<String> {
    let kind = row.param.schema.kind;
    if depth(text) <= outer || !(nesting::is_single(kind) || kind == Type::Any) {
        return None;
    }
    let listing = |row: &Row| !row.param.schema.values.is_empty() && row.param.rules.contains_key("values");
    let value = value(text).or_else(|| quoted(text))?;
    (listing(row) || phrases::awaits_values(cx, &row.param)).then_some(value)
}

/// The quoted text that an item begins with.
fn quoted(text: &Text) -> Option<String> {
    let words = text.folded();
    let inner = words.strip_prefix('"')?;
    inner.split_once('"').map(|(value, _)| value.to_owned()).filter(|value| !value.is_empty())
}

/// The text that begins a parameter, what it tells of it, and how many blocks were added to the first.
fn item_of_parameter<'t>(cx: &Context, text: &'t Text, behind: &[&Block]) -> Option<(Cow<'t, Text>, Captures, usize)> {
    match take(cx, &Wording::new(text)) {
        Some(captures) => Some((Cow::Borrowed(text), captures, 0)),
        None => whole_item(cx, text, behind).map(|(whole, captures, used)| (Cow::Owned(whole), captures, used)),
    }
}

/// Reads the parameters among the blocks, and reports a list of which nothing was read where nothing else tells of them.
pub(crate) fn expected(cx: &mut Context, blocks: &[&Block]) -> Vec<Row> {
    let rows = rows(cx, blocks);
    if rows.is_empty() {
        report_lost(cx, blocks, Expected::Parameters);
    }
    rows
}

type Captures = Vec<(String, String)>;

fn take(cx: &Context, wording: &Wording) -> Option<Captures> {
    cx.dialect.items.iter().find_map(|pattern| pattern.take(wording))
}

/// How many paragraphs of one item may be read as one line.
const MAX_JOINED: usize = 4;

/// The paragraphs of an item, or a term and what is said of it, as one line that begins a parameter, and how many blocks were
/// added to the first.
fn whole_item(cx: &Context, first: &Text, behind: &[&Block]) -> Option<(Text, Captures, usize)> {
    let item = item(first)?;
    let mut whole = first.clone();
    for (at, text) in behind.iter().map_while(|block| block.line()).take(MAX_JOINED - 1).enumerate() {
        if self::item(text) != Some(item) {
            return None;
        }
        whole.append(text);
        if let Some(captures) = take(cx, &Wording::new(&whole)) {
            return Some((whole, captures, at + 1));
        }
    }
    None
}

/// The code that is all of an item, or its beginning.
fn value(text: &Text) -> Option<String> {
    let mut pieces = text.pieces.iter().filter(|piece| !piece.text.trim().is_empty());
    let first = pieces.next().filter(|piece| piece.style.code)?;
    let is_gloss = |piece: &Piece| piece.text.trim_start().starts_with(['-', '–', '—', ':', '(', ',', ';', '.']);
    pieces.next().is_none_or(is_gloss).then(|| first.text.trim().to_owned())
}

/// The list item that a text begins in.
pub(super) fn item(text: &Text) -> Option<u32> {
    text.pieces.iter().find(|piece| !piece.text.trim().is_empty())?.style.item
}

/// Reports a list of which nothing was read, where neither a table nor code tells what is expected. What ends with a colon only
/// introduces what follows, which may be a section of its own.
pub(super) fn report_lost(cx: &mut Context, blocks: &[&Block], expected: Expected) {
    if blocks.iter().any(|block| matches!(block, Block::Table(_) | Block::Code(_))) {
        return;
    }
    // `None` says that there are none, `OR` stands between two of them.
    let says_none = |words: &str| {
        let words = words.trim_end_matches('.');
        language::is_absent(words) || language::is_conjunction(&words.to_lowercase())
    };
    let introduces = |text: &Text| {
        let words = text.folded();
        words.ends_with(':') || says_none(&words) || inline_message::of(text).is_some()
    };
    let items = || blocks.iter().filter_map(|block| block.line()).filter(|text| depth(text) > 0 && !introduces(text));
    let lines = || blocks.iter().filter_map(|block| block.line()).filter(|text| depth(text) == 0 && is_like_item(text));
    let tags =
        || blocks.iter().filter_map(|block| tag(block).filter(|tag| components::tells(tag)).map(|tag| &tag.text));
    let found: Vec<&Text> = match (tags().next(), items().next()) {
        (Some(_), _) => tags().collect(),
        (None, Some(_)) => items().collect(),
        _ => lines().collect(),
    };
    if let Some(first) = found.first() {
        let expected = if tags().next().is_some() { Expected::Components } else { expected };
        cx.report(lint::unread_list::report(first, found.len(), expected));
        for _ in &found {
            cx.cells.add("item", Fate::Reported);
        }
    }
}

/// Reports the parameters that components begin in a section of which nothing is read.
pub(super) fn report_components(cx: &mut Context, blocks: &[&Block]) {
    let known = |tag: &&Component| cx.dialect.components.contains_key(&tag.name);
    let found: Vec<_> = blocks.iter().filter_map(|block| tag(block)).filter(known).collect();
    if let Some(first) = found.first() {
        cx.report(lint::unread_list::report(&first.text, found.len(), Expected::Untitled));
    }
}

fn tag(block: &Block) -> Option<&Component> {
    if let Block::Component(component) = block { Some(component) } else { None }
}

/// Whether a paragraph looks like an item: it begins with code, one word of it, and goes on behind a dash or a colon.
fn is_like_item(text: &Text) -> bool {
    let mut pieces = text.pieces.iter().filter(|piece| !piece.text.trim().is_empty());
    let is_name = |piece: &Piece| piece.style.code && !piece.text.trim().contains(char::is_whitespace);
    let goes_on = |piece: &Piece| {
        let rest = piece.text.trim_start();
        let rest = rest
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
            .map_or(rest, |(_, behind)| behind.trim_start());
        rest.strip_prefix(['-', '–', '—', ':']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    pieces.next().is_some_and(is_name) && pieces.next().is_some_and(goes_on)
}

pub(super) fn begin(cx: &mut Context, captures: &Captures, text: &Text) -> Row {
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
    let line = if known.is_empty() { table::take_type(cx, row, &line, text) } else { line };
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
