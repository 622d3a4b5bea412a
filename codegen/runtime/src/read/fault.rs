//! What went wrong in a tree: the error type of [`super::node::Node`].

use std::fmt;

use serde::de::{self, Unexpected};
use serde_json::Value;

use crate::{Kind, Violation};

/// A fault, of the kind that serde's derived code tells through the constructor it chooses.
#[derive(Debug)]
pub(super) struct Fault {
    kind: Kind,
    /// From the inside out.
    path: Vec<String>,
    value: Option<Value>,
}

impl Fault {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, path: Vec::new(), value: None }
    }

    fn named(kind: Kind, name: &str) -> Self {
        Self { kind, path: vec![name.to_owned()], value: None }
    }

    /// Seen from the member that it is in.
    pub(super) fn within(mut self, name: &str) -> Self {
        self.path.push(name.to_owned());
        self
    }

    /// At this value, unless a value further inside is known or there is none.
    pub(super) fn at(mut self, value: &Value) -> Self {
        if self.value.is_none() && self.kind != Kind::MissingRequired {
            self.value = Some(value.clone());
        }
        self
    }

    pub(super) fn into_violation(mut self) -> Violation {
        self.path.reverse();
        let mut violation = Violation::new(self.kind, self.path.join("."));
        violation.value = self.value;
        violation
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.sentence())
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(Kind::InvalidValue)
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::new(Kind::WrongType)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::named(Kind::MissingRequired, field)
    }

    /// Named by a value (a column in a sort order), so that the place is where the value stands.
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(Kind::Unexpected)
    }
}

impl std::error::Error for Fault {}
