//! Cuts Markdown at the tags of components, as MDX has them: `<Field name="id">` … `</Field>`. What stands between them is Markdown.
//!
//! A component has a name with capitals and small letters, its tag begins a line, and it is closed: `List<int>`, `<BOAT_ID>` and the
//! elements of HTML are none. Code between fences has no tags.

use std::collections::BTreeMap;
use std::ops::Range;

use super::wide_table::next_fence;

mod level;
mod tag;

pub(super) use level::levelled;
pub(super) use tag::Tag;

/// How far a line is looked at for words behind a component.
const MAX_LINE: usize = 4096;

/// A piece of Markdown with components.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Markdown; how many components it stands in.
    Markdown(Range<usize>, usize),
    /// A start tag.
    Open(Tag),
    /// The end of the component that was opened last; where it stands.
    Close(usize),
}

/// Cuts a text at the tags of components; `None` where it has none.
pub(super) fn pieces(source: &str) -> Option<Vec<Piece>> {
    let closes = closes(source);
    if closes.is_empty() && !source.contains("/>") {
        return None;
    }
    let mut cutter = Cutter { source, closes, pieces: Vec::new(), open: Vec::new(), done: 0 };
    cutter.all();
    let found = cutter.pieces.iter().any(|piece| matches!(piece, Piece::Open(_)));
    found.then_some(cutter.pieces)
}

/// Where the last end tag of each component stands.
fn closes(source: &str) -> BTreeMap<&str, usize> {
    let tag = |at: usize| Some((end_tag(&source[at..])?, at));
    source.match_indices("</").filter_map(|(at, _)| tag(at)).collect()
}

/// The name of the component whose end tag a text begins with.
fn end_tag(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("</")?;
    let name = tag::name(rest)?;
    rest[name.len()..].trim_start_matches([' ', '\t']).starts_with('>').then_some(name)
}

/// Whether a line only names a file that the page needs: `import Tip from "./tip"`.
fn is_import(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(';');
    line.starts_with("import ") && line.contains(['"', '\'']) && line.ends_with(['"', '\''])
}

struct Cutter<'s> {
    source: &'s str,
    closes: BTreeMap<&'s str, usize>,
    pieces: Vec<Piece>,
    /// The names of the open components.
    open: Vec<&'s str>,
    /// Up to where the source has been given out.
    done: usize,
}

