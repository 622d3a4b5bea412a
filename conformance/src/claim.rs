//! What answers must hold beyond their shape: compared with what the run itself made, sent and saw.

use crate::condition::Condition;
use crate::draft::{Draft, Path, Slot};

/// A promise about the answer to one exchange of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The position of the exchange whose answer is held to it. It is judged only if the answer itself is as expected.
    pub exchange: usize,
    /// The promise.
    pub promise: Promise,
}

/// One key of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The field.
    pub field: String,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// A promise about the rows of an answer, or about the row of one entity.
#[derive(Clone, Debug, PartialEq)]
pub enum Promise {
    /// All rows meet the condition, and all of the rows that the run made for this list and that meet it are there.
    Filtered(Condition),
    /// The rows are those of the rows that the run made for this list, in this order as far as the documents tell it.
    Sorted(Vec<SortKey>),
    /// The rows stand in the opposite order of those in the answer to an earlier exchange, as far as the values of the field differ.
    Reversed {
        /// The earlier exchange.
        of: usize,
        /// The field.
        field: String,
    },
    /// The rows of these earlier exchanges and of this one together are those of the answer to another, each once.
    Pages {
        /// The exchange that asks for all rows.
        whole: usize,
        /// The earlier exchanges that ask for pages, in order.
        pages: Vec<usize>,
        /// Whether the rows must come in the same order.
        ordered: bool,
    },
    /// As many rows as the limit, the offset and the total leave.
    Length {
        /// The greatest number of rows.
        limit: u64,
        /// How many rows are left out ahead.
        offset: u64,
    },
    /// The total counts exactly the rows of this answer.
    Total,
    /// The row of an entity is there, and these fields of it have these values.
    Row {
        /// The list method, whose fixture tells the key.
        list: String,
        /// The entity.
        entity: Slot,
        /// The fields and their values; an object holds at least these members.
        fields: Vec<(Path, Draft)>,
    },
    /// No row is that of the entity.
    NoRow {
        /// The list method.
        list: String,
        /// The entity.
        entity: Slot,
    },
    /// The row of an entity is the same as in the answer to an earlier exchange, but for these fields.
    Unchanged {
        /// The list method.
        list: String,
        /// The entity.
        entity: Slot,
        /// The earlier exchange.
        since: usize,
        /// The fields at the top that may differ.
        except: Vec<String>,
    },
}

impl Promise {
    /// Everything with holes in it, which must be filled before the promise can be judged.
    pub fn drafts(&self) -> Vec<&Draft> {
        match self {
            Self::Filtered(condition) => leaves(condition),
            Self::Row { fields, .. } => fields.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// The list method whose rows it speaks of; none where it is the method under test.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::Row { list, .. } | Self::NoRow { list, .. } | Self::Unchanged { list, .. } => Some(list),
            _ => None,
        }
    }

    /// The entity that it speaks of.
    pub fn entities(&self) -> Option<&Slot> {
        match self {
            Self::Row { entity, .. } | Self::NoRow { entity, .. } | Self::Unchanged { entity, .. } => Some(entity),
            _ => None,
        }
    }
}

fn leaves(condition: &Condition) -> Vec<&Draft> {
    match condition {
        Condition::Leaf { value, .. } => vec![value],
        Condition::Node { parts, .. } => parts.iter().flat_map(leaves).collect(),
    }
}
