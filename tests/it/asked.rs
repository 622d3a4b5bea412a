//! Names on the command line and in the configuration that nothing has: a slip is told, and no run of nothing hides it.

use std::fs;

use crate::{PAGE, doctract, repository};

#[test]
fn a_name_that_nothing_has_is_refused_before_anything_is_sent() {
    let url = ["conform", PAGE, "--url", "http://127.0.0.1:1"];
    for (flag, value, told) in [
        ("--skip", "delte.*", "--skip: no method is `delte.*`: did you mean `delete.*`?"),
        ("--only", "get.contacs", "--only: no method is `get.contacs`: did you mean `get.contacts`?"),
        ("--method", "zzz", "--method: no method is `zzz`; there are create.contact_organizations, create.contacts"),
        ("--case", "zzz", "--case: no case is `zzz`; `doctract conform --list` shows"),
        ("--check", "required-wen", "--check: no check is `required-wen`: did you mean `required`?"),
        (
            "--case",
            "get.contacs/minimal",
            "--case: no case is `get.contacs/minimal`: did you mean `get.contacts/minimal`?",
        ),
        (
            "--fact",
            "fist_name=1",
            "the fact `existing.fist_name` names no parameter of the documents: did you mean `first_name`?",
        ),
        ("--fact", "uis.unknown.zzz=1", "the fact `unknown.zzz` names no parameter of the documents; `doctract read`"),
        ("--api", "uiss", "there is no API `uiss` in the documents; did you mean `uis`?"),
    ] {
        for instead in [&[][..], &["--list"]] {
            let run = doctract(repository(), &[&url[..], &[flag, value], instead].concat());
            assert_eq!(run.code, 2, "{flag} {value} {instead:?}: {}{}", run.stdout, run.stderr);
            assert!(run.stderr.contains(told), "{flag} {value} {instead:?}: {}", run.stderr);
            assert_eq!(run.stdout, "", "{flag} {value} {instead:?}");
        }
    }
}

#[test]
fn names_that_one_of_several_apis_has_are_no_slips() {
    let list = ["conform", "--list", PAGE, "spec/docs/yandex360"];
    let more = ["--method", "get.contacts", "--check", "wrong_type", "--fact", "first_name=1", "--fact", "orgId=1"];
    let run = doctract(repository(), &[&list[..], &more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn names_of_the_configuration_are_those_of_the_api() {
    let folder = tempfile::tempdir().unwrap();
    let documents = repository().join(PAGE).display().to_string();
    for (line, told) in [
        ("skip = [\"delte.contacts\"]", "`skip`: no method is `delte.contacts`: did you mean `delete.contacts`?"),
        ("only = [\"gt.*\"]", "`only`: no method is `gt.*`"),
        ("facts = { existing = { fist_name = 1 } }", "the fact `existing.fist_name` names no parameter"),
    ] {
        let text = format!(
            "[api.uis]\ndocuments = [{documents:?}]\n[target.one.api.uis]\nbase_url = \"http://127.0.0.1:1\"\n{line}\n"
        );
        fs::write(folder.path().join("doctract.toml"), text).unwrap();
        let run = doctract(folder.path(), &["conform"]);
        assert_eq!(run.code, 2, "{line}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(told) && run.stderr.contains("the API `uis`"), "{line}: {}", run.stderr);
    }
}
