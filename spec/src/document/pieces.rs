//! Text in pieces, each set in a style, and what is asked of it as a whole: its words, its lines, its quotes.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::wide::narrowed;
use crate::files::Span;

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Set as code.
    pub code: bool,
    /// Inside a block quote.
    pub quote: Option<u32>,
    /// The number of the list item that it stands in, from 0 within the text.
    pub item: Option<u32>,
    /// How many lists it stands in.
    pub depth: u8,
}

/// A run of text in one style.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The text, entities resolved.
    pub text: String,
    /// Its style.
    pub style: Style,
    /// Where it stands.
    pub span: Span,
}

/// Whether a text is nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace()) || text.chars().all(char::is_whitespace)
}

/// Text in pieces.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The pieces, in order.
    pub pieces: Vec<Piece>,
    /// The whole, markup included.
    pub span: Span,
    /// Whether it is an item of a list that is nothing but a link to a place of its page, as those of a table of contents are.
    pub(crate) leads: bool,
}

impl Text {
    /// All the text, white space folded.
    pub fn folded(&self) -> String {
        fold(self.pieces.iter())
    }

    /// All the text with code between backticks, white space folded.
    pub fn marked(&self) -> String {
        let mut marked = String::new();
        for piece in &self.pieces {
            let text = piece.text.trim();
            if piece.style.code && !text.is_empty() {
                marked.push('`');
                marked.push_str(text);
                marked.push('`');
            } else {
                marked.push_str(&piece.text);
            }
        }
        marked.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text outside block quotes, white space folded.
    pub fn outside_quotes(&self) -> String {
        fold(self.pieces.iter().filter(|piece| piece.style.quote.is_none()))
    }

    /// The block quotes inside.
    pub fn quotes(&self) -> Vec<Self> {
        let mut numbers: Vec<u32> = self.pieces.iter().filter_map(|piece| piece.style.quote).collect();
        numbers.dedup();
        let of = |number: u32| self.pieces.iter().filter(move |piece| piece.style.quote == Some(number));
        let quotes = numbers.iter().map(|number| Self { pieces: of(*number).cloned().collect(), ..Self::default() });
        quotes.filter(|quote| !quote.is_empty()).collect()
    }

    /// The part of the text between two offsets into its pieces laid end to end.
    fn part(&self, range: std::ops::Range<usize>) -> Self {
        let (mut at, mut pieces) = (0, Vec::new());
        for piece in &self.pieces {
            let (start, end) = (range.start.max(at), range.end.min(at + piece.text.len()));
            if start < end {
                let (skipped, taken) = (start - at, end - start);
                let text = piece.text[skipped..skipped + taken].to_owned();
                let whole = piece.span.end.saturating_sub(piece.span.start) == piece.text.len();
                let from = if whole { piece.span.start + skipped } else { piece.span.start };
                let to = if whole { from + taken } else { piece.span.end };
                pieces.push(Piece {
                    text,
                    style: piece.style,
                    span: Span { start: from, end: to, ..piece.span.clone() },
                });
            }
            at += piece.text.len();
        }
        Self { pieces, span: self.span.clone(), leads: false }
    }

    /// The text outside block quotes, in pieces.
    pub(crate) fn without_quotes(&self) -> Self {
        let pieces = self.pieces.iter().filter(|piece| piece.style.quote.is_none()).cloned().collect();
        Self { pieces, span: self.span.clone(), leads: false }
    }

    /// What stands from an offset into [`Text::folded`] on, with its white space and its styles, and how many bytes of it stand
    /// ahead of another offset.
    pub(crate) fn unfolded(&self, range: &std::ops::Range<usize>) -> (Self, usize) {
        let (start, end) = (self.raw(range.start), self.raw(range.end));
        let length = self.pieces.iter().map(|piece| piece.text.len()).sum();
        (self.part(start..length), end.saturating_sub(start))
    }

    /// What stands ahead of an offset into [`Text::folded`].
    pub(crate) fn before(&self, folded: usize) -> Self {
        self.part(0..self.raw(folded))
    }

    /// The offset into the pieces laid end to end of an offset into the folded text.
    fn raw(&self, folded: usize) -> usize {
        let (mut at, mut raw, mut gap) = (0, 0, false);
        for c in self.pieces.iter().flat_map(|piece| piece.text.chars()) {
            if is_gap(c) {
                gap = at > 0;
            } else {
                at += usize::from(std::mem::take(&mut gap));
                if at >= folded {
                    return raw;
                }
                at += c.len_utf8();
            }
            raw += c.len_utf8();
        }
        raw
    }

    /// Puts another text behind this one, on a line of its own.
    pub(crate) fn append(&mut self, other: &Self) {
        let style = self.pieces.last().map(|piece| piece.style).unwrap_or_default();
        let span = Span { start: self.span.end, ..self.span.clone() };
        self.pieces.push(Piece { text: "\n".to_owned(), style: Style { code: false, ..style }, span });
        self.pieces.extend(other.pieces.iter().cloned());
        self.span.end = other.span.end.max(self.span.end);
    }

    /// The lines that the text was written in.
    pub fn lines(&self) -> Vec<Self> {
        let whole: String = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let mut start = 0;
        let lines = whole.split_inclusive('\n').map(|line| {
            start += line.len();
            self.part(start - line.len()..start)
        });
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// Adds a run of text, which goes on with the last piece if it is set like that.
    pub(super) fn push(&mut self, new: &str, style: Style, span: Span) {
        let new = if style.code { Cow::Borrowed(new) } else { narrowed(new) };
        if self.span.end == 0 {
            self.span = span.clone();
        }
        self.span.end = self.span.end.max(span.end);
        match self.pieces.last_mut() {
            Some(last) if last.style == style => {
                if is_blank(&last.text) {
                    last.span = span;
                } else if !is_blank(&new) {
                    last.span.end = span.end;
                }
                last.text.push_str(&new);
            }
            _ => self.pieces.push(Piece { text: new.into_owned(), style, span }),
        }
    }

    /// Whether a character stands somewhere in it.
    pub fn holds(&self, wanted: char) -> bool {
        self.pieces.iter().any(|piece| piece.text.contains(wanted))
    }

    /// What stands ahead of the first colon and what stands behind it; `None` where there is none.
    pub fn label_and_value(&self) -> Option<(Self, Self)> {
        if !self.holds(':') {
            return None;
        }
        let whole: String = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let at = whole.find(':')?;
        Some((self.part(0..at), self.part(at + 1..whole.len())))
    }

    /// Whether there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| is_blank(&piece.text))
    }

    /// The span of the first piece that is not white space, or the whole span.
    pub fn first_span(&self) -> Span {
        let first = self.pieces.iter().find(|piece| !is_blank(&piece.text));
        first.map_or_else(|| self.span.clone(), |piece| piece.span.clone())
    }
}

/// What patterns are matched against: the words of a text, folded once for all of them.
#[derive(Debug)]
pub(crate) struct Wording<'a> {
    text: &'a Text,
    folded: OnceCell<String>,
    marked: OnceCell<String>,
}

