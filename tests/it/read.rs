//! `doctract read`.

use std::fs;

use crate::{doctract, repository};

#[test]
fn the_bundled_documents_are_read_without_arguments() {
    let run = doctract(repository(), &["read"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for name in ["uis  25 methods", "onlyoffice  1 method\n", "yandex360  2 methods", "create.contact_organizations"] {
        assert!(run.stdout.contains(name), "{name}");
    }
    assert!(!run.stdout.contains('\u{1b}'), "no colours but on a terminal");
}

#[test]
fn json_has_a_version_and_is_the_same_every_time() {
    let run = || doctract(repository(), &["read", "--format", "json"]);
    let first = run();
    let ir: serde_json::Value = serde_json::from_str(&first.stdout).unwrap();
    assert_eq!(ir["ir_version"], 1);
    assert_eq!(first.stdout, run().stdout);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(repository().join("spec/docs/onlyoffice/crm-contact.txt"), folder.path().join("page.txt")).unwrap();
    let run = doctract(folder.path(), &["read", "page.txt", "missing.md"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot read missing.md"), "{}", run.stderr);
    assert!(run.stdout.contains("PUT /api/2.0/crm/contact"), "{}", run.stdout);
}

#[test]
fn nothing_to_read_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("empty.md"), "").unwrap();
    fs::write(folder.path().join("bytes.md"), b"\xFF\xFE\x00\xD8\xFF").unwrap();
    for (path, message) in [
        ("missing.md", "cannot read missing.md"),
        ("empty", "no document in this folder"),
        ("empty.md", "run `doctract lint`"),
        ("bytes.md", "run `doctract lint`"),
    ] {
        let run = doctract(folder.path(), &["read", path]);
        assert_eq!(run.code, 2, "{path}: {}", run.stderr);
        assert!(run.stderr.contains(message), "{path}: {}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(repository().join("spec/docs/onlyoffice/crm-contact.txt"), folder.path().join("page.txt")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    let run = doctract(folder.path(), &["read", "."]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout.matches("PUT /api/2.0/crm/contact").count(), 1);
}

#[test]
fn a_name_that_is_nearly_right_is_guessed() {
    let run = doctract(repository(), &["read", "--dialect", "yandex", "spec/docs/yandex360"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `yandex360`"), "{}", run.stderr);
    let run = doctract(repository(), &["raed"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("'read'"), "{}", run.stderr);
}

#[test]
fn a_dialect_file_that_is_wrong_is_an_error_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.md"), "# A\n").unwrap();
    fs::write(
        folder.path().join("mine.toml"),
        "name = \"mine\"\nprotocol = \"rest\"\n[[phrase]]\nmatch = \"at most {max_itens:number}\"\nin = [\"values\"]\n",
    )
    .unwrap();
    let run = doctract(folder.path(), &["read", "--dialect", "mine.toml", "page.md"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("mine.toml:4:9: `max_itens` is no fact that is read here: did you mean `max_items`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn counts_have_a_version_and_a_missing_configuration_one_reason() {
    let counts = doctract(repository(), &["read", "spec/docs", "--stats", "--format", "json"]);
    let counts: serde_json::Value = serde_json::from_str(&counts.stdout).unwrap();
    assert_eq!(counts["version"], 1);
    let folder = tempfile::tempdir().unwrap();
    let run = doctract(folder.path(), &["read"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr.matches("No such file").count(), 1, "{}", run.stderr);
}

#[test]
fn a_document_that_cannot_be_read_is_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("prose.md"), "# Notes\n\nJust words.\n").unwrap();
    let run = doctract(folder.path(), &["read", "prose.md"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("prose.md:1:1: error[D025 unknown-dialect]: no dialect"), "{}", run.stderr);
    let run = doctract(folder.path(), &["read", "prose.md", "--dialect", "././nosuch.toml"]);
    assert!(run.stderr.contains("cannot read the dialect ././nosuch.toml:"), "{}", run.stderr);
    fs::write(folder.path().join("doctract.toml"), "runtime = 1\n").unwrap();
    let run = doctract(folder.path(), &["read"]);
    assert!(run.stderr.starts_with("error: doctract.toml:1:11: "), "{}", run.stderr);
}

#[test]
fn classes_of_statuses_header_fields_unions_and_elements_are_shown() {
    const PAGE: &str = r"# GET /boats

## Parameters

| Name | Type | Description |
|---|---|---|
| id | string or integer | One of them |
| sizes | array of integer | Between 1 and 9 |

## Responses

| Status | Description |
|---|---|
| 200 | Found |
| default | It went wrong |

### Headers

| Name | Type |
|---|---|
| X-Left | integer |
";
    const DIALECT: &str = r#"name = "boats"
protocol = "rest"
[columns]
Name="name"
Type="type"
Description="description"
Status="status"
[[section]]
match="Parameters"
role="params"
[[section]]
match="Responses"
role="responses"
[[section]]
match="Headers"
role="headers"
[[phrase]]
match="Between {minimum:number} and {maximum:number}"
in=["description"]
"#;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.md"), PAGE).unwrap();
    fs::write(folder.path().join("boats.toml"), DIALECT).unwrap();
    let run = doctract(folder.path(), &["read", "--dialect", "boats.toml", "page.md"]);
    for shown in ["string|integer", "each ≥ 1, each ≤ 9", "header fields", "X-Left", "answers default"] {
        assert!(run.stdout.contains(shown), "{shown}: {}", run.stdout);
    }
}
