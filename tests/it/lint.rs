//! `doctract lint`.

use std::fs;

use crate::{PAGE, doctract, repository};

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
    let page = fs::read_to_string(repository().join(PAGE)).unwrap();
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

/// A folder with a page in which one name differs.
fn broken() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(repository().join(PAGE)).unwrap();
    let page = page.replacen("\"personal_manager_id\":", "\"personal_manager_ids\":", 1);
    fs::write(folder.path().join("page.md"), page).unwrap();
    folder
}

#[test]
fn the_configuration_gives_levels() {
    let folder = broken();
    let config = |text: &str| fs::write(folder.path().join("doctract.toml"), text).unwrap();
    let run = |arguments: &[&str]| {
        doctract(folder.path(), &[&["lint", "page.md", "--format", "concise"], arguments].concat())
    };
    config("[lints]\nD003 = \"error\"\n");
    let found = run(&["--deny", "error"]);
    assert_eq!(found.code, 1);
    assert!(found.stdout.contains("error[D003 name-differs]"), "{}", found.stdout);
    config("[lints]\nname-differs = \"off\"\n");
    assert!(!run(&[]).stdout.contains("D003"));
    config("[lints]\nunresolved-reference = \"off\"\nname-difers = \"off\"\n");
    let slip = run(&[]);
    assert_eq!(slip.code, 2);
    assert!(slip.stderr.contains("doctract.toml:3:1: "), "{}", slip.stderr);
    assert!(slip.stderr.contains("did you mean `name-differs`?"), "{}", slip.stderr);
    config("[lints]\nname-differs = \"eror\"\n");
    let slip = run(&[]);
    assert!(slip.stderr.contains("doctract.toml:2:16: "), "{}", slip.stderr);
    assert!(slip.stderr.contains("did you mean `error`?"), "{}", slip.stderr);
}

#[test]
fn a_baseline_lets_only_new_findings_fail() {
    let folder = broken();
    let page = folder.path().join("page.md");
    let lint = |arguments: &[&str]| {
        doctract(folder.path(), &[&["lint", "page.md", "--baseline", "known.json"], arguments].concat())
    };
    let absent = lint(&[]);
    assert_eq!(absent.code, 2);
    assert!(absent.stderr.contains("write it with --write-baseline"), "{}", absent.stderr);
    assert_eq!(lint(&["--write-baseline"]).code, 0);
    assert_eq!(lint(&["--deny", "note"]).code, 0, "all is known");

    // Lines move, and what is known stays known.
    let text = format!("\n\nA line ahead of all.\n\n{}", fs::read_to_string(&page).unwrap());
    fs::write(&page, &text).unwrap();
    let moved = lint(&["--deny", "note"]);
    assert_eq!((moved.code, moved.stderr.as_str()), (0, ""), "{}", moved.stdout);

    // A second defect is new, though the first one stays known.
    fs::write(&page, text.replacen("\"last_name\":", "\"last_names\":", 1)).unwrap();
    let new = lint(&["--format", "concise"]);
    assert_eq!(new.code, 1);
    assert_eq!(new.stdout.lines().count(), 1, "{}", new.stdout);
    assert!(new.stdout.contains("`last_names`"), "{}", new.stdout);

    // What was corrected is told, and fails nothing.
    fs::write(&page, text.replace("personal_manager_ids", "personal_manager_id")).unwrap();
    let mended = lint(&[]);
    assert_eq!(mended.code, 0, "{}", mended.stdout);
    assert!(mended.stderr.contains("stale in the baseline") && mended.stderr.contains("D003"), "{}", mended.stderr);
}

#[test]
fn sarif_has_what_its_schema_asks_for() {
    let folder = broken();
    fs::rename(folder.path().join("page.md"), folder.path().join("a page.md")).unwrap();
    let run = doctract(folder.path(), &["lint", "a page.md", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-2.1.0.json"));
    let driver = &log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["name"], "doctract");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["help"]["text"].as_str().unwrap().contains("How to fix"), "{rule}");
        assert!(rule["help"]["markdown"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["none", "note", "warning", "error"].contains(&level), "{rule}");
    }
    let results = log["runs"][0]["results"].as_array().unwrap();
    let named = results.iter().find(|result| result["ruleId"] == "D003").unwrap();
    let region = &named["locations"][0]["physicalLocation"]["region"];
    let number = |key: &str| region[key].as_u64().unwrap();
    assert_eq!(number("startLine"), number("endLine"));
    assert_eq!(number("endColumn") - number("startColumn"), "\"personal_manager_ids\"".len() as u64);
    for result in results {
        assert_eq!(rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert!(result["partialFingerprints"]["doctract/v1"].as_str().unwrap().len() == 16);
        let places =
            result["locations"].as_array().unwrap().iter().chain(result["relatedLocations"].as_array().unwrap());
        for place in places {
            let place = &place["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "a%20page.md");
            assert!(place["region"].as_object().unwrap().values().all(|number| number.as_u64() >= Some(1)), "{place}");
        }
    }
}

#[test]
fn github_takes_a_command_for_each_finding() {
    let folder = broken();
    let run = doctract(folder.path(), &["lint", "page.md", "--format", "github"]);
    let line = run.stdout.lines().find(|line| line.contains("D003")).unwrap();
    assert!(line.starts_with("::warning file=page.md,line="), "{line}");
    assert!(line.contains(",title=D003 name-differs::`personal_manager_ids`"), "{line}");
    assert!(run.stdout.lines().all(|line| line.starts_with("::")), "{}", run.stdout);
}

#[test]
fn several_apis_make_one_json_document() {
    let run = doctract(repository(), &["lint", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(report["findings"].as_array().is_some_and(|findings| !findings.is_empty()), "{}", run.stdout);
}

#[test]
fn two_languages_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(repository().join(PAGE)).unwrap();
    fs::create_dir_all(folder.path().join("en")).unwrap();
    fs::create_dir_all(folder.path().join("de")).unwrap();
    fs::write(folder.path().join("en/page.md"), &page).unwrap();
    fs::write(folder.path().join("de/page.md"), page.replace("`delete.contacts`", "`remove.contacts`")).unwrap();
    let lint = |against: &str| doctract(folder.path(), &["lint", "en", "--against", against, "--format", "concise"]);
    let run = lint("de");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("the method `delete.contacts` is not in the other documents"), "{}", run.stdout);
    let there = run.stdout.lines().find(|line| line.contains("the method `remove.contacts`")).unwrap();
    assert!(there.starts_with("de/page.md:"), "{there}");
    assert!(!lint("en").stdout.contains("translation-drift"));
}
