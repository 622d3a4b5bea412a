//! Takes what the parser finds into the tree of a page. What no reader of a document asks for is left out on the way: most
//! attributes, the text of comments.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use super::skip;
use super::tree::{Element, Kind, NodeId, ROOT, Text, Tree};
use crate::document::builder::Spans;

/// The tree while it grows, and the place in the source of what comes next.
pub(super) struct Sink<'s> {
    tree: RefCell<Tree>,
    /// The start tag that is being parsed: its name until its element is there, and where it stands.
    tag: Cell<(&'s str, u32)>,
    /// Where the text that is being parsed begins, or the markup ahead of it.
    text: Cell<u32>,
    /// The text that the rest of what is being parsed is added to.
    open: Cell<Option<NodeId>>,
    /// How deep the last element stands.
    depth: Cell<u32>,
    /// The open element whose content is text, whatever stands in it.
    raw: Cell<Option<NodeId>>,
}

impl<'s> Sink<'s> {
    pub(super) fn new() -> Self {
        let tree = RefCell::new(Tree::new());
        let (tag, open, raw) = (Cell::new(("", 0)), Cell::new(None), Cell::new(None));
        Self { tree, tag, text: Cell::new(0), open, depth: Cell::new(0), raw }
    }

    /// How deep the last element stands.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// Whether an element is open whose content is text, whatever stands in it: only the tokenizer can tell its end.
    pub(super) fn is_in_raw(&self) -> bool {
        self.raw.get().is_some()
    }

    /// Says what is parsed next: the start tag of a name at an offset, and behind it a text.
    pub(super) fn begin(&self, tag: &'s str, at: u32, text: u32) {
        self.tag.set((tag, at));
        self.text.set(text);
        self.open.set(None);
    }

    /// Where the start tag of an element stands that is being made; none where another tag is being parsed.
    fn place(&self, name: &QualName) -> Option<u32> {
        let (tag, at) = self.tag.get();
        let own = !tag.is_empty() && (*name.local).eq_ignore_ascii_case(tag);
        if own {
            self.tag.set(("", at));
        }
        own.then_some(at)
    }

    /// Adds a text to the one ahead of it where both are parsed as one, or else makes it a node.
    fn text(&self, tree: &mut Tree, ahead: Option<NodeId>, text: &StrTendril) -> Option<NodeId> {
        let open = self.open.get().filter(|open| ahead == Some(*open));
        if let Some(known) = open.and_then(|open| tree.text_mut(open)) {
            known.text.push_tendril(text);
            return None;
        }
        let node = tree.push(Kind::Text(Text { text: text.clone(), at: self.text.get() }));
        self.open.set(Some(node));
        Some(node)
    }

    fn note_depth(&self, tree: &Tree, child: NodeId) {
        self.depth.set(tree.depth(child));
    }
}

/// How many columns and rows a cell spans: the number that an attribute begins with. What stands behind the digits is not
/// looked at, as in the HTML standard.
fn spans(attributes: &[Attribute]) -> Spans {
    let span = |name: &LocalName| {
        let found = attributes.iter().find(|attribute| attribute.name.local == *name);
        let value = found.map_or("", |attribute| attribute.value.trim_start());
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        match value.get(..digits).unwrap_or_default() {
            "" => 1,
            digits => digits.parse().unwrap_or(usize::MAX),
        }
    };
    Spans { columns: span(&local_name!("colspan")), rows: span(&local_name!("rowspan")) }
}

impl<'s> TreeSink for Sink<'s> {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a>
        = Ref<'a, QualName>
    where
        's: 'a;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| tree.name(*target))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> NodeId {
        let at = self.place(&name);
        let raw = name.ns == ns!(html) && skip::is_raw(&name.local);
        let node = self.tree.borrow_mut().push(Kind::Element(Element { name, at, spans: spans(&attributes) }));
        if raw {
            self.raw.set(Some(node));
        }
        node
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.tree.borrow_mut().push(Kind::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.tree.borrow_mut().push(Kind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let tree = &mut *self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => {
                tree.append(*parent, node);
                self.note_depth(tree, node);
            }
            NodeOrText::AppendText(text) => {
                let ahead = tree.last(*parent);
                if let Some(node) = self.text(tree, ahead, &text) {
                    tree.append(*parent, node);
                }
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let tree = &mut *self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => {
                tree.insert_before(*sibling, node);
                self.note_depth(tree, node);
            }
            NodeOrText::AppendText(text) => {
                let ahead = tree.previous(*sibling);
                if let Some(node) = self.text(tree, ahead, &text) {
                    tree.insert_before(*sibling, node);
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let stands = self.tree.borrow().has_parent(*element);
        if stands { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// What stands in a template is no part of the page; it is read as any other element's and left out by its name.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    /// Only `<html>` and `<body>` get attributes late, and none of theirs is read.
    fn add_attrs_if_missing(&self, _target: &NodeId, _attributes: Vec<Attribute>) {}

    fn pop(&self, node: &NodeId) {
        if self.raw.get() == Some(*node) {
            self.raw.set(None);
        }
        self.depth.set(self.tree.borrow().depth(*node).saturating_sub(1));
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.tree.borrow_mut().move_children(*node, *new_parent);
    }
}
