//! Serving an API: what all protocols share, and the two protocols.

mod call;
mod failure;
mod secret;

pub mod rest;
pub mod rpc;

pub use call::Call;
pub use failure::Failure;

/// How large the body of a request may be, in bytes, unless the server is told otherwise.
pub const BODY_LIMIT: usize = 2 * 1024 * 1024;
