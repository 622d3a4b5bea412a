//! Brings together what tables and messages say of the same parameters.

mod accepted_null;
mod blank;
mod examples;
mod expand;
mod from_value;
mod indent;
mod lay;
mod merge;
mod near;
mod nest;
mod order;
mod shape;
mod unite;

pub(crate) use accepted_null::allow_null;
pub(crate) use blank::fill_blank_names;
pub(crate) use examples::together;
pub(crate) use expand::{Types, expand, rows_of_type};
pub(crate) use from_value::fields_of;
pub(crate) use indent::is_indented;
pub(crate) use merge::with_examples;
pub(crate) use near::{is_near, nearest, within};
pub(crate) use nest::nest;
pub(crate) use order::infer_required;
pub(crate) use shape::inner;
pub(crate) use unite::unite;
