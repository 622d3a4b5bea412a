//! Holds what is read on twenty pages of different shapes to what was counted on their tables apart from the reader. The pages stand beside the
//! checkout; where they are absent, this says so and passes.

use std::path::Path;

use doctract_spec::ir::{Method, Param};
use doctract_spec::{Input, Options, read};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct HandRead {
    page: Vec<Counts>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Counts {
    path: String,
    request: usize,
    required: usize,
    answer: usize,
    filterable: usize,
    sortable: usize,
    only_in_json: usize,
}

/// What is counted of one method: all its parameters and fields, and those with a mark.
fn counted(method: &Method) -> (usize, [usize; 3]) {
    let mut all: Vec<&Param> = Vec::new();
    for side in method.sides() {
        side.each(&mut |_, param| all.push(param));
    }
    let count = |is: fn(&Param) -> bool| all.iter().filter(|param| is(param)).count();
    let marked = [
        count(Param::is_required),
        count(|param| param.filterable == Some(true)),
        count(|param| param.sortable == Some(true)),
    ];
    (all.len(), marked)
}

#[test]
fn twenty_pages_say_what_was_counted_on_them() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/comagic/data_api");
    if !site.is_dir() {
        return crate::skipped("../shared/corpus/comagic is not here, so nothing is compared with what was counted");
    }
    let text = std::fs::read_to_string(crate::folder().join("hand_read.toml")).unwrap();
    let expected: HandRead = toml::from_str(&text).unwrap();
    assert_eq!(expected.page.len(), 20);
    for page in &expected.page {
        let path = site.join(&page.path).join("index.html");
        let input = Input { bytes: std::fs::read(&path).unwrap(), path: page.path.clone() };
        let reading = read(vec![input], &Options::default());
        let [api] = reading.ir.apis.as_slice() else { panic!("{}: one API", page.path) };
        let [method] = api.methods.as_slice() else { panic!("{}: one method", page.path) };
        let (all, marked) = counted(method);
        assert_eq!(marked, [page.required, page.filterable, page.sortable], "{}", page.path);
        assert_eq!(all, page.request + page.answer + page.only_in_json, "{}", page.path);
    }
}
