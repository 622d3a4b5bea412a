//! The suite against servers that keep their documents, and against servers that break exactly one promise.
#![allow(missing_docs, clippy::unwrap_used, clippy::result_large_err)]

mod bench;
mod bundled;
mod busy;
mod components;
mod defects;
mod documented;
mod elements;
mod folded;
mod hostile;
mod lines;
mod links;
mod lists;
mod looks;
mod nested;
mod notes;
mod pacing;
mod pages;
mod pasted;
mod patterns;
mod people;
mod planner;
mod planning;
mod query;
mod registry;
mod resources;
mod rules;
mod runs;
mod shops;
mod silent;
mod statuses;
mod stock;
mod stored;
mod ties;
mod writes;
