//! Reads API reference documents as they are and gives back what they say.
//!
//! The flow goes one way: bytes → [`document`] (blocks with places) → facts (by a [`dialect`]) → [`ir`].
//! Reading never fails and never panics: it returns what it understood, and a diagnostic for everything that it did not.
//! Nothing here knows Rust syntax or HTTP clients, and nothing here writes a file.

pub mod ir;
