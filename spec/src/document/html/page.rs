//! Feeds a page to the parser, piece by piece.
//!
//! The parser gives no places. So it is fed tag by tag: whatever it finds then belongs to the piece that it was given last.
//! It is not given what nobody reads: comments, most attributes, and what stands in elements that are passed over. Plain tags
//! and plain text go past its tokenizer, right to where the tree is built.

use html5ever::driver::Parser;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink as _};
use html5ever::{LocalName, ParseOpts, QualName, ns, parse_fragment};

use super::plain::{self, Plain};
use super::sink::Sink;
use super::skip;
use super::tag::{self, StartTag};
use super::tree::Page;

/// How deep elements nest before tags are left out and only their text is read: browsers stop at a similar depth, and the
/// effort of the parser grows with it.
const MAX_DEPTH: u32 = 256;

/// How much less deep end tags begin to be looked at one by one: a start tag may bring elements that it implies.
const MARGIN: u32 = 8;

/// How many ends of elements to pass over are looked for in vain before the parser is left to read all of them: each time
/// it may take the whole page.
const MAX_UNCLOSED: usize = 16;

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Parses a page or a piece of one. Of a source of more bytes than can be numbered nothing is read.
pub(super) fn page(source: &str) -> Page {
    let body = QualName::new(None, ns!(html), LocalName::from("body"));
    let parser = parse_fragment(Sink::new(), ParseOpts::default(), body, Vec::new(), false);
    let mut feeder =
        Feeder { parser, source, whole: StrTendril::new(), left_out: Vec::new(), unclosed: 0, settled: true };
    if u32::try_from(source.len()).is_ok() {
        feeder.whole = StrTendril::from_slice(source);
        feeder.all();
    }
    feeder.parser.finish()
}

struct Feeder<'s> {
    parser: Parser<Sink<'s>>,
    source: &'s str,
    /// The source, of which the parser gets parts.
    whole: StrTendril,
    /// The names of the tags that were left out, for their end tags go with them.
    left_out: Vec<&'s str>,
    /// How many elements had no end that could be told.
    unclosed: usize,
    /// Whether the tokenizer waits for nothing that would have to come ahead of the next tag.
    settled: bool,
}

impl<'s> Feeder<'s> {
    fn all(&mut self) {
        let mut at = 0;
        while at < self.source.len() {
            at = if self.parser.tokenizer.sink.sink.depth() + MARGIN >= MAX_DEPTH {
                self.deep(at)
            } else if !tag::begins(self.source, at) {
                self.text(at)
            } else if let Some(tag) = tag::start_tag(self.source, at) {
                self.tag(at, &tag)
            } else {
                self.last(at)
            };
        }
    }

    fn begin(&self, tag: &'s str, at: usize, text: usize) {
        let number = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        self.parser.tokenizer.sink.sink.begin(tag, number(at), number(text));
    }

    /// Gives the parser a part of the source.
    fn feed(&mut self, from: usize, to: usize) {
        if let (Ok(from), Ok(length)) = (u32::try_from(from), u32::try_from(to - from)) {
            self.parser.process(self.whole.subtendril(from, length));
        }
    }

    /// Gives the parser a part of the source that it reads by itself; what stands from `behind` on is text and end tags.
    fn feed_markup(&mut self, from: usize, to: usize, behind: usize) {
        self.feed(from, to);
        self.settled = plain::is_settled(&self.source[behind..to]);
    }

    /// Whether plain markup may go past the tokenizer: it waits for nothing, neither here nor for the end of an element whose
    /// content is text.
    fn is_settled(&self) -> bool {
        self.settled && !self.parser.tokenizer.sink.sink.is_in_raw()
    }

    /// Gives the tree builder a token, past the tokenizer.
    fn token(&mut self, token: Token) {
        // What it asks of the tokenizer concerns elements whose content is text; none of them is fed so with its content.
        let _ = self.parser.tokenizer.sink.process_token(token, 1);
    }

    fn tag_token(&mut self, kind: TagKind, name: &str, self_closing: bool) {
        let upper = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let name = if upper { LocalName::from(name.to_ascii_lowercase()) } else { LocalName::from(name) };
        self.token(Token::TagToken(Tag {
            kind,
            name,
            self_closing,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        }));
    }

    /// Feeds text and end tags; from where they are not plain, the parser reads them by itself.
    fn feed_text(&mut self, mut at: usize, end: usize) {
        while at < end {
            match plain::next(&self.source[at..end]) {
                Plain::Text(length) => {
                    let (Ok(from), Ok(bytes)) = (u32::try_from(at), u32::try_from(length)) else { return };
                    let text = self.whole.subtendril(from, bytes);
                    self.token(Token::CharacterTokens(text));
                    at += length;
                }
                Plain::EndTag(name, length) => {
                    self.tag_token(TagKind::EndTag, name, false);
                    at += length;
                }
                Plain::Other => return self.feed_markup(at, end, at),
            }
        }
    }

