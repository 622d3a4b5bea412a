//! The TOML form of overrides.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;
use toml::Spanned;

use super::{Act, Entry, Overrides};
use crate::fact::{Use, used_as};
use crate::files::File;

/// The facts of a method that can be set.
pub(super) const METHOD: &[&str] =
    &["title", "description", "access", "version", "partial_update", "requires_authentication"];

/// What is no fact.
const OTHER: &[&str] = &["reason", "add", "drop", "unset"];

/// An overrides file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct OverridesError {
    path: String,
    line: usize,
    column: usize,
    message: String,
}

type Table = BTreeMap<Spanned<String>, Spanned<toml::Value>>;

pub(super) fn parse(path: &str, text: &str) -> Result<Overrides, OverridesError> {
    let reader = Reader { path, file: File::new(path, text) };
    let tables: BTreeMap<Spanned<String>, Table> = toml::from_str(text)
        .map_err(|error| reader.wrong(error.span().unwrap_or_default(), error.message().trim_end()))?;
    let entries = tables.iter().map(|(address, table)| reader.entry(address, table));
    let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(|entry| entry.place.start);
    Ok(Overrides { path: path.to_owned(), text: text.to_owned(), entries })
}

struct Reader<'t> {
    path: &'t str,
    file: File,
}

impl Reader<'_> {
    fn wrong(&self, at: Range<usize>, message: impl Into<String>) -> OverridesError {
        let (line, column) = self.file.position(at.start);
        OverridesError { path: self.path.to_owned(), line, column, message: message.into() }
    }

    fn entry(&self, address: &Spanned<String>, table: &Table) -> Result<Entry, OverridesError> {
        let (name, place) = (address.get_ref().clone(), address.span());
        let mut entry =
            Entry { address: name, place, reason: String::new(), act: Act::Change, set: Vec::new(), unset: Vec::new() };
        for (key, value) in table {
            self.key(&mut entry, key, value)?;
        }
        if entry.reason.trim().is_empty() {
            let message = format!("`{}` has no reason; say why the documents are not followed", entry.address);
            return Err(self.wrong(entry.place, message));
        }
        if entry.act == Act::Drop && !(entry.set.is_empty() && entry.unset.is_empty()) {
            return Err(self.wrong(entry.place, "what is dropped has no facts to set"));
        }
        if entry.act == Act::Change && entry.set.is_empty() && entry.unset.is_empty() {
            return Err(self.wrong(entry.place, format!("`{}` sets no fact", entry.address)));
        }
        entry.set.sort_by_key(|(_, _, place)| place.start);
        Ok(entry)
    }

    fn key(
        &self,
        entry: &mut Entry,
        key: &Spanned<String>,
        value: &Spanned<toml::Value>,
    ) -> Result<(), OverridesError> {
        let place = value.span();
        match (key.get_ref().as_str(), value.get_ref()) {
            ("reason", toml::Value::String(reason)) => entry.reason.clone_from(reason),
            ("add", toml::Value::Boolean(true)) if entry.act == Act::Change => entry.act = Act::Add,
            ("drop", toml::Value::Boolean(true)) if entry.act == Act::Change => entry.act = Act::Drop,
            ("unset", toml::Value::Array(keys)) => {
                for key in keys {
                    let key =
                        key.as_str().ok_or_else(|| self.wrong(place.clone(), "`unset` lists the names of facts"))?;
                    self.known(key, &place)?;
                    entry.unset.push((key.to_owned(), place.clone()));
                }
            }
            ("reason", _) => return Err(self.wrong(place, "the reason is a text")),
            ("add" | "drop", _) => return Err(self.wrong(place, "`add` or `drop` is `true`, and not both are")),
            ("unset", _) => return Err(self.wrong(place, "`unset` lists the names of facts")),
            (fact, value) => {
                self.known(fact, &key.span())?;
                let json = serde_json::to_value(value).unwrap_or(Value::Null);
                entry.set.push((fact.to_owned(), json, place));
            }
        }
        Ok(())
    }

    /// Refuses what is the name of no fact.
    fn known(&self, key: &str, place: &Range<usize>) -> Result<(), OverridesError> {
        let all = || used_as(Use::Override).iter().chain(METHOD).chain(OTHER).copied();
        if all().any(|known| known == key) {
            return Ok(());
        }
        let hint = crate::near::hint(key, all());
        Err(self.wrong(place.clone(), format!("`{key}` is no fact that can be set{hint}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse("o.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn slips_are_told_with_their_places() {
        assert_eq!(
            error("[\"a/b\"]\nrequired = true\n"),
            "o.toml:1:2: `a/b` has no reason; say why the documents are not followed"
        );
        assert_eq!(
            error("[\"a/b\"]\nreason = \"x\"\nrequird = true\n"),
            "o.toml:3:1: `requird` is no fact that can be set: did you mean `required`?"
        );
        assert_eq!(error("[\"a/b\"]\nreason = \"x\"\n"), "o.toml:1:2: `a/b` sets no fact");
        assert_eq!(error("[\"a/b\"]\nreason = 1\n"), "o.toml:2:10: the reason is a text");
        assert!(error("[\"a/b\"]\nreason = \"x\"\nadd = true\ndrop = true\n").starts_with("o.toml:4:8: "));
        assert!(error("[a\n").starts_with("o.toml:1:"));
    }
}
