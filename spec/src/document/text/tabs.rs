//! Tables of page text whose cells are set apart by tabs, as browsers copy them: the header tells how many cells a row has, and a
//! cell may go on over lines.

use super::Line;

/// The cells of a row: of each the lines that it takes.
pub(super) type RowLines<'a> = Vec<Vec<Line<'a>>>;

/// The fewest rows of a table, its header included.
const MIN_ROWS: usize = 2;

/// The rows of the table that begins with the first of these lines, as they stand in the source, and how many lines it takes. Of
/// lines that are no table few are looked at.
pub(super) fn rows<'a>(mut lines: impl Iterator<Item = Line<'a>>) -> Option<(Vec<RowLines<'a>>, usize)> {
    let header = cells(&lines.next()?);
    let columns = header.len();
    if columns < 2 || header.iter().any(|cell| cell.text.is_empty()) {
        return None;
    }
    let mut rows: Vec<RowLines> = vec![header.into_iter().map(|cell| vec![cell]).collect()];
    let mut used = 1;
    for line in lines {
        let here = cells(&line);
        let blank = here.iter().all(|cell| cell.text.is_empty());
        let Some(last) = rows.last_mut() else { break };
        let missing = columns.saturating_sub(last.len());
        // Behind a whole row, words without a tab go on with its last cell, and a blank line ends the table.
        let goes_on = (missing > 0 || here.len() == 1) && here.len() <= missing + 1 && used > 1;
        if blank && missing == 0 || here.len() > columns {
            break;
        }
        match here.split_first() {
            Some((first, rest)) if goes_on => {
                if let Some(cell) = last.last_mut() {
                    cell.push(*first);
                }
                last.extend(rest.iter().map(|cell| vec![*cell]));
            }
            _ if here.len() < 2 => break,
            _ => rows.push(here.into_iter().map(|cell| vec![cell]).collect()),
        }
        used += 1;
    }
    (rows.len() >= MIN_ROWS).then_some((rows, used))
}

/// The cells of a line.
fn cells<'a>(line: &Line<'a>) -> Vec<Line<'a>> {
    let mut start = line.start;
    let cut = line.text.split('\t').map(|cell| {
        let text = cell.trim();
        let at = start + (cell.len() - cell.trim_start().len());
        start += cell.len() + 1;
        Line { text, start: at }
    });
    cut.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(source: &str) -> Option<(Vec<Vec<String>>, usize)> {
        let mut start = 0;
        let lines = source.split('\n').map(|text| {
            start += text.len() + 1;
            Line { text, start: start - text.len() - 1 }
        });
        let (rows, used) = rows(lines)?;
        let cell = |lines: Vec<Line>| lines.iter().map(|line| line.text).collect::<Vec<_>>().join("/");
        Some((rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect(), used))
    }

    #[test]
    fn cells_go_on_over_lines() {
        let (rows, used) = table("Name\tType\tText\na\tint\tone\nmore\nb\tint\tone\n\nbehind").unwrap();
        assert_eq!(rows, [["Name", "Type", "Text"], ["a", "int", "one/more"], ["b", "int", "one"]]);
        assert_eq!(used, 4);
        let (rows, _) = table("Name\tType\tText\na\tone of\nx, y\tthe a\nb\tint\t\nc\tint").unwrap();
        assert_eq!(rows[1..], [vec!["a", "one of/x, y", "the a"], vec!["b", "int", ""], vec!["c", "int"]]);
    }

    #[test]
    fn lines_with_a_tab_are_no_table_by_themselves() {
        assert_eq!(table("a\tb"), None);
        assert_eq!(table("a\nb\tc"), None);
        assert_eq!(table("a\tb\nc\n"), None);
        assert_eq!(table("a\t\nc\td"), None);
    }
}
