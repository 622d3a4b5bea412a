//! Tables of Markdown whose line of dashes has not as many cells as the header: by the rules they are none (GitHub Flavored Markdown,
//! section 4.10), but nobody writes that line for anything else.

use super::{Line, Rows, trimmed};

/// Whether such a table may stand in a paragraph.
pub(super) fn holds(raw: &str) -> bool {
    raw.contains('|') && raw.contains("--") && raw.lines().any(is_dashes)
}

/// Whether such a table begins with the first of these lines.
pub(super) fn begins(lines: &[Line]) -> bool {
    matches!(lines, [header, dashes, ..] if header.text.contains('|') && is_dashes(dashes.text))
}

/// `|---|:--:|`
fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains("--") && line.bytes().all(|byte| b"|:- \t".contains(&byte))
}

/// The rows of a table that begins with the first of these lines, and how many lines it takes.
pub(super) fn rows<'a>(lines: &[Line<'a>]) -> (Rows<'a>, usize) {
    let used = lines.iter().take_while(|line| line.text.contains('|')).count();
    let own = lines[..used].iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, line)| line);
    (own.map(|line| cells(*line).into_iter().map(|cell| vec![cell]).collect()).collect(), used)
}

/// The cells of a row, between bars that are not escaped; one bar at either end stands outside them.
fn cells(line: Line) -> Vec<Line> {
    let line = trimmed(line);
    let inner = line.text.strip_prefix('|').unwrap_or(line.text);
    let at = line.at + line.text.len() - inner.len();
    let inner = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
    let mut cells = Vec::new();
    let mut start = 0;
    let bars = inner.match_indices('|').map(|(bar, _)| bar).filter(|bar| !inner[..*bar].ends_with('\\'));
    for end in bars.chain([inner.len()]) {
        cells.push(trimmed(Line { text: &inner[start..end], at: at + start }));
        start = (end + 1).min(inner.len());
    }
    cells
}
