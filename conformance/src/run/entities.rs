//! The entities of a run: made when a case first needs them, written into a ledger, and taken away in reverse order at the end.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use doctract_spec::ir::{Protocol, Violation};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::OnceCell;

use super::Session;
use super::outcome::redact;
use crate::draft::{Fill, Slot};
use crate::plan::{CREATED, Plan};
use crate::request::Request;
use crate::wire::{Answer, Lost};

/// An entity that the run made and could not take away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leftover {
    /// The method that made it.
    pub method: String,
    /// Its id, as JSON.
    pub id: String,
    /// Why it is still there.
    pub reason: String,
}

/// The ids that a request may name, and the credential.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) made: BTreeMap<Slot, Value>,
    pub(crate) secret: String,
}

impl Fill for Known {
    fn made(&self, slot: &Slot) -> Option<Value> {
        self.made.get(slot).cloned()
    }

    fn secret(&self) -> &str {
        &self.secret
    }
}

/// The state of the entities.
#[derive(Debug)]
pub(super) struct Entities {
    cells: BTreeMap<Slot, OnceCell<Result<Value, String>>>,
    ledger: Mutex<Vec<(String, Value)>>,
    requests: AtomicUsize,
}

impl Entities {
    pub(super) fn new(plan: &Plan) -> Self {
        let cells = plan.setups.keys().map(|slot| (slot.clone(), OnceCell::new())).collect();
        Self { cells, ledger: Mutex::default(), requests: AtomicUsize::new(0) }
    }

    /// How many requests were sent in all.
    pub(super) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    fn note(&self, method: &str, id: Value) {
        // A poisoned lock still holds every id that was noted.
        self.ledger.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((method.to_owned(), id));
    }

    fn noted(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut *self.ledger.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// How often the ledger is gone through: an entity may be in use by one that was made before it.
const ROUNDS: usize = 3;

impl Session {
    /// Everything that a request needs. The error is why some of it could not be made.
    pub(super) async fn known_for(&self, request: &Request) -> Result<Known, String> {
        let mut known = Known { secret: self.secret(), ..Known::default() };
        for slot in request.slots() {
            let id = self.ensure(&slot).await?;
            known.made.insert(slot, id);
        }
        Ok(known)
    }

    fn secret(&self) -> String {
        self.target.credential.as_ref().map(|credential| credential.secret.clone()).unwrap_or_default()
    }

    /// The id in a slot, made now if it is needed for the first time.
    pub(super) async fn ensure(&self, slot: &Slot) -> Result<Value, String> {
        let Some(cell) = self.entities.cells.get(slot) else {
            return Err(format!("nothing makes {slot}"));
        };
        cell.get_or_init(|| Box::pin(self.make(slot))).await.clone()
    }

    async fn make(&self, slot: &Slot) -> Result<Value, String> {
        let Some(setup) = self.plan.setups.get(slot) else {
            return Err(format!("nothing makes {slot}"));
        };
        let known = self.known_for(&setup.request).await?;
        let answer = self.send(&setup.request, &known).await?.map_err(|lost| format!("{}: {lost}", setup.method))?;
        // What it answered instead is a finding of its own cases.
        let none = || format!("needs an entity, but {} made none", setup.method);
        self.created(&setup.method, &answer).ok_or_else(none)
    }

    /// Sends a request. The outer error is a slot that was not filled.
    pub(super) async fn send(&self, request: &Request, known: &Known) -> Result<Result<Answer, Lost>, String> {
        let rendered = request.render(known).map_err(|slot| format!("nothing made {slot}"))?;
        self.entities.requests.fetch_add(1, Ordering::Relaxed);
        Ok(self.wire.send(&rendered).await)
    }

    /// The id of an entity that an answer tells of, which goes into the ledger.
    pub(super) fn created(&self, method: &str, answer: &Answer) -> Option<Value> {
        let creation = self.plan.creations.get(method)?;
        let body: Value = serde_json::from_slice(&answer.body).ok().filter(|_| answer.status < 400)?;
        let result = if self.plan.api.protocol == Protocol::JsonRpc { body.get("result")? } else { &body };
        let id = result.get(&creation.id_member)?;
        let id = Some(id).filter(|id| id.is_string() || id.is_number())?.clone();
        self.entities.note(method, id.clone());
        Some(id)
    }

    /// Takes away what the run made, the newest first. What cannot be taken away is reported.
    pub(super) async fn remove_entities(&self) -> Vec<Leftover> {
        let mut remaining = self.entities.noted();
        let mut leftovers = Vec::new();
        for _ in 0..ROUNDS {
            let before = remaining.len();
            let mut kept = Vec::new();
            leftovers.clear();
            while let Some((method, id)) = remaining.pop() {
                if let Err(reason) = self.remove(&method, &id).await {
                    let reason = redact(&self.target, &reason);
                    leftovers.push(Leftover { method: method.clone(), id: id.to_string(), reason });
                    kept.push((method, id));
                }
            }
            kept.reverse();
            remaining = kept;
            if remaining.is_empty() || remaining.len() == before {
                break;
            }
        }
        leftovers
    }

    async fn remove(&self, method: &str, id: &Value) -> Result<(), String> {
        let creation = self.plan.creations.get(method);
        let Some(request) = creation.and_then(|creation| creation.remove.as_ref()) else {
            return Err("no documented method takes it away".to_owned());
        };
        let made = BTreeMap::from([(Slot(CREATED.to_owned()), id.clone())]);
        let known = Known { made, secret: self.secret() };
        let answer = self.send(request, &known).await?.map_err(|lost| lost.to_string())?;
        if self.gone(&answer) {
            return Ok(());
        }
        let body: String = String::from_utf8_lossy(&answer.body).chars().take(300).collect();
        Err(format!("HTTP {} {body}", answer.status))
    }

    /// Whether an answer to a removal means that the entity is not there any more.
    fn gone(&self, answer: &Answer) -> bool {
        let missing = self.plan.api.conventions.violation(Violation::NotFound);
        if missing.status == Some(answer.status) {
            return true;
        }
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let Some(error) = body.get("error").filter(|error| !error.is_null()) else {
            return answer.status < 400;
        };
        let path = self.plan.api.conventions.error_members.get("mnemonic");
        let mnemonic = path.and_then(|path| path.split('.').try_fold(error, |value, name| value.get(name)));
        missing.mnemonic.is_some() && mnemonic.and_then(Value::as_str) == missing.mnemonic.as_deref()
    }
}