    /// Feeds text and end tags, up to the next start tag; a comment is left out. Gives where to go on.
    fn text(&mut self, at: usize) -> usize {
        if self.source[at..].starts_with("<!--") {
            return tag::comment_end(self.source, at);
        }
        let end = tag::next_markup(self.source, at + 1);
        self.begin("", at, at);
        if self.is_settled() {
            self.feed_text(at, end);
        } else {
            self.feed_markup(at, end, at);
        }
        end
    }

    /// Feeds a start tag without the attributes that nobody reads, and the text behind it.
    fn tag(&mut self, at: usize, tag: &StartTag<'s>) -> usize {
        if self.is_settled() && skip::is_passed(tag.name) && !tag.self_closing && self.unclosed < MAX_UNCLOSED {
            match skip::end_of(self.source, tag.end, tag.name) {
                Some(close) => return self.pass(at, tag, close),
                None => self.unclosed += 1,
            }
        }
        self.begin(tag.name, at, tag.end);
        if skip::is_raw(tag.name) {
            let content = skip::content_end(self.source, tag);
            let end = tag::next_markup(self.source, content + 1);
            self.feed_markup(at, end, content);
            return end;
        }
        let end = tag::next_markup(self.source, tag.end);
        let close = tag.end - 1 - usize::from(tag.self_closing);
        if tag.spans {
            self.feed_markup(at, end, tag.end);
        } else if self.is_settled() && plain::is_name(tag.name) {
            self.tag_token(TagKind::StartTag, tag.name, tag.self_closing);
            self.feed_text(tag.end, end);
        } else {
            self.feed(at, tag.name_end);
            self.feed_markup(close, end, tag.end);
        }
        end
    }

    /// Feeds an element without what stands in it; its end tag stands at `close`.
    fn pass(&mut self, at: usize, tag: &StartTag<'s>, close: usize) -> usize {
        self.begin(tag.name, at, close);
        self.tag_token(TagKind::StartTag, tag.name, false);
        self.tag_token(TagKind::EndTag, tag.name, false);
        let behind =
            memchr::memchr(b'>', &self.source.as_bytes()[close..]).map_or(self.source.len(), |end| close + end + 1);
        let end = tag::next_markup(self.source, behind);
        self.feed_text(behind, end);
        end
    }

    /// Feeds a start tag that does not end.
    fn last(&mut self, at: usize) -> usize {
        self.begin("", at, at);
        self.feed(at, self.source.len());
        self.source.len()
    }

    /// Feeds a piece up to the next tag, without the tag that it begins with where elements nest too deep.
    fn deep(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let end = memchr::memchr(b'<', &rest.as_bytes()[1..]).map_or(self.source.len(), |found| at + 1 + found);
        let too_deep = self.parser.tokenizer.sink.sink.depth() >= MAX_DEPTH;
        let piece = &self.source[at..end];
        self.begin(tag_name(piece), at, at);
        let skip = if too_deep { left_out_tag(piece, &mut self.left_out) } else { 0 };
        self.feed(at + skip, end);
        self.settled = false;
        end
    }
}

/// The name of the start tag that a piece begins with.
fn tag_name(piece: &str) -> &str {
    if !tag::begins(piece, 0) {
        return "";
    }
    &piece[1..tag::name_end(piece, 1)]
}

