//! `doctract lint --write-baseline`: no file is lost to it, and no entry.

use std::fs;
use std::path::Path;

use crate::{PAGE, Run, doctract, repository};

/// Two pages with a defect each.
fn pages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(repository().join(PAGE)).unwrap();
    let page = page.replacen("\"personal_manager_id\":", "\"personal_manager_ids\":", 1);
    fs::create_dir(folder.path().join("docs")).unwrap();
    for name in ["docs/one.md", "docs/two.md"] {
        fs::write(folder.path().join(name), &page).unwrap();
    }
    folder
}

fn lint(folder: &Path, document: &str, more: &[&str]) -> Run {
    doctract(folder, &[&["lint", document, "--baseline", "known.json"], more].concat())
}

#[test]
fn a_file_that_is_no_baseline_is_not_written_over() {
    let folder = pages();
    let path = folder.path().join("known.json");
    let ir = doctract(folder.path(), &["read", "docs/one.md", "--format", "json"]).stdout;
    let report = doctract(folder.path(), &["lint", "docs/one.md", "--format", "json"]).stdout;
    for text in ["# A page\n", "{}", "[api.crm]\n", &ir, &report] {
        fs::write(&path, text).unwrap();
        let run = lint(folder.path(), "docs/one.md", &["--write-baseline"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert_eq!(run.stderr.matches("it is no baseline").count(), 1, "{}", run.stderr);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    for text in ["", "{\"version\": 0}"] {
        fs::write(&path, text).unwrap();
        let run = lint(folder.path(), "docs/one.md", &["--write-baseline"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
}

#[test]
fn entries_of_files_that_are_not_read_stay_and_are_not_stale() {
    let folder = pages();
    let read = || fs::read_to_string(folder.path().join("known.json")).unwrap();
    assert_eq!(lint(folder.path(), "docs", &["--write-baseline"]).code, 0);
    let all = read();
    assert!(all.contains("docs/one.md") && all.contains("docs/two.md"));
    let one = lint(folder.path(), "docs/one.md", &["--deny", "note"]);
    assert!(one.code == 0 && one.stderr.is_empty(), "{}{}", one.stdout, one.stderr);
    let written = lint(folder.path(), "docs/one.md", &["--write-baseline"]);
    assert!(written.stderr.contains("of files that were not read stay"), "{}", written.stderr);
    assert_eq!(read(), all);
    // A file that is gone from a folder that is read has no entries any more.
    fs::remove_file(folder.path().join("docs/two.md")).unwrap();
    let gone = lint(folder.path(), "docs", &[]);
    assert!(gone.stderr.contains("stale in the baseline") && gone.stderr.contains("docs/two.md"), "{}", gone.stderr);
    assert_eq!(lint(folder.path(), "docs", &["--write-baseline"]).code, 0);
    assert!(!read().contains("docs/two.md"));
}
