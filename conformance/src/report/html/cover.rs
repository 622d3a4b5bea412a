//! What is covered, and what is not.

use super::{Reason, by_reason};
use crate::run::{Coverage, Ratio};

/// One line of the coverage.
pub(super) struct Cover {
    pub(super) name: &'static str,
    pub(super) exercised: usize,
    pub(super) documented: usize,
    pub(super) percent: usize,
}

/// What of one kind is not covered.
pub(super) struct GapGroup {
    pub(super) title: String,
    pub(super) count: usize,
    pub(super) gaps: Vec<Reason>,
}

pub(super) fn covers(coverage: &Coverage) -> Vec<Cover> {
    let one = |name, ratio: Ratio| Cover {
        name,
        exercised: ratio.exercised,
        documented: ratio.documented,
        percent: (ratio.exercised * 100).checked_div(ratio.documented).unwrap_or(100),
    };
    vec![
        one("methods", coverage.methods),
        one("parameters", coverage.params),
        one("response fields", coverage.fields),
        one("errors", coverage.errors),
        one("rules", coverage.rules),
    ]
}

pub(super) fn gap_groups(coverage: &Coverage) -> Vec<GapGroup> {
    let kinds = [("method", "Methods"), ("parameter", "Parameters"), ("field", "Response fields"), ("error", "Errors")];
    let group = |(kind, title): (&str, &str)| {
        let gaps = coverage.gaps.iter().filter(|gap| gap.kind == kind);
        let count = gaps.clone().count();
        let gaps = by_reason(gaps.map(|gap| (gap.name.as_str(), gap.reason.as_str())));
        GapGroup { title: format!("{title} that were not exercised"), count, gaps }
    };
    kinds.into_iter().map(group).filter(|group| group.count > 0).collect()
}
