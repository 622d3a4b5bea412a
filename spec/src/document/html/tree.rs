//! The tree of a page, with what it has no room for kept beside it: where start tags and texts stand in the source.

use ego_tree::iter::{Edge, Traverse};
use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use crate::document::builder::Spans;

/// What is known of a node beside the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) id: NodeId,
    /// The offset of an element's start tag, none for one that the parser supplied; the offset of what a text stands behind.
    pub(super) at: Option<u32>,
    /// How deep it stands.
    pub(super) depth: u32,
}

/// A page: its tree, and what is known of its nodes beside it.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) html: Html,
    /// In the order of their nodes, for numbers grow.
    pub(super) marks: Vec<Mark>,
}

impl Page {
    /// Walks through all that stands in the page, in its order.
    pub(super) fn steps(&self) -> Steps<'_> {
        let mut edges = self.html.tree.root().traverse();
        edges.next();
        Steps { edges, marks: &self.marks, near: 0 }
    }
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'t> {
    tag: &'t scraper::node::Element,
    node: NodeRef<'t, Node>,
    /// The offset of its start tag; none for an element that the parser supplied.
    pub(super) at: Option<u32>,
}

impl<'t> Element<'t> {
    /// The name of the tag.
    pub(super) fn name(self) -> &'t str {
        &self.tag.name.local
    }

    /// Whether an element whose name is one of these stands in it.
    pub(super) fn holds(self, is_one: impl Fn(&str) -> bool) -> bool {
        self.node.descendants().skip(1).any(|node| node.value().as_element().is_some_and(|inner| is_one(inner.name())))
    }

    /// Whether it stands in an element whose name is one of these.
    pub(super) fn is_in(self, is_one: impl Fn(&str) -> bool) -> bool {
        self.node.ancestors().any(|node| node.value().as_element().is_some_and(|outer| is_one(outer.name())))
    }

    /// Whether a character of a kind stands in its text.
    pub(super) fn says(self, is_one: impl Fn(char) -> bool) -> bool {
        self.node.descendants().any(|node| node.value().as_text().is_some_and(|text| text.contains(&is_one)))
    }

    /// Whether its text begins with the status of an HTTP response.
    pub(super) fn begins_with_status(self) -> bool {
        let mut texts = self.node.descendants().filter_map(|node| node.value().as_text());
        let first = texts.find(|text| !text.trim().is_empty()).map(|text| text.trim()).unwrap_or_default();
        let (status, rest) = first.split_at(first.bytes().take_while(u8::is_ascii_digit).count());
        status.len() == 3 && status.starts_with(['1', '2', '3', '4', '5']) && !rest.starts_with(char::is_alphabetic)
    }

    /// How many columns and rows it spans, if it is a cell.
    pub(super) fn spans(self) -> Spans {
        Spans { columns: self.span("colspan"), rows: self.span("rowspan") }
    }

    /// The number that an attribute begins with. What stands behind the digits is not looked at, as in the HTML standard.
    fn span(self, name: &str) -> usize {
        let value = self.tag.attr(name).unwrap_or_default().trim_start();
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        match value.get(..digits).unwrap_or_default() {
            "" => 1,
            digits => digits.parse().unwrap_or(usize::MAX),
        }
    }
}

/// A run of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'t> {
    pub(super) text: &'t str,
    /// An offset of the source ahead of it: what stands between is markup.
    pub(super) at: u32,
}

/// What is met on the way through a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'t> {
    /// The beginning of an element.
    Open(Element<'t>),
    /// A text.
    Text(Text<'t>),
    /// The end of an element.
    Close(Element<'t>),
}

/// The way through a page.
pub(super) struct Steps<'t> {
    edges: Traverse<'t, Node>,
    marks: &'t [Mark],
    /// Where the mark of the next node is likely to be: nodes are mostly made in the order of the page.
    near: usize,
}

impl Steps<'_> {
    fn place(&mut self, id: NodeId) -> Option<u32> {
        let is_near = self.marks.get(self.near).is_some_and(|mark| mark.id == id);
        let found = if is_near { self.near } else { self.marks.binary_search_by_key(&id, |mark| mark.id).ok()? };
        self.near = found + 1;
        self.marks.get(found)?.at
    }
}

impl<'t> Iterator for Steps<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        loop {
            match self.edges.next()? {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        return Some(Step::Open(Element { tag: element, node, at: self.place(node.id()) }));
                    }
                    Node::Text(text) => {
                        let at = self.place(node.id()).unwrap_or_default();
                        return Some(Step::Text(Text { text, at }));
                    }
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        return Some(Step::Close(Element { tag: element, node, at: None }));
                    }
                }
            }
        }
    }
}
