//! Choosing some of the cases of a plan. Cases that are not chosen are not counted at all.

use std::collections::BTreeSet;

use globset::GlobSet;

use super::Plan;
use super::select::{BadPattern, globs};
use crate::case::{Case, Level, Missing};
use crate::unique::hash;

/// One of several parts of a plan, for several machines to share the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    pub part: u64,
    /// Of how many.
    pub of: u64,
}

impl Shard {
    /// Whether a case belongs to this part. The id alone decides, so that a case stays in its part when others come and go.
    pub fn has(self, case: &str) -> bool {
        hash(case.as_bytes()) % self.of.max(1) + 1 == self.part
    }
}

impl std::str::FromStr for Shard {
    type Err = String;

    /// Reads `2/3`: the second of three parts.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no part; write K/N with K from 1 to N, as in 2/3");
        let (part, of) = text.split_once('/').ok_or_else(wrong)?;
        let (part, of) = (part.parse().map_err(|_| wrong())?, of.parse().map_err(|_| wrong())?);
        if part == 0 || part > of { Err(wrong()) } else { Ok(Self { part, of }) }
    }
}

/// Which cases of a plan to keep; by default all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    cases: Option<GlobSet>,
    methods: Option<GlobSet>,
    checks: Option<GlobSet>,
    /// The levels; empty for all.
    pub levels: Vec<Level>,
    /// The part of the work.
    pub shard: Option<Shard>,
    /// The ids; none for all.
    pub ids: Option<BTreeSet<String>>,
}

impl Filter {
    /// Reads patterns of case ids, of methods and of checks; an empty list keeps all.
    pub fn new(cases: &[String], methods: &[String], checks: &[String]) -> Result<Self, BadPattern> {
        let some = |patterns: &[String]| if patterns.is_empty() { Ok(None) } else { globs(patterns).map(Some) };
        // The name of a check is written in ids with hyphens and in the sources with underscores.
        let checks: Vec<String> = checks.iter().map(|check| check.replace('-', "_")).collect();
        Ok(Self { cases: some(cases)?, methods: some(methods)?, checks: some(&checks)?, ..Self::default() })
    }

    fn keeps_case(&self, case: &Case) -> bool {
        let of_level = self.levels.is_empty() || self.levels.contains(&case.level);
        of_level && self.keeps(&case.id, &case.method, case.check)
    }

    fn keeps_missing(&self, one: &Missing) -> bool {
        self.levels.is_empty() && self.keeps(&one.id, &one.method, one.check)
    }

    fn keeps(&self, id: &str, method: &str, check: &str) -> bool {
        let matches = |globs: &Option<GlobSet>, text: &str| globs.as_ref().is_none_or(|globs| globs.is_match(text));
        matches(&self.cases, id)
            && matches(&self.methods, method)
            && matches(&self.checks, check)
            && self.shard.is_none_or(|shard| shard.has(id))
            && self.ids.as_ref().is_none_or(|ids| ids.contains(id))
    }
}

impl Plan {
    /// Keeps what the filter keeps. A case that cannot be run has no level, and is dropped where levels are asked for.
    #[must_use]
    pub fn narrowed(mut self, filter: &Filter) -> Self {
        self.cases.retain(|case| filter.keeps_case(case));
        self.missing.retain(|one| filter.keeps_missing(one));
        self
    }

    /// A plan of what the filter keeps of this one.
    #[must_use]
    pub fn part(&self, filter: &Filter) -> Self {
        let cases = self.cases.iter().filter(|case| filter.keeps_case(case)).cloned().collect();
        let missing = self.missing.iter().filter(|one| filter.keeps_missing(one)).cloned().collect();
        let (api, setups, fixtures) = (self.api.clone(), self.setups.clone(), self.fixtures.clone());
        Self { api, cases, missing, setups, fixtures, creations: self.creations.clone(), seed: self.seed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_is_in_exactly_one_part() {
        for id in ["a", "create.contacts/minimal", "envelope/batch"] {
            let parts = (1..=4).filter(|part| Shard { part: *part, of: 4 }.has(id));
            assert_eq!(parts.count(), 1, "{id}");
        }
    }

    #[test]
    fn a_part_is_read_and_told_apart_from_none() {
        assert_eq!("2/3".parse(), Ok(Shard { part: 2, of: 3 }));
        for wrong in ["", "2", "0/3", "4/3", "a/b", "1/0"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
