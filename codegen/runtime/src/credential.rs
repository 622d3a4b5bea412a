//! A secret by which a caller proves who it is.

use std::fmt;

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// A credential. It prints as `Credential(…)`, never as its text, so that it cannot reach a log by accident.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Credential(String);

impl Credential {
    /// Wraps a secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself. Do not print it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it equals the expected secret, compared in a time that does not depend on where they differ.
    pub fn matches(&self, expected: &str) -> bool {
        self.0.as_bytes().ct_eq(expected.as_bytes()).into()
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}

impl PartialEq for Credential {
    fn eq(&self, other: &Self) -> bool {
        self.matches(&other.0)
    }
}

impl<T: Into<String>> From<T> for Credential {
    fn from(secret: T) -> Self {
        Self(secret.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Credential;

    #[test]
    fn does_not_print_its_secret() {
        let printed = format!("{:?}", Some(Credential::new("hush")));
        assert!(!printed.contains("hush"), "{printed}");
    }

    #[test]
    fn matches_only_the_same_secret() {
        let credential = Credential::new("hush");
        assert!(credential.matches("hush"));
        assert!(!credential.matches("hus"));
        assert!(!credential.matches(""));
    }
}
