//! What runs showed of an entry.

use std::collections::{BTreeMap, BTreeSet};

use doctract_conformance::Summary;
use doctract_conformance::run::Ended;
use doctract_spec::near;

use super::entry::Entry;
use super::scope::Scope;
use crate::targets::Held;

/// What was seen so far.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// By the target and the API.
    runs: BTreeMap<(String, String), Run>,
    /// The id that is most like the pattern, of those that are planned.
    nearest: Option<String>,
}

/// What one run showed.
#[derive(Debug)]
struct Run {
    /// Whether the documents give rise to a case with such an id.
    planned: bool,
    /// Whether every such case ran.
    whole: bool,
    /// How many of them ran.
    ran: usize,
    failed: bool,
}

impl Shown {
    /// Adds what a run showed.
    pub(super) fn add(&mut self, entry: &Entry, held: &Held, summary: &Summary) {
        let wanted = |id: &&String| entry.pattern.wants(id);
        let ran: BTreeSet<&String> = summary.cases.iter().map(|case| &case.id).filter(wanted).collect();
        let failed = summary.cases.iter().any(|case| case.ended == Ended::Failed && entry.pattern.wants(&case.id));
        let run = Run {
            planned: held.ids.iter().any(|id| entry.pattern.wants(id)),
            whole: held.runnable.iter().filter(wanted).all(|id| ran.contains(id)),
            ran: ran.len(),
            failed,
        };
        let known = held.ids.iter().chain(&self.nearest).map(String::as_str);
        self.nearest = near::nearest(&entry.case, known).map(str::to_owned);
        self.runs.insert((held.label.clone(), summary.api.clone()), run);
    }

    /// Why the entry is out of date; none where it is not, or where the runs do not show it.
    pub(super) fn stale(&self, entry: &Entry, scope: &Scope) -> Option<String> {
        let mut about = scope.pairs(entry).peekable();
        if about.peek().is_none() {
            return scope.unknown(entry).map(|why| why + "; correct the entry, or take it out");
        }
        if self.runs.is_empty() {
            return None;
        }
        if let Some(date) = &entry.expired {
            return Some(format!("expired on {date}; fix the failure, or give it another date"));
        }
        let everywhere = about.all(|pair| self.runs.contains_key(pair));
        let any = |fact: fn(&Run) -> bool| self.runs.values().any(fact);
        if everywhere && !any(|run| run.planned) {
            let hint = self.nearest.as_ref().map_or(String::new(), |near| format!(": did you mean `{near}`?"));
            let end = if hint.is_empty() { ";" } else { "" };
            return Some(format!("no case has such an id{hint}{end} correct the entry, or take it out"));
        }
        let passes = everywhere && self.runs.values().all(|run| run.whole && !run.failed) && any(|run| run.ran > 0);
        passes.then(|| "passes now; take the entry out".to_owned())
    }
}
