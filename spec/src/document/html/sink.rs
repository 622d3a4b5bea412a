//! Builds the tree of a page with `scraper`, and keeps what its tree has no room for: the places of the start tags.
//!
//! The parser gives no places. So it is fed tag by tag: whatever it finds then belongs to the piece that it was given last.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::NodeId;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, local_name, ns, parse_fragment};
use scraper::{Html, HtmlTreeSink};

/// How deep elements nest before tags are left out and only their text is read: browsers stop at a similar depth, and the
/// effort of the parser grows with it.
const MAX_DEPTH: u32 = 256;

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// How much less deep end tags begin to be looked at one by one: a start tag may bring elements that it implies.
const MARGIN: u32 = 8;

/// Parses a page or a piece of one.
pub(super) fn page(source: &str) -> Page {
    let body = QualName::new(None, ns!(html), LocalName::from("body"));
    let mut parser = parse_fragment(Sink::new(), ParseOpts::default(), body, Vec::new(), false);
    let whole = StrTendril::from_slice(source);
    let mut left_out: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let sink = &parser.tokenizer.sink.sink;
        let depth = sink.depth.get();
        let piece = piece(&source[at..], depth + MARGIN >= MAX_DEPTH);
        sink.begin(at, tag_name(piece));
        let skip = if depth >= MAX_DEPTH { left_out_tag(piece, &mut left_out) } else { 0 };
        let (Ok(from), Ok(length)) = (u32::try_from(at + skip), u32::try_from(piece.len() - skip)) else { break };
        parser.process(whole.subtendril(from, length));
        at += piece.len();
    }
    parser.finish()
}

/// The source up to the next start tag, or up to any next tag.
fn piece(source: &str, any_tag: bool) -> &str {
    let bytes = source.as_bytes();
    let mut at = 1;
    while let Some(found) = source.get(at..).and_then(|rest| rest.find('<')) {
        at += found;
        if any_tag || bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            return &source[..at];
        }
        at += 1;
    }
    source
}

/// The name of the start tag that a piece begins with.
fn tag_name(piece: &str) -> &str {
    let Some(rest) = piece.strip_prefix('<').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) else {
        return "";
    };
    &rest[..rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())]
}

