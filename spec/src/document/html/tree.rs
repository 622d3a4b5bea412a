//! The tree of an HTML page: what is needed of it to read a document, in one list of nodes.

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, QualName};

/// The number of a node in its tree.
pub(super) type Id = u32;

/// The number of no node.
const NONE: Id = Id::MAX;

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: QualName,
    /// The offset of its start tag in the source; none for an element that the parser supplied.
    pub(super) at: Option<usize>,
    /// How many columns and rows it spans, as written.
    pub(super) colspan: Option<usize>,
    pub(super) rowspan: Option<usize>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(StrTendril),
    /// The root, a comment, or anything else that no reader sees.
    Other,
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    depth: u32,
    parent: Id,
    first: Id,
    last: Id,
    before: Id,
    behind: Id,
}

/// The tree. Node 0 is its root.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The name of what is no element.
    nameless: QualName,
}

/// A step through the tree: into a node, or out of it.
#[derive(Debug)]
pub(super) enum Step<'t> {
    Open(&'t Kind),
    Close(&'t Kind),
}

impl Tree {
    pub(super) fn new() -> Self {
        let nameless = QualName::new(None, Namespace::default(), LocalName::default());
        let mut tree = Self { nodes: Vec::new(), nameless };
        tree.add(Kind::Other);
        tree
    }

    /// Adds a node that stands nowhere yet. A page of more nodes than there are numbers is longer than a file may be.
    pub(super) fn add(&mut self, kind: Kind) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(NONE - 1);
        self.nodes.push(Node { kind, depth: 0, parent: NONE, first: NONE, last: NONE, before: NONE, behind: NONE });
        id
    }

    fn at(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize)
    }

    /// The name of an element.
    pub(super) fn name(&self, id: Id) -> &QualName {
        match self.nodes.get(id as usize).map(|node| &node.kind) {
            Some(Kind::Element(element)) => &element.name,
            _ => &self.nameless,
        }
    }

    pub(super) fn depth(&self, id: Id) -> u32 {
        self.nodes.get(id as usize).map_or(0, |node| node.depth)
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id as usize).map(|node| node.parent).filter(|parent| *parent != NONE)
    }

    /// Takes a node, with all below it, out of where it stands.
    pub(super) fn detach(&mut self, id: Id) {
        let Some(node) = self.at(id) else { return };
        let (parent, before, behind) = (node.parent, node.before, node.behind);
        (node.parent, node.before, node.behind) = (NONE, NONE, NONE);
        match self.at(before) {
            Some(node) => node.behind = behind,
            None => self.at(parent).into_iter().for_each(|parent| parent.first = behind),
        }
        match self.at(behind) {
            Some(node) => node.before = before,
            None => self.at(parent).into_iter().for_each(|parent| parent.last = before),
        }
    }

    /// Puts a node ahead of another one, or, without one, behind the last child of a parent.
    pub(super) fn insert(&mut self, id: Id, parent: Id, behind: Option<Id>) {
        self.detach(id);
        let depth = self.depth(parent) + 1;
        let behind = behind.unwrap_or(NONE);
        let before = match self.nodes.get(behind as usize) {
            Some(sibling) => sibling.before,
            None => self.nodes.get(parent as usize).map_or(NONE, |parent| parent.last),
        };
        if let Some(node) = self.at(id) {
            (node.parent, node.before, node.behind, node.depth) = (parent, before, behind, depth);
        }
        match self.at(before) {
            Some(node) => node.behind = id,
            None => self.at(parent).into_iter().for_each(|parent| parent.first = id),
        }
        match self.at(behind) {
            Some(node) => node.before = id,
            None => self.at(parent).into_iter().for_each(|parent| parent.last = id),
        }
    }

    /// Adds text: to the text that stands there already, or as a node of its own.
    pub(super) fn insert_text(&mut self, text: StrTendril, parent: Id, behind: Option<Id>) {
        let before = match behind {
            Some(sibling) => self.nodes.get(sibling as usize).map_or(NONE, |sibling| sibling.before),
            None => self.nodes.get(parent as usize).map_or(NONE, |parent| parent.last),
        };
        if let Some(Node { kind: Kind::Text(known), .. }) = self.at(before) {
            return known.push_tendril(&text);
        }
        let id = self.add(Kind::Text(text));
        self.insert(id, parent, behind);
    }

    /// Moves all children of a node behind those of another one.
    pub(super) fn move_children(&mut self, from: Id, to: Id) {
        while let Some(child) = self.nodes.get(from as usize).map(|node| node.first).filter(|first| *first != NONE) {
            self.insert(child, to, None);
        }
    }

    /// All nodes below the root, each opened and closed, without recursion.
    pub(super) fn steps(&self) -> Steps<'_> {
        Steps { tree: self, next: self.nodes.first().map_or(NONE, |root| root.first), closing: false }
    }
}

/// The way through a tree.
pub(super) struct Steps<'t> {
    tree: &'t Tree,
    next: Id,
    closing: bool,
}

impl<'t> Iterator for Steps<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        let node = self.tree.nodes.get(self.next as usize).filter(|_| self.next != 0)?;
        if !self.closing {
            self.closing = node.first == NONE;
            if !self.closing {
                self.next = node.first;
            }
            return Some(Step::Open(&node.kind));
        }
        self.closing = node.behind == NONE;
        self.next = if self.closing { node.parent } else { node.behind };
        Some(Step::Close(&node.kind))
    }
}
