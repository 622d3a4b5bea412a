//! Compares reading a whole reference with what the HTML parser needs for the same bytes: alone, and with a tree of the
//! page as its result.
//!
//! `cargo bench -p doctract-spec --bench pages [-- FOLDER]`; without a folder it takes `../shared/corpus/comagic`. The
//! aim: at most twice the time of the parser alone. Memory is measured by the bench `memory`.
//!
//! Time depends on what else the machine does, instructions do not: `--once` does each once, in a function of its own, for
//! `valgrind --tool=callgrind --toggle-collect='*read_once*'` (or `*parse_once*`, `*tree_once*`).

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a measurement that cannot go on ends")]

mod folder;

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
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

/// The least time of all rounds. What a round needs is made ready ahead of it, outside the time.
fn least<T>(mut ready: impl FnMut() -> T, mut run: impl FnMut(T)) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let needed = ready();
        let begin = Instant::now();
        run(needed);
        begin.elapsed()
    });
    rounds.min().unwrap_or_default()
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

/// Parses all pages into the tree that other programs work with, and drops it.
#[inline(never)]
fn tree_once(texts: &[String]) {
    for text in texts {
        drop(std::hint::black_box(scraper::Html::parse_document(text)));
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
    let Some(folder) = folder::named() else {
        println!("SKIPPED: the folder is not here; name a folder of pages");
        return;
    };
    let inputs = folder::load(&folder);
    let bytes: usize = inputs.iter().map(|input| input.bytes.len()).sum();
    println!("{} pages, {:.1} MB", inputs.len(), bytes as f64 / 1e6);
    // Patterns are compiled once for all pages and all readings.
    let options = Options::default();
    let begin = Instant::now();
    let reading = read(inputs.clone(), &options);
    println!("first reading, {} findings: {}", reading.diagnostics.len(), shown(begin.elapsed()));
    drop(reading);
    let texts: Vec<_> = inputs.iter().map(|input| String::from_utf8_lossy(&input.bytes).into_owned()).collect();
    let tendrils: Vec<_> = texts.iter().map(|text| StrTendril::from_slice(text)).collect();
    if std::env::args().any(|argument| argument == "--once") {
        parse_once(&tendrils);
        tree_once(&texts);
        return pool(1).install(|| read_once(inputs, &options));
    }
    let parser = least(|| (), |()| parse_once(&tendrils));
    println!("html5ever alone, nothing kept: {}", shown(parser));
    let tree = least(|| (), |()| tree_once(&texts));
    println!("html5ever with a tree (scraper): {}", shown(tree));
    for threads in [1, std::thread::available_parallelism().map_or(1, usize::from)] {
        let pool = pool(threads);
        let time = least(|| inputs.clone(), |inputs| pool.install(|| read_once(inputs, &options)));
        let times = |other: Duration| time.as_secs_f64() / other.as_secs_f64();
        let (alone, kept) = (times(parser), times(tree));
        println!(
            "read, {threads} threads: {}, {alone:.2} times html5ever alone, {kept:.2} times its tree",
            shown(time)
        );
    }
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
