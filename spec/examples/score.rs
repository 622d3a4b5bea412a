//! Prints how well the bundled dialects read sets of real documents: `cargo run -p doctract-spec --example score -- FOLDER`.
//!
//! The folder holds one folder a set, with its documents in `docs` and its `OpenAPI` description in `ground_truth`. With
//! `--all` it also lists what stands on one side only.

#![allow(clippy::unwrap_used, missing_docs, reason = "a tool for the developers of dialects")]

#[path = "../tests/score/mod.rs"]
mod score;

use std::path::PathBuf;

fn main() {
    let all = std::env::args().any(|argument| argument == "--all");
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let corpus = folder.map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    for set in score::SETS {
        if corpus.join(set.name).is_dir() {
            print!("{}", score::report::report(set.name, &score::score(&corpus, set), all));
        } else {
            println!("SKIPPED {}: {} is not here", set.name, corpus.join(set.name).display());
        }
    }
}
