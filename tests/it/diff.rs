//! `doctract diff`.

use std::fs;
use std::path::Path;

use doctract_spec::diff;
use serde_json::Value;

use crate::{PAGE, Run, doctract, repository};

/// A folder with two versions of a page, the second one without a parameter, and the IR of the first.
fn versions() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(repository().join(PAGE)).unwrap();
    let changed = page.replace("personal_manager_id", "group_manager_id");
    assert_ne!(page, changed);
    for (name, text) in [("old", &page), ("new", &changed)] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("page.md"), text).unwrap();
    }
    let read = doctract(folder.path(), &["read", "old", "--format", "json"]);
    fs::write(folder.path().join("old.json"), read.stdout).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    doctract(folder, &[&["diff", "--color", "never"], arguments].concat())
}

#[test]
fn a_breaking_change_fails_and_no_change_does_not() {
    let folder = versions();
    let same = run(folder.path(), &["old", "old"]);
    assert_eq!((same.code, same.stdout.as_str()), (0, "nothing changed\n"), "{}", same.stderr);
    let broken = run(folder.path(), &["old", "new"]);
    assert_eq!(broken.code, 1, "{}", broken.stderr);
    for part in ["breaking[C0", "old/page.md:", "new/page.md:", " breaking, ", "`personal_manager_id`"] {
        assert!(broken.stdout.contains(part), "{part}\n{}", broken.stdout);
    }
}

#[test]
fn the_impact_that_is_denied_decides() {
    let folder = versions();
    let page = fs::read_to_string(folder.path().join("old/page.md")).unwrap();
    let title = page.lines().find(|line| line.starts_with("## ")).unwrap().to_owned();
    fs::write(folder.path().join("new/page.md"), page.replacen(&title, &format!("{title} of today"), 1)).unwrap();
    assert_eq!(run(folder.path(), &["old", "new"]).code, 0);
    assert_eq!(run(folder.path(), &["old", "new", "--deny", "documentation"]).code, 1);
    let slip = run(folder.path(), &["old", "new", "--deny", "error"]);
    assert_eq!(slip.code, 2);
    assert!(slip.stderr.contains("use documentation, compatible or breaking"), "{}", slip.stderr);
    let shown = run(folder.path(), &["old", "new", "--show", "breaking", "--format", "concise"]);
    assert_eq!(shown.stdout, "");
}

#[test]
fn an_ir_serves_as_a_version() {
    let folder = versions();
    assert_eq!(run(folder.path(), &["old.json", "old"]).stdout, "nothing changed\n");
    let concise = |old: &str| run(folder.path(), &[old, "new", "--format", "concise"]).stdout;
    assert_eq!(concise("old.json"), concise("old"), "places are the same with and without texts");
    let wrong = |text: &str| {
        fs::write(folder.path().join("wrong.json"), text).unwrap();
        let run = run(folder.path(), &["wrong.json", "new"]);
        assert_eq!(run.code, 2);
        run.stderr
    };
    assert!(wrong("{").contains("wrong.json is not what `doctract read --format json` writes"));
    assert!(wrong("{}").contains("no `ir_version`"));
    assert!(wrong("{\"ir_version\": 7}").contains("version 7, and this program reads version 1"));
}

#[test]
fn every_format_tells_the_same_changes() {
    let folder = versions();
    let format = |name: &str| run(folder.path(), &["old", "new", "--format", name]).stdout;
    let lines = format("concise").lines().count();
    assert_eq!(format("github").lines().count(), lines);
    assert!(format("github").starts_with("::"), "{}", format("github"));
    let json: Value = serde_json::from_str(&format("json")).unwrap();
    assert_eq!((json["version"].as_u64(), json["findings"].as_array().map(Vec::len)), (Some(1), Some(lines)));
    assert!(json["findings"].as_array().unwrap().iter().any(|change| change["level"] == "breaking"));
    let sarif: Value = serde_json::from_str(&format("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), lines);
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "note"].contains(&result["level"].as_str().unwrap()), "{result}");
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = versions();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("prose.md"), "# Nothing\n\nNothing at all.\n").unwrap();
    for (path, part) in
        [("absent", "cannot read absent"), ("empty", "no document in this folder"), ("prose.md", "no method was found")]
    {
        let run = run(folder.path(), &[path, "new"]);
        assert_eq!(run.code, 2, "{path}");
        assert!(run.stderr.contains(part), "{path}: {}", run.stderr);
    }
}

#[test]
fn changes_are_explained() {
    let run = doctract(repository(), &["explain", "value-removed", "C042"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for part in ["# C043 value-removed", "breaking in a request, compatible in an answer", "# C042 type-changed"] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    let slip = doctract(repository(), &["explain", "value-remved"]);
    assert!(slip.stderr.contains("did you mean `value-removed`?"), "{}", slip.stderr);
}

#[test]
fn the_description_lists_all_changes() {
    let path = repository().join("docs/diff.md");
    let text = fs::read_to_string(&path).unwrap();
    let (head, _) = text.split_once("| code |").unwrap_or((&text, ""));
    let fresh = format!("{head}{}", diff::table());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert!(text == fresh, "docs/diff.md is stale; run: UPDATE_DOCS=1 cargo test -p doctract --test it diff");
}
