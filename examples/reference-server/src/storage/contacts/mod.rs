//! Contacts: the people in the address book, and their groups.

mod groups;
mod list;
mod record;

pub(crate) use groups::{ContactGroupField, ContactGroupRecord, ContactGroupRow};
pub(crate) use list::{ContactField, ContactRow};
pub(crate) use record::ContactRecord;