/// How many bytes of a piece are a tag that is left out where elements nest too deep; an end tag goes with its start tag.
fn left_out_tag<'s>(piece: &'s str, left_out: &mut Vec<&'s str>) -> usize {
    let end = piece.find('>').map_or(piece.len(), |end| end + 1);
    let start = tag_name(piece);
    if !start.is_empty() && !VOID.iter().any(|known| known.eq_ignore_ascii_case(start)) {
        left_out.push(start);
        return end;
    }
    let ends = piece.strip_prefix("</").is_some_and(|rest| {
        left_out.last().is_some_and(|name| {
            rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
                && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    });
    if ends {
        left_out.pop();
        return end;
    }
    0
}

/// A page: its tree, and where its start tags stand.
pub(super) struct Page {
    pub(super) html: Html,
    marks: Vec<Mark>,
}

impl Page {
    /// The offset in the source of an element's start tag; none for an element that the parser supplied.
    pub(super) fn place(&self, id: NodeId) -> Option<usize> {
        let found = self.marks.binary_search_by_key(&id, |mark| mark.id).ok()?;
        self.marks.get(found)?.at
    }
}

/// What is known of a node beside the tree.
#[derive(Clone, Copy)]
struct Mark {
    id: NodeId,
    at: Option<usize>,
    depth: u32,
}

/// A node as the parser knows it: its number in the tree, and that of its mark.
#[derive(Clone, Copy)]
pub(super) struct Handle {
    id: NodeId,
    mark: usize,
}

/// Hands what the parser finds to the tree. What no reader of a document asks for is left out on the way: most attributes,
/// the text of comments.
pub(super) struct Sink {
    tree: HtmlTreeSink,
    /// In the order of their nodes, for numbers grow.
    marks: RefCell<Vec<Mark>>,
    /// Where the piece begins that is being parsed, and the name of its start tag until its element is there.
    at: Cell<usize>,
    tag: RefCell<String>,
    /// How deep the last element stands.
    depth: Cell<u32>,
}

impl Sink {
    fn new() -> Self {
        let tree = HtmlTreeSink::new(Html::new_fragment());
        let marks = RefCell::new(vec![Mark { id: tree.get_document(), at: None, depth: 0 }]);
        Self { tree, marks, at: Cell::new(0), tag: RefCell::default(), depth: Cell::new(0) }
    }

    fn begin(&self, at: usize, tag: &str) {
        self.at.set(at);
        let mut known = self.tag.borrow_mut();
        known.clear();
        known.push_str(tag);
    }

    /// Where the start tag of an element stands that is being made; none where its piece begins with another tag.
    fn place(&self, name: &QualName) -> Option<usize> {
        let mut tag = self.tag.borrow_mut();
        let own = !tag.is_empty() && (*name.local).eq_ignore_ascii_case(&tag);
        if own {
            tag.clear();
        }
        own.then(|| self.at.get())
    }

    fn mark(&self, id: NodeId, at: Option<usize>) -> Handle {
        let mut marks = self.marks.borrow_mut();
        marks.push(Mark { id, at, depth: 0 });
        Handle { id, mark: marks.len() - 1 }
    }

    fn depth_of(&self, node: &Handle) -> u32 {
        self.marks.borrow().get(node.mark).map_or(0, |mark| mark.depth)
    }

    /// Notes how deep a node comes to stand, and gives it as the tree knows it.
    fn at_depth(&self, child: NodeOrText<Handle>, depth: u32) -> NodeOrText<NodeId> {
        match child {
            NodeOrText::AppendNode(node) => {
                if let Some(mark) = self.marks.borrow_mut().get_mut(node.mark) {
                    mark.depth = depth;
                }
                self.depth.set(depth);
                NodeOrText::AppendNode(node.id)
            }
            NodeOrText::AppendText(text) => NodeOrText::AppendText(text),
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Page;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Page {
        Page { html: self.tree.finish(), marks: self.marks.into_inner() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: self.tree.get_document(), mark: 0 }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Ref<'a, QualName> {
        self.tree.elem_name(&target.id)
    }

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        attributes.retain(|attribute| {
            attribute.name.local == local_name!("colspan") || attribute.name.local == local_name!("rowspan")
        });
        let at = self.place(&name);
        let kept = if attributes.is_empty() { Vec::new() } else { attributes };
        self.mark(self.tree.create_element(name, kept, flags), at)
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.mark(self.tree.create_comment(StrTendril::new()), None)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.mark(self.tree.create_pi(StrTendril::new(), StrTendril::new()), None)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let child = self.at_depth(child, self.depth_of(parent) + 1);
        self.tree.append(&parent.id, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let stands = self.tree.0.borrow().tree.get(element.id).is_some_and(|element| element.parent().is_some());
        if stands { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// What stands in a template is no part of the page; it is read as any other element's and left out by its name. The
    /// fragment that `scraper` keeps for it stays empty, so that no template can be without one.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        *target
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let child = self.at_depth(child, self.depth_of(sibling));
        self.tree.append_before_sibling(&sibling.id, child);
    }

    /// Only `<html>` and `<body>` get attributes late, and none of theirs is read.
    fn add_attrs_if_missing(&self, _target: &Handle, _attributes: Vec<Attribute>) {}

    fn pop(&self, node: &Handle) {
        self.depth.set(self.depth_of(node).saturating_sub(1));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.remove_from_parent(&target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.tree.reparent_children(&node.id, &new_parent.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ego_tree::iter::Edge;

    /// The elements of a page with the places of their start tags.
    fn places(source: &str) -> Vec<(String, Option<usize>)> {
        let page = page(source);
        let opened = page.html.tree.root().traverse().filter_map(|step| match step {
            Edge::Open(node) => Some((node.value().as_element()?.name().to_owned(), page.place(node.id()))),
            Edge::Close(_) => None,
        });
        opened.skip(1).collect()
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
        for text in ["a < b", "<", "<!-- <b> -->", "</b>", "<!-- open <b>", "1 <2>"] {
            assert!(places(text).is_empty(), "{text}");
        }
        assert_eq!(places("<script>if (a<b>c)</script>").len(), 1);
    }

    #[test]
    fn depth_has_an_end_and_the_text_stays() {
        let page = page(&("<div>".repeat(50_000) + "x" + &"</div>".repeat(50_000) + "<p>y"));
        let texts = page.html.tree.nodes().filter_map(|node| node.value().as_text());
        assert_eq!(texts.map(|text| &**text).collect::<String>(), "xy");
        let depth = page.html.tree.nodes().map(|node| node.ancestors().count()).max().unwrap_or_default();
        assert!((250..=260).contains(&depth), "{depth}");
    }
}
