//! The suite against servers that keep their documents, and against servers that break exactly one promise.
#![allow(missing_docs, clippy::missing_panics_doc)]

mod bench;
mod defects;
mod notes;
mod people;
mod planning;
mod registry;
mod rules;
mod runs;
