//! Takes the indentation away from what stands in components: people indent it as they do in code, and Markdown would take it for code.
//!
//! The line breaks are moved behind the indentation, so that every word keeps its offset.

use std::ops::Range;

use super::Piece;

/// The source without the indentation of what stands in components; `None` where nothing is indented.
pub(in super::super) fn levelled(source: &str, pieces: &[Piece]) -> Option<String> {
    let mut bytes = source.as_bytes().to_vec();
    for piece in pieces {
        if let Piece::Markdown(range, depth) = piece
            && *depth > 0
        {
            level(&mut bytes, range.clone());
        }
    }
    if bytes == source.as_bytes() { None } else { String::from_utf8(bytes).ok() }
}

fn level(bytes: &mut [u8], range: Range<usize>) {
    let piece = &bytes[range.clone()];
    let starts: Vec<usize> =
        piece.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    let indent = |start: usize| piece[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let is_blank =
        |start: &usize| piece[start + indent(*start)..].first().is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
    let lines: Vec<usize> = starts.into_iter().filter(|start| !is_blank(start)).collect();
    let Some(common) = lines.iter().map(|start| indent(*start)).min().filter(|common| *common > 0) else { return };
    for start in lines.into_iter().map(|start| range.start + start) {
        let from = if start >= range.start + 2 && bytes[start - 2] == b'\r' { start - 2 } else { start - 1 };
        bytes[from..start + common].fill(b' ');
        bytes[start + common - 1] = b'\n';
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces;
    use super::*;

    fn of(source: &str) -> Option<String> {
        levelled(source, &pieces(source)?)
    }

    #[test]
    fn words_keep_their_offsets() {
        let source = "<Field name=\"a\">\n      One.\n\n      - two\n        three\r\n      four\n</Field>\n    code";
        let found = of(source).unwrap();
        assert_eq!(found.len(), source.len());
        for word in ["One.", "- two", "three", "four", "code"] {
            assert_eq!(found.find(word), source.find(word), "{word}");
        }
        let lines: Vec<_> = found.lines().map(str::trim_end).collect();
        let expected = ["<Field name=\"a\">", "One.", "", "- two", "  three", "four", "</Field>", "    code"];
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_is_not_indented_stays() {
        assert_eq!(of("<Field a>\nOne.\n  Two.\n</Field>"), None);
    }
}
