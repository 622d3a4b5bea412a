//! A table of page text whose cells came out as lines, one below the other.

use super::{Context, Row, phrases, table};
use crate::dialect::{LineCell, LineTable};
use crate::document::{Block, Text};
use crate::ir::{Location, Param};
use crate::lint;

/// Reads the rows behind the header line. `None` where the blocks hold no such table.
pub(crate) fn rows(cx: &mut Context, blocks: &[&Block]) -> Option<Vec<(Option<Location>, Row)>> {
    let layout = cx.dialect.line_table.as_ref()?;
    let lines: Vec<&Text> = blocks.iter().filter_map(|block| block.line()).collect();
    let header = lines.iter().position(|line| line.folded().eq_ignore_ascii_case(&layout.header))?;
    let mut rest = &lines[header + 1..];
    let mut rows = Vec::new();
    while let Some(first) = rest.first() {
        if let Some((row, used)) = row(cx, layout, rest) {
            rows.push(row);
            rest = &rest[used..];
        } else {
            cx.report(lint::unread_cell::report(first, "", "a row of the table"));
            rest = &rest[1..];
        }
    }
    Some(rows)
}

type Captures = Vec<(String, String)>;

fn take(cell: &LineCell, line: &Text) -> Option<Captures> {
    let text = line.folded();
    let found = cell.pattern.matches(&text)?;
    let names = cell.pattern.captures().iter();
    Some(names.filter_map(|name| Some((name.clone(), found.name(name)?.as_str().to_owned()))).collect())
}

fn row(cx: &mut Context, layout: &LineTable, lines: &[&Text]) -> Option<((Option<Location>, Row), usize)> {
    let mut used = 0;
    let mut facts: Vec<(String, String, &Text)> = Vec::new();
    for cell in &layout.row {
        match lines.get(used).and_then(|line| Some((take(cell, line)?, *line))) {
            Some((captures, line)) => {
                facts.extend(captures.into_iter().map(|(name, value)| (name, value, line)));
                used += 1;
            }
            None if cell.optional => {}
            None => return None,
        }
    }
    let get = |name: &str| facts.iter().find(|(known, ..)| known == name);
    let (_, name, line) = get("name")?;
    let span = line.first_span();
    let param = Param {
        name: name.clone(),
        source: cx.source(&span),
        required: cx.dialect.required.unmarked,
        ..Param::default()
    };
    let mut row = Row { param, name: span, kind: None };
    if let Some((_, word, line)) = get("type") {
        table::set_type(cx, &mut row, word, &line.first_span());
    }
    if let Some((_, text, line)) = get("description") {
        phrases::description(cx, &mut row.param, text, line);
    }
    let location = get("in").and_then(|(_, word, _)| location(word));
    if let Some((_, word, line)) = get("in")
        && location.is_none()
    {
        let place = line;
        cx.report(lint::unread_cell::report(
            place,
            name,
            &format!("where it travels: `{word}` is none of path, query, header, body"),
        ));
    }
    row.param.role = cx.dialect.roles.get(&row.param.name).copied();
    Some(((location, row), used))
}

fn location(word: &str) -> Option<Location> {
    match word.to_lowercase().as_str() {
        "path" | "url" | "uri" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" | "headers" => Some(Location::Header),
        "body" => Some(Location::Body),
        _ => None,
    }
}
