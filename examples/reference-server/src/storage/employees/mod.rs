//! Employees, their numbers and their settings.

mod list;
mod numbers;
mod operator;
mod record;

pub(crate) use list::{EmployeeField, EmployeeRow};
pub(crate) use numbers::{NewNumber, PhoneNumber};
pub(crate) use operator::{Operator, OperatorRow};
pub(crate) use record::{Coach, EmployeeRecord, Extension};
