//! Pages beside those of methods: overviews, which no dialect recognises.

use doctract_spec::diagnostic::Level;
use doctract_spec::dialect::Dialect;
use doctract_spec::lint::Code;
use doctract_spec::{Input, Options, read};

/// The levels at which pages are called unknown, when they are read beside a page of methods or alone.
fn levels(pages: &[&str], beside_methods: bool) -> Vec<Level> {
    let dialects: [Dialect; 1] = [crate::dialect("rpc")];
    let methods = std::fs::read(crate::folder().join("documents/nested.rpc.md")).unwrap();
    let own = beside_methods.then(|| Input { path: "methods.md".to_owned(), bytes: methods });
    let page = |(at, text): (usize, &&str)| Input { path: format!("{at}.md"), bytes: text.as_bytes().to_vec() };
    let inputs = pages.iter().enumerate().map(page).chain(own).collect();
    let reading = read(inputs, &Options { dialects: &dialects, ..Options::default() });
    let unknown = reading.diagnostics.iter().filter(|found| found.code == Code::UnknownDialect);
    unknown.map(|found| found.level).collect()
}

#[test]
fn an_overview_beside_methods_is_no_error() {
    let pages = ["# Welcome\n\nSee the methods.\n", "# Limits\n\nName | Value\n--- | ---\n`rate` | 5\n"];
    assert_eq!(levels(&pages, true), [Level::Note, Level::Warning]);
    assert_eq!(levels(&pages, false), [Level::Error, Level::Error]);
}

/// One name for all documents makes no API of two protocols.
#[test]
fn a_document_of_another_dialect_is_told_and_left_out() {
    let page = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        Input { path: name.to_owned(), bytes: std::fs::read(path).unwrap() }
    };
    let options = Options { name: Some("shop".to_owned()), ..Options::default() };
    let reading = read(vec![page("uis/employees.md"), page("onlyoffice/crm-contact.txt")], &options);
    let shown = crate::rendered(&reading);
    assert_eq!(reading.ir.apis.len(), 1, "{shown}");
    assert!(reading.ir.apis[0].methods.iter().all(|method| method.http.is_none()), "{shown}");
    assert!(shown.contains("this document is one of `onlyoffice`, and those ahead of it"), "{shown}");
}
