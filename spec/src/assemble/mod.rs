//! From facts to the methods of the IR.

mod rest;
mod rpc;
mod shared;
mod told;

pub(crate) use rest::rest;
pub(crate) use rpc::rpc;
pub(crate) use shared::{Missing, Pool, Referring};
