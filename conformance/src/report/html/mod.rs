//! One HTML file that holds everything: no script, nothing from elsewhere, light and dark. Askama escapes every value.

mod cover;
mod findings;
mod matrix;
mod page;
mod words;

use super::Report;
use words::{Word, pieces, words};

/// Writes all runs as one page. The error is that of the template, which has no cause in practice.
pub fn html(report: Report<'_>) -> Result<String, askama::Error> {
    askama::Template::render(&page::Page::of(report))
}

/// Names that share a reason.
struct Reason {
    reason: Vec<Word>,
    names: Vec<Vec<String>>,
}

/// Names by their reasons, the most frequent first.
fn by_reason<'n>(names: impl Iterator<Item = (&'n str, &'n str)>) -> Vec<Reason> {
    let mut reasons: std::collections::BTreeMap<&str, Vec<Vec<String>>> = std::collections::BTreeMap::new();
    for (name, reason) in names {
        reasons.entry(reason).or_default().push(pieces(name));
    }
    let mut reasons: Vec<Reason> =
        reasons.into_iter().map(|(reason, names)| Reason { reason: words(reason), names }).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.names.len()));
    reasons
}
