//! A name occurs in one method, and nearly the same name in many.
//!
//! ## What it does
//!
//! Reports the name of a parameter or field that only one method has, where three or more other methods have a name
//! that differs by one letter of a word of five or more. A plural is another name.
//!
//! ## Why it is bad
//!
//! One of them is likely a slip, and who follows it sends a parameter that the server does not know.
//!
//! ## Example
//!
//! ```text
//! get.employees, update.employees, delete.employees     `employee_id`
//! create.employees                                      `employe_id`
//! ```
//!
//! ## How to fix
//!
//! Correct the slip. If the server really has both names, say so in their descriptions, or turn the lint off.

use std::collections::{BTreeMap, BTreeSet};

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;
use crate::ir::{Api, Source};
use crate::naming::differ_in_number;
use crate::reconcile::within;

/// In how many methods a name must occur to be the usual one.
const USUAL: usize = 3;
/// How many usual names a rare one is compared with.
const MAX_USUAL: usize = 4000;
/// The length of a word in which one letter may be a slip.
const MIN_WORD: usize = 5;

/// Looks at the names of all parameters and fields.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    let mut uses: BTreeMap<&str, (BTreeSet<usize>, &Source)> = BTreeMap::new();
    for (at, method) in api.methods.iter().enumerate() {
        for side in method.sides() {
            side.each(&mut |_, param| {
                uses.entry(param.name.as_str()).or_insert((BTreeSet::new(), &param.source)).0.insert(at);
            });
        }
    }
    let usual: Vec<_> = uses.iter().filter(|(_, (methods, _))| methods.len() >= USUAL).take(MAX_USUAL).collect();
    for (name, (methods, source)) in uses.iter().filter(|(_, (methods, _))| methods.len() == 1) {
        // A method that has both names means both.
        let apart = |(_, (others, _)): &&(&&str, &(BTreeSet<usize>, &Source))| others.is_disjoint(methods);
        let mut near = usual.iter().filter(|(near, _)| is_slip(name, near));
        let Some((near, (_, place))) = near.find(apart) else { continue };
        let message = format!("`{name}` occurs in one method, and `{near}` in {}", uses[*near].0.len());
        let subject = methods.first().map(|at| api.methods[*at].name.clone()).unwrap_or_default();
        found.push(
            Diagnostic::new(Code::MisspeltName, message, Label::new(files.span(source), "once"))
                .with(Label::new(files.span(place), "one of the others"))
                .about(subject),
        );
    }
}

/// Whether two names differ by one letter of one long word that is no plural.
fn is_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 2 || a.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let words = |name| str::split(name, ['_', '-', '.']);
    let mut differing = words(a).zip(words(b)).filter(|(a, b)| a != b);
    let (Some((one, other)), None) = (differing.next(), differing.next()) else { return false };
    words(a).count() == words(b).count()
        && one.chars().count().min(other.chars().count()) >= MIN_WORD
        && !differ_in_number(one, other)
        && within(one, other, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_a_long_word_may_be_a_slip() {
        assert!(is_slip("employe_id", "employee_id") && is_slip("emial_count", "email_count"));
        for (a, b) in
            [("contact_id", "contacts_id"), ("line1", "line2"), ("form", "from"), ("a_b", "a_b_c"), ("email", "email")]
        {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }
}
