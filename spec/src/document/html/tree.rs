//! The tree of a page: elements with the places of their start tags, and texts. It keeps what a reader of documents asks
//! for and nothing else.

use std::num::NonZeroU32;

use html5ever::tendril::StrTendril;
use html5ever::{QualName, local_name, ns};

use crate::document::builder::Spans;

/// The number of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(NonZeroU32);

impl NodeId {
    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: QualName,
    /// The offset of its start tag; none for an element that the parser supplied.
    pub(super) at: Option<u32>,
    /// How many columns and rows it spans, if it is a cell.
    pub(super) spans: Spans,
}

/// A run of text.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: StrTendril,
    /// An offset of the source ahead of it: what stands between is markup.
    pub(super) at: u32,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(Text),
    /// What no reader sees: a comment, an instruction.
    Other,
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    /// How deep it stands.
    depth: u32,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

/// A tree with one root.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The name of what is no element: the root.
    unnamed: QualName,
}

/// The number of the root.
pub(super) const ROOT: NodeId = NodeId(NonZeroU32::MIN);

impl Tree {
    /// A tree of nothing but its root.
    pub(super) fn new() -> Self {
        let mut tree = Self { nodes: Vec::new(), unnamed: QualName::new(None, ns!(), local_name!("")) };
        tree.push(Kind::Other);
        tree
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    /// Makes a node that stands nowhere yet.
    pub(super) fn push(&mut self, kind: Kind) -> NodeId {
        // A page has fewer bytes than there are numbers.
        let ahead = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { kind, depth: 0, parent: None, previous: None, next: None, first: None, last: None });
        NodeId(NonZeroU32::MIN.saturating_add(ahead))
    }

    /// The name of an element.
    pub(super) fn name(&self, id: NodeId) -> &QualName {
        match &self.node(id).kind {
            Kind::Element(element) => &element.name,
            _ => &self.unnamed,
        }
    }

    /// How deep a node stands.
    pub(super) fn depth(&self, id: NodeId) -> u32 {
        self.node(id).depth
    }

    /// Whether a node stands in another one.
    pub(super) fn has_parent(&self, id: NodeId) -> bool {
        self.node(id).parent.is_some()
    }

    /// The last child of a node.
    pub(super) fn last(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).last
    }

    /// The node ahead of a node.
    pub(super) fn previous(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).previous
    }

    /// The text of a node that is one.
    pub(super) fn text_mut(&mut self, id: NodeId) -> Option<&mut Text> {
        match &mut self.node_mut(id).kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Makes a node the last child of another one.
    pub(super) fn append(&mut self, parent: NodeId, node: NodeId) {
        self.detach(node);
        let previous = self.node(parent).last;
        self.place(node, Some(parent), previous, None);
    }

    /// Puts a node ahead of another one.
    pub(super) fn insert_before(&mut self, sibling: NodeId, node: NodeId) {
        self.detach(node);
        let Node { parent, previous, .. } = *self.node(sibling);
        self.place(node, parent, previous, Some(sibling));
    }

    fn place(&mut self, id: NodeId, parent: Option<NodeId>, previous: Option<NodeId>, next: Option<NodeId>) {
        let depth = parent.map_or(0, |parent| self.node(parent).depth + 1);
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        self.link(parent, previous, next, Some(id), Some(id));
    }

    /// Takes a node out of where it stands.
    pub(super) fn detach(&mut self, id: NodeId) {
        let node = self.node_mut(id);
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        self.link(parent, previous, next, next, previous);
    }

    /// Says what stands between two neighbours: its first and its last node, or the neighbours themselves.
    fn link(
        &mut self,
        parent: Option<NodeId>,
        previous: Option<NodeId>,
        next: Option<NodeId>,
        first: Option<NodeId>,
        last: Option<NodeId>,
    ) {
        match (previous, parent) {
            (Some(previous), _) => self.node_mut(previous).next = first,
            (None, Some(parent)) => self.node_mut(parent).first = first,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => self.node_mut(next).previous = last,
            (None, Some(parent)) => self.node_mut(parent).last = last,
            (None, None) => {}
        }
    }

    /// Moves the children of a node behind those of another one.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self.node(from).first {
            self.append(to, child);
        }
    }

    /// Walks through all that stands in the root, in the order of the page.
    pub(super) fn steps(&self) -> Steps<'_> {
        Steps { tree: self, next: self.node(ROOT).first.map(|first| (first, false)) }
    }
}

/// What is met on the way through a tree.
#[derive(Debug)]
pub(super) enum Step<'t> {
    /// The beginning of an element.
    Open(&'t Element),
    /// A text.
    Text(&'t Text),
    /// The end of an element.
    Close(&'t Element),
}

/// The way through a tree.
pub(super) struct Steps<'t> {
    tree: &'t Tree,
    /// The next node, and whether it is left.
    next: Option<(NodeId, bool)>,
}

impl<'t> Iterator for Steps<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        loop {
            let (id, left) = self.next?;
            let node = self.tree.node(id);
            let inside = node.first.filter(|_| !left).map(|first| (first, false));
            let is_element = matches!(node.kind, Kind::Element(_));
            let behind = || match node.next {
                Some(next) => Some((next, false)),
                None => node.parent.filter(|parent| *parent != ROOT).map(|parent| (parent, true)),
            };
            self.next = if is_element && !left { inside.or(Some((id, true))) } else { behind() };
            match &node.kind {
                Kind::Element(element) if left => return Some(Step::Close(element)),
                Kind::Element(element) => return Some(Step::Open(element)),
                Kind::Text(text) => return Some(Step::Text(text)),
                Kind::Other => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5ever::LocalName;

    fn element(tree: &mut Tree, name: &str) -> NodeId {
        let name = QualName::new(None, ns!(html), LocalName::from(name));
        tree.push(Kind::Element(Element { name, at: None, spans: Spans::default() }))
    }

    fn shown(tree: &Tree) -> String {
        let step = |step| match step {
            Step::Open(element) => format!("<{}>", element.name.local),
            Step::Close(_) => "/".to_owned(),
            Step::Text(text) => text.text.to_string(),
        };
        tree.steps().map(step).collect()
    }

    #[test]
    fn nodes_are_moved_about() {
        let mut tree = Tree::new();
        let [a, b, c] = ["a", "b", "c"].map(|name| element(&mut tree, name));
        tree.append(ROOT, a);
        tree.append(a, b);
        let text = tree.push(Kind::Text(Text { text: StrTendril::from("x"), at: 0 }));
        tree.append(b, text);
        assert_eq!(shown(&tree), "<a><b>x//");
        tree.insert_before(b, c);
        assert_eq!((shown(&tree).as_str(), tree.previous(b), tree.depth(text)), ("<a><c>/<b>x//", Some(c), 3));
        tree.move_children(b, c);
        assert_eq!(shown(&tree), "<a><c>x/<b>//");
        tree.detach(c);
        assert_eq!(shown(&tree), "<a><b>//");
    }
}
