//! Each defect has a document in `lints/` on which it is found, named after it, and the findings as people see them in a
//! snapshot. In `lints/sound/` stands what nearly has the defect; there it must not be found. A document of several pages
//! is a folder.

use std::path::{Path, PathBuf};

use doctract_spec::lint::Code;
use doctract_spec::overrides::Overrides;
use doctract_spec::{Input, Options, Reading, read};

/// The defects that were there before each needed a sound document of its own; the documents of the others are sound for them.
const SOUND_ELSEWHERE: usize = 27;

/// The documents of a folder that are named after a defect.
fn documents(folder: &Path, code: Code) -> Vec<PathBuf> {
    let prefix = format!("{}.", code.name());
    let mut files = crate::files(folder);
    files.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&prefix));
    files.retain(|path| path.extension().is_none_or(|ending| ending != "snap"));
    files
}

/// Reads a document by the dialect that its name holds: `name.dialect.ending`. In a folder, `overrides.toml` overrules the
/// pages, and the folder `against` holds them in another language.
fn read_document(path: &Path) -> Reading {
    let name = path.file_name().unwrap().to_str().unwrap();
    let pages = if path.is_dir() { crate::files(path) } else { vec![path.to_owned()] };
    let dialect = name.split('.').nth(1).filter(|name| *name != "none").map(crate::dialect);
    let options = Options { dialect: dialect.as_ref(), ..Options::default() };
    let mut reading = read_pages(&pages, path.parent().unwrap(), &options);
    let other = path.join("against");
    if other.is_dir() {
        let other = read_pages(&crate::files(&other), path.parent().unwrap(), &options);
        doctract_spec::against(&mut reading, other);
    }
    reading
}

fn read_pages(pages: &[PathBuf], base: &Path, options: &Options) -> Reading {
    let shown = |page: &Path| page.strip_prefix(base).unwrap().display().to_string();
    let is_toml = |page: &&PathBuf| page.extension().is_some_and(|ending| ending == "toml");
    let overrides = pages.iter().filter(is_toml).map(|page| {
        let text = std::fs::read_to_string(page).unwrap();
        Overrides::from_toml(&shown(page), &text).unwrap()
    });
    let overrides: Vec<_> = overrides.collect();
    let pages = pages.iter().filter(|page| !is_toml(page) && page.is_file());
    let inputs = pages.map(|page| Input { path: shown(page), bytes: std::fs::read(page).unwrap() }).collect();
    read(inputs, &Options { overrides: &overrides, ..options.clone() })
}

#[test]
fn every_defect_is_found_where_it_is() {
    for code in Code::ALL {
        let documents = documents(&crate::folder().join("lints"), *code);
        assert!(
            !documents.is_empty(),
            "write a document spec/tests/it/lints/{}.rpc.md on which it is found",
            code.name()
        );
        for (at, path) in documents.iter().enumerate() {
            let reading = read_document(path);
            assert!(reading.diagnostics.iter().any(|found| found.code == *code), "{}", crate::rendered(&reading));
            let name = if at == 0 { code.name().to_owned() } else { format!("{}-{}", code.name(), at + 1) };
            insta::with_settings!({ snapshot_path => "lints", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(name, crate::rendered(&reading));
            });
        }
    }
}

#[test]
fn what_nearly_has_a_defect_is_not_reported() {
    for code in &Code::ALL[SOUND_ELSEWHERE..] {
        let documents = documents(&crate::folder().join("lints/sound"), *code);
        assert!(
            !documents.is_empty(),
            "write a document spec/tests/it/lints/sound/{}.rpc.md on which it is not found",
            code.name()
        );
        for path in documents {
            let reading = read_document(&path);
            assert!(reading.ir.apis.iter().any(|api| !api.methods.is_empty()), "{} is not read", path.display());
            assert!(!reading.diagnostics.iter().any(|found| found.code == *code), "{}", crate::rendered(&reading));
        }
    }
}

#[test]
fn findings_have_a_json_form_with_a_version() {
    let path = crate::folder().join("lints/name-differs.rpc.md");
    let reading = crate::read_text("name-differs.rpc.md", &std::fs::read(path).unwrap(), &crate::dialect("rpc"));
    insta::assert_snapshot!(doctract_spec::diagnostic::json(&crate::findings(&reading)));
}
