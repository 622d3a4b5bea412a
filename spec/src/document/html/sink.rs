//! Builds the tree of a page from what the HTML parser finds, with the places of its start tags.
//!
//! The parser gives no places. So it is fed tag by tag: whatever it finds then belongs to the piece that it was given last.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, ns, parse_fragment};

use super::tree::{Element, Id, Kind, Tree};

/// How deep elements nest before tags are left out and only their text is read: browsers stop at a similar depth, and the
/// effort of the parser grows with it.
const MAX_DEPTH: u32 = 256;

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Parses a page or a piece of one.
pub(super) fn tree(source: &str) -> Tree {
    let body = QualName::new(None, ns!(html), LocalName::from("body"));
    let mut parser = parse_fragment(Sink::new(), ParseOpts::default(), body, Vec::new(), false);
    let whole = StrTendril::from_slice(source);
    let mut left_out: Vec<&str> = Vec::new();
    for (at, piece) in pieces(source) {
        let sink = &parser.tokenizer.sink.sink;
        sink.begin(at, tag_name(piece));
        let skip = if sink.depth.get() >= MAX_DEPTH { left_out_tag(piece, &mut left_out) } else { 0 };
        let (Ok(from), Ok(length)) = (u32::try_from(at + skip), u32::try_from(piece.len() - skip)) else { break };
        parser.process(whole.subtendril(from, length));
    }
    parser.finish()
}

/// The source cut ahead of each `<`.
fn pieces(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = source.get(at..).filter(|rest| !rest.is_empty())?;
        let begin = usize::from(rest.starts_with('<'));
        let length = rest[begin..].find('<').map_or(rest.len(), |found| begin + found);
        let piece = (at, rest.get(..length).unwrap_or(rest));
        at += piece.1.len();
        Some(piece)
    })
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

/// Takes what the parser finds into a tree.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    /// Where the piece begins that is being parsed, and the name of its start tag until its element is there.
    at: Cell<usize>,
    tag: RefCell<String>,
    /// How deep the last element stands.
    depth: Cell<u32>,
}

impl Sink {
    fn new() -> Self {
        Self { tree: RefCell::new(Tree::new()), at: Cell::new(0), tag: RefCell::default(), depth: Cell::new(0) }
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

    fn put(&self, child: NodeOrText<Id>, parent: Id, behind: Option<Id>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(id) => {
                tree.insert(id, parent, behind);
                self.depth.set(tree.depth(id));
            }
            NodeOrText::AppendText(text) => tree.insert_text(text, parent, behind),
        }
    }
}

/// The number that an attribute begins with; what stands behind it is not looked at, as in the HTML standard.
fn leading_number(value: &str) -> Option<usize> {
    let value = value.trim_start();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match value.get(..digits)? {
        "" => None,
        digits => Some(digits.parse().unwrap_or(usize::MAX)),
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| tree.name(*target))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Id {
        let number = |wanted: &str| {
            let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted)?;
            leading_number(&found.value)
        };
        let (colspan, rowspan) = (number("colspan"), number("rowspan"));
        let at = self.place(&name);
        self.tree.borrow_mut().add(Kind::Element(Element { name, at, colspan, rowspan }))
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.tree.borrow_mut().add(Kind::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.tree.borrow_mut().add(Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(child, *parent, None);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.tree.borrow().parent(*element);
        match parent {
            Some(parent) => self.put(child, parent, Some(*element)),
            None => self.put(child, *previous, None),
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// What stands in a template is no part of the page; it is read as any other element's and left out by its name.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.tree.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.put(child, parent, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, _target: &Id, _attributes: Vec<Attribute>) {}

    fn pop(&self, node: &Id) {
        self.depth.set(self.tree.borrow().depth(*node).saturating_sub(1));
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        self.tree.borrow_mut().move_children(*node, *new_parent);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Step;
    use super::*;

    /// The elements of a page with the places of their start tags.
    fn places(source: &str) -> Vec<(String, Option<usize>)> {
        let tree = tree(source);
        let opened = tree.steps().filter_map(|step| match step {
            Step::Open(Kind::Element(element)) => Some((element.name.local.to_string(), element.at)),
            _ => None,
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
        let tree = tree(&("<div>".repeat(50_000) + "x" + &"</div>".repeat(50_000) + "<p>y"));
        let depth =
            tree.steps().filter_map(|step| if let Step::Open(Kind::Text(text)) = step { Some(text) } else { None });
        assert_eq!(depth.map(|text| &**text).collect::<String>(), "xy");
    }
}
