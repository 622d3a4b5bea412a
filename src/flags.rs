//! Arguments that speak of one API among several: `API=VALUE`.

use std::str::FromStr;

use anyhow::{Result, bail};
use doctract_conformance::{Facts, Reset};
use serde_json::Value;

/// A value for one API, or for all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForApi {
    /// The API; none for all.
    pub(crate) api: Option<String>,
    /// The value.
    pub(crate) value: String,
}

impl FromStr for ForApi {
    type Err = std::convert::Infallible;

    /// Reads `API=VALUE` or `VALUE`; what stands ahead of the sign is an API only if it is a plain name, as nothing in a URL is.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain =
            |name: &str| !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || "-_.".contains(char));
        Ok(match text.split_once('=').filter(|(name, _)| plain(name)) {
            Some((api, value)) => Self { api: Some(api.to_owned()), value: value.to_owned() },
            None => Self { api: None, value: text.to_owned() },
        })
    }
}

/// The value for an API: its own, or that for all.
pub(crate) fn chosen<'v>(values: &'v [ForApi], api: &str) -> Option<&'v str> {
    let own = values.iter().find(|one| one.api.as_deref() == Some(api));
    own.or_else(|| values.iter().find(|one| one.api.is_none())).map(|one| one.value.as_str())
}

/// The tables of facts.
const TABLES: &[&str] = &["existing", "forbidden", "unknown"];

/// Reads facts for an API: `[API.][existing.|forbidden.|unknown.]PARAMETER=VALUE`, the value as JSON or else as text.
pub(crate) fn facts(texts: &[String], api: &str) -> Result<Facts> {
    let mut facts = Facts::default();
    for text in texts {
        let Some((key, value)) = text.split_once('=') else {
            bail!("`{text}` is no fact; write [API.][existing.|forbidden.|unknown.]PARAMETER=VALUE");
        };
        let (of, table, name) = split(key);
        if of.is_some_and(|of| of != api) {
            continue;
        }
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
        let table = match table {
            "forbidden" => &mut facts.forbidden,
            "unknown" => &mut facts.unknown,
            _ => &mut facts.existing,
        };
        table.insert(name.to_owned(), value);
    }
    Ok(facts)
}

/// The API, the table and the parameter that a key names. A parameter may hold dots itself.
fn split(key: &str) -> (Option<&str>, &str, &str) {
    let table = |text| TABLES.iter().find(|table| **table == text).copied();
    match key.split_once('.') {
        Some((first, name)) if table(first).is_some() => (None, first, name),
        Some((api, rest)) => match rest.split_once('.') {
            Some((second, name)) if table(second).is_some() => (Some(api), second, name),
            _ => (None, "existing", key),
        },
        None => (None, "existing", key),
    }
}

/// Reads a reset request: `METHOD /path`, or the path alone for a POST.
pub(crate) fn reset(text: &str) -> Reset {
    let (method, path) = text.trim().split_once(' ').unwrap_or(("POST", text.trim()));
    Reset { method: method.to_owned(), path: path.trim().to_owned(), headers: [].into(), body: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_api_stands_ahead_of_a_value() {
        let read = |text: &str| text.parse::<ForApi>().map(|one| (one.api, one.value));
        let of = |api: Option<&str>, value: &str| Ok((api.map(str::to_owned), value.to_owned()));
        assert_eq!(read("http://host/?a=b"), of(None, "http://host/?a=b"));
        assert_eq!(read("crm=http://host/?a=b"), of(Some("crm"), "http://host/?a=b"));
        assert_eq!(read("TOKEN"), of(None, "TOKEN"));
    }

    #[test]
    fn facts_go_into_their_tables() {
        let texts = ["orgId=1", "crm.unknown.orgId=9", "forbidden.a.b=[1]", "other.existing.x=1", "a.b=text"];
        let read = facts(&texts.map(str::to_owned), "crm").unwrap_or_default();
        assert_eq!(read.existing["orgId"], 1);
        assert_eq!(read.existing["a.b"], "text");
        assert_eq!(read.unknown["orgId"], 9);
        assert_eq!(read.forbidden["a.b"], serde_json::json!([1]));
        assert!(!read.existing.contains_key("x"));
        assert!(facts(&["nothing".to_owned()], "crm").is_err());
    }
}
