//! Each defect has a document in `lints/` on which it is found, named after it, and the finding as people see it in a
//! snapshot. The sound documents beside them have no finding at all.

use doctract_spec::lint::Code;

#[test]
fn every_defect_is_found_where_it_is() {
    let files = crate::files(&crate::folder().join("lints"));
    for code in Code::ALL {
        let prefix = format!("{}.", code.name());
        let documents = files.iter().filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&prefix));
        let mut documents = documents.filter(|path| path.extension().is_none_or(|ending| ending != "snap")).peekable();
        assert!(
            documents.peek().is_some(),
            "write a document spec/tests/it/lints/{prefix}rpc.md on which {code} is found"
        );
        for path in documents {
            let name = path.file_name().unwrap().to_str().unwrap();
            let bytes = std::fs::read(path).unwrap();
            let reading = match name.split('.').nth(1).unwrap() {
                "none" => doctract_spec::read(
                    vec![doctract_spec::Input { path: name.to_owned(), bytes }],
                    &doctract_spec::Options::default(),
                ),
                dialect => crate::read_text(name, &bytes, &crate::dialect(dialect)),
            };
            assert!(reading.diagnostics.iter().any(|found| found.code == *code), "{name}: {:#?}", reading.diagnostics);
            insta::with_settings!({ snapshot_path => "lints", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(code.name(), crate::rendered(&reading));
            });
        }
    }
}

#[test]
fn findings_have_a_json_form_with_a_version() {
    let path = crate::folder().join("lints/name-differs.rpc.md");
    let reading = crate::read_text("name-differs.rpc.md", &std::fs::read(path).unwrap(), &crate::dialect("rpc"));
    insta::assert_snapshot!(doctract_spec::diagnostic::json(&crate::findings(&reading)));
}
