//! What columns and operators allow.

use serde_json::Value;

use super::{Column, ColumnType, Filter, Leaf, Operator, Sort};
use crate::{Kind, Violation};

/// How many levels a filter may have; a single condition is one. No documents that are known have more than a few, and what walks
/// over a filter (a query that is built of it, above all) need not fear for its stack.
pub const DEEPEST_FILTER: usize = 32;

/// Holds a filter to what its columns and operators allow: a column that can be filtered by, an operator that applies to its
/// type, and a value of that type; and to [`DEEPEST_FILTER`] levels.
///
/// # Errors
/// The first fault; its path starts at `name` and follows the members of the filter. That a filter is too deep is a fault of the
/// filter as a whole, told without its value, which would be as deep.
pub fn validate_filter<C: Column>(name: &str, filter: &Filter<C>) -> Result<(), Violation> {
    if is_deeper(filter, DEEPEST_FILTER) {
        return Err(Violation::new(Kind::InvalidValue, name));
    }
    validate_branch(name, filter)
}

/// Whether a filter has more levels than a number.
fn is_deeper<C: Column>(filter: &Filter<C>, levels: usize) -> bool {
    match filter {
        _ if levels == 0 => true,
        Filter::Leaf(_) => false,
        Filter::Tree { filters, .. } => filters.iter().any(|branch| is_deeper(branch, levels - 1)),
    }
}

fn validate_branch<C: Column>(name: &str, filter: &Filter<C>) -> Result<(), Violation> {
    let checked = match filter {
        Filter::Leaf(leaf) => validate_leaf(leaf),
        Filter::Tree { filters, .. } => filters.iter().try_for_each(|branch| validate_branch("filters", branch)),
    };
    checked.map_err(|violation| violation.within(name))
}

fn validate_leaf<C: Column>(leaf: &Leaf<C>) -> Result<(), Violation> {
    let column = leaf.column.info();
    let operator = leaf.operator.info();
    if !column.filterable {
        return Err(Violation::new(Kind::FilterProhibited, "field").with_value(column.name));
    }
    if !(operator.applies)(column.kind) {
        return Err(Violation::new(Kind::InvalidValue, "operator").with_value(operator.name));
    }
    if fits(operator.name, column.kind, &leaf.value) {
        Ok(())
    } else {
        Err(Violation::new(Kind::InvalidValue, "value").with_value(leaf.value.clone()))
    }
}

/// Whether a value can be compared with a column. `in` takes a list; equality takes `null` as well, for the empty value.
fn fits(operator: &str, kind: ColumnType, value: &Value) -> bool {
    match (operator, value) {
        ("in", Value::Array(values)) => values.iter().all(|value| is_a(kind, value)),
        ("in", _) => false,
        ("=" | "!=", Value::Null) => true,
        (_, value) => is_a(kind, value),
    }
}

fn is_a(kind: ColumnType, value: &Value) -> bool {
    match kind {
        ColumnType::String | ColumnType::DateTime => value.is_string(),
        ColumnType::Integer | ColumnType::Number => value.is_number(),
        ColumnType::Boolean => value.is_boolean(),
        ColumnType::Enum(values) => value.as_str().is_some_and(|text| values.contains(&text)),
        // What is asked of lists and objects is up to the operator.
        ColumnType::Array | ColumnType::Object | ColumnType::Any => !value.is_null(),
    }
}

/// Holds an order of rows to the columns that can be sorted by.
///
/// # Errors
/// The first column that cannot.
pub fn validate_sort<C: Column>(name: &str, order: &[Sort<C>]) -> Result<(), Violation> {
    match order.iter().find(|sort| !sort.column.info().sortable) {
        Some(sort) => Err(Violation::new(Kind::SortProhibited, "field").with_value(sort.column.name()).within(name)),
        None => Ok(()),
    }
}
