//! Tables of statuses: `404 | not found`.

use super::grid::Grid;
use super::{Context, ResponseFacts, columns, resolve_type};
use crate::dialect::ColumnRole;
use crate::document::{Table, Text};
use crate::language::{COMMON, known};
use crate::lint;

/// A status as a document writes it: a number, a class (`4XX`), or `default`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Status {
    /// The number; for a class its first.
    pub(crate) number: u16,
    /// The class, where it is one.
    pub(crate) class: Option<String>,
}

impl Status {
    /// The number, where it stands for no class of them.
    pub(crate) fn single(&self) -> Option<u16> {
        self.class.is_none().then_some(self.number)
    }

    /// Reads a status, which may stand ahead of its reason phrase.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let word = text.trim_matches(['`', '*', ' ']).split([' ', ':', '-', '–']).next()?.to_uppercase();
        if word == "DEFAULT" {
            return Some(Self { number: 0, class: Some("default".to_owned()) });
        }
        let (class, rest) = word.split_at_checked(1)?;
        let digit: u16 = class.parse().ok().filter(|digit| (1..=5).contains(digit))?;
        match rest {
            "XX" => Some(Self { number: digit * 100, class: Some(word) }),
            _ if rest.len() == 2 => Some(Self { number: word.parse().ok()?, class: None }),
            _ => None,
        }
    }
}

/// The status that a line of a list of statuses begins with, and what is said of it: `404 Not Found – no such boat`.
pub(crate) fn line(text: &Text) -> Option<(Status, String)> {
    let folded = text.folded();
    let start = behind_label(&folded).trim_start_matches(['`', '"', '[', '(', ' ']);
    let number = start.get(..3).filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = &start[3..];
    let ends = |c: char| c.is_whitespace() || matches!(c, ':' | '.' | ',' | '`' | '-' | '–' | '—' | ')' | ']');
    if rest.chars().next().is_some_and(|c| !ends(c)) {
        return None;
    }
    let said = rest.trim_start_matches(|c: char| ends(c) || matches!(c, '"'));
    Some((Status::parse(number)?, said.to_owned()))
}

/// The status that a line tells behind a word for it, `Status: 201 Created`.
pub(crate) fn labelled(text: &Text) -> Option<(Status, String)> {
    let folded = text.folded();
    if behind_label(&folded).len() == folded.len() { None } else { line(text) }
}

/// What stands behind a word for a status at the beginning of a line, `Code: 404`.
fn behind_label(line: &str) -> &str {
    let labelled = line.split_once(':').filter(|(label, _)| label.len() <= MAX_LABEL);
    let tells = |label: &str| {
        let label = label.trim_matches(['`', '*', ' ']);
        matches!(known(&COMMON.columns, label), Some("status" | "code" | "mnemonic"))
    };
    labelled.filter(|(label, _)| tells(label)).map_or(line, |(_, rest)| rest)
}

/// How many bytes a word for a status has at most.
const MAX_LABEL: usize = 40;

/// The responses of a table that has a column of statuses and names no parameters; `None` where it is no such table.
pub(crate) fn rows(cx: &mut Context, table: &Table) -> Option<Vec<ResponseFacts>> {
    let has = |role| {
        let header = table.rows.first()?;
        header.cells.iter().position(|cell| cx.dialect.columns.get(&columns::label(&cell.text)) == Some(&role))
    };
    let at = has(ColumnRole::Status)?;
    if has(ColumnRole::Name).is_some() {
        return None;
    }
    let kind = has(ColumnRole::Type);
    let words = has(ColumnRole::Description).or_else(|| has(ColumnRole::Message));
    let mut responses = Vec::new();
    let mut grid = Grid::default();
    for (number, row) in table.rows.iter().enumerate() {
        let placed = grid.place(row);
        let below = |column: usize| placed.iter().find(|cell| cell.column == column);
        // A status that spans rows is one response.
        let Some(cell) = below(at).filter(|cell| number > 0 && !cell.carried).map(|placed| placed.cell) else {
            continue;
        };
        let Some(status) = Status::parse(&cell.text.folded()) else {
            cx.report(lint::unread_cell::report(&cell.text, "", "a status"));
            continue;
        };
        let description = words.and_then(below).map(|placed| placed.cell.text.folded()).unwrap_or_default();
        let mut response = ResponseFacts::new(status, description, cell.text.first_span());
        if let Some(word) = kind.and_then(below).map(|placed| placed.cell).filter(|cell| !cell.text.is_empty()) {
            let named = resolve_type(cx.dialect, &word.text.folded().replace('`', ""));
            response.body.kind = Some((named, word.text.first_span()));
        }
        responses.push(response);
    }
    Some(responses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Style;
    use crate::files::Span;

    #[test]
    fn a_line_may_begin_with_a_status() {
        let line = |text: &str| {
            let piece =
                crate::document::Piece { text: text.to_owned(), style: Style::default(), span: Span::default() };
            let (status, said) = line(&Text { pieces: vec![piece], ..Text::default() })?;
            Some((status.number, said))
        };
        for (text, status, said) in [
            ("404 Not Found – no such boat", 404, "Not Found – no such boat"),
            ("200 – no error", 200, "no error"),
            ("201", 201, ""),
            ("`409`: Conflict", 409, "Conflict"),
            ("Code: 401 Unauthorized", 401, "Unauthorized"),
            ("HTTP status: `404`", 404, ""),
        ] {
            assert_eq!(line(text), Some((status, said.to_owned())), "{text}");
        }
        for text in ["Limit: 100 per page", "2000 boats", "200px wide", "700 – none", "No 404"] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_classes_and_the_rest_are_statuses() {
        let parse = |text: &str| Status::parse(text).map(|status| (status.number, status.class.unwrap_or_default()));
        assert_eq!(parse("404 Not Found"), Some((404, String::new())));
        assert_eq!(parse("`4xx`"), Some((400, "4XX".to_owned())));
        assert_eq!(parse("default"), Some((0, "default".to_owned())));
        for text in ["", "4", "4044", "900", "ok", "é00"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
