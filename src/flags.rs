//! Arguments that speak of one API among several: `API=VALUE`.

use std::str::FromStr;

use anyhow::{Result, bail};
use doctract_conformance::{Facts, Reset};
use doctract_spec::ir::Api;
use doctract_spec::near;
use serde_json::Value;

use crate::asked;

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

/// A fact of the command line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fact {
    /// The API; none for all.
    api: Option<String>,
    table: &'static str,
    parameter: String,
    value: Value,
}

impl Fact {
    /// Reads facts: `[API.][existing.|forbidden.|unknown.]PARAMETER=VALUE`, the value as JSON or else as text. `apis` are the names of all
    /// APIs: a parameter may hold dots itself, so that what begins with the name of an API is about that one, and what has a table in the
    /// second place must name one.
    pub(crate) fn read_all(texts: &[String], apis: &[&str]) -> Result<Vec<Self>> {
        texts.iter().map(|text| Self::read(text, apis)).collect()
    }

    fn read(text: &str, apis: &[&str]) -> Result<Self> {
        let Some((key, value)) = text.split_once('=') else {
            bail!("`{text}` is no fact; write [API.][existing.|forbidden.|unknown.]PARAMETER=VALUE");
        };
        let (api, rest) = match key.split_once('.') {
            Some((api, rest)) if apis.contains(&api) => (Some(api.to_owned()), rest),
            Some((first, rest))
                if table(first).is_none() && rest.split_once('.').and_then(|(second, _)| table(second)).is_some() =>
            {
                let hint = near::hint(first, apis.iter().copied());
                let hint = if hint.is_empty() { format!("; there are {}", apis.join(", ")) } else { hint };
                bail!("the fact `{key}` is about the API `{first}`, which was not read{hint}");
            }
            _ => (None, key),
        };
        let (table, parameter) = rest
            .split_once('.')
            .and_then(|(first, parameter)| Some((table(first)?, parameter)))
            .unwrap_or(("existing", rest));
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
        Ok(Self { api, table, parameter: parameter.to_owned(), value })
    }

    /// Refuses facts about parameters that none of the APIs that they are about has.
    pub(crate) fn check(facts: &[Self], apis: &[Api]) -> Result<()> {
        for fact in facts {
            let about = apis.iter().filter(|api| fact.api.as_ref().is_none_or(|of| *of == api.name));
            asked::parameter(fact.table, &fact.parameter, about)?;
        }
        Ok(())
    }

    /// The facts for an API.
    pub(crate) fn of(facts: &[Self], api: &str) -> Facts {
        let mut own = Facts::default();
        for fact in facts.iter().filter(|fact| fact.api.as_ref().is_none_or(|of| of == api)) {
            let table = match fact.table {
                "forbidden" => &mut own.forbidden,
                "unknown" => &mut own.unknown,
                _ => &mut own.existing,
            };
            table.insert(fact.parameter.clone(), fact.value.clone());
        }
        own
    }
}

fn table(word: &str) -> Option<&'static str> {
    TABLES.iter().find(|table| **table == word).copied()
}

/// The methods of RFC 9110, section 9, and of RFC 5789 that can ask for something to be done.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Reads a reset request: `METHOD /path`, or the path alone for a POST.
pub(crate) fn reset(text: &str) -> Result<Reset> {
    let (method, path) = text.trim().split_once(' ').unwrap_or(("POST", text.trim()));
    if !METHODS.contains(&method) {
        let hint = near::hint(method, METHODS.iter().copied());
        let hint = if hint.is_empty() { format!("; there are {}", METHODS.join(", ")) } else { hint };
        bail!("--reset: `{method}` is no HTTP method{hint}");
    }
    let path = path.trim();
    if !path.starts_with('/') || path.contains(char::is_whitespace) {
        bail!("--reset: `{path}` is no path below the base URL; write POST /path");
    }
    Ok(Reset { method: method.to_owned(), path: path.to_owned(), headers: [].into(), body: String::new() })
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
        let texts =
            ["orgId=1", "crm.unknown.orgId=9", "forbidden.a.b=[1]", "other.existing.x=1", "a.b=text", "crm.id=2"];
        let read =
            Fact::read_all(&texts.map(str::to_owned), &["crm", "other"]).map(|facts| Fact::of(&facts, "crm")).unwrap();
        assert_eq!(read.existing["orgId"], 1);
        assert_eq!(read.existing["a.b"], "text");
        assert_eq!(read.existing["id"], 2, "the table may be left out behind the API, too");
        assert_eq!(read.unknown["orgId"], 9);
        assert_eq!(read.forbidden["a.b"], serde_json::json!([1]));
        assert!(!read.existing.contains_key("x"));
    }

    #[test]
    fn a_fact_of_an_api_that_is_not_there_is_refused() {
        let error = |text: &str| Fact::read(text, &["crm"]).unwrap_err().to_string();
        assert!(error("cmr.existing.id=1").ends_with("did you mean `crm`?"), "{}", error("cmr.existing.id=1"));
        assert!(error("zzz.unknown.id=1").ends_with("; there are crm"));
        assert!(error("nothing").contains("is no fact"));
    }
}
