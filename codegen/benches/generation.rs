//! How the time of generating grows with the number of methods, and what memory it takes. The goal is linear, and at most 500 MiB for
//! 10 000 methods.
//!
//! `cargo bench -p doctract-codegen --bench generation [-- METHODS…]`

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]

use std::{fs, path::Path, time::Instant};

use doctract_codegen::{Options, generate};
use doctract_spec::{Input, ir::Api};

/// The API of the bundled documents.
fn bundled() -> Api {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/docs/uis");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let inputs =
        paths.into_iter().map(|path| Input { bytes: fs::read(&path).unwrap(), path: path.display().to_string() });
    doctract_spec::read(inputs.collect(), &doctract_spec::Options::default()).ir.apis.remove(0)
}

/// The same API with its methods again and again, under other names, until there are so many.
fn repeated(api: &Api, methods: usize) -> Api {
    let mut large = Api { methods: Vec::with_capacity(methods), ..api.clone() };
    for (index, method) in api.methods.iter().cycle().take(methods).enumerate() {
        let mut method = method.clone();
        method.name = format!("{}_{index}", method.name);
        large.methods.push(method);
    }
    large
}

/// The most memory that the process has had so far, in MiB, where the system tells.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kib| kib / 1024)
}

fn main() {
    // Numbers on the command line are taken instead; the harness of cargo adds a flag.
    let asked: Vec<u32> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_250, 2_500, 5_000, 10_000] } else { asked };
    let api = bundled();
    let mut first = None;
    for methods in sizes {
        let large = repeated(&api, usize::try_from(methods).unwrap());
        let shown = |peak: Option<usize>| peak.map_or_else(|| "?".to_owned(), |mib| mib.to_string());
        let before = shown(peak());
        let begin = Instant::now();
        let files = generate(&large, &Options::default()).unwrap();
        let each = begin.elapsed() / methods;
        let growth = each.as_secs_f64() / first.get_or_insert(each).as_secs_f64();
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let peak = shown(peak());
        println!(
            "{methods:>6} methods: {each:>9.1?} a method, {growth:.2} times the first; {} MiB of code, peak {peak} MiB, {before} MiB of it before",
            bytes >> 20
        );
    }
}
