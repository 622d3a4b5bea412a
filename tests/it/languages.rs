//! `doctract lint --against`: two languages of the same documents.

use std::fs;

use crate::{PAGE, Run, doctract, repository};

/// The same page twice, the second one changed.
fn pages(change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(repository().join(PAGE)).unwrap();
    for (name, text) in [("en", page.clone()), ("de", change(page))] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("page.md"), text).unwrap();
    }
    folder
}

fn lint(folder: &tempfile::TempDir, more: &[&str]) -> Run {
    doctract(folder.path(), &[&["lint", "en", "--against", "de", "--format", "concise"], more].concat())
}

#[test]
fn overrides_of_the_other_language_are_its_word() {
    let folder = pages(|page| page.replace("`delete.contacts`", "`remove.contacts`"));
    let entries = "[\"remove.contacts\"]\nreason = \"a slip\"\ndrop = true\n";
    fs::write(folder.path().join("de/overrides.toml"), entries).unwrap();
    let run = lint(&folder, &[]);
    assert!(!run.stdout.contains("the method `remove.contacts`"), "{}", run.stdout);
    assert!(run.stdout.contains("`delete.contacts` is not in the other documents"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn findings_of_the_other_language_are_told_at_their_places() {
    let folder = pages(|page| page.replacen("\"personal_manager_id\":", "\"personal_manager_ids\":", 1));
    let run = lint(&folder, &[]);
    let line = run.stdout.lines().find(|line| line.contains("D003")).unwrap_or_else(|| panic!("{}", run.stdout));
    let alone = doctract(folder.path(), &["lint", "de", "--format", "concise"]);
    assert!(line.starts_with("de/page.md:") && alone.stdout.contains(line), "{line}\n{}", alone.stdout);
    let human = doctract(folder.path(), &["lint", "en", "--against", "de"]);
    assert!(human.stdout.contains("2 documents read"), "{}", human.stdout);
}

#[test]
fn documents_in_which_nothing_is_found_are_compared_with_none() {
    let folder = pages(|_| "# Notes\n\nWords that no dialect reads.\n".to_owned());
    let run = lint(&folder, &[]);
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("no method was found in de; `doctract lint de` tells why"), "{}", run.stderr);
    assert!(run.stderr.contains("--against-dialect"), "{}", run.stderr);
    assert_eq!(run.stdout, "");
}
