//! The entities of a run: made when a case first needs them, written into a ledger, and taken away in reverse order at the end.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use doctract_spec::ir::{Api, Protocol, Violation};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::OnceCell;

use super::Session;
use super::ledger::{Entry, Ledger};
use crate::draft::{Fill, Slot, Step};
use crate::judge::{RowsMade, at_place};
use crate::plan::{CREATED, Plan, Reading, Setup, below_slot};
use crate::redact;
use crate::request::{Piece, Request};
use crate::seen::SeenValue;
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
#[derive(Clone, Default)]
pub(crate) struct KnownValues {
    pub(crate) made: BTreeMap<Slot, Value>,
    pub(crate) rows: BTreeMap<String, Arc<RowsMade>>,
    pub(crate) secret: String,
}

/// The secret stays out of it.
impl fmt::Debug for KnownValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KnownValues").field("made", &self.made).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl Fill for KnownValues {
    fn made(&self, slot: &Slot) -> Option<Value> {
        self.made.get(slot).cloned()
    }

    fn seen(&self, seen: &SeenValue) -> Option<Value> {
        let rows = self.rows.get(&seen.list)?;
        seen.of(rows.rows.iter().filter_map(|(_, row)| row.get(&seen.field)))
    }

    fn secret(&self) -> &str {
        &self.secret
    }
}

/// The state of the entities.
pub(super) struct Entities {
    cells: BTreeMap<Slot, OnceCell<Result<Value, String>>>,
    pub(super) rows: BTreeMap<String, OnceCell<Result<Arc<RowsMade>, String>>>,
    made: Mutex<Vec<Entry>>,
    ledger: Arc<dyn Ledger>,
}

impl Entities {
    pub(super) fn new(plan: &Plan, ledger: Arc<dyn Ledger>) -> Self {
        let cells = plan.setups.keys().map(|slot| (slot.clone(), OnceCell::new())).collect();
        let rows = plan.fixtures.keys().map(|list| (list.clone(), OnceCell::new())).collect();
        Self { cells, rows, made: Mutex::default(), ledger }
    }

    /// Entities that an earlier run made.
    pub(super) fn adopt(&self, entries: Vec<Entry>) {
        self.lock().extend(entries);
    }

    /// The ids of all that a method made in this run.
    pub(super) fn ids_of(&self, method: &str) -> Vec<Value> {
        self.lock().iter().filter(|entry| entry.method == method).map(|entry| entry.id.clone()).collect()
    }

    /// What nothing can take away is reported at the end of the run, but of no use in a ledger.
    fn note(&self, entry: Entry, removable: bool) {
        if removable {
            self.ledger.made(&entry);
        }
        self.lock().push(entry);
    }

