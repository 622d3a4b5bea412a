//! A vendor's whole reference, as it stands on the web: every method is found, and every cell is accounted for.
//!
//! The pages stand beside the checkout in `../shared`; where they are absent, these tests say so and pass.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use doctract_spec::document::{Block, parse};
use doctract_spec::files::{File, FileId};
use doctract_spec::stats::count;
use doctract_spec::{Input, Options, Reading, decode, read};

fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.parent()?;
    let corpus = root.join("shared/corpus");
    if corpus.is_dir() {
        return Some(corpus);
    }
    crate::skipped("../shared/corpus is not here, so no whole reference is read");
    None
}

fn pages(folder: &Path, into: &mut Vec<Input>) {
    for path in crate::files(folder) {
        if path.is_dir() {
            pages(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "html" || ending == "md") {
            into.push(Input { path: path.display().to_string(), bytes: std::fs::read(&path).unwrap() });
        }
    }
}

fn inputs(folder: &str) -> Option<Vec<Input>> {
    let mut inputs = Vec::new();
    pages(&corpus()?.join(folder), &mut inputs);
    Some(inputs)
}

/// The whole reference, read once for all tests.
static WHOLE: LazyLock<Option<Reading>> = LazyLock::new(|| Some(read(inputs("comagic")?, &Options::default())));

fn methods(reading: &Reading, api: &str) -> usize {
    reading.ir.apis.iter().find(|known| known.name == api).map_or(0, |api| api.methods.len())
}

#[test]
fn every_method_is_found() {
    let Some(reading) = &*WHOLE else { return };
    assert_eq!(methods(reading, "uis"), 167);
    assert_eq!(methods(reading, "uis-call"), 22);
    let found = count(&reading.ir);
    // More is welcome; the numbers are the least that was ever read.
    assert!(found.parameters >= 1_900, "{found:?}");
    assert!(found.fields >= 1_650, "{found:?}");
    assert!(found.rules >= 1_460, "{found:?}");
}

#[test]
fn nearly_every_cell_that_states_something_is_understood() {
    let Some(reading) = &*WHOLE else { return };
    for kind in ["values", "required", "filterable", "sortable", "by_default", "type", "name", "mnemonic", "code"] {
        let count = reading.cells.of(kind);
        assert!(count.understood >= 100, "{kind}: {count:?}");
        // What a cell of values holds is as often prose as a list.
        let least = if kind == "values" { 0.98 } else { 0.995 };
        assert!(count.share_understood() >= least, "{kind}: {count:?}");
    }
}

/// The cells of all tables, counted by themselves.
fn cells(input: &Input) -> usize {
    let file = File::new(input.path.clone(), decode(input.bytes.as_slice()).text);
    let document = parse(FileId(0), &file);
    let tables =
        document.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.flat_map(|table| &table.rows).map(|row| row.cells.len()).sum()
}

#[test]
fn no_cell_is_dropped() {
    for folder in ["comagic", "binance", "rocketchat", "bitrix24"] {
        let Some(inputs) = inputs(folder) else { return };
        let mut wrong = Vec::new();
        for input in inputs {
            let expected = cells(&input);
            let path = input.path.clone();
            let dialect = if folder == "comagic" { None } else { doctract_spec::dialect::builtin("uis") };
            let reading = read(vec![input], &Options { dialect, ..Options::default() });
            let unknown = reading.diagnostics.iter().any(|found| found.code.name() == "unknown-dialect");
            let counted = reading.cells.all().total();
            if counted != expected && !unknown {
                wrong.push(format!("{path}: {expected} cells, {counted} accounted for: {:?}", reading.cells));
            }
        }
        assert!(wrong.is_empty(), "{folder}: {}\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
    }
}
