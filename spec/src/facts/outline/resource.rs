//! The heading of a path, under which headings with HTTP methods stand.

use crate::dialect::SectionRole;
use crate::facts::http_method;
use crate::facts::part::{Part, SectionBlocks};

/// What stands at the heading of a path whose methods follow.
pub(super) struct Resource<'a> {
    pub(super) level: u8,
    pub(super) path: String,
    /// The part that stands between the heading and the first method.
    pub(super) part: usize,
    /// The sections of that part whose rows hold for each of the methods, once they are found.
    pub(super) sections: Vec<SectionBlocks<'a>>,
}

impl<'a> Resource<'a> {
    /// The path as a method of an HTTP method takes it: the query that is named there is that of requests which only read, unless its
    /// parameters are told for all of them.
    pub(super) fn path_for(&self, verb: Option<&str>) -> String {
        let reads =
            verb.and_then(http_method).is_none_or(|verb| matches!(verb, "GET" | "HEAD")) || !self.sections.is_empty();
        let query = self.path.find("{?").filter(|_| !reads);
        self.path[..query.unwrap_or(self.path.len())].to_owned()
    }

    /// The sections of parameters that stand ahead of the first method, which are no longer read where they stand.
    pub(super) fn sections(&mut self, parts: &mut [Part<'a>]) -> Vec<SectionBlocks<'a>> {
        let has_rows = |section: &SectionBlocks| section.role().is_some_and(SectionRole::has_rows);
        if let Some(part) = parts.get_mut(self.part) {
            self.sections.extend(part.sections.extract_if(.., |section| has_rows(section)));
        }
        self.sections.clone()
    }
}
