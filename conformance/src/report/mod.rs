//! Writing a run down: one file a format. No format shows a secret.

pub(crate) mod curl;
mod dry_run;
mod escape;
mod human;
mod json;
mod junit;
mod list;
mod sarif;

pub use dry_run::dry_run;
pub use human::human;
pub use json::{JSON_VERSION, json};
pub use junit::junit;
pub use list::list;
pub use sarif::sarif;
