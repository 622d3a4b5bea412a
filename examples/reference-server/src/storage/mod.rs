//! What the server remembers, in `SQLite`.
//!
//! Nothing outside this module knows SQL, and nothing in its interface is of `SQLite` alone: callers hand over plain values, a
//! [`Predicate`] and an order, and get plain values back. A second engine is a second set of these files.

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