impl Cutter<'_> {
    fn all(&mut self) {
        let (mut at, mut fence) = (0, None);
        while at < self.source.len() {
            let end = self.source[at..].find('\n').map_or(self.source.len(), |found| at + found + 1);
            let was = fence;
            fence = next_fence(fence, self.source[at..end].trim_start());
            at = if was.is_some() || fence.is_some() {
                end
            } else if is_import(&self.source[at..end]) {
                self.markdown(at);
                self.done = end;
                end
            } else {
                self.line(at, end)
            };
        }
        self.markdown(self.source.len());
    }

    /// Takes in a line outside fences. Gives where to go on: a tag may reach over several lines.
    fn line(&mut self, mut at: usize, mut end: usize) -> usize {
        loop {
            at += self.source[at..end].len() - self.source[at..end].trim_start().len();
            if let Some(behind) = self.start_tag(at).or_else(|| self.end_tag(at)) {
                at = behind;
                if at > end {
                    end = self.source[at..].find('\n').map_or(self.source.len(), |found| at + found + 1);
                }
                continue;
            }
            let Some(close) = self.end_on(at, end) else { return end };
            at = close;
        }
    }

    /// Takes in a start tag.
    fn start_tag(&mut self, at: usize) -> Option<usize> {
        let tag = tag::read(self.source, at)?;
        let close = self.closes.get(tag.name.as_str()).filter(|close| **close >= tag.range.end).copied();
        let alone = self.open.is_empty();
        if !tag.closed && close.is_none_or(|close| alone && self.goes_on(&tag, close)) {
            return None;
        }
        let (behind, closed) = (tag.range.end, tag.closed);
        self.markdown(at);
        if !closed {
            self.open.push(&self.source[at + 1..at + 1 + tag.name.len()]);
        }
        self.pieces.push(Piece::Open(tag));
        if closed {
            self.pieces.push(Piece::Close(behind));
        }
        self.done = behind;
        Some(behind)
    }

    /// Whether a sentence goes on behind the component on its line: it stands in a paragraph, whose words are its own.
    fn goes_on(&self, tag: &Tag, close: usize) -> bool {
        let rest = &self.source[tag.range.end..];
        let rest = &rest[..rest.floor_char_boundary(MAX_LINE)];
        let line = rest.lines().next().unwrap_or_default();
        let end = format!("</{}>", tag.name);
        let behind = line.rfind(&end).map(|at| line[at + end.len()..].trim_start());
        close < tag.range.end + line.len()
            && behind.is_some_and(|behind| !behind.is_empty() && !behind.starts_with('<'))
    }

    /// Takes in the end tag of an open component, and those that were left open inside it.
    fn end_tag(&mut self, at: usize) -> Option<usize> {
        let name = end_tag(&self.source[at..])?;
        let opened = self.open.iter().rposition(|open| *open == name)?;
        let behind = at + self.source[at..].find('>')? + 1;
        self.markdown(at);
        for _ in opened..self.open.len() {
            self.pieces.push(Piece::Close(at));
        }
        self.open.truncate(opened);
        self.done = behind;
        Some(behind)
    }

    /// Where the end tag of the innermost component stands behind words of the same line.
    fn end_on(&self, at: usize, end: usize) -> Option<usize> {
        let name = self.open.last()?;
        let line = &self.source[at..end];
        line.match_indices("</").find(|(at, _)| end_tag(&line[*at..]) == Some(name)).map(|(found, _)| at + found)
    }

    fn markdown(&mut self, end: usize) {
        if self.done < end {
            self.pieces.push(Piece::Markdown(self.done..end, self.open.len()));
        }
        self.done = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(source: &str) -> String {
        let word = |piece: Piece| match piece {
            Piece::Markdown(range, depth) => format!("{depth}:{}", source[range].trim()),
            Piece::Open(tag) => format!("<{}", tag.name),
            Piece::Close(_) => ">".to_owned(),
        };
        let words: Vec<_> = pieces(source).unwrap_or_default().into_iter().map(word).collect();
        words.into_iter().filter(|word| !word.ends_with(':')).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn components_are_cut_out() {
        for (source, expected) in [
            ("<Field name=\"id\">\n  The id.\n</Field>\nBehind.", "<Field 1:The id. > 0:Behind."),
            ("<Field name=\"id\">The id.</Field>", "<Field 1:The id. >"),
            ("import Field from './field';\n\nA\n<Field a/>", "0:A <Field >"),
            ("<Tabs>\n<Tab title='a > b'>\nA\n</Tab>\n</Tabs>", "<Tabs <Tab 2:A > >"),
            ("<Field\n  name=\"id\"\n  required\n/>\nB", "<Field > 0:B"),
            ("<Outer><Inner>A</Inner>B</Outer>", "<Outer <Inner 2:A > 1:B >"),
            ("<Outer>\n<Inner>\nA\n</Outer>", "<Outer 1:<Inner>\nA >"),
            ("<Outer>\n```\n</Outer>\n<Inner>\n```\n</Outer>", "<Outer 1:```\n</Outer>\n<Inner>\n``` >"),
        ] {
            assert_eq!(outline(source), expected, "{source}");
        }
    }

    #[test]
    fn what_is_no_component_is_left_alone() {
        for source in [
            "<div>\nA\n</div>",
            "<BOAT>\nA\n</BOAT>",
            "<Boat> is a word",
            "A <Tip>b</Tip> c",
            "<Tip>b</Tip> begins a sentence.",
            "</Tip>",
            "<br/>",
            "```\n<Field name=\"a\">\n</Field>\n```",
            "<Field name=\"a>\n</Field>",
            "<",
            "</",
        ] {
            assert_eq!(pieces(source), None, "{source}");
        }
    }
}
