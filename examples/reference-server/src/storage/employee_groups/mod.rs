//! Groups of employees, and the numbers by which a group is called.

mod list;
mod numbers;
mod record;

pub(crate) use list::{EmployeeGroupField, EmployeeGroupRow};
pub(crate) use numbers::{GroupNumber, NumberSetting};
pub(crate) use record::EmployeeGroupRecord;
