//! Statements in the making: text that stands in this program, and values that are bound.
//!
//! [`Sql::push`] takes nothing but `&'static str`, so that no text of a caller can become a part of a statement.

use std::rc::Rc;

use rusqlite::{
    ToSql,
    types::{ToSqlOutput, Value},
    vtab::array::Array,
};

use super::{Comparison, Direction, Predicate, Scalar, functions, like};

/// A field of an entity, by the name of its column.
pub(super) trait Field: Copy + PartialEq {
    /// The field that tells rows apart.
    const KEY: &'static str;

    /// The name of the column.
    fn column(self) -> &'static str;

    /// The join by which the column comes to the table of the entity, where it is of another one. It neither adds rows nor takes
    /// any away.
    fn join(self) -> Option<&'static str> {
        None
    }
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

    pub(super) fn integer(&mut self, value: i64) -> &mut Self {
        self.bind(Bound::One(Value::Integer(value)))
    }

    fn bind(&mut self, value: Bound) -> &mut Self {
        self.values.push(value);
        self.push("?")
    }

    /// A `FROM`.
    pub(super) fn from(&mut self, table: &'static str, joins: &[&'static str]) -> &mut Self {
        self.push(" FROM ").push(table);
        joins.iter().fold(self, |sql, join| sql.push(" ").push(join))
    }

    /// A `WHERE`, unless there is nothing to meet.
    pub(super) fn condition<F: Field>(&mut self, predicate: Option<&Predicate<F>>) -> &mut Self {
        match predicate {
            Some(predicate) => self.push(" WHERE ").predicate(predicate),
            None => self,
        }
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

    fn predicate<F: Field>(&mut self, predicate: &Predicate<F>) -> &mut Self {
        match predicate {
            Predicate::All(all) => self.joined(all, " AND ", "TRUE"),
            Predicate::Any(any) => self.joined(any, " OR ", "FALSE"),
            Predicate::Compare(field, comparison, value) => self.compare(*field, *comparison, value),
            Predicate::In(field, values) => {
                let values = Rc::new(values.iter().map(value_of).collect());
                self.push(field.column()).push(" IN rarray(").bind(Bound::Many(values)).push(")")
            }
            Predicate::Like(field, pattern) => self.like(field.column(), pattern),
            Predicate::Matches(field, pattern) => self
                .push(functions::REGEXP)
                .push("(")
                .text_value(pattern.text())
                .push(", ")
                .push(field.column())
                .push(")"),
        }
    }

    fn compare<F: Field>(&mut self, field: F, comparison: Comparison, value: &Scalar) -> &mut Self {
        let operator = match (comparison, value) {
            // The empty value equals itself, and differs from any other.
            (Comparison::Equal, Scalar::Null) => " IS ",
            // Not `IS`: what is equal to a value is not empty, so that an index of a joined table can lead to the rows.
            (Comparison::Equal, _) => " = ",
            (Comparison::NotEqual, _) => " IS NOT ",
            (Comparison::Less, _) => " < ",
            (Comparison::Greater, _) => " > ",
            (Comparison::LessOrEqual, _) => " <= ",
            (Comparison::GreaterOrEqual, _) => " >= ",
        };
        self.push(field.column()).push(operator).bind(Bound::One(value_of(value)))
    }

    /// What a pattern begins with bounds the texts that fit it, so that an index on the column leads to them.
    fn like(&mut self, column: &'static str, pattern: &str) -> &mut Self {
        let Some((prefix, rest)) = pattern.split_once('%') else {
            return self.push(column).push(" = ").text_value(pattern);
        };
        self.push("(").push(column).push(" IS NOT NULL");
        if !prefix.is_empty() {
            self.push(" AND ").push(column).push(" >= ").text_value(prefix);
        }
        if let Some(end) = like::end_of_prefix(prefix) {
            self.push(" AND ").push(column).push(" < ").text_value(&end);
        }
        if rest.bytes().any(|byte| byte != b'%') {
            self.push(" AND ").push(functions::LIKE).push("(").text_value(pattern).push(", ").push(column).push(")");
        }
        self.push(")")
    }

    fn text_value(&mut self, text: &str) -> &mut Self {
        self.bind(Bound::One(Value::Text(text.to_owned())))
    }

    /// Joins halves, and halves of halves: `SQLite` bounds how deep an expression may nest, and a long chain nests by its length.
    fn joined<F: Field>(&mut self, branches: &[Predicate<F>], word: &'static str, none: &'static str) -> &mut Self {
        match branches {
            [] => self.push(none),
            [only] => self.predicate(only),
            _ => {
                let (first, second) = branches.split_at(branches.len() / 2);
                self.push("(").joined(first, word, none).push(word).joined(second, word, none).push(")")
            }
        }
    }
}

fn value_of(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Integer(value) => Value::Integer(*value),
        Scalar::Real(value) => Value::Real(*value),
        Scalar::Text(value) => Value::Text(value.clone()),
    }
}
