//! JSON-RPC 2.0 over HTTP POST.

mod answer;
mod envelope;
mod params;
mod router;

pub use answer::result;
pub use params::{Access, Reading, read};
pub use router::{Service, router};
