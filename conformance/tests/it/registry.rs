//! Every file in the folder of checks is in the list of checks, and every check has a defect on which it fails.

use std::collections::BTreeSet;

use doctract_conformance::check;

use crate::{elements, known, looks, nested, patterns, resources, stamps, statuses, stored};

/// The checks that only note what is missing.
const NOTES_ONLY: [&str; 1] = ["undemonstrated"];

#[test]
fn every_file_is_registered() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|stem| stem != "mod")
        .collect();
    let listed: BTreeSet<String> = check::ALL.iter().map(|check| check.name().to_owned()).collect();
    assert_eq!(files, listed, "add the check to `ALL` in src/check/mod.rs");
}

#[test]
fn every_check_can_fail() {
    let ours = [known::NOTES, known::PEOPLE, resources::PLANNER, elements::LINES, elements::TAGS];
    let lists = ours.into_iter().chain([
        looks::HARBOUR,
        looks::KIOSK,
        stored::STORED,
        patterns::CODES,
        nested::NESTED,
        statuses::STATUSES,
        stamps::STAMPS,
    ]);
    let proven: BTreeSet<&str> = lists.into_iter().flatten().map(|(_, check)| *check).collect();
    let unproven: Vec<&str> = check::ALL
        .iter()
        .map(|check| check.name())
        .filter(|name| !proven.contains(name) && !NOTES_ONLY.contains(name))
        .collect();
    assert!(unproven.is_empty(), "no defect in tests/it/known.rs makes these checks fail: {unproven:?}");
}
