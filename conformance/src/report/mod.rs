//! Writing a run down: one file a format. No format shows a secret.

pub(crate) mod curl;
mod human;
mod json;
mod list;

pub use human::human;
pub use json::{JSON_VERSION, json};
pub use list::list;
