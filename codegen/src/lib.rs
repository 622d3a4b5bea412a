//! Turns the intermediate representation of an API into a Rust crate: types, rules, a server skeleton, a client.
//!
//! It is pure: [`generate`] takes an [`ir::Api`](doctract_spec::ir::Api) and gives back the [`Files`] of one crate. The same input
//! gives the same bytes on every machine; only the caller touches a disk.
//!
//! First the [`model`] decides all names and types, so that equal names have become distinct before any code is written. Then each
//! [`target`] writes its part of the crate from the model. What does not depend on the API lives in `doctract-runtime`.

#![allow(clippy::single_match_else, reason = "two pieces of quoted code read best as the two arms of a match")]

mod callable;
mod doc;
mod error;
mod files;
mod generate;
mod layout;
mod model;
mod name;
mod output;
mod target;

pub use error::Error;
pub use files::Files;
pub use generate::{Options, generate};
