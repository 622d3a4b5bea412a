//! The implementation that is held to the documents, and what its owner tells about it.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::request::Rendered;

/// What the documents cannot tell: values that hold for one target only.
///
/// Each table maps a parameter to a value. The key is the parameter's name (`orgId`), its path (`coach.coach_id`), or, where that is not
/// enough, the method and the path (`create.employees/coach.coach_id`); the longest key that fits wins.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// Values that exist. For a parameter that is a list of ids this is a pool of ids that the suite may use up.
    pub existing: BTreeMap<String, Value>,
    /// Values that exist, but which the credential gives no right to.
    pub forbidden: BTreeMap<String, Value>,
    /// Values that do not exist.
    pub unknown: BTreeMap<String, Value>,
}

/// The secret that proves who the suite is, and the name under which reports show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// The environment variable that holds the secret.
    pub variable: String,
    /// The secret.
    pub secret: String,
}

impl Credential {
    /// Reads the secret from an environment variable. None where it is unset, empty, or not Unicode.
    pub fn from_env(variable: &str) -> Option<Self> {
        let secret = std::env::var(variable).ok().filter(|secret| !secret.is_empty())?;
        Some(Self { variable: variable.to_owned(), secret })
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", self.variable)
    }
}

/// A request that brings the target into the state in which a run begins. It is no case, and nothing but its status is judged.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    /// The HTTP method.
    #[serde(default = "post")]
    pub method: String,
    /// The path below the base URL; it begins with `/`.
    #[serde(deserialize_with = "below_base")]
    pub path: String,
    /// The header fields. In their values `$VARIABLE` stands for the credential of that name.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body.
    #[serde(default)]
    pub body: String,
}

/// A path that can be put behind a base URL.
fn below_base<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let path = String::deserialize(deserializer)?;
    if path.starts_with('/') && !path.contains(char::is_whitespace) {
        return Ok(path);
    }
    Err(D::Error::custom(format!("`{path}` is no path below the base URL; write `/path`")))
}

impl Reset {
    /// The request, with a secret in place of the variable that holds it.
    pub(crate) fn rendered(&self, variable: Option<&str>, secret: &str) -> Rendered {
        let filled = |value: &String| {
            variable.map_or_else(|| value.clone(), |variable| value.replace(&format!("${variable}"), secret))
        };
        Rendered {
            verb: self.method.clone(),
            target: self.path.clone(),
            headers: self.headers.iter().map(|(name, value)| (name.clone(), filled(value))).collect(),
            body: self.body.clone().into_bytes(),
        }
    }
}

fn post() -> String {
    "POST".to_owned()
}

/// Where to send requests, and how patient to be.
#[derive(Clone, Debug)]
pub struct Target {
    /// The URL to which the paths of the documents are appended; without a slash at its end.
    pub base_url: String,
    /// The credential; none where the API needs none.
    pub credential: Option<Credential>,
    /// The environment variable that the credential is to be in, whether it is set or not.
    pub variable: Option<String>,
    /// How long to wait for an answer.
    pub timeout: Duration,
    /// How many cases run at a time; at least 1.
    pub jobs: usize,
    /// The greatest body that is read. More is a finding, and costs no more memory.
    pub max_body: usize,
    /// How many requests a second are sent at most; none for as many as can be.
    pub rate: Option<f64>,
    /// How often a request is sent again after the network failed before an answer came.
    pub retries: usize,
    /// What is sent before the cases.
    pub reset: Option<Reset>,
    /// Whether cases run in an order that the seed decides, rather than in that of the plan.
    pub shuffle: bool,
    /// How long the cases may take together; none for as long as they need.
    pub max_time: Option<Duration>,
}

impl Target {
    /// The environment variable of the credential.
    pub(crate) fn variable(&self) -> Option<&str> {
        let named = self.credential.as_ref().map(|credential| &credential.variable);
        named.or(self.variable.as_ref()).map(String::as_str)
    }

    /// A target with the defaults: 10 seconds, 4 jobs, 8 MiB, 2 retries, no bounds on rate and time.
    pub fn new(base_url: impl Into<String>) -> Self {
        let base_url = base_url.into().trim_end_matches('/').to_owned();
        Self {
            base_url,
            credential: None,
            variable: None,
            timeout: Duration::from_secs(10),
            jobs: 4,
            max_body: 8 << 20,
            rate: None,
            retries: 2,
            reset: None,
            shuffle: false,
            max_time: None,
        }
    }
}
