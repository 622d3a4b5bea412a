//! Why a call did not give a result.

use serde_json::Value;

use crate::{ApiError, Detail, ErrorSpec, Kind, Undocumented, Violation};

/// Why a call did not give a result. An API's conventions say how it is answered.
#[derive(Debug)]
pub enum Failure {
    /// The request breaks a rule.
    Violation(Violation),
    /// A documented error.
    Documented(ErrorSpec, Detail),
    /// A documented response (REST): its status and its body.
    Response(u16, Option<Value>),
    /// An error that is not documented.
    Undocumented(Undocumented),
}

impl Failure {
    /// No credential, or an unknown one.
    pub fn unauthenticated() -> Self {
        Self::Violation(Violation::new(Kind::Unauthenticated, ""))
    }

    /// The credential does not give this right.
    pub fn forbidden() -> Self {
        Self::Violation(Violation::new(Kind::Forbidden, ""))
    }

    /// The server failed. What happened stays with the server; the caller is told only that it did.
    pub fn internal() -> Self {
        Self::Violation(Violation::new(Kind::Internal, ""))
    }
}

impl From<Violation> for Failure {
    fn from(violation: Violation) -> Self {
        Self::Violation(violation)
    }
}

impl<E: ApiError> From<E> for Failure {
    fn from(error: E) -> Self {
        match error.documented() {
            Ok((spec, detail)) => Self::Documented(*spec, detail.clone()),
            Err(undocumented) => Self::Undocumented(undocumented.clone()),
        }
    }
}
