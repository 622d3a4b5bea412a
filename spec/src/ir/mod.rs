//! The intermediate representation: everything that the documents say, in one tree.
//!
//! Its JSON form is the interface between doctract and other tools; [`IR_VERSION`] changes when a key changes its meaning.
//! A key that the documents do not state is absent. What was inferred rather than written is named in `inferred`.

mod api;
mod conventions;
mod format;
mod list_language;
mod method;
mod param;
mod shrink;
mod source;
mod walk;

pub use api::{Api, ErrorScope, Operator, Protocol};
pub use conventions::{
    Auth, AuthPlace, Composed, Conventions, ErrorRef, LimitNames, ListNames, NamedReference, Violation, XmlConvention,
};
pub use format::Format;
pub use list_language::{FilterConvention, FilterOperation, SortConvention};
pub use method::{
    ErrorDoc, Example, ExampleSide, Http, Method, Note, Response, ResponseClass, ResultKind, ResultShape,
};
pub use param::{Location, Param, Role, Rule, Schema, Type};
pub use source::Source;
pub use walk::Side;

use serde::{Deserialize, Serialize};

/// The version of the JSON form.
pub const IR_VERSION: u32 = 1;

/// What a set of documents says: one [`Api`] for each dialect that was recognised, in the order of their names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ir {
    /// Always [`IR_VERSION`] when written by this version.
    pub ir_version: u32,
    /// The APIs.
    pub apis: Vec<Api>,
}

impl Ir {
    /// Wraps the APIs with the current version.
    pub fn new(apis: Vec<Api>) -> Self {
        Self { ir_version: IR_VERSION, apis }
    }
}
