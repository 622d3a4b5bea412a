//! What the generator promises, held to data.

mod generator;
mod rest;
mod rpc;
