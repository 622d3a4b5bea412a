//! Which methods a target has, and which cases a caller wants.

use globset::{Glob, GlobSet, GlobSetBuilder};

/// A choice by shell patterns: `*` stands for any characters, `?` for one.
#[derive(Clone, Debug, Default)]
pub struct Select {
    only: Option<GlobSet>,
    skip: GlobSet,
    cases: Option<GlobSet>,
}

/// A pattern that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("`{pattern}` is no pattern: {reason}")]
pub struct BadPattern {
    /// The pattern.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Select {
    /// Reads the patterns. `only` and `skip` say which methods the target has: the others are never called, and their cases are counted as
    /// missing. `cases` says which cases, by their ids, a caller wants to run now; other cases are not counted at all. An empty list chooses all
    /// (for `skip`: nothing).
    pub fn new(only: &[String], skip: &[String], cases: &[String]) -> Result<Self, BadPattern> {
        let some = |patterns: &[String]| {
            if patterns.is_empty() { Ok(None) } else { globs(patterns).map(Some) }
        };
        Ok(Self { only: some(only)?, skip: globs(skip)?, cases: some(cases)? })
    }

    /// Whether the target is configured to lack this method.
    pub fn leaves_out(&self, method: &str) -> bool {
        self.skip.is_match(method) || self.only.as_ref().is_some_and(|only| !only.is_match(method))
    }

    /// Whether the caller wants this case.
    pub fn wants(&self, case: &str) -> bool {
        self.cases.as_ref().is_none_or(|cases| cases.is_match(case))
    }
}

pub(super) fn globs(patterns: &[String]) -> Result<GlobSet, BadPattern> {
    let bad = |pattern: &str, error: &globset::Error| BadPattern {
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(&escape_braces(pattern)).map_err(|error| bad(pattern, &error))?);
    }
    set.build().map_err(|error| bad(&patterns.join(" "), &error))
}

/// Braces and brackets are part of the names (`/path/{id}`, `numbers[].status`), not of the pattern language.
fn escape_braces(pattern: &str) -> String {
    pattern.chars().fold(String::new(), |mut out, char| {
        match char {
            '{' | '}' | '[' | ']' => out.extend(['[', char, ']']),
            _ => out.push(char),
        }
        out
    })
}
