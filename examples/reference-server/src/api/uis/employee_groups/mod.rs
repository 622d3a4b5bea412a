//! Groups of employees.

mod get;
mod numbers;
mod write;

pub(super) use get::get;
pub(super) use numbers::update as update_numbers;
pub(super) use write::{create, update};
