//! The entry of `overrides.toml` that settles a finding.

use std::fmt::Write as _;

use serde_json::Value;

/// An override to paste: what it is about, and the facts that it sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The method and the path of the parameter, as `overrides.toml` has them.
    pub address: String,
    /// The facts, by their keys in the IR.
    pub set: Vec<(&'static str, Value)>,
}

impl Suggestion {
    /// An override that sets facts. The address is relative to the message that is being read; the reader completes it.
    pub(crate) fn new(address: impl Into<String>, set: Vec<(&'static str, Value)>) -> Self {
        Self { address: address.into(), set }
    }

    /// The entry as TOML, its reason left open.
    pub fn snippet(&self) -> String {
        let mut text = format!("[{}]\n", quoted(&self.address));
        for (key, value) in &self.set {
            let value = match value {
                Value::String(text) => quoted(text),
                value => value.to_string(),
            };
            let _ = writeln!(text, "{key} = {value}");
        }
        text.push_str("reason = \"\"");
        text
    }
}

/// A basic string of TOML, whose escapes are those of JSON.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_toml() {
        let set = vec![("name", Value::from("a\"b")), ("values", serde_json::json!(["x", 1])), ("drop", true.into())];
        let text = Suggestion::new("get.things/a[].b", set).snippet();
        let table: toml::Table = toml::from_str(&text).unwrap();
        let entry = &table["get.things/a[].b"];
        assert_eq!(entry["name"].as_str(), Some("a\"b"));
        assert_eq!(entry["values"].as_array().unwrap().len(), 2);
    }
}
