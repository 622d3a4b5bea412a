//! What answers must hold beyond their shape: compared with what the run itself made, sent and saw.

mod parts;
mod subject;

use serde_json::Value;

pub use subject::{Derived, Subject};

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
    /// Of the rows that both an earlier exchange and this one list, whoever made them, all that meet the condition came in the answer to the
    /// exchange behind the earlier one, and no others.
    Chosen {
        /// The field of the rows with the id.
        key: String,
        /// The earlier exchange.
        from: usize,
        /// The condition.
        condition: Condition,
    },
    /// The rows are those of the rows that the run made for this list, in this order as far as the documents tell it.
    Sorted(Vec<SortKey>),
    /// Of the rows that the run made for this list, those whose flag is off come ahead of those whose flag is on, or behind them.
    Flags(SortKey),
    /// The rows stand in the opposite order of those in the answer to an earlier exchange, as far as the values of the field differ.
    Reversed {
        /// The earlier exchange.
        of: usize,
        /// The field.
        field: String,
    },
    /// The rows stand in the order of those in the answer to an earlier exchange, as far as the values differ that the field has there.
    Arranged {
        /// The earlier exchange.
        of: usize,
        /// The field.
        field: String,
    },
    /// The rows of the answer, whoever made them, stand in the order of the values of a field.
    Ordered {
        /// The field.
        field: String,
        /// Whether the greatest comes first; none where the documents do not tell, and either will do.
        descending: Option<bool>,
        /// Whether everybody ranks the values alike; otherwise equal ones stand together.
        ranked: bool,
    },
    /// No value of a field in the answer to an earlier exchange is greater than one in this answer.
    Ahead {
        /// The earlier exchange.
        of: usize,
        /// The field.
        field: String,
    },
    /// The rows of these earlier exchanges, and of this one unless it asks `again`, together are those of the answer to another, each once.
    Pages {
        /// The exchange that asks for all rows.
        whole: usize,
        /// The earlier exchanges that ask for pages, in order.
        pages: Vec<usize>,
        /// Whether the rows must come in the same order.
        ordered: bool,
        /// Whether this answer is not to the last page but to the request for all rows once more: where that differs from the first time,
        /// somebody else wrote in between, and nothing can be told.
        again: bool,
    },
    /// As many rows as the limit, the offset and the total leave.
    Length {
        /// The greatest number of rows.
        limit: u64,
        /// How many rows are left out ahead.
        offset: u64,
    },
    /// The pages by number, of the answers to exchanges 0 to 5: a page without a number of three times the size, one of the size, those of the
    /// numbers one to three, and the first again. They hold the same rows each once, and say the same total.
    Numbered,
    /// The page with a number has none of the rows of the page without one, of the answers to the two exchanges ahead: where those say that there are more
    /// than one page, and this answer that nobody wrote.
    Second {
        /// The field of the rows with the id.
        key: String,
    },
    /// The answer says how many rows there are in all, how many pages these make, and which page of which size it is.
    Counted {
        /// The number that was asked for; none where none was.
        page: Option<u64>,
        /// The size that was asked for.
        size: u64,
    },
    /// The pages that follow this one, each by what the one before tells, hold at most so many rows each, and all rows that the run made, each once.
    Followed {
        /// The size that was asked for; none where none can be.
        size: Option<u64>,
    },
    /// The last page by the total of this answer has the rows that are left for it, and shares none with the page ahead of it. The size of
    /// the pages is one that does not divide the total.
    Last {
        /// The parameter of the query that takes the number of a page.
        page: String,
        /// That which takes its size.
        size: String,
    },
    /// A page of this number, past all others, has no rows unless it says that it is another page.
    Past {
        /// The number.
        page: u64,
    },
    /// A page of this size that has fewer rows holds all that there are, and counts them so.
    Whole {
        /// The size.
        size: u64,
    },
    /// Where this answer has as many rows as a page has by default, an earlier one without a size has exactly as many.
    Defaulted {
        /// The earlier exchange.
        of: usize,
        /// The documented default.
        size: u64,
    },
    /// The rows of the answer, all of which have unlike values in a field, stand the other way round than in the answer to an earlier exchange.
    Turned {
        /// The earlier exchange.
        of: usize,
        /// The field.
        field: String,
    },
    /// The total counts exactly the rows of this answer.
    Total,
    /// The answer has exactly so many rows.
    Count(u64),
    /// The row of an entity is there, and these fields of it have these values; an object holds at least these members.
    Row(Subject, Vec<(Path, Draft)>),
    /// No row is that of the entity.
    NoRow(Subject),
    /// These fields at the top of the row of an entity are the same as in the answer to an earlier exchange.
    Unchanged {
        /// The entity.
        of: Subject,
        /// The earlier exchange.
        since: usize,
        /// The fields.
        fields: Vec<String>,
    },
    /// The members of an object at the top of the row of an entity are the same as in the answer to an earlier exchange, or all of them are others.
    Merged {
        /// The entity.
        of: Subject,
        /// The earlier exchange.
        since: usize,
        /// The object.
        object: String,
        /// The members.
        members: Vec<String>,
    },
    /// Fields of the row of an entity for which nothing was sent hold nothing that another request sent.
    LeftOut {
        /// The entity.
        of: Subject,
        /// The fields.
        fields: Vec<String>,
        /// The texts that were sent to make the entity, of which others may be made.
        sent: Vec<String>,
    },
    /// These fields of the row of an entity are empty, or have one of these values.
    Reset(Subject, Vec<(Path, Vec<Value>)>),
    /// A field at the top of the row of an entity is not empty.
    Filled(Subject, String),
    /// The text in a field at the top of the row of an entity holds all of these texts.
    Holds(Subject, String, Vec<Draft>),
    /// What the row of an entity says of another is what the row of the other says of itself.
    Agrees {
        /// The entity.
        of: Subject,
        /// Where the other is named: the object, or the array of objects. Empty for the row itself.
        within: Path,
        /// The member with the id of the other.
        id: String,
        /// The member that is compared.
        member: String,
        /// The other entity.
        other: Subject,
        /// The earlier exchange with the row of the other.
        read: usize,
        /// The field of that row.
        field: String,
        /// Whether the other must be named there, even where nothing is.
        certain: bool,
    },
    /// The answer itself, which is no list, holds these values.
    Says(Vec<(Path, Draft)>),
    /// The header field `Location` names the entity that the answer tells of.
    Located {
        /// Whether it must be there.
        required: bool,
    },
    /// All rows have this value in this field, and there are some where an entity has it.
    Each {
        /// The field.
        field: String,
        /// The value.
        value: Draft,
        /// An entity that has it.
        entity: Slot,
    },
    /// No row on any page has this value in this field.
    Nowhere {
        /// The field.
        field: String,
        /// The value.
        value: Draft,
    },
    /// The rows are those of exactly these entities, each once.
    Exactly {
        /// The field of the rows with the id.
        key: String,
        /// The ids.
        ids: Draft,
    },
    /// No row is that of one of these entities.
    Without {
        /// The field of the rows with the id.
        key: String,
        /// The ids.
        ids: Draft,
    },
    /// The answer says in another media type what the answer to an earlier exchange says.
    SameAs {
        /// The earlier exchange.
        of: usize,
        /// Whether both requests ask for the same; otherwise only what does not depend on the entities is compared.
        wholly: bool,
    },
    /// All rows of the account, page by page, are remembered for a later promise of the case.
    Remembered,
    /// Of the rows that were remembered, those of the run are there and have the same values in these fields.
    Kept {
        /// The field of the rows with the id.
        key: String,
        /// The method that makes the rows.
        maker: String,
        /// The entity whose row may differ or be gone.
        but: Option<Slot>,
        /// The fields.
        fields: Vec<String>,
    },
    /// The row of an entity is among these if it meets the condition in the answer to an earlier exchange, and only then.
    Indexed {
        /// The entity.
        of: Subject,
        /// The earlier exchange.
        read: usize,
        /// The condition by which this answer was asked for.
        condition: Condition,
    },
    /// The values of a field stand in the same order as in the answer to an earlier exchange, although the rows have changed them among
    /// themselves. Where the answers hold other values, nothing is said.
    Exchanged {
        /// The earlier exchange.
        of: usize,
        /// The field.
        field: String,
    },
    /// An array at the top of the row of an entity has, or has not, an element with this id.
    Element {
        /// The entity.
        of: Subject,
        /// The array.
        array: String,
        /// The member of the elements with the id.
        id: String,
        /// The other entity.
        other: Slot,
        /// Whether there is such an element.
        present: bool,
    },
    /// An array of the row of an entity holds exactly what an entity that the row lists has itself.
    Derived(Subject, Derived),
    /// An array at the top of the row of an entity holds these elements, or objects that hold their members, in this order.
    InOrder {
        /// The entity.
        of: Subject,
        /// The array.
        array: String,
        /// The elements.
        elements: Draft,
    },
    /// An entity is another one than the other: they have unlike ids.
    Unlike {
        /// The entity.
        of: Subject,
        /// The other entity.
        other: Slot,
    },
    /// No time in these fields at the top of the row of an entity is before one in those.
    NotBefore {
        /// The entity.
        of: Subject,
        /// The fields with the earlier times.
        earlier: Vec<String>,
        /// The fields with the later times.
        later: Vec<String>,
    },
    /// The elements of an array at the top of the row of an entity that have these ids say the same as these, and at most so many of them are gone.
    Stay {
        /// The entity.
        of: Subject,
        /// The array.
        array: String,
        /// The member with the id of an element.
        id: String,
        /// The elements.
        elements: Draft,
        /// How many may be gone.
        gone: usize,
        /// Whether those that are there stand one after the other as these do.
        ordered: bool,
    },
}
