//! From the filter language of the API to what the storage understands.

use doctract_runtime::{
    Column, DetailParts, Filter, Kind, Operator as _, Order, Sort, Violation,
    filter::{Condition, Leaf},
};
use serde_json::Value;
use uis::{GetErrors, Operator};

use crate::storage::{Comparison, Direction, Listing, Pattern, Predicate, Scalar};

/// How many conditions a filter may hold. The documents bound neither their number nor their depth; a statement has to.
const MAX_CONDITIONS: usize = 1000;

/// What a `get` method was asked for, in terms of the storage; `field` says which field a column is, `None` for lists and objects.
///
/// # Errors
/// `invalid_parameter_value` for a regular expression that is none, for `jsquery`, and for a filter that is too large;
/// `sort_prohibited` for lists and objects, which have no order.
pub(super) fn listing<C: Column<Operator = Operator>, F>(
    filter: Option<Filter<C>>,
    sort: Option<Vec<Sort<C>>>,
    (limit, offset): (i64, i64),
    field: fn(C) -> Option<F>,
) -> Result<Listing<F>, GetErrors> {
    let predicate = filter.map(|filter| checked(filter, field)).transpose()?;
    let direction = |order| if order == Order::Asc { Direction::Ascending } else { Direction::Descending };
    let one = |sort: Sort<C>| match field(sort.column) {
        Some(field) => Ok((field, direction(sort.order))),
        None => Err(GetErrors::sort_prohibited("sort.field", sort.column.info().name)),
    };
    let order = sort.unwrap_or_default().into_iter().map(one).collect::<Result<_, _>>()?;
    Ok(Listing { predicate, order, limit, offset })
}

fn checked<C: Column<Operator = Operator>, F>(
    filter: Filter<C>,
    field: fn(C) -> Option<F>,
) -> Result<Predicate<F>, GetErrors> {
    if conditions(&filter) > MAX_CONDITIONS {
        let message = format!("A filter may hold at most {MAX_CONDITIONS} conditions");
        let detail = DetailParts { field: "filter".to_owned(), message: Some(message), ..DetailParts::default() };
        return Err(GetErrors::InvalidParameterValue(detail.into()));
    }
    predicate(filter, field).map_err(|violation| {
        let violation = violation.within("filter");
        let detail = DetailParts { field: violation.path, value: violation.value, ..DetailParts::default() };
        GetErrors::InvalidParameterValue(detail.into())
    })
}

fn conditions<C: Column>(filter: &Filter<C>) -> usize {
    match filter {
        Filter::Leaf(_) => 1,
        Filter::Tree { filters, .. } => filters.iter().map(conditions).sum(),
    }
}

fn predicate<C: Column<Operator = Operator>, F>(
    filter: Filter<C>,
    field: fn(C) -> Option<F>,
) -> Result<Predicate<F>, Violation> {
    let (filters, condition) = match filter {
        Filter::Leaf(leaf) => return condition_of(leaf, field),
        Filter::Tree { filters, condition } => (filters, condition),
    };
    let branches =
        filters.into_iter().map(|branch| predicate(branch, field).map_err(|violation| violation.within("filters")));
    let branches = branches.collect::<Result<_, _>>()?;
    Ok(match condition {
        Condition::And => Predicate::All(branches),
        Condition::Or => Predicate::Any(branches),
    })
}

fn condition_of<C: Column<Operator = Operator>, F>(
    leaf: Leaf<C>,
    field: fn(C) -> Option<F>,
) -> Result<Predicate<F>, Violation> {
    let Leaf { column, operator, value } = leaf;
    // The only operator of lists and objects is a language of another engine.
    let refused = || Violation::new(Kind::InvalidValue, "operator").with_value(operator.info().name);
    let field = field(column).ok_or_else(refused)?;
    let comparison = match operator {
        Operator::Eq => Comparison::Equal,
        Operator::Ne => Comparison::NotEqual,
        Operator::Lt => Comparison::Less,
        Operator::Gt => Comparison::Greater,
        Operator::Le => Comparison::LessOrEqual,
        Operator::Ge => Comparison::GreaterOrEqual,
        Operator::Like => return Ok(Predicate::Like(field, text(value)?)),
        Operator::Regexp => {
            let text = text(value)?;
            return match Pattern::new(&text) {
                Ok(pattern) => Ok(Predicate::Matches(field, pattern)),
                Err(_) => Err(not_allowed(text.into())),
            };
        }
        Operator::In => return Ok(Predicate::In(field, scalars(value)?)),
        Operator::Jsquery => return Err(refused()),
    };
    Ok(Predicate::Compare(field, comparison, scalar(value)?))
}

fn text(value: Value) -> Result<String, Violation> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(not_allowed(other)),
    }
}

fn scalars(value: Value) -> Result<Vec<Scalar>, Violation> {
    match value {
        Value::Array(values) => values.into_iter().map(scalar).collect(),
        other => Err(not_allowed(other)),
    }
}

fn scalar(value: Value) -> Result<Scalar, Violation> {
    match value {
        Value::Null => Ok(Scalar::Null),
        Value::Bool(truth) => Ok(Scalar::Integer(truth.into())),
        Value::String(text) => Ok(Scalar::Text(text)),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Ok(Scalar::Integer(whole)),
            (None, Some(real)) => Ok(Scalar::Real(real)),
            (None, None) => Err(not_allowed(number.into())),
        },
        other => Err(not_allowed(other)),
    }
}

fn not_allowed(value: Value) -> Violation {
    Violation::new(Kind::InvalidValue, "value").with_value(value)
}
