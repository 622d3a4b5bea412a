//! A filter as the suite understands it: how it is written, and which rows meet it.

use doctract_spec::ir::{FilterConvention, FilterOperation};
use serde_json::{Map, Value};

use crate::draft::{Draft, Fill, Slot};
use crate::jsquery;
use crate::seen::is_empty;

/// What rows must meet.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A field compared with a value.
    Leaf {
        /// The field.
        field: String,
        /// The comparison.
        operation: FilterOperation,
        /// The value.
        value: Draft,
    },
    /// Several conditions, joined.
    Node {
        /// Whether a row must meet all of them rather than one.
        all: bool,
        /// The conditions.
        parts: Vec<Condition>,
    },
}

/// Whether a row meets a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The documents do not tell.
    Silent,
}

impl Condition {
    /// A leaf.
    pub fn leaf(field: &str, operation: FilterOperation, value: Draft) -> Self {
        Self::Leaf { field: field.to_owned(), operation, value }
    }

    /// The filter as it is sent; none where the API has no such operation.
    pub fn draft(&self, names: &FilterConvention) -> Option<Draft> {
        let text = |text: &String| Draft::text(text.as_str());
        let members = match self {
            Self::Leaf { field, operation, value } => vec![
                (names.field.clone(), text(field)),
                (names.operator.clone(), text(names.operations.get(operation)?)),
                (names.value.clone(), value.clone()),
            ],
            Self::Node { all, parts } => {
                let parts = parts.iter().map(|part| part.draft(names)).collect::<Option<_>>()?;
                let condition = if *all { &names.all } else { &names.any };
                vec![(names.filters.clone(), Draft::List(parts)), (names.condition.clone(), text(condition))]
            }
        };
        Some(Draft::Members(members))
    }

    /// The same condition with its holes filled, so that rows can be held to it.
    pub fn filled(&self, fill: &dyn Fill) -> Result<Self, Slot> {
        Ok(match self {
            Self::Leaf { field, operation, value } => Self::leaf(field, *operation, Draft::Known(value.value(fill)?)),
            Self::Node { all, parts } => {
                Self::Node { all: *all, parts: parts.iter().map(|part| part.filled(fill)).collect::<Result<_, _>>()? }
            }
        })
    }

    /// Whether a row meets the condition. Its holes must be filled.
    pub fn met_by(&self, names: &FilterConvention, row: &Map<String, Value>) -> Met {
        match self {
            Self::Leaf { field, operation, value: Draft::Known(value) } => {
                row.get(field).map_or(Met::Silent, |seen| compare(names, *operation, seen, value))
            }
            Self::Leaf { .. } => Met::Silent,
            Self::Node { all, parts } => {
                let (decisive, otherwise) = if *all { (Met::No, Met::Yes) } else { (Met::Yes, Met::No) };
                let met: Vec<Met> = parts.iter().map(|part| part.met_by(names, row)).collect();
                match () {
                    () if met.contains(&decisive) => decisive,
                    () if met.contains(&Met::Silent) => Met::Silent,
                    () => otherwise,
                }
            }
        }
    }
}

fn compare(names: &FilterConvention, operation: FilterOperation, seen: &Value, value: &Value) -> Met {
    use FilterOperation as Op;
    let known = |yes: bool| if yes { Met::Yes } else { Met::No };
    if operation == Op::Jsquery {
        let met = value.as_str().and_then(|expression| jsquery::meets(seen, expression));
        return met.map_or(Met::Silent, known);
    }
    if matches!(seen, Value::Array(_) | Value::Object(_)) {
        return Met::Silent;
    }
    if is_empty(seen) || value.is_null() {
        return with_empty(operation, seen, value);
    }
    match operation {
        Op::Equal => known(same(seen, value)),
        Op::NotEqual => known(!same(seen, value)),
        Op::In => known(value.as_array().is_some_and(|values| values.iter().any(|value| same(seen, value)))),
        Op::Less | Op::Greater | Op::LessOrEqual | Op::GreaterOrEqual => {
            order(seen, value).map_or(Met::Silent, |order| {
                known(match operation {
                    Op::Less => order.is_lt(),
                    Op::Greater => order.is_gt(),
                    Op::LessOrEqual => order.is_le(),
                    _ => order.is_ge(),
                })
            })
        }
        Op::Like => texts(seen, value).map_or(Met::Silent, |(seen, pattern)| like(names, seen, pattern)),
        Op::Regexp => texts(seen, value).map_or(Met::Silent, |(seen, pattern)| found(seen, pattern)),
        Op::Jsquery => Met::Silent,
    }
}

/// Where the field or the value is empty: nothing is said of `!=`, nor of an empty text.
fn with_empty(operation: FilterOperation, seen: &Value, value: &Value) -> Met {
    let text = |value: &Value| value.as_str().is_some_and(str::is_empty);
    match operation {
        _ if text(seen) || text(value) => Met::Silent,
        FilterOperation::Equal if seen.is_null() && value.is_null() => Met::Yes,
        FilterOperation::NotEqual => {
            if seen.is_null() && value.is_null() {
                Met::No
            } else if value.is_null() {
                Met::Yes
            } else {
                Met::Silent
            }
        }
        FilterOperation::In if value.as_array().is_some_and(|values| values.contains(&Value::Null)) => Met::Silent,
        _ => Met::No,
    }
}

/// Whether two values are the same. A number is the same as its digits: a field may be documented as either.
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            *text == number.to_string()
        }
        _ => one == other,
    }
}

/// How two values stand to each other; none where nothing is documented of their order.
pub fn order(one: &Value, other: &Value) -> Option<std::cmp::Ordering> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64()?.partial_cmp(&other.as_f64()?),
        (Value::String(one), Value::String(other)) => {
            // Times of one form stand in the order of their texts.
            let form = |text: &str| -> Vec<usize> {
                text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).map(|(at, _)| at).collect()
            };
            (one.len() == other.len() && form(one) == form(other)).then(|| one.cmp(other))
        }
        _ => None,
    }
}

fn texts<'v>(seen: &'v Value, value: &'v Value) -> Option<(&'v str, &'v str)> {
    Some((seen.as_str()?, value.as_str()?))
}

/// Whether a whole text fits a pattern. `_` may be a wildcard or a character: the documents are silent.
fn like(names: &FilterConvention, seen: &str, pattern: &str) -> Met {
    let Some(wildcard) = names.wildcard.as_deref().filter(|wildcard| !wildcard.is_empty()) else {
        return Met::Silent;
    };
    if pattern.contains(['_', '\\']) {
        return Met::Silent;
    }
    let mut parts = pattern.split(wildcard).peekable();
    let mut rest = parts.next().and_then(|head| seen.strip_prefix(head));
    if !pattern.contains(wildcard) {
        return if seen == pattern { Met::Yes } else { Met::No };
    }
    while let Some(part) = parts.next() {
        rest = rest.and_then(|rest| {
            if parts.peek().is_none() {
                rest.ends_with(part).then_some("")
            } else {
                rest.find(part).map(|at| &rest[at + part.len()..])
            }
        });
    }
    if rest.is_some() { Met::Yes } else { Met::No }
}

/// Whether a text has a part that fits an expression. Those of the suite's own making mean the same in every flavour.
fn found(seen: &str, expression: &str) -> Met {
    let met = regex::Regex::new(expression).map(|expression| expression.is_match(seen));
    met.map_or(Met::Silent, |met| if met { Met::Yes } else { Met::No })
}
