//! `doctract lint`.

use std::fs;

use crate::{doctract, repository};

#[test]
fn the_bundled_documents_do_not_contradict_themselves() {
    let run = doctract(repository(), &["lint"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("0 errors, 0 warnings"), "{}", run.stdout);
}

#[test]
fn the_level_that_is_denied_decides() {
    assert_eq!(doctract(repository(), &["lint", "--deny", "note"]).code, 1);
    let run = doctract(repository(), &["lint", "--deny", "loud"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("use note, warning or error"), "{}", run.stderr);
}

#[test]
fn both_places_are_shown_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.md");
    let page = fs::read_to_string(repository().join("spec/docs/uis/address-book.md")).unwrap();
    let broken = page.replacen("\"personal_manager_id\":", "\"personal_manager_ids\":", 1);
    assert_ne!(page, broken);
    fs::write(&path, broken).unwrap();
    let run = doctract(folder.path(), &["lint", "page.md", "--color", "never"]);
    assert_eq!(run.code, 1);
    let message = "`personal_manager_ids` in the JSON structure is `personal_manager_id` in the table";
    for part in [message, "warning[D003 name-differs]", "here it is named otherwise", "the table has it so"] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    let run = doctract(folder.path(), &["lint", "page.md", "--format", "concise"]);
    assert!(run.stdout.contains(&format!("warning[D003 name-differs]: {message}")), "{}", run.stdout);
    let run = doctract(folder.path(), &["lint", "page.md", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["version"], 1);
    let finding = report["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "D003").unwrap();
    assert_eq!(finding["related"].as_array().unwrap().len(), 1);
}

#[test]
fn without_colours_there_is_no_escape() {
    let run = doctract(repository(), &["lint", "--color", "always"]);
    assert!(run.stdout.contains('\u{1b}'));
    assert!(!doctract(repository(), &["lint", "--color", "never"]).stdout.contains('\u{1b}'));
}