    fn noted(&self) -> Vec<Entry> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Entry>> {
        // A poisoned lock still holds every id that was noted.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How often the ledger is gone through: an entity may be in use by one that was made before it.
const ROUNDS: usize = 3;

/// After so many requests in a row without an answer the rest is left where it is.
const SILENT: usize = 2;

impl Session {
    /// Everything that a request needs. The error is why some of it could not be made.
    pub(super) async fn known_for(&self, request: &Request) -> Result<KnownValues, String> {
        let mut known = KnownValues { secret: self.secret(), ..KnownValues::default() };
        for slot in request.slots() {
            let id = self.ensure(&slot).await?;
            known.made.insert(slot, id);
        }
        for list in request.lists() {
            let rows = self.rows(&list).await?;
            known.rows.insert(list, rows);
        }
        Ok(known)
    }

    pub(super) fn secret(&self) -> String {
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
        if let Some(id) = self.make_fuller(setup).await {
            return Ok(id);
        }
        let known = self.known_for(&setup.request).await?;
        if let Some(reading) = &setup.reading {
            // The row must be there before the list is asked for.
            self.ensure(&reading.of).await?;
        }
        let answer = self.send(&setup.request, &known).await?.map_err(|lost| format!("{}: {lost}", setup.method))?;
        if let Some(reading) = &setup.reading {
            let of = self.ensure(&reading.of).await?;
            let none = || format!("needs an id at `{}` of {}, but {} shows none", reading.at, reading.of, setup.method);
            return self.read(reading, &of, &answer).ok_or_else(none);
        }
        // What it answered instead is a finding of its own cases.
        let none = || format!("needs an entity, but {} made none", setup.method);
        self.created(&setup.method, &setup.request, &known, &answer).ok_or_else(none)
    }

    /// The id of an entity that says more than it must; none where the target makes none, for whatever reason.
    async fn make_fuller(&self, setup: &Setup) -> Option<Value> {
        let request = setup.fuller.as_ref()?;
        let known = self.known_for(request).await.ok()?;
        let answer = self.send(request, &known).await.ok()?.ok()?;
        self.created(&setup.method, request, &known, &answer)
    }

    /// The id that stands in the row of this entity.
    fn read(&self, reading: &Reading, of: &Value, answer: &Answer) -> Option<Value> {
        let body: Value = serde_json::from_slice(&answer.body).ok()?;
        let result = if self.plan.api.protocol == Protocol::JsonRpc { body.get("result")? } else { &body };
        let rows = result.get(&reading.rows)?.as_array()?;
        let row = rows.iter().find(|row| row.get(&reading.id_member) == Some(of))?;
        let id = reading.at.0.iter().try_fold(row, |value, step| match step {
            Step::Name(name) => value.get(name),
            Step::Item => value.get(reading.nth),
        })?;
        Some(id).filter(|id| is_id(id)).cloned()
    }

    /// Sends a request. The outer error is a slot that was not filled.
    pub(super) async fn send(&self, request: &Request, known: &KnownValues) -> Result<Result<Answer, Lost>, String> {
        let rendered = request.render(known).map_err(|slot| format!("nothing made {slot}"))?;
        let answer = self.deliver(&rendered).await;
        let method = request.calls(&self.plan.api);
        if let Some(method) = method {
            self.seen.request(&self.plan.api, method, &rendered.body);
        }
        if let Ok(answer) = &answer {
            self.seen.answer(&self.plan.api, method, answer);
        }
        Ok(answer)
    }

    /// The id of an entity that an answer tells of, which goes into the ledger.
    pub(super) fn created(
        &self,
        method: &str,
        request: &Request,
        known: &KnownValues,
        answer: &Answer,
    ) -> Option<Value> {
        let creation = self.plan.creations.get(method)?;
        let body: Value = serde_json::from_slice(&answer.body).ok().filter(|_| answer.is_success())?;
        let result = if self.plan.api.protocol == Protocol::JsonRpc { body.get("result")? } else { &body };
        let id = at_place(result, &creation.within)?.get(&creation.id_member)?;
        let id = Some(id).filter(|id| is_id(id))?.clone();
        if redact::holds(self.target.credential.as_ref(), &id.to_string()) {
            // A target that sends the secret back has made nothing; no ledger may hold it.
            return None;
        }
        let below = self.below(method, request, known);
        let entry = Entry { api: self.plan.api.name.clone(), method: method.to_owned(), id: id.clone(), below };
        self.entities.note(entry, creation.remove.is_some());
        Some(id)
    }

    /// The values of the path of a request that made something, by the names that the documents give them.
    fn below(&self, method: &str, request: &Request, known: &KnownValues) -> BTreeMap<String, Value> {
        let method = self.plan.api.methods.iter().find(|known| known.name == method);
        let template = method.and_then(|method| method.http.as_ref()).map_or("", |http| http.path.as_str());
        let names = template.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned()));
        let values = request.path.iter().filter_map(|piece| match piece {
            Piece::Value(value) => value.value(known).ok(),
            Piece::Text(_) => None,
        });
        let hidden = |value: &Value| redact::holds(self.target.credential.as_ref(), &value.to_string());
        names.zip(values).filter(|(_, value)| !hidden(value)).collect()
    }

    /// Takes away what the run made, the newest first. What cannot be taken away is reported.
    pub(super) async fn remove_entities(&self) -> Vec<Leftover> {
        let mut remaining = self.entities.noted();
        let mut leftovers = Vec::new();
        for _ in 0..ROUNDS {
            let before = remaining.len();
            leftovers = self.remove_all(&mut remaining).await;
            if remaining.is_empty() || remaining.len() == before {
                break;
            }
        }
        leftovers
    }

