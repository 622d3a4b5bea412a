//! What a promise speaks of: an entity and where its row is found, and what follows from another one.

use crate::draft::Slot;

/// What an array holds of an entity that the same row lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// The array.
    pub array: String,
    /// The member of its elements, and of those of the list, that holds the id of the other entity.
    pub id: String,
    /// The member of its elements that holds what is the other's.
    pub member: String,
    /// The field that lists the others.
    pub list: String,
    /// The other entity.
    pub other: Subject,
    /// The array of the other's row with what it has.
    pub source: String,
    /// The member of the elements of that.
    pub own: String,
    /// The earlier exchange with the row of the other.
    pub read: usize,
    /// Whether the row lists the other.
    pub listed: bool,
    /// The earlier exchanges with the row of a listed entity and with one that lists it, and these two: only if the promise held there, it is one.
    pub premise: ([usize; 2], [Slot; 2]),
}

/// An entity, and where its row is found.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The list method.
    pub list: String,
    /// The field of its rows with the id.
    pub key: String,
    /// The entity.
    pub entity: Slot,
    /// Whether the row must be looked for on all pages, since rows cannot be chosen.
    pub searched: bool,
}
