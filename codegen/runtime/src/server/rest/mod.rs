//! REST: resources, verbs and statuses.

mod accept;
mod answer;
mod request;
mod router;
mod template;
mod text;
mod xml;

pub use answer::{Answer, failure, one_of, result};
pub use request::{FromRequest, Request};
pub use router::{Route, Service, not_found, router};
