//! What comes with an error.

use std::ops::{Deref, DerefMut};

use serde::Serialize;
use serde_json::Value;

/// What comes with a documented error. It is one pointer wide, so that a `Result` stays small; its parts are those of [`DetailParts`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail(Box<DetailParts>);

/// The parts of a [`Detail`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DetailParts {
    /// The wire path of the parameter at fault, nested names joined with `.`; empty where there is none.
    pub field: String,
    /// The value as passed.
    pub value: Option<Value>,
    /// Further details.
    pub params: Option<Value>,
    /// The metadata of the answer.
    pub metadata: Option<Value>,
    /// The wording, where it is not the documented one.
    pub message: Option<String>,
}

impl Detail {
    /// A parameter and its value.
    pub fn new(field: impl Into<String>, value: impl Serialize) -> Self {
        DetailParts { field: field.into(), value: serde_json::to_value(value).ok(), ..DetailParts::default() }.into()
    }

    /// With further details.
    #[must_use]
    pub fn with_params(mut self, params: impl Into<Value>) -> Self {
        self.params = Some(params.into());
        self
    }

    /// With a wording of its own.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Its parts.
    pub fn into_parts(self) -> DetailParts {
        *self.0
    }
}

impl From<DetailParts> for Detail {
    fn from(parts: DetailParts) -> Self {
        Self(Box::new(parts))
    }
}

impl Deref for Detail {
    type Target = DetailParts;
    fn deref(&self) -> &DetailParts {
        &self.0
    }
}

impl DerefMut for Detail {
    fn deref_mut(&mut self) -> &mut DetailParts {
        &mut self.0
    }
}
