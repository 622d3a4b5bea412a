//! Hands what the parser finds to the tree of `scraper`. What no reader of a document asks for is left out on the way: most
//! attributes, the text of comments.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::NodeId;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};
use scraper::{Html, HtmlTreeSink, Node};

use super::skip;
use super::tree::{Mark, Page};

/// A node as the parser knows it: its number in the tree, and that of its mark.
#[derive(Clone, Copy)]
pub(super) struct Handle {
    id: NodeId,
    mark: usize,
}

/// The tree while it grows, and the place in the source of what comes next.
pub(super) struct Sink<'s> {
    tree: HtmlTreeSink,
    marks: RefCell<Vec<Mark>>,
    /// The start tag that is being parsed: its name until its element is there, and where it stands.
    tag: Cell<(&'s str, u32)>,
    /// Where the text that is being parsed begins, or the markup ahead of it.
    text: Cell<u32>,
    /// How deep the last element stands.
    depth: Cell<u32>,
    /// The open element whose content is text, whatever stands in it.
    raw: Cell<Option<NodeId>>,
}

impl<'s> Sink<'s> {
    pub(super) fn new() -> Self {
        let tree = HtmlTreeSink::new(Html::new_fragment());
        let marks = RefCell::new(vec![Mark { id: tree.get_document(), at: None, depth: 0 }]);
        Self { tree, marks, tag: Cell::new(("", 0)), text: Cell::new(0), depth: Cell::new(0), raw: Cell::new(None) }
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

    fn mark(&self, id: NodeId, at: Option<u32>) -> Handle {
        let mut marks = self.marks.borrow_mut();
        marks.push(Mark { id, at, depth: 0 });
        Handle { id, mark: marks.len() - 1 }
    }

    fn depth_of(&self, node: &Handle) -> u32 {
        self.marks.borrow().get(node.mark).map_or(0, |mark| mark.depth)
    }

    /// Notes how deep a node comes to stand, and gives it as the tree knows it.
    fn at_depth(&self, node: Handle, depth: u32) -> NodeId {
        if let Some(mark) = self.marks.borrow_mut().get_mut(node.mark) {
            mark.depth = depth;
        }
        self.depth.set(depth);
        node.id
    }

    /// Notes where a text stands that the tree has made a node of; one that it added to the text ahead is known.
    fn mark_text(&self, id: Option<NodeId>) {
        let mut marks = self.marks.borrow_mut();
        if let Some(id) = id.filter(|id| marks.last().is_some_and(|last| last.id < *id)) {
            marks.push(Mark { id, at: Some(self.text.get()), depth: 0 });
        }
    }
}

impl<'s> TreeSink for Sink<'s> {
    type Handle = Handle;
    type Output = Page;
    type ElemName<'a>
        = Ref<'a, QualName>
    where
        's: 'a;

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
        let is_span = |name: &QualName| name.local == local_name!("colspan") || name.local == local_name!("rowspan");
        attributes.retain(|attribute| is_span(&attribute.name));
        let at = self.place(&name);
        let raw = name.ns == ns!(html) && skip::is_raw(&name.local);
        let handle = self.mark(self.tree.create_element(name, attributes, flags), at);
        if raw {
            self.raw.set(Some(handle.id));
        }
        handle
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.mark(self.tree.create_comment(StrTendril::new()), None)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.mark(self.tree.create_pi(StrTendril::new(), StrTendril::new()), None)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) => {
                let node = self.at_depth(node, self.depth_of(parent) + 1);
                self.tree.append(&parent.id, NodeOrText::AppendNode(node));
            }
            NodeOrText::AppendText(text) => {
                self.tree.append(&parent.id, NodeOrText::AppendText(text));
                let tree = &self.tree.0.borrow().tree;
                self.mark_text(tree.get(parent.id).and_then(|parent| parent.last_child()).map(|last| last.id()));
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) => {
                let node = self.at_depth(node, self.depth_of(sibling));
                self.tree.append_before_sibling(&sibling.id, NodeOrText::AppendNode(node));
            }
            NodeOrText::AppendText(text) => {
                self.tree.append_before_sibling(&sibling.id, NodeOrText::AppendText(text));
                let tree = &self.tree.0.borrow().tree;
                let ahead = tree.get(sibling.id).and_then(|sibling| sibling.prev_sibling());
                self.mark_text(ahead.filter(|ahead| matches!(ahead.value(), Node::Text(_))).map(|ahead| ahead.id()));
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let stands = self.tree.0.borrow().tree.get(element.id).is_some_and(|element| element.parent().is_some());
        if stands { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// What stands in a template is no part of the page; it is read as any other element's and left out by its name. The
    /// fragment that `scraper` keeps for it stays empty.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        *target
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    /// Only `<html>` and `<body>` get attributes late, and none of theirs is read.
    fn add_attrs_if_missing(&self, _target: &Handle, _attributes: Vec<Attribute>) {}

    fn pop(&self, node: &Handle) {
        if self.raw.get() == Some(node.id) {
            self.raw.set(None);
        }
        self.depth.set(self.depth_of(node).saturating_sub(1));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.remove_from_parent(&target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.tree.reparent_children(&node.id, &new_parent.id);
    }
}
