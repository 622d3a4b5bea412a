//! What the generator promises, held to data.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod client;
mod corpus;
mod generator;
mod rest;
mod rest_arrays;
mod rest_http;
mod rest_xml;
mod rpc;
mod rpc_access;
mod rpc_json;
mod rpc_secrets;
mod rpc_values;
mod rules;