impl<'a> Wording<'a> {
    /// The words of a text.
    pub(crate) fn new(text: &'a Text) -> Self {
        Self { text, folded: OnceCell::new(), marked: OnceCell::new() }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'a Text {
        self.text
    }

    /// As [`Text::folded`].
    pub(crate) fn folded(&self) -> &str {
        self.folded.get_or_init(|| self.text.folded())
    }

    /// As [`Text::marked`].
    pub(crate) fn marked(&self) -> &str {
        self.marked.get_or_init(|| self.text.marked())
    }
}

/// Whether a character stands between words and is none of them.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}'
}

fn fold<'a>(pieces: impl Iterator<Item = &'a Piece>) -> String {
    let mut folded = String::new();
    // Whether white space stands between the last word and what comes next: a word may go on in the next piece.
    let mut gap = false;
    for piece in pieces {
        let mut words = piece.text.split(is_gap);
        gap = extend(&mut folded, words.next().unwrap_or_default(), gap);
        for word in words {
            gap = extend(&mut folded, word, true);
        }
    }
    folded
}

/// Adds a word, behind a space where there is a gap ahead of it; gives whether a gap is still ahead of the next one.
fn extend(folded: &mut String, word: &str, gap: bool) -> bool {
    if word.is_empty() {
        return gap;
    }
    if gap && !folded.is_empty() {
        folded.push(' ');
    }
    folded.push_str(word);
    false
}
