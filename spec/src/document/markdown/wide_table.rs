//! Tables whose cells may hold several paragraphs: `#|` opens one and `|#` closes it, a row stands between `||`, and `|`
//! stands between its cells. Documentation in the flavour of Markdown called YFM has them.

use std::ops::Range;

/// How long code in a cell may be: what begins like code and does not end is text.
const MAX_CODE: usize = 16 * 1024;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Markdown.
    Markdown(Range<usize>),
    /// A table: of each row the cells, as ranges of the source.
    Table(Range<usize>, Vec<Vec<Range<usize>>>),
}

/// Cuts a document at its wide tables. A document without any is one part.
pub(super) fn parts(source: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut done, mut at, mut fence) = (0, 0, None);
    while at < source.len() {
        let end = source[at..].find('\n').map_or(source.len(), |found| at + found + 1);
        let line = source[at..end].trim_start();
        fence = next_fence(fence, line);
        if fence.is_none() && line.starts_with("#|") {
            let begin = end - line.len();
            let (rows, behind) = rows(source, begin + 2);
            parts.push(Part::Markdown(done..begin));
            parts.push(Part::Table(begin..behind, rows));
            (done, at) = (behind, behind);
            continue;
        }
        at = end;
    }
    parts.push(Part::Markdown(done..source.len()));
    parts
}

/// The fence that is open behind a line, by its character.
pub(super) fn next_fence(open: Option<char>, line: &str) -> Option<char> {
    let mark = if line.starts_with("```") { '`' } else { '~' };
    match open {
        _ if !line.starts_with("```") && !line.starts_with("~~~") => open,
        None => Some(mark),
        Some(open) if open == mark => None,
        open => open,
    }
}

/// The rows of a table from `at` on, and where the table ends. One that is not closed ends with the document.
fn rows(source: &str, mut at: usize) -> (Vec<Vec<Range<usize>>>, usize) {
    let bytes = source.as_bytes();
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut cell = None;
    while at < bytes.len() {
        let rest = &bytes[at..];
        match cell {
            _ if rest[0] == b'\\' => at += 2,
            _ if rest[0] == b'`' => at = code_end(bytes, at),
            None if rest.starts_with(b"|#") => return (rows, at + 2),
            None if rest.starts_with(b"||") => {
                rows.push(Vec::new());
                at += 2;
                cell = Some(at);
            }
            Some(start) if rest[0] == b'|' => {
                if let Some(row) = rows.last_mut() {
                    row.push(start..at);
                }
                let closes = rest.starts_with(b"||");
                at += if closes { 2 } else { 1 };
                cell = (!closes).then_some(at);
            }
            _ => at += 1,
        }
    }
    if let (Some(start), Some(row)) = (cell, rows.last_mut()) {
        row.push(start.min(source.len())..source.len());
    }
    (rows, source.len())
}

/// Behind the code that begins at a backtick; where it does not end before the next blank line, behind the backticks.
fn code_end(bytes: &[u8], at: usize) -> usize {
    let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
    let length = run(at);
    let mut next = at + length;
    let limit = bytes.len().min(at + MAX_CODE);
    while next < limit {
        match bytes[next] {
            b'`' if run(next) == length => return next + length,
            b'`' => next += run(next),
            b'\n' if length < 3 && bytes.get(next + 1) == Some(&b'\n') => break,
            _ => next += 1,
        }
    }
    at + length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(source: &str) -> Vec<Vec<&str>> {
        let table = parts(source).into_iter().find_map(|part| match part {
            Part::Table(_, rows) => Some(rows),
            Part::Markdown(_) => None,
        });
        let text = |row: Vec<Range<usize>>| row.into_iter().map(|cell| source[cell].trim()).collect();
        table.unwrap_or_default().into_iter().map(text).collect()
    }

    #[test]
    fn cells_reach_over_lines_and_hold_code() {
        let source = "a\n#|\n|| **Name**\n`type` | Words ||\n|| x | `a || b` and \\| more\n\nlast ||\n|#\nb";
        assert_eq!(cells(source), [vec!["**Name**\n`type`", "Words"], vec!["x", "`a || b` and \\| more\n\nlast"]]);
        assert_eq!(parts(source).len(), 3);
    }

    #[test]
    fn what_is_no_table_stays() {
        for source in ["", "# |", "```\n#|\n|| a ||\n|#\n```", "a #| b"] {
            assert_eq!(parts(source).len(), 1, "{source}");
        }
        assert_eq!(cells("#|\n|| a | b"), [vec!["a", "b"]]);
        assert_eq!(cells("#|\n|| a\\"), [vec!["a\\"]]);
    }
}