/// How many bytes of a piece are a tag that is left out where elements nest too deep; an end tag goes with its start tag.
fn left_out_tag<'s>(piece: &'s str, left_out: &mut Vec<&'s str>) -> usize {
    let end = piece.find('>').map_or(piece.len(), |end| end + 1);
    let start = tag_name(piece);
    if !start.is_empty() && !VOID.iter().any(|known| known.eq_ignore_ascii_case(start)) {
        left_out.push(start);
        return end;
    }
    if left_out.last().is_some_and(|name| tag::is_end_tag(piece, 0, name)) {
        left_out.pop();
        return end;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::super::tree::Step;
    use super::*;

    /// The elements of a page with the places of their start tags.
    fn places(source: &str) -> Vec<(String, Option<u32>)> {
        let tree = page(source);
        let opened = tree.steps().filter_map(|step| match step {
            Step::Open(element) => Some((element.name().to_owned(), element.at)),
            _ => None,
        });
        opened.skip(1).collect()
    }

    /// The texts of a page, each behind the depth at which it stands.
    fn texts(source: &str) -> Vec<(usize, String)> {
        let mut depth = 0;
        let mut texts = Vec::new();
        for step in page(source).steps() {
            match step {
                Step::Open(_) => depth += 1,
                Step::Close(_) => depth -= 1,
                Step::Text(text) => texts.push((depth, text.text.to_string())),
            }
        }
        texts
    }

    #[test]
    fn start_tags_have_their_places() {
        let found = places("a<b>c</b><i x=1/>");
        assert_eq!(found, [("b".to_owned(), Some(1)), ("i".to_owned(), Some(9))]);
    }

    #[test]
    fn what_the_parser_supplies_has_none() {
        let found = places("<table><td>x");
        let expected = [("table", Some(0)), ("tbody", None), ("tr", None), ("td", Some(7))]
            .map(|(name, at)| (name.to_owned(), at));
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_no_tag_has_no_element() {
        for text in ["a < b", "<", "<!-- <b> -->", "</b>", "<!-- open <b>", "1 <2>", "<b", "<b x='>"] {
            assert!(places(text).is_empty(), "{text}");
        }
        assert_eq!(places("<script>if (a<b>c)</script>").len(), 1);
        assert_eq!(places("<title x=y><b></title><i>").len(), 2);
    }

    #[test]
    fn what_stands_around_an_element_that_is_passed_over_stays() {
        let all = |source| texts(source).into_iter().map(|(_, text)| text).collect::<String>();
        assert_eq!(all("<p>a<nav x='</nav>'>b<p>c</nav>d<svg><path d='x'/></svg>e<!-- f -->g"), "adeg");
        assert_eq!(all("<nav>a<p>b"), "ab", "an element without its end is left to the parser");
        assert_eq!(all("<svg/>a<style>b</style><script/>c</script>d"), "acd");
    }

    /// What the parser makes of a source that it is given whole.
    fn whole(source: &str) -> Page {
        let body = QualName::new(None, ns!(html), LocalName::from("body"));
        parse_fragment(Sink::new(), ParseOpts::default(), body, Vec::new(), false).one(source)
    }

    /// The elements and texts of a tree; what the reader leaves out is left out.
    fn outline(tree: &Page) -> String {
        let mut out = String::new();
        let mut skipped = 0;
        for step in tree.steps() {
            match step {
                Step::Open(element) if skipped > 0 || skip::is_passed(element.name()) => skipped += 1,
                Step::Close(_) if skipped > 0 => skipped -= 1,
                Step::Open(element) => {
                    out.extend(["<", element.name(), " ", &element.spans().columns.to_string(), ">"]);
                }
                Step::Close(_) => out.push('/'),
                Step::Text(text) if skipped == 0 => out += text.text,
                Step::Text(_) => {}
            }
        }
        out
    }

    #[test]
    fn pieces_make_the_tree_that_the_whole_makes() {
        for source in [
            "<!doctype html><HTML><head><title>a &lt; <b></title></head><body class=x>b<p>c<div>d</p>e",
            "<table><tr><td colspan=2 class=x>a<td>b</table>c<table>d<tr>e",
            "<p class=a>x &amp; y &am<b>p</b> z<br/>&#65<i>1</i>",
            "<pre class=x>\n\na\r\n<code>b</code>\r</pre>\nc",
            "<ul><li>a<li>b</ul><b><i>c</b>d</i><a href=x>e<a>f",
            "<svg class=x><path d='M0'/><g>h</g></svg>i<math><mi>j</mi></math>k<svg><p>l",
            "<nav><b>m</b></nav>n<script>o<p></script>p<style>q</style><textarea><i>r</textarea>s<iframe><u>t",
            "a < b </ c> d </e f='>g'> h <! i > j <? k > l <m n='<o>'> p </p> q",
            "<svg><title><noscript></title><b>x</svg>y</noscript><i>z",
            "<select><option>a<option>b</select><button>c</button><form>d<form>e</form>",
            "<h1>a<h2>b</h1>c<dl><dt>d<dd>e</dl><template><td>f</template>g<plaintext>h</plaintext><i>",
            "<ы>a</ы><x-y z>b</x-y><b\0>c\0d</b>",
        ] {
            assert_eq!(outline(&page(source)), outline(&whole(source)), "{source}");
        }
    }

    #[test]
    fn depth_has_an_end_and_the_text_stays() {
        let source = "<div>".repeat(50_000) + "x" + &"</div>".repeat(50_000) + "<p>y";
        let found = texts(&source);
        assert_eq!(found.iter().map(|(_, text)| text.as_str()).collect::<String>(), "xy");
        let depth = found.iter().map(|(depth, _)| *depth).max().unwrap_or_default();
        assert!((250..=260).contains(&depth), "{depth}");
    }
}
