//! The parts of generated code that always look alike, as macros: what varies stands in the generated code, one line each.
//!
//! They are meant for generated code, which writes their input; the errors of the compiler on other input are not made for people.

mod builder;
mod columns;
mod errors;
mod method;
mod operators;
mod pattern;
#[cfg(feature = "server")]
mod routes;
mod words;
