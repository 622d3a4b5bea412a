//! Calling an API: what all protocols share, and the two protocols.

mod answer;
mod error;
mod rest;
mod rows;
mod rpc;
mod transport;

pub use error::{Error, InvalidUrl};
pub use rest::Request;
pub use rows::{Rows, count, next_page};
pub use transport::Transport;
