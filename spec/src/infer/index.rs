//! Tables that list methods, seen by what their cells hold: HTTP methods and addresses, be they in one column or in two.

use crate::document::{Row, Table};
use crate::facts::{http_methods, label};
use crate::language::{COMMON, look_up};

/// How many rows such a table has at least, the header among them.
const LEAST_ROWS: usize = 3;

/// The headings of a table of methods, each with what it introduces in `[card]`.
pub(super) fn labels(table: &Table) -> Option<Vec<(String, &'static str)>> {
    let (header, rows) = table.rows.split_first().filter(|_| table.rows.len() >= LEAST_ROWS)?;
    let columns = 0..header.cells.len();
    let all = |at: usize, holds: &dyn Fn(&str) -> bool| {
        rows.iter().all(|row| cell(row, at).is_some_and(|text| holds(text.as_str())))
    };
    let path = columns.clone().find(|at| all(*at, &is_request) || all(*at, &is_address))?;
    let verb = columns.clone().find(|at| *at != path && all(*at, &|text| !http_methods(text).is_empty()));
    if verb.is_none() && !all(path, &is_request) {
        return None;
    }
    let name = columns.clone().find(|at| Some(*at) != verb && *at != path && all(*at, &is_word));
    let key = |at: usize| {
        let heading = label(&header.cells[at].text);
        let meaning = look_up(&COMMON.columns, &heading).map(|(meaning, _)| meaning);
        let key = match at {
            at if at == path => "path",
            at if Some(at) == verb => "verb",
            at if Some(at) == name => "name",
            _ if meaning == Some("description") => "title",
            _ => "ignore",
        };
        (heading, key)
    };
    let labels: Vec<_> = columns.map(key).collect();
    labels.iter().all(|(heading, _)| !heading.is_empty()).then_some(labels)
}

fn cell(row: &Row, at: usize) -> Option<String> {
    row.cells.get(at).map(|cell| cell.text.folded())
}

fn is_address(text: &str) -> bool {
    (text.starts_with('/') || text.contains("://")) && !text.contains(char::is_whitespace)
}

/// Whether a text is an HTTP method and an address.
fn is_request(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(verb, address)| !http_methods(verb).is_empty() && is_address(address.trim()))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == '/')
}
