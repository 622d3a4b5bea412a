//! What the server remembers, in `SQLite`.
//!
//! Nothing outside this module knows SQL, and nothing in its interface is of `SQLite` alone: callers hand over plain values, a
//! [`Predicate`] and an order, and get plain values back. [`Store`] is the seam; there is no trait, as one implementation would
//! have to guess what a second one needs.
//!
//! # For `PostgreSQL`
//!
//! What changes, by file:
//! - `connection`, `pool`: a pool of connections for reading and writing alike. [`Store::read`], [`Store::write`] and
//!   [`Store::attempt`] are all that other files use of them; each is one transaction, to be run as `REPEATABLE READ` and
//!   `SERIALIZABLE`, and again after a conflict.
//! - `migrations` and the folder of that name: identity columns for `AUTOINCREMENT`, `boolean` for 0 and 1; the number of the
//!   schema goes into a table. `full_name` has to be put together with `||`, as `concat_ws` is not immutable there; `COLLATE "C"`
//!   keeps the order of texts.
//! - `sql`: `?` becomes `$1`, `IN rarray(?)` becomes `= ANY($1)`, `IS` and `IS NOT` become `IS [NOT] DISTINCT FROM`.
//! - `functions`, `like`, `pattern`: `like` is `LIKE` with `_` and `\` escaped, `regexp` is `~`. An expression is one of POSIX
//!   already, but that engine may backtrack: `statement_timeout` bounds it.
//! - The statements that stand beside the functions of each entity: `rarray`, `INSERT OR IGNORE`, `REPLACE` and `ifnull` have other
//!   names. References that keep an entity from being deleted are told by `SQLSTATE` 23503 in `entity`.

mod children;
mod connection;
mod contacts;
mod crm_contacts;
mod directory;
mod employee_groups;
mod employees;
mod entity;
mod error;
mod external_contacts;
mod functions;
mod given;
mod like;
mod listing;
mod members;
mod migrations;
mod pattern;
mod pool;
mod predicate;
mod refusal;
mod sql;

pub(crate) use contacts::{
    ContactField, ContactGroupField, ContactGroupRecord, ContactGroupRow, ContactRecord, ContactRow,
};
pub(crate) use crm_contacts::{CrmContact, CrmFlags, CrmUser, Currency};
pub(crate) use directory::{Directory, Named, NamedField};
pub(crate) use employee_groups::{
    EmployeeGroupField, EmployeeGroupRecord, EmployeeGroupRow, GroupNumber, NumberSetting,
};
pub(crate) use employees::{
    Coach, EmployeeField, EmployeeRecord, EmployeeRow, Extension, NewNumber, Operator, OperatorRow, PhoneNumber,
};
pub(crate) use entity::Entity;
pub(crate) use error::StorageError;
pub(crate) use external_contacts::{Address, Contact, Person};
pub(crate) use given::Given;
pub(crate) use listing::{Direction, Listing, Page};
pub(crate) use pattern::Pattern;
pub(crate) use pool::{Location, Store};
pub(crate) use predicate::{Comparison, Predicate, Scalar};
pub(crate) use refusal::{Reason, Refusal};
