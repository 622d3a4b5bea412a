//! Holding an implementation to its documents: cases are planned from the IR alone, sent over raw HTTP, and judged by what is written.
//!
//! The way through the crate goes one way: [`plan()`] turns an API into [`Plan`], [`run()`] sends it to a [`Target`] and tells a
//! [`run::Reporter`] what happens, and [`report`] writes the [`run::Summary`] down. It uses neither generated code nor its runtime, so that
//! the suite and the code under test can share no bug.

pub mod case;
pub mod check;
mod claim;
mod condition;
mod draft;
mod formats;
mod jsquery;
mod judge;
mod names;
mod pattern;
pub mod plan;
mod redact;
pub mod report;
mod request;
pub mod run;
mod sample;
mod seen;
pub mod target;
mod unique;
mod wire;

pub use judge::{Problem, Symptom};
pub use plan::{Filter, Options, Plan, Select, Shard, fact_keys, plan};
pub use run::{Control, Ending, Entry, Ledger, Reporter, RunError, Stop, Summary, cleanup, run, run_under};
pub use target::{Credential, Facts, Reset, Target};
