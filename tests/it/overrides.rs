//! Overrides beside the documents.

use std::fs;

use crate::{PAGE, doctract, repository};

/// A folder with documents, a configuration that names them, and overrides beside them.
fn project(overrides: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).unwrap();
    fs::copy(repository().join(PAGE), docs.join("address-book.md")).unwrap();
    fs::write(docs.join("overrides.toml"), overrides).unwrap();
    fs::write(folder.path().join("doctract.toml"), "[api.book]\ndocuments = [\"docs\"]\noutput = \"out\"\n").unwrap();
    folder
}

#[test]
fn every_command_reads_what_stands_beside_the_documents() {
    let folder = project("[\"create.contacts/last_name\"]\nreason = \"asked\"\nname = \"surname\"\n");
    for arguments in [&["read"] as &[&str], &["read", "docs"], &["read", "docs/address-book.md"]] {
        let run = doctract(folder.path(), arguments);
        assert!(run.stdout.contains("surname"), "{arguments:?}\n{}", run.stderr);
    }
}

#[test]
fn a_slip_in_an_address_stops_the_generator_and_fails_the_lint() {
    let folder = project("[\"create.contact/last_name\"]\nreason = \"asked\"\nname = \"surname\"\n");
    let wanted = "docs/overrides.toml:1:2: ";
    let lint = doctract(folder.path(), &["lint", "--format", "concise", "--deny", "error"]);
    assert_eq!(lint.code, 1);
    assert!(lint.stdout.contains(wanted) && lint.stdout.contains("did you mean `create.contacts`?"), "{}", lint.stdout);
    let generate = doctract(folder.path(), &["generate"]);
    assert_eq!(generate.code, 2);
    assert!(generate.stderr.contains(wanted), "{}", generate.stderr);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn an_override_without_a_reason_is_refused() {
    let folder = project("[\"create.contacts/last_name\"]\nname = \"surname\"\n");
    let run = doctract(folder.path(), &["read"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("overrides.toml:1:2: ") && run.stderr.contains("has no reason"), "{}", run.stderr);
}
