//! A table of page text whose cells came out as lines, one below the other.

use super::{Context, Row, cells, phrases, resolve_type, row, table};
use crate::dialect::{LineCell, LineTable};
use crate::document::{Block, Text};
use crate::fact::{Use, used_as};
use crate::ir::{Location, Param};
use crate::lint;

type Rows = Vec<(Option<Location>, Row)>;

/// Reads the rows of such tables: behind each line that is the header of one up to the next header; where there is none, by the first
/// layout without a header of which a row is there. `None` where the blocks hold no such table.
pub(crate) fn rows(cx: &mut Context, blocks: &[&Block]) -> Option<Rows> {
    let layouts = &cx.dialect.line_tables;
    if layouts.is_empty() {
        return None;
    }
    let lines: Vec<&Text> = blocks.iter().filter_map(|block| block.line()).collect();
    let begun_by = |line: &Text| {
        let text = line.folded();
        layouts.iter().find(|layout| layout.header.as_ref().is_some_and(|header| text.eq_ignore_ascii_case(header)))
    };
    let begins = |(at, line): (usize, &&Text)| begun_by(line).map(|layout| (at, layout));
    let headers: Vec<_> = lines.iter().enumerate().filter_map(begins).collect();
    if headers.is_empty() {
        let mut plain = layouts.iter().filter(|layout| layout.header.is_none());
        return plain.find_map(|layout| rows_of(cx, layout, &lines));
    }
    let mut rows = Rows::new();
    for (known, (at, layout)) in headers.iter().enumerate() {
        let end = headers.get(known + 1).map_or(lines.len(), |(next, _)| *next);
        rows.extend(rows_of(cx, layout, &lines[at + 1..end]).unwrap_or_default());
    }
    Some(rows)
}

/// The rows of one table, by its layout.
fn rows_of(cx: &mut Context, layout: &LineTable, lines: &[&Text]) -> Option<Rows> {
    let mut starts: Vec<usize> = Vec::new();
    for at in (0..lines.len()).filter(|at| starts_row(cx, layout, &lines[*at..])) {
        // The second cell of a row begins none, though a word for a type may look like a name and stand ahead of another one.
        if starts.last().is_none_or(|last| last + 1 < at) {
            starts.push(at);
        }
    }
    let before = starts.first().copied().unwrap_or(lines.len());
    if layout.header.is_none() && starts.is_empty() {
        return None;
    }
    for line in lines[..before].iter().filter(|_| layout.header.is_some()) {
        cx.report(lint::unread_cell::report(line, "", "a row of the table"));
    }
    starts.push(lines.len());
    Some(starts.windows(2).filter_map(|pair| row(cx, layout, &lines[pair[0]..pair[1]])).collect())
}

type Captures = Vec<(String, String)>;

/// What a cell takes of a line; a word that stands where a place is due must be one for a place.
fn take(cx: &Context, cell: &LineCell, line: &Text) -> Option<Captures> {
    let text = line.folded();
    let found = cell.pattern.named(&cell.pattern.matches(&text)?);
    let fits = |(name, word): &(String, String)| name != "in" || cx.dialect.location(word).is_some();
    found.iter().all(fits).then_some(found)
}

/// A row begins where its first two cells follow each other: the name, and what no other line looks like. Without a header a word
/// for a type must be a known one.
fn starts_row(cx: &Context, layout: &LineTable, lines: &[&Text]) -> bool {
    let [first, second, ..] = layout.row.as_slice() else { return false };
    let fits = |cell: &LineCell, at: usize| lines.get(at).and_then(|line| take(cx, cell, line));
    let is_type = |(name, word): &(String, String)| name != "type" || resolve_type(cx.dialect, word).named.is_none();
    let second = || fits(second, 1).filter(|found| layout.header.is_some() || found.iter().all(is_type));
    fits(first, 0).is_some() && second().is_some()
}

type Facts<'t> = Vec<(String, String, &'t Text)>;

/// The captures of a row's lines. A cell that may be missing takes a line only where there are enough for the others.
fn captures<'t>(cx: &mut Context, layout: &LineTable, lines: &[&'t Text]) -> Facts<'t> {
    let mut rest = lines;
    let mut facts = Facts::new();
    for (at, cell) in layout.row.iter().enumerate() {
        let needed = layout.row[at..].iter().filter(|cell| !cell.optional).count();
        if cell.optional && rest.len() <= needed {
            continue;
        }
        let Some((line, behind)) = rest.split_first() else { break };
        match take(cx, cell, line) {
            Some(captures) => facts.extend(captures.into_iter().map(|(name, value)| (name, value, *line))),
            None if cell.optional => continue,
            None => {
                cx.report(lint::unread_cell::report(line, &lines[0].folded(), "what its place in the row should tell"));
            }
        }
        rest = behind;
    }
    // What is left over goes on about the same parameter.
    facts.extend(rest.iter().map(|line| ("description".to_owned(), line.folded(), *line)));
    facts
}

fn row(cx: &mut Context, layout: &LineTable, lines: &[&Text]) -> Option<(Option<Location>, Row)> {
    let facts = captures(cx, layout, lines);
    let get = |name: &str| facts.iter().find(|(known, ..)| known == name);
    let (_, name, line) = get("name")?;
    let span = line.first_span();
    let param = Param {
        name: name.clone(),
        source: cx.source(&span),
        required: cx.dialect.required.unmarked,
        ..Param::default()
    };
    let mut row = Row { param, name: span, kind: None, unmarked: false, depth: 0 };
    if let Some((_, word, line)) = get("type") {
        table::set_type(cx, &mut row, word, &line.first_span());
    }
    for (_, text, line) in facts.iter().filter(|(known, ..)| known == "description") {
        let known = std::mem::take(&mut row.param.description);
        phrases::description(cx, &mut row.param, text, line);
        if !known.is_empty() {
            row.param.description = format!("{known}\n{}", row.param.description);
        }
    }
    if let Some((_, word, line)) = get("required") {
        cells::required_word(cx, &mut row.param, word, line);
    }
    for (fact, value, line) in
        facts.iter().filter(|(known, ..)| used_as(Use::Phrase).contains(&known.as_str()) && known != "required")
    {
        row::captured(cx, &mut row.param, fact, value, line);
    }
    let location = get("in").and_then(|(_, word, line)| location(cx, name, word, line));
    row.param.role = cx.dialect.roles.get(&row.param.name).copied();
    Some((location, row))
}

/// Where a parameter travels, by the word for it; a word that is none of these is reported.
fn location(cx: &mut Context, name: &str, word: &str, line: &Text) -> Option<Location> {
    let location = cx.dialect.location(word);
    if location.is_none() {
        let wanted = format!("where it travels: `{word}` is none of path, query, header, body");
        cx.report(lint::unread_cell::report(line, name, &wanted));
    }
    location
}
