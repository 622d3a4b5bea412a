//! Reads API reference documents as they are and gives back what they say.
//!
//! The flow goes one way: bytes → [`document`] (blocks with places) → facts (by a [`dialect`]) → [`ir`].
//! Reading never fails and never panics: it returns what it understood, and a diagnostic for everything that it did not.
//! Nothing here knows Rust syntax or HTTP clients, and nothing here writes a file.

mod assemble;
mod decode;
pub mod diagnostic;
pub mod dialect;
pub mod diff;
pub mod document;
mod drift;
mod fact;
mod facts;
pub mod files;
mod infer;
pub mod ir;
mod language;
pub mod lint;
pub mod naming;
pub mod near;
pub mod overrides;
mod read;
mod reconcile;
pub mod stats;
pub mod structure;

pub use decode::{Decoded, decode};
pub use drift::against;
pub use infer::infer;
pub use language::{
    Deed, Direction, Telling, deed_of_description, deed_of_name, deed_of_verb, direction_of, is_order_name, tells,
};
pub use read::{Input, Observer, Options, Reading, read};
