//! Who watches a reading is told of every document.

use std::collections::BTreeSet;
use std::sync::Mutex;

use doctract_spec::{Input, Observer, Options, read};

#[derive(Debug, Default)]
struct Told(Mutex<BTreeSet<(usize, usize)>>);

impl Observer for Told {
    fn read(&self, done: usize, all: usize) {
        self.0.lock().unwrap().insert((done, all));
    }
}

#[test]
fn every_document_is_told_once_it_is_read() {
    let page = |number| Input { path: format!("{number}.md"), bytes: b"# Nothing\n".to_vec() };
    let told = Told::default();
    read((0..5).map(page).collect(), &Options { observer: Some(&told), ..Options::default() });
    assert_eq!(told.0.into_inner().unwrap(), (1..=5).map(|done| (done, 5)).collect());
}