    /// Goes through the entities once; those that are still there remain, in their order.
    async fn remove_all(&self, remaining: &mut Vec<Entry>) -> Vec<Leftover> {
        let (mut leftovers, mut kept, mut silent) = (Vec::new(), Vec::new(), 0);
        while let Some(entry) = remaining.pop() {
            let removed = if silent < SILENT { self.remove_unless_left(&entry).await } else { Err(Remains::Silent) };
            silent = if matches!(removed, Err(Remains::Silent)) { silent + 1 } else { 0 };
            match removed {
                Ok(()) => self.entities.ledger.removed(&entry),
                Err(remains) => {
                    let reason = redact::redact(self.target.credential.as_ref(), &remains.to_string());
                    leftovers.push(Leftover { method: entry.method.clone(), id: entry.id.to_string(), reason });
                    kept.push(entry);
                }
            }
        }
        kept.reverse();
        *remaining = kept;
        leftovers
    }

    /// Removes an entity, as long as nobody wants the rest to be left.
    async fn remove_unless_left(&self, entry: &Entry) -> Result<(), Remains> {
        tokio::select! {
            biased;
            () = self.leave.stopped() => Err(Remains::Left),
            removed = self.remove(entry) => removed,
        }
    }

    async fn remove(&self, entry: &Entry) -> Result<(), Remains> {
        let creation = self.plan.creations.get(&entry.method);
        let request = creation.and_then(|creation| creation.remove.as_ref()).ok_or(Remains::NoMethod)?;
        let mut made = BTreeMap::from([(Slot(CREATED.to_owned()), entry.id.clone())]);
        made.extend(entry.below.iter().map(|(name, value)| (below_slot(name), value.clone())));
        let rendered = request
            .render(&KnownValues { made, secret: self.secret(), ..KnownValues::default() })
            .map_err(|_| Remains::NoMethod)?;
        self.pace.turn().await;
        let answer = self.deliver_now(&rendered).await.map_err(|_| Remains::Silent)?;
        if self.gone(&answer) {
            return Ok(());
        }
        let body = String::from_utf8_lossy(&answer.body);
        let body = redact::beginning(self.target.credential.as_ref(), &body, 300);
        Err(Remains::Refused(answer.status, body))
    }

    /// Whether an answer to a removal means that the entity is not there any more: it says so, or that there is none.
    fn gone(&self, answer: &Answer) -> bool {
        let api = &self.plan.api;
        let rpc = api.protocol == Protocol::JsonRpc;
        if !rpc && api.conventions.violation(Violation::NotFound).status == Some(answer.status) {
            return true;
        }
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        if body.get("error").is_none_or(Value::is_null) {
            return answer.is_success() && (!rpc || body.get("result").is_some());
        }
        is_error(api, Violation::NotFound, answer)
    }
}

/// Whether an answer holds the error that the dialect tells for a violation.
pub(super) fn is_error(api: &Api, violation: Violation, answer: &Answer) -> bool {
    let told = api.conventions.violation(violation);
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let Some(error) = body.get("error").filter(|error| !error.is_null()) else { return false };
    let member = |role: &str| {
        let path = api.conventions.error_members.get(role)?;
        path.split('.').try_fold(error, |value, name| value.get(name))
    };
    match (&told.mnemonic, told.code) {
        (Some(mnemonic), _) => member("mnemonic").and_then(Value::as_str) == Some(mnemonic),
        // JSON-RPC 2.0, section 5.1, has the code as a member of the error.
        (None, Some(code)) => error.get("code").and_then(Value::as_i64) == Some(code),
        (None, None) => false,
    }
}

/// The longest id that is taken for one. It goes into requests, ledgers and reports.
const LONGEST_ID: usize = 1024;

fn is_id(value: &Value) -> bool {
    value.is_number() || value.as_str().is_some_and(|text| text.len() <= LONGEST_ID)
}

/// Why an entity is still there.
#[derive(Debug, thiserror::Error)]
enum Remains {
    #[error("no documented method takes it away")]
    NoMethod,
    #[error("the target does not answer")]
    Silent,
    #[error("it was left where it is, as was asked for")]
    Left,
    #[error("HTTP {0} {1}")]
    Refused(u16, String),
}
