//! Statements in the making: text that stands in this program, and values that are bound.
//!
//! [`Sql::push`] takes nothing but `&'static str`, so that no text of a caller can become a part of a statement.

use std::rc::Rc;

use rusqlite::{
    ToSql,
    types::{ToSqlOutput, Value},
    vtab::array::Array,
};

use super::{Comparison, Direction, Predicate, Scalar, functions};

/// A field of a table, by the name of its column.
pub(super) trait Field: Copy + PartialEq {
    /// The field that tells rows apart.
    const KEY: &'static str;

    /// The name of the column.
    fn column(self) -> &'static str;
}

/// A value for a place in a statement.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    One(Value),
    Many(Array),
}

impl ToSql for Bound {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::One(value) => value.to_sql(),
            Self::Many(values) => values.to_sql(),
        }
    }
}

/// A statement in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Sql {
    text: String,
    values: Vec<Bound>,
}

impl Sql {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn values(&self) -> &[Bound] {
        &self.values
    }

    pub(super) fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    pub(super) fn append(&mut self, other: &Self) -> &mut Self {
        self.text.push_str(&other.text);
        self.values.extend_from_slice(&other.values);
        self
    }

    pub(super) fn integer(&mut self, value: i64) -> &mut Self {
        self.bind(Bound::One(Value::Integer(value)))
    }

    fn bind(&mut self, value: Bound) -> &mut Self {
        self.values.push(value);
        self.push("?")
    }

    /// An `ORDER BY` that leaves no two rows equal, so that pages neither overlap nor miss a row.
    pub(super) fn order<F: Field>(&mut self, order: &[(F, Direction)]) -> &mut Self {
        self.push(" ORDER BY ");
        let mut named = Vec::new();
        for (field, direction) in order {
            // A field that comes a second time decides nothing any more.
            if !named.contains(field) {
                named.push(*field);
                self.push(field.column()).push(if *direction == Direction::Ascending { " ASC, " } else { " DESC, " });
            }
        }
        self.push(F::KEY)
    }

    pub(super) fn predicate<F: Field>(&mut self, predicate: Predicate<F>) -> &mut Self {
        match predicate {
            Predicate::All(all) => self.joined(all, " AND ", "TRUE"),
            Predicate::Any(any) => self.joined(any, " OR ", "FALSE"),
            Predicate::Compare(field, comparison, value) => {
                self.push(field.column()).push(operator(comparison)).bind(Bound::One(value_of(value)))
            }
            Predicate::In(field, values) => {
                let values = Rc::new(values.into_iter().map(value_of).collect());
                self.push(field.column()).push(" IN rarray(").bind(Bound::Many(values)).push(")")
            }
            Predicate::Like(field, pattern) => self.call(functions::LIKE, pattern, field.column()),
            Predicate::Matches(field, pattern) => self.call(functions::REGEXP, pattern.into_text(), field.column()),
        }
    }

    fn call(&mut self, function: &'static str, argument: String, column: &'static str) -> &mut Self {
        self.push(function).push("(").bind(Bound::One(Value::Text(argument))).push(", ").push(column).push(")")
    }

    /// Joins halves, and halves of halves: `SQLite` bounds how deep an expression may nest, and a long chain nests by its length.
    fn joined<F: Field>(
        &mut self,
        mut branches: Vec<Predicate<F>>,
        word: &'static str,
        none: &'static str,
    ) -> &mut Self {
        if branches.len() > 1 {
            let second = branches.split_off(branches.len() / 2);
            return self.push("(").joined(branches, word, none).push(word).joined(second, word, none).push(")");
        }
        match branches.pop() {
            Some(only) => self.predicate(only),
            None => self.push(none),
        }
    }
}

fn operator(comparison: Comparison) -> &'static str {
    match comparison {
        // `=` would leave rows out where either side is empty.
        Comparison::Equal => " IS ",
        Comparison::NotEqual => " IS NOT ",
        Comparison::Less => " < ",
        Comparison::Greater => " > ",
        Comparison::LessOrEqual => " <= ",
        Comparison::GreaterOrEqual => " >= ",
    }
}

fn value_of(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Integer(value) => Value::Integer(value),
        Scalar::Real(value) => Value::Real(value),
        Scalar::Text(value) => Value::Text(value),
    }
}
