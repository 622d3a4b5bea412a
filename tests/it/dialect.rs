//! `doctract dialect`.

use std::fs;

use crate::{doctract, repository};

const PAGE: &str = "# Items\n\n## Create an item\n\n`POST /items`\n\n### Body parameters\n\n\
    | Name | Type | Required | Description |\n|---|---|---|---|\n| title | string | yes | The title |\n\
    | size | integer | no | Default: 3 |\n";

#[test]
fn what_is_proposed_reads_the_documents_that_it_was_made_from() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.md"), PAGE).unwrap();
    let run = doctract(folder.path(), &["dialect", "infer", "--name", "items", "page.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    fs::write(folder.path().join("items.toml"), &run.stdout).unwrap();
    let checked = doctract(folder.path(), &["dialect", "check", "items.toml"]);
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""), "{}", run.stdout);
    let read = doctract(folder.path(), &["read", "--dialect", "items.toml", "page.md"]);
    for part in ["POST /items", "title", "required", "default 3"] {
        assert!(read.stdout.contains(part), "{part}: {}", read.stdout);
    }
}

#[test]
fn a_wrong_file_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), "name = \"a\"\nprotocol = \"rest\"\ncolums = {}\n").unwrap();
    let pattern =
        "name = \"b\"\nprotocol = \"rest\"\n[[phrase]]\nmatch = \"From {minimun:number}\"\nin = [\"description\"]\n";
    fs::write(folder.path().join("b.toml"), pattern).unwrap();
    let run = doctract(folder.path(), &["dialect", "check", "a.toml", "b.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("a.toml:3:1: unknown field `colums`"), "{}", run.stderr);
    assert!(
        run.stderr.contains("b.toml:4:9: `minimun` is no fact that is read here: did you mean `minimum`?"),
        "{}",
        run.stderr
    );
    assert_eq!(doctract(folder.path(), &["dialect", "check", "none.toml"]).code, 2);
}

#[test]
fn the_schema_is_the_one_that_is_published() {
    let run = doctract(repository(), &["dialect", "schema"]);
    let published = fs::read_to_string(repository().join("spec/dialects/schema.json")).unwrap();
    assert_eq!(run.stdout, published);
}
