//! Holds the findings on real documents to those that people checked by hand, so that a false alarm shows as a count that
//! changed. The documents stand beside the checkout; where they are absent, these tests say so and pass.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use doctract_spec::diagnostic::{Diagnostic, Level};
use doctract_spec::lint::Code;
use doctract_spec::{Input, Options, Reading, read};
use serde::Deserialize;

/// The counts, by the names of the lints.
type Counts = BTreeMap<String, usize>;

#[derive(Deserialize)]
struct HandChecked {
    errors: BTreeMap<PathBuf, Counts>,
    seeds: Counts,
    pages: Counts,
    read: Pages,
}

#[derive(Deserialize)]
struct Pages {
    folder: PathBuf,
    pages: Vec<String>,
}

/// The lints that compare what was read, rather than tell what could not be.
const COMPARING: &[Code] = &[
    Code::NameDiffers,
    Code::MethodNameDiffers,
    Code::CopiedDescription,
    Code::DuplicateKey,
    Code::RequiredInPartialUpdate,
    Code::OptionalButRequired,
    Code::VerbDiffers,
    Code::TypeVariesInMethod,
    Code::TypeRedefined,
    Code::BrokenLink,
    Code::XmlDiffers,
    Code::MisspeltName,
];

fn hand_checked() -> HandChecked {
    toml::from_str(&std::fs::read_to_string(crate::folder().join("hand_checked.toml")).unwrap()).unwrap()
}

/// A folder beside the checkout.
fn beside(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.parent()?.join("shared").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    crate::skipped(&format!("../shared/{name} is not here, so no finding is compared with those checked by hand"));
    None
}

fn read_all(paths: impl Iterator<Item = PathBuf>) -> Reading {
    let inputs = paths.map(|path| Input { bytes: std::fs::read(&path).unwrap(), path: path.display().to_string() });
    read(inputs.collect(), &Options::default())
}

/// Compares the counts, and shows the findings where they differ.
fn compare(reading: &Reading, counted: impl Fn(&Diagnostic) -> bool, expected: &Counts) {
    let mut found = Counts::new();
    for one in reading.diagnostics.iter().filter(|found| counted(found)) {
        *found.entry(one.code.name().to_owned()).or_insert(0) += 1;
    }
    assert_eq!(&found, expected, "{}", crate::rendered(reading));
}

#[test]
fn the_five_documents_have_the_findings_that_were_checked() {
    let Some(seeds) = beside("seeds") else { return };
    let reading = read_all(crate::files(&seeds).into_iter());
    assert_eq!(reading.documents, 5);
    compare(&reading, |found| found.level >= Level::Warning, &hand_checked().seeds);
}

#[test]
fn twenty_pages_of_a_site_have_the_findings_that_were_checked() {
    let HandChecked { pages: expected, read: Pages { folder, pages }, .. } = hand_checked();
    let Some(site) = beside("corpus") else { return };
    let reading = read_all(pages.iter().map(|page| site.join(&folder).join(page).join("index.html")));
    assert_eq!(reading.documents, 20);
    compare(&reading, |found| found.level == Level::Error || COMPARING.contains(&found.code), &expected);
}

#[test]
fn every_error_on_whole_sets_was_checked() {
    let Some(corpus) = beside("corpus") else { return };
    for (folder, expected) in hand_checked().errors {
        let reading = read_all(documents(&corpus.join(&folder)).into_iter());
        assert!(reading.documents > 5, "{}", folder.display());
        compare(&reading, |found| found.level == Level::Error, &expected);
    }
}

/// The documents of a folder and of those in it.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let (folders, mut files): (Vec<_>, Vec<_>) = crate::files(folder).into_iter().partition(|path| path.is_dir());
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "html"));
    files.extend(folders.iter().flat_map(|folder| documents(folder)));
    files
}
