//! A vendor's whole site: what comes out of it compiles, in a bounded number of lines.

use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use doctract_codegen::{Options, generate};
use doctract_spec::{Input, dialect::builtin};

/// How many lines a method may have on average.
const LINES: usize = 150;

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
}

/// Reads the documents, with paths relative to their folder, so that no path of a machine stands in the code.
fn read(folder: &Path) -> doctract_spec::Reading {
    let mut paths = Vec::new();
    pages(folder, &mut paths);
    let inputs = paths.iter().map(|path| Input {
        path: path.strip_prefix(folder).unwrap().display().to_string(),
        bytes: fs::read(path).unwrap(),
    });
    let options =
        doctract_spec::Options { dialect: builtin("uis"), name: Some("whole".to_owned()), ..Default::default() };
    doctract_spec::read(inputs.collect(), &options)
}

#[test]
#[ignore = "reads a large corpus and compiles a large crate, which takes minutes"]
fn a_whole_site_gives_a_crate_that_compiles_without_warnings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = root.join("../shared/corpus/comagic/data_api");
    if !folder.exists() {
        // Past what captures the output of tests that pass.
        let _ = writeln!(io::stderr(), "SKIPPED: ../shared/corpus/comagic is not here, so no whole site is generated");
        return;
    }
    let begin = Instant::now();
    let reading = read(&folder);
    let read_in = begin.elapsed();
    let api = &reading.ir.apis[0];
    let runtime = format!("{{ path = {:?} }}", root.join("codegen/runtime"));
    let begin = Instant::now();
    let files = generate(api, &Options { runtime, ..Options::default() }).unwrap();
    let generated_in = begin.elapsed();
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let output = temporary.join("whole");
    let _ = fs::remove_dir_all(output.join("src"));
    for (path, text) in files.iter() {
        let path = output.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let manifest = format!("{}\n[workspace]\n", files.get("Cargo.toml").unwrap());
    fs::write(output.join("Cargo.toml"), manifest).unwrap();
    // The versions that this workspace is tested with.
    fs::copy(root.join("Cargo.lock"), output.join("Cargo.lock")).unwrap();
    let rust = files.iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|extension| extension == "rs"));
    let lines: usize = rust.map(|(_, text)| text.lines().count()).sum();
    let per_method = lines / api.methods.len();
    let begin = Instant::now();
    let mut check = Command::new(env!("CARGO"));
    check.args(["check", "--quiet", "--offline", "--features", "server,client"]).current_dir(&output);
    let checked = check.env("CARGO_TARGET_DIR", temporary.parent().unwrap()).output().unwrap();
    println!(
        "{} methods: read in {read_in:.1?}, generated in {generated_in:.1?}, checked in {:.1?}; {lines} lines, {per_method} a method",
        api.methods.len(),
        begin.elapsed()
    );
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success() && said.trim().is_empty(), "{said}");
    assert!(per_method < LINES, "{per_method} lines a method");
}
