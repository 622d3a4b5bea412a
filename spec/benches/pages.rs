//! Compares reading a whole reference with what the HTML parser alone needs for the same bytes, in time and in memory.
//!
//! `cargo bench -p doctract-spec --bench pages [-- FOLDER]`; without a folder it takes `../shared/corpus/comagic`. The
//! aim: at most twice the time, and at most four times the size of the input in memory.
//!
//! Time depends on what else the machine does, instructions do not: `--once` parses once and reads once, each in a
//! function of its own, for `valgrind --tool=callgrind --toggle-collect='*parse_once*'` (or `*read_once*`).

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a measurement that cannot go on ends")]

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use doctract_spec::{Input, Options, read};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// How often each is measured; the least time counts.
const ROUNDS: usize = 7;

/// A tree that nobody keeps: the names of its elements are all that the parser asks for.
struct Nothing(RefCell<Vec<QualName>>);

impl TreeSink for Nothing {
    type Handle = usize;
    type Output = usize;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> usize {
        self.0.into_inner().len()
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> usize {
        usize::MAX
    }
    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |names| &names[*target])
    }
    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> usize {
        self.0.borrow_mut().push(name);
        self.0.borrow().len() - 1
    }
    fn create_comment(&self, _: StrTendril) -> usize {
        usize::MAX
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        usize::MAX
    }
    fn append(&self, _: &usize, _: NodeOrText<usize>) {}
    fn append_based_on_parent_node(&self, _: &usize, _: &usize, _: NodeOrText<usize>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }
    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, _: &usize, _: NodeOrText<usize>) {}
    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &usize) {}
    fn reparent_children(&self, _: &usize, _: &usize) {}
}

fn pages(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            pages(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "html" || ending == "md" || ending == "txt") {
            into.push(path);
        }
    }
}

fn least(mut run: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let begin = Instant::now();
        run();
        begin.elapsed()
    });
    rounds.min().unwrap_or_default()
}

/// The most memory that the process has held since the last reset, in bytes; nothing where the system does not tell.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}

/// Parses all pages and keeps nothing.
#[inline(never)]
fn parse_once(texts: &[StrTendril]) {
    for text in texts {
        let sink = Nothing(RefCell::new(Vec::new()));
        let mut parser = parse_document(sink, ParseOpts::default());
        parser.process(text.clone());
        std::hint::black_box(parser.finish());
    }
}

/// Reads all pages and drops what they state.
#[inline(never)]
fn read_once(inputs: Vec<Input>, options: &Options) {
    drop(std::hint::black_box(read(inputs, options)));
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

fn main() {
    // Cargo passes `--bench`.
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/comagic");
    let folder = folder.map_or(default, PathBuf::from);
    if !folder.exists() {
        println!("SKIPPED: {} is not here; name a folder of pages", folder.display());
        return;
    }
    let mut paths = Vec::new();
    pages(&folder, &mut paths);
    let load = || -> Vec<Input> {
        let input = |path: &PathBuf| Input { path: path.display().to_string(), bytes: std::fs::read(path).unwrap() };
        paths.iter().map(input).collect()
    };
    let inputs = load();
    let bytes: usize = inputs.iter().map(|input| input.bytes.len()).sum();
    println!("{} pages, {:.1} MB", inputs.len(), bytes as f64 / 1e6);
    // Patterns are compiled once for all pages and all readings.
    let options = Options::default();
    drop(read(load(), &options));
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = peak();
    let begin = Instant::now();
    let reading = read(load(), &options);
    println!("first reading   {:>8.1} ms, {} findings", begin.elapsed().as_secs_f64() * 1e3, reading.diagnostics.len());
    if let (Some(before), Some(after)) = (before, peak()) {
        let grown = after.saturating_sub(before);
        println!(
            "memory          {:>8.1} MB more: {:.1} times the input",
            grown as f64 / 1e6,
            grown as f64 / bytes as f64
        );
    }
    drop(reading);
    let texts: Vec<StrTendril> =
        inputs.iter().map(|input| StrTendril::from_slice(&String::from_utf8_lossy(&input.bytes))).collect();
    if std::env::args().any(|argument| argument == "--once") {
        parse_once(&texts);
        return pool(1).install(|| read_once(load(), &options));
    }
    let parser = least(|| parse_once(&texts));
    println!("html5ever alone {:>8.1} ms", parser.as_secs_f64() * 1e3);
    for threads in [1, std::thread::available_parallelism().map_or(1, usize::from)] {
        let pool = pool(threads);
        let time = least(|| pool.install(|| read_once(load(), &options)));
        let times = time.as_secs_f64() / parser.as_secs_f64();
        println!("read, {threads} threads {:>8.1} ms: {times:.2} times the parser", time.as_secs_f64() * 1e3);
    }
}
