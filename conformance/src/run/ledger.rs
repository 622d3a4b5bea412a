//! The ledger: what a run makes, told at once to somebody who keeps it, so that what an interrupted run left can be taken away later.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An entity that a run made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The API.
    pub api: String,
    /// The method that made it.
    pub method: String,
    /// Its id.
    pub id: Value,
    /// The values of the path below which it was made, by the names of the parameters: `/boards/{board_id}/cards` has the board.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub below: BTreeMap<String, Value>,
}

/// Keeps a ledger. It is told from several threads at a time. It never hears a secret.
pub trait Ledger: Send + Sync {
    /// An entity was made.
    fn made(&self, entry: &Entry);

    /// An entity is there no more.
    fn removed(&self, entry: &Entry);
}

/// A ledger that forgets.
impl Ledger for () {
    fn made(&self, _: &Entry) {}

    fn removed(&self, _: &Entry) {}
}
