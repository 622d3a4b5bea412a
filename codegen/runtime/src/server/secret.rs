//! What no answer and no log may hold: the credential of the caller.

use serde_json::Value;

use super::{Call, Failure};
use crate::{ApiSpec, AuthSpec};

/// A failure without the values that hold the credential.
///
/// Answers tell a caller the value at fault. Where that value is the credential, holds the parameter that carries it, or holds its
/// text anywhere, the value is left out; the kind of the fault stays, and the place, unless the text is part of that.
pub(super) fn withheld(spec: &ApiSpec, call: &Call, failure: Failure) -> Failure {
    let secret = Secret {
        parameter: match spec.auth {
            Some(AuthSpec::Param(name)) => Some(name),
            Some(AuthSpec::Header { .. }) | None => None,
        },
        text: call.credential().map(crate::Credential::expose).filter(|text| !text.is_empty()),
    };
    match failure {
        Failure::Violation(mut violation) => {
            // The value of a fault in the request as a whole would be the whole request.
            let told = !violation.path.is_empty() && !secret.is_at(&violation.path);
            violation.value = violation.value.filter(|value| told && !secret.is_in(value));
            // A caller may have sent it as the name of a member.
            if secret.is_part_of(&violation.path) {
                violation.path.clear();
            }
            Failure::Violation(violation)
        }
        Failure::Documented(error, mut detail) => {
            let told = !secret.is_at(&detail.field);
            detail.value = detail.value.take().filter(|value| told && !secret.is_in(value));
            detail.params = detail.params.take().filter(|params| !secret.is_in(params));
            Failure::Documented(error, detail)
        }
        failure @ (Failure::Response(..) | Failure::Undocumented(_)) => failure,
    }
}

/// How the credential of a call is known.
struct Secret<'a> {
    /// The parameter that carries it.
    parameter: Option<&'a str>,
    /// Its text.
    text: Option<&'a str>,
}

impl Secret<'_> {
    /// Whether it is what stands at a wire path.
    fn is_at(&self, path: &str) -> bool {
        self.parameter.is_some_and(|name| path.rsplit('.').next() == Some(name))
    }

    fn is_part_of(&self, text: &str) -> bool {
        self.text.is_some_and(|secret| text.contains(secret))
    }

    fn is_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_part_of(text),
            Value::Array(elements) => elements.iter().any(|element| self.is_in(element)),
            Value::Object(members) => {
                let named = |name: &str| self.parameter == Some(name) || self.is_part_of(name);
                members.iter().any(|(name, member)| named(name) || self.is_in(member))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
}
