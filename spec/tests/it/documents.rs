//! Each file in `documents/` is read by the dialect that its name ends with (`name.rpc.md`), and what was read, and what
//! was reported, is held to a snapshot beside it.

use std::fmt::Write as _;

#[test]
fn documents_say_what_their_snapshots_say() {
    let files = crate::files(&crate::folder().join("documents"));
    let documents: Vec<_> =
        files.iter().filter(|path| path.extension().is_none_or(|ending| ending != "snap")).collect();
    assert!(!documents.is_empty());
    for path in documents {
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut parts = name.split('.');
        let (case, dialect) = (parts.next().unwrap(), parts.next().unwrap());
        let reading = crate::read_text(name, &std::fs::read(path).unwrap(), &crate::dialect(dialect));
        let mut text = String::new();
        let api = &reading.ir.apis[0];
        writeln!(text, "{}", serde_json::to_string_pretty(&api.methods).unwrap()).unwrap();
        if !api.errors.is_empty() || !api.operators.is_empty() {
            writeln!(text, "{}", serde_json::to_string_pretty(&(&api.errors, &api.operators, &api.metadata)).unwrap())
                .unwrap();
        }
        writeln!(text, "{}", crate::rendered(&reading)).unwrap();
        insta::with_settings!({ snapshot_path => "documents", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(case, text);
        });
    }
}
