//! How much memory reading takes at most, in multiples of what is read: the live heap, the input among it, whatever the
//! allocator keeps beside it.
//!
//! `cargo bench -p doctract-spec --bench memory [-- FOLDER]`: the pages of a folder, `../shared/corpus/comagic` where none is
//! named, and Markdown of nothing but parameter tables, each row of which becomes a parameter. The aim: at most four times
//! the size of the input.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a measurement that cannot go on ends")]

mod folder;

use std::fmt::Write as _;
use std::path::Path;

use doctract_spec::dialect::Dialect;
use doctract_spec::{Input, Options, read};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// How large the tables are, in bytes.
const TABLES: usize = 16 << 20;
/// How many methods stand in one file of them.
const METHODS: usize = 400;
/// How many rows a table has.
const ROWS: usize = 12;

/// A method of a table of parameters.
fn method(number: usize, page: &mut String) {
    write!(
        page,
        "## Make item {number}\n\nMethod | `items.make_{number}`\n:--- | :---\nAbout | Makes item {number}\n\n"
    )
    .unwrap();
    page.push_str("### Parameters\n\nName | Type | Required | Values | Description\n--- | --- | --- | --- | ---\n");
    for row in 0..ROWS {
        writeln!(page, "`field_{row}` | string | no | | What the field {row} of item {number} is for.").unwrap();
    }
    page.push('\n');
}

/// Files of tables, so many bytes in all.
fn tables() -> Vec<Input> {
    let (mut inputs, mut bytes) = (Vec::new(), 0);
    while bytes < TABLES {
        let mut page = "# Items\n\n".to_owned();
        (0..METHODS).for_each(|method_of_page| method(inputs.len() * METHODS + method_of_page, &mut page));
        bytes += page.len();
        inputs.push(Input { path: format!("page-{}.md", inputs.len()), bytes: page.into_bytes() });
    }
    inputs
}

/// How often the same is read at most before it is measured.
const WARM_UPS: usize = 16;

/// Reads until nothing more is kept from one reading to the next: the patterns are compiled then, and each thread has met
/// these texts with each of them. That is a constant, however much is read. Gives the heap in use.
fn warm(inputs: &impl Fn() -> Vec<Input>, options: &Options) -> usize {
    let mut most = 0;
    for _ in 0..WARM_UPS {
        drop(read(inputs(), options));
        most = most.max(HEAP.current_usage());
    }
    println!("{:.1} MB for the patterns", most as f64 / 1e6);
    HEAP.current_usage()
}

/// How far the heap grows while a folder is read.
fn measure(name: &str, inputs: impl Fn() -> Vec<Input>, options: &Options) {
    let before = warm(&inputs, options);
    let inputs = inputs();
    let bytes: usize = inputs.iter().map(|input| input.bytes.len()).sum();
    HEAP.reset_peak_usage();
    let reading = read(inputs, options);
    let times = |heap: usize| heap.saturating_sub(before) as f64 / bytes as f64;
    let (most, kept) = (times(HEAP.peak_usage()), times(HEAP.current_usage()));
    let methods: usize = reading.ir.apis.iter().map(|api| api.methods.len()).sum();
    println!(
        "{name}: {:.1} MB, {methods} methods: {most:.2} times the input at most, {kept:.2} kept",
        bytes as f64 / 1e6
    );
}

fn main() {
    let dialect = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/dialects/rpc.toml");
    let dialect = Dialect::from_toml("rpc.toml", &std::fs::read_to_string(dialect).unwrap()).unwrap();
    measure("tables", tables, &Options { dialect: Some(&dialect), ..Options::default() });
    match folder::named() {
        Some(folder) => measure("pages", || folder::load(&folder), &Options::default()),
        None => println!("pages: SKIPPED, the folder is not here; name one"),
    }
}
