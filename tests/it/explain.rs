//! `doctract explain`, and the reference made from the same comments.

use std::fs;

use crate::{doctract, repository};

#[test]
fn a_lint_is_explained_by_number_and_by_name() {
    let by_name = doctract(repository(), &["explain", "name-differs"]);
    assert_eq!(by_name.code, 0, "{}", by_name.stderr);
    for part in ["# D003 name-differs", "## What it does", "## Why it is bad", "## Example", "## How to fix"] {
        assert!(by_name.stdout.contains(part), "{part}\n{}", by_name.stdout);
    }
    assert_eq!(doctract(repository(), &["explain", "D003"]).stdout, by_name.stdout);
}

#[test]
fn a_slip_in_the_name_meets_a_hint() {
    let run = doctract(repository(), &["explain", "name-difers"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `name-differs`?"), "{}", run.stderr);
}

#[test]
fn the_reference_is_fresh() {
    let written = fs::read_to_string(repository().join("docs/lints.md")).unwrap_or_default();
    let fresh = doctract(repository(), &["explain", "--all"]).stdout;
    assert!(written == fresh, "docs/lints.md is stale; run: cargo run -- explain --all > docs/lints.md");
}
